"""Sentence by sentence: who spends, for which year, at which stage, for what. Makes one draft per mention."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ingestion.body_names import STATE
from ingestion.cells import Cells, Frame
from ingestion.clauses import Atom, Line, read_line
from ingestion.drafts import Draft, Set
from ingestion.funding import funding_at, sources
from ingestion.licence import opens_on_budgets, speaks_of_budgets
from ingestion.mentions import Mention
from ingestion.organizations import Bodies, Body, BodyMention, main_body
from ingestion.periods import Period, Years
from ingestion.phrases import clean
from ingestion.programs import NOTHING, Purpose, phrase_at, purpose_of
from ingestion.records import Article, BlockKind, LeftoverReason, Role
from ingestion.roles import Bearing, read_bearings, signed
from ingestion.rules import load
from ingestion.screening import leftover_reason
from ingestion.seasons import Season
from ingestion.shares import Member, dealt
from ingestion.stages import read_stage
from ingestion.text import Sentence, even
from ingestion.themes import announced, article_theme, outline_heading, topic_of
from ingestion.timeline import Timeline
from ingestion.words import Kind
from ingestion.years import period_of, ruling_years, years_of

_ADDS_UP = re.compile(r"^에 |더해|더한|보태|보탠|합쳐|합해|합친|얹어|얹은")
# The lead: what it names may be what the article is about.
_OPENING = 3


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
        # Where no year is named, a supplementary budget is that of its year.
        year = self._season.published if self._season.is_supplementary else None
        self._time = Timeline(self._season.published, main=year)
        self._block = -1
        self._outline: str | None = None
        self._about_budgets = False
        self._licensed_block = -1
        self._theme: str | None = None
        self._silent: Line | None = None
        self._headlines: list[Line] = []
        self._opening: list[Line] = []

    def read(self, found: list[Sentence], mentions: list[Mention]) -> Set:
        """The drafts of the article in the order of their places."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence.index, []).append(mention)
        self._about_budgets = opens_on_budgets(found, by_sentence)
        drafts: list[Draft] = []
        tables = Cells(self._body_text, found)
        left: list[tuple[Mention, LeftoverReason]] = []
        for sentence in found:
            if sentence.block != self._block:
                self._block = sentence.block
                self._time.open_block()
                self._theme = self._silent = None
            self._outline = outline_heading(sentence.text, self._outline)
            bodies = self._bodies.read(sentence.text)
            time = self._time
            periods = time.periods(sentence.text)
            here = by_sentence.get(sentence.index, [])
            frame = self._frame() if sentence.kind is BlockKind.TABLE_CELL else None
            if frame:
                cells = [(mention, tables.draft(mention, frame)) for mention in here]
                drafts += [draft for _, draft in cells if draft]
                here = [mention for mention, draft in cells if not draft]
            line = _line(sentence, here, bodies, periods)
            licensed = self._is_licensed(line, here)
            reasons = [self._reason(mention, licensed) for mention in here]
            left += [(m, reason) for m, reason in zip(here, reasons, strict=True) if reason]
            if sentence.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE):
                self._headlines.append(line)
            elif len(self._opening) < _OPENING:
                self._opening.append(line)
            made = self._sentence(line, here, reasons, bodies, periods)
            drafts += made
            time.remember(sentence.text, [draft.mention for draft in made], periods)
            if not made:
                self._silent = line
        return Set(self._lent(drafts), left, self._bodies.main)

    def _is_licensed(self, line: Line, mentions: list[Mention]) -> bool:
        """Whether the article, the sentence or the one with amounts before it in the paragraph speaks of budgets."""
        if self._about_budgets or not mentions:
            return True
        self._licensed_block = (
            self._block if speaks_of_budgets(line) or self._licensed_block == self._block else -1
        )
        return self._licensed_block == self._block

    def _reason(self, mention: Mention, licensed: bool) -> LeftoverReason | None:
        reason = leftover_reason(mention)
        if reason is None and self._bodies.current is None:
            return LeftoverReason.NO_BODY
        return LeftoverReason.NO_BUDGET_CUE if reason is None and not licensed else reason

    def _frame(self) -> Frame | None:
        """What holds for the cells of tables, or None where the article names no body."""
        body = self._bodies.main or self._bodies.current
        stage = self._season.of_tables(self._time.main)
        return Frame(body, self._time.main, stage) if body else None

    def _sentence(
        self,
        line: Line,
        mentions: list[Mention],
        reasons: list[LeftoverReason | None],
        bodies: list[BodyMention],
        periods: list[Period],
    ) -> list[Draft]:
        drafts: list[Draft] = []
        time = self._time
        ruling = ruling_years(time.ruling, mentions, periods, time.main_span, time.latest, time.published)
        opening = next((p.first for p in periods if not p.compared and p.first is not None), None)
        topic = topic_of(line.text, mentions[0].at) if mentions else None
        members = dealt(line)
        floor, named = 0, False
        for number, (mention, bearing) in enumerate(
            zip(mentions, read_bearings(line, mentions), strict=True)
        ):
            if reasons[number]:
                floor = mention.until
                continue
            period = period_of(mention, bearing, periods, floor)
            years = years_of(mention, bearing, period, ruling, opening, self._season)
            if period and not bearing.baseline and not period.compared:
                ruling, named = years, True
            if not bearing.baseline:
                time.latest = years
            stage = read_stage(mention, *years, self._season)
            first, ceiling = _own_words(line, number)
            purpose = purpose_of(line, line.amounts[number], first, ceiling)
            source = funding_at(line, line.amounts[number], first)
            for share, member in enumerate(members.get(number) or (None,)):
                body, group = self._spender(mention, bodies)
                own, funding = (purpose, source) if member is None else _share(line, member, purpose, source)
                if member is not None:
                    body = _body_of(line, member, bodies) or body
                program = self._program(bearing, drafts, own, funding)
                drafts.append(
                    Draft(
                        mention=mention,
                        amount_krw=signed(mention.amount, bearing),
                        first=years[0],
                        last=years[1],
                        body=body,
                        program=None if group else program,
                        stage=stage.stage,
                        role=self._role(mention, bearing, years),
                        bearing=bearing,
                        funding=funding,
                        group=group,
                        own_year=named or period is not None,
                        topic=topic or (self._outline if mention.bulleted else None),
                        whole=own.whole,
                        share=share,
                        by_season=stage.by_season,
                        mentions=[mention],
                    )
                )
            floor = mention.until
        _lend_back(line, drafts)
        self._keep_theme(drafts)
        return drafts

    def _role(self, mention: Mention, bearing: Bearing, years: Years) -> Role:
        if bearing.sign or (mention.amount.amount_krw or 0) < 0:
            return Role.CHANGE
        if bearing.baseline:
            return Role.BASELINE
        first, last = years
        if mention.bulleted or self._time.main is None or first is None or last is None:
            return Role.ITEM
        return Role.BASELINE if first == last < self._time.main else Role.ITEM

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
        self, bearing: Bearing, drafts: list[Draft], own: Purpose, funding: str | None
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
        if last and (funding or last.bearing.sign or not own.together):
            return last.program
        if self._silent is not None and (self._theme is None or own.points_back):
            self._theme = announced(self._silent) or self._theme
            self._silent = None
        return self._theme

    def _keep_theme(self, drafts: list[Draft]) -> None:
        """After a sentence about one programme the next one may go on about it; after a list it does not."""
        named = {draft.program for draft in drafts if draft.role is Role.ITEM and not draft.funding}
        if named:
            self._theme = named.pop() if len(named) == 1 else None
            self._silent = None

    def _lent(self, drafts: list[Draft]) -> list[Draft]:
        """An article about one programme states amounts of it without its name; a whole budget has no
        programme to lend."""
        nameless = [
            d for d in drafts if d.program is None and not d.whole and not d.group and d.parent_at is None
        ]
        if not nameless or any(draft.whole for draft in drafts[:_OPENING]):
            return drafts
        theme = article_theme(self._headlines, self._opening, self._body_text)
        for draft in nameless:
            if draft.body == self._bodies.main:
                draft.program = theme
        return drafts

    def _is_ahead(self, period: Period) -> bool:
        published = self._season.published
        return period.first is not None and published is not None and period.first >= published


def _lend_back(line: Line, drafts: list[Draft]) -> None:
    """본예산 35억원에 추경 15억원을 더해 50억원을 X에: what is added up is for what the sum is for."""
    for draft, following in reversed(list(pairwise(drafts))):
        between = line.text[draft.mention.until : following.mention.at]
        if draft.program is None and _ADDS_UP.search(between):
            draft.program, draft.whole = following.program, following.whole


def _share(line: Line, member: Member, purpose: Purpose, source: str | None) -> tuple[Purpose, str | None]:
    """What a name of a list is: a source of money, a body (then the purpose stays) or a programme."""
    last = line.words[member.last]
    if last.form.stem in sources():
        return purpose if purpose.program else NOTHING, last.form.stem
    if last.kind is Kind.BODY:
        return purpose, source
    return Purpose(phrase_at(line, member.last, member.first), False, "its place in a list"), source


def _body_of(line: Line, member: Member, bodies: list[BodyMention]) -> Body | None:
    """The body that a name of a list is."""
    last = line.words[member.last]
    return bodies[last.number].body if last.kind is Kind.BODY and last.number >= 0 else None
