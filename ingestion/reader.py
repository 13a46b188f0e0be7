"""Sentence by sentence: who spends, for which year, at which stage, for what. Makes one draft per mention."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingestion.body_names import STATE
from ingestion.cells import Cells, Frame
from ingestion.drafts import Draft, Set
from ingestion.mentions import Mention
from ingestion.organizations import Bodies, Body, BodyMention, main_body
from ingestion.periods import Period, Years, find_periods
from ingestion.phrases import clean
from ingestion.programs import funding_of, program_after, program_before
from ingestion.records import Article, BlockKind, LeftoverReason, Role
from ingestion.roles import Bearing, read_bearings, signed
from ingestion.rules import load
from ingestion.screening import leftover_reason
from ingestion.stages import Season, stage_of
from ingestion.text import Sentence, even
from ingestion.topics import announced_program, outline_heading, topic_of
from ingestion.years import period_of, ruling_years, years_of

_BUDGET_WORD = re.compile(r"예산|사업비|추경|재정")
_REFERS_BACK = re.compile(
    r"(?:^|\s)(?:관련|이 사업|해당 사업|이 분야|해당 분야|그 사업|이 예산|사업비는|예산은|투입 ?비용은|재원은"
    r"|여기에|이를 위해)"
)
Span = tuple[int, int]


@cache
def _groups() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = [
        (row["word"], re.compile(rf"(?:^|\s|개 ?){re.escape(row['word'])}(?:은|는|이|가|에|에는)?$"), row)
        for row in load("groups")
    ]
    return tuple((word, named, row["organization"]) for word, named, row in sorted(rows, key=_longest))


def _longest(row: tuple[str, re.Pattern[str], dict[str, str]]) -> int:
    return -len(row[0])


class Reader:
    """Reads one article from top to bottom; `read` is called once."""

    def __init__(self, article: Article) -> None:
        self._season = Season.of(article)
        body = self._body_text = even(article.body)
        headlines = [
            body[b.start : b.end]
            for b in article.blocks
            if b.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)
        ]
        self._bodies = Bodies(
            main_body(headlines, body, article.publisher, article.published_on), article.published_on
        )
        # Where no year is named, a supplementary budget is that of its year.
        self._main_year = self._season.published if self._season.is_supplementary else None
        self._main_year_named = False
        self._year: int | None = None
        self._span: Years | None = None
        self._main_span: Years | None = None
        self._latest: Years | None = None
        self._block = -1
        self._outline: str | None = None
        self._subject_program: str | None = None

    def read(self, found: list[Sentence], mentions: list[Mention]) -> Set:
        """The drafts of the article in the order of their places."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence.index, []).append(mention)
        drafts: list[Draft] = []
        tables = Cells(self._body_text, found)
        left: list[tuple[Mention, LeftoverReason]] = []
        for sentence in found:
            if sentence.block != self._block:
                self._block, self._year, self._subject_program = sentence.block, self._main_year, None
            self._outline = outline_heading(sentence.text, self._outline)
            bodies = self._bodies.read(sentence.text)
            periods = find_periods(
                sentence.text, self._season.published, self._year or self._main_year, self._span
            )
            here = by_sentence.get(sentence.index, [])
            frame = self._frame() if sentence.kind is BlockKind.TABLE_CELL else None
            if frame:
                cells = [(mention, tables.draft(mention, frame)) for mention in here]
                drafts += [draft for _, draft in cells if draft]
                here = [mention for mention, draft in cells if not draft]
            kept = []
            for mention in here:
                reason = leftover_reason(mention)
                if reason is None and self._bodies.current is None:
                    reason = LeftoverReason.NO_BODY
                if reason:
                    left.append((mention, reason))
                else:
                    kept.append(mention)
            drafts += self._sentence(sentence, kept, bodies, periods)
            self._remember(sentence, here, periods)
        return Set(drafts, left, self._bodies.main)

    def _frame(self) -> Frame | None:
        """What holds for the cells of tables, or None where the article names no body."""
        body = self._bodies.main or self._bodies.current
        stage = self._season.of_tables(self._main_year)
        return Frame(body, self._main_year, stage) if body else None

    def _sentence(
        self, sentence: Sentence, mentions: list[Mention], bodies: list[BodyMention], periods: list[Period]
    ) -> list[Draft]:
        cuts = [(b.start, b.end) for b in bodies] + [(p.start, p.end) for p in periods]
        drafts: list[Draft] = []
        ruling = ruling_years(self._ruling_year, mentions, periods, self._main_span, self._latest)
        opening = next((p.first for p in periods if not p.compared and p.first is not None), None)
        topic = topic_of(sentence.text, mentions[0].at) if mentions else None
        floor = 0
        for mention, bearing in zip(mentions, read_bearings(mentions), strict=True):
            period = period_of(mention, bearing, periods, floor)
            years = years_of(mention, bearing, period, ruling, opening, self._season.supplementary)
            if period and not bearing.baseline and not period.compared:
                ruling = (period.first, period.last)
            if not bearing.baseline:
                self._latest = years
            body, group = self._spender(mention, bodies)
            program, funding = self._program(mention, bearing, drafts, cuts)
            drafts.append(
                Draft(
                    mention=mention,
                    amount_krw=signed(mention.amount, bearing),
                    first=years[0],
                    last=years[1],
                    body=body,
                    program=None if group else program,
                    stage=stage_of(mention, *years, self._season),
                    role=self._role(mention, bearing, years),
                    bearing=bearing,
                    funding=funding,
                    group=group,
                    own_year=period is not None,
                    topic=topic or (self._outline if mention.bulleted else None),
                    mentions=[mention],
                )
            )
            floor = mention.until
        return drafts

    @property
    def _ruling_year(self) -> int | None:
        return self._year if self._year is not None else self._main_year

    def _role(self, mention: Mention, bearing: Bearing, years: Years) -> Role:
        if bearing.sign or (mention.amount.amount_krw or 0) < 0:
            return Role.CHANGE
        if bearing.baseline:
            return Role.BASELINE
        first, last = years
        if mention.bulleted or self._main_year is None or first is None or last is None:
            return Role.ITEM
        return Role.BASELINE if last < self._main_year else Role.ITEM

    def _spender(self, mention: Mention, bodies: list[BodyMention]) -> tuple[Body, str | None]:
        """The body that the sentence gives the money to, and the group's words where it is a group."""
        current = self._bodies.current
        assert current is not None, "the mention would be a leftover"
        start = mention.at - len(mention.left)
        label = clean(mention.left) or ""
        for word, named, organization in _groups():
            if named.search(label) or label.endswith(word):
                holder = self._bodies.main if current.government is None else current
                return Body(holder.government if holder else None, organization), organization
        near = [b for b in bodies if start <= b.start and b.end <= mention.at and self._may_spend(b)]
        if near:
            return near[-1].body, None
        before = [b for b in bodies if b.end <= mention.at and self._may_spend(b)]
        if before and not mention.bulleted:
            return before[-1].body, None
        return current, None

    def _may_spend(self, body: BodyMention) -> bool:
        """In a city's article the state is a spender only as the topic (not in 행정안전부 특별교부세)."""
        main = self._bodies.main
        of_state = body.body.government == STATE and not (main and main.government == STATE)
        return body.topic if of_state else body.subject

    def _program(
        self, mention: Mention, bearing: Bearing, drafts: list[Draft], cuts: list[Span]
    ) -> tuple[str | None, str | None]:
        """What the money is for, and the source of money that its words name."""
        funding = funding_of(mention)
        last = drafts[-1] if drafts else None
        if last and bearing.level_of is not None:
            return last.program, funding
        own = program_before(mention, cuts)
        follows_change = last and last.bearing.sign and last.bearing.level_of is None
        if (
            last
            and (bearing.sign or (follows_change and own is None))
            and (own is None or last.bearing.baseline)
        ):
            return last.program, funding
        refers_back = bool(_REFERS_BACK.search(mention.left))
        if bearing.sign and refers_back:
            return self._subject_program, funding
        if funding:
            named = mention.left.rfind(funding)
            cut = replace(mention, left=mention.left[:named], at=mention.at - len(mention.left) + named)
            before = program_before(cut, cuts)
            shared = last is not None and not last.funding
            return before or (last.program if last and shared else self._subject_program), funding
        program = own or program_after(mention)
        return program or (self._subject_program if refers_back else None), funding

    def _is_ahead(self, period: Period) -> bool:
        published = self._season.published
        return period.first is not None and published is not None and period.first >= published

    def _remember(self, sentence: Sentence, mentions: list[Mention], periods: list[Period]) -> None:
        """Carries years and the programme under discussion on to the next sentence."""
        plain = [p for p in periods if not p.compared and p.first == p.last and not p.until]
        if plain and (mentions or _BUDGET_WORD.search(sentence.text)):
            year = plain[0].first
            if not self._main_year_named:
                self._main_year, self._main_year_named = year, True
            if year is not None and year >= (self._main_year or year):
                self._year = year
        elif plain and self._main_year is None:
            # 올해 센터를 짓는다: the lead gives a year where no budget names one.
            self._main_year = next((p.first for p in plain if p.relative and self._is_ahead(p)), None)
        spans = [(p.first, p.last) for p in periods if p.last is not None and p.first != p.last]
        self._span = spans[-1] if spans else self._span
        if mentions and self._main_span is None and spans:
            self._main_span = spans[0]
        if not mentions and self._subject_program is None:
            self._subject_program = announced_program(sentence.text)
