"""Sentence by sentence: who spends, for which year, at which stage, for what. Makes one draft per mention."""

from __future__ import annotations

import re
from functools import cache

from ingestion.body_names import STATE
from ingestion.cells import Cells, Frame
from ingestion.clauses import Atom, Line, read_line
from ingestion.drafts import Draft, Set
from ingestion.funding import funding_at
from ingestion.mentions import Mention
from ingestion.organizations import Bodies, Body, BodyMention, main_body
from ingestion.periods import Period, find_periods
from ingestion.phrases import clean
from ingestion.programs import Purpose, purpose_of
from ingestion.records import Article, BlockKind, LeftoverReason, Role
from ingestion.roles import Bearing, read_bearings, signed
from ingestion.rules import load
from ingestion.screening import leftover_reason
from ingestion.stages import Season, stage_of
from ingestion.text import Sentence, even
from ingestion.topics import announced_program, outline_heading, topic_of
from ingestion.words import Kind
from ingestion.years import Years, period_of, ruling_years, years_of

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


def _line(
    sentence: Sentence, mentions: list[Mention], bodies: list[BodyMention], periods: list[Period]
) -> Line:
    """The words of a sentence, with its amounts, bodies and words of time as words of their own."""
    atoms = [Atom(m.at, m.until, Kind.AMOUNT, number) for number, m in enumerate(mentions)]
    atoms += [Atom(b.start, b.end, Kind.BODY, number) for number, b in enumerate(bodies)]
    atoms += [Atom(p.start, p.end, Kind.PERIOD, number) for number, p in enumerate(periods)]
    return read_line(sentence.text, atoms)


def _own_words(line: Line, number: int) -> tuple[int, int]:
    """The words that lie between the amount before and the one behind."""
    amounts = line.amounts
    floor = amounts[number - 1] + 1 if number else 0
    return floor, amounts[number + 1] if number + 1 < len(amounts) else len(line.words)


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
        self._main_year: int | None = None
        self._main_year_named = False
        self._year: int | None = None
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
            periods = find_periods(sentence.text, self._season.published, self._year or self._main_year)
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
        if not mentions:
            return []
        line = _line(sentence, mentions, bodies, periods)
        drafts: list[Draft] = []
        ruling = ruling_years(self._ruling_year, mentions, periods)
        opening = next((p.first for p in periods if not p.compared and p.first is not None), None)
        topic = topic_of(sentence.text, mentions[0].at) if mentions else None
        floor = 0
        for mention, bearing in zip(mentions, read_bearings(mentions), strict=True):
            period = period_of(mention, bearing, periods, floor)
            years = years_of(mention, bearing, period, ruling, opening, self._season.supplementary)
            if period and not bearing.baseline and not period.compared:
                ruling = (period.first, period.last)
            body, group = self._spender(mention, bodies)
            at = line.amounts[len(drafts)]
            purpose = purpose_of(line, at, *_own_words(line, len(drafts)))
            funding = funding_at(line, at, _own_words(line, len(drafts))[0])
            program = self._program(mention, bearing, drafts, purpose, funding)
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
        self, mention: Mention, bearing: Bearing, drafts: list[Draft], own: Purpose, funding: str | None
    ) -> str | None:
        """What the money is for: by its own words, else what the amount before it in the sentence is for,
        else the programme under discussion."""
        last = drafts[-1] if drafts else None
        if last and bearing.level_of is not None:
            return last.program
        if own.whole:
            return None
        if last and (bearing.sign or last.bearing.baseline) and own.program is None:
            return last.program
        if own.program:
            return own.program
        if last and (funding or last.bearing.sign):
            return last.program
        return self._subject_program

    def _remember(self, sentence: Sentence, mentions: list[Mention], periods: list[Period]) -> None:
        """Carries years and the programme under discussion on to the next sentence."""
        plain = [p for p in periods if not p.compared and p.first == p.last and not p.until]
        if plain and (mentions or _BUDGET_WORD.search(sentence.text)):
            year = plain[0].first
            if not self._main_year_named:
                self._main_year, self._main_year_named = year, True
            if year is not None and year >= (self._main_year or year):
                self._year = year
        if not mentions and self._subject_program is None:
            self._subject_program = announced_program(sentence.text)
