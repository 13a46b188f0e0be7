"""Sentence by sentence: who spends, for which year, at which stage, for what. Makes one draft per mention
and name."""

from __future__ import annotations

import re
from functools import partial

from ingestion.cells import Cells, Frame
from ingestion.clauses import Atom, Line, Unread, read_line
from ingestion.cut_lists import turn_cuts
from ingestion.dealt_years import dealt_year
from ingestion.discourse import Discourse, lend_back
from ingestion.drafts import Draft, Set
from ingestion.funding import funding_at, sources
from ingestion.licence import opens_on_budgets, speaks_of_budgets
from ingestion.mentions import Mention
from ingestion.noun_phrases import phrase_at
from ingestion.openings import opening_of
from ingestion.organizations import Bodies, Body, BodyMention
from ingestion.outlines import Outline
from ingestion.periods import Period, Years
from ingestion.present import reports_the_present, supplements
from ingestion.programs import NOTHING, Purpose, purpose_of
from ingestion.records import Article, BlockKind, LeftoverReason, Role
from ingestion.roles import ASKED_FOR, Bearing, read_bearings, signed
from ingestion.screening import leftover_reason
from ingestion.seasons import Season
from ingestion.shares import Member, dealt
from ingestion.spenders import Spender, member_body, spender_of
from ingestion.stages import read_stage
from ingestion.subject import keeps_to, main_body, roams
from ingestion.text import Sentence, even
from ingestion.themes import Label, outline_heading
from ingestion.timeline import Timeline
from ingestion.unit_amounts import with_shares_of_one
from ingestion.words import Kind
from ingestion.years import period_of, read_years, ruling_years

# 올해 41억원을 쓰고 있다, 관제에 38억원을 쓴다: what this year does is told of itself, not to compare.
_SPENT_ON = re.compile(r"(?:을|를) (?!비롯|포함|합|보태|더)")
_ONGOING = re.compile(r"(?:을|를)? (?:[가-힣]+ ){0,2}[가-힣]+고 있")
# 올해 29조원보다 19% 많다: the sentence says of what the level before it is compared with only when it was.
_ONLY_A_TIME = re.compile(r"\W*(?:올해|지난해|작년|전년도?|당초|기존|종전)(?:의|는| 본예산| 예산)? ?\(?$")
_HEADLINES = (BlockKind.HEADLINE, BlockKind.SUBTITLE)
_OPENS = 3  # a body named so near to the start of a sentence opens it
_IS_IT = ("다.", "이다.")


class Reader:
    """Reads one article from top to bottom; `read` is called once."""

    def __init__(self, article: Article) -> None:
        self._season = Season.of(article)
        body = self._body_text = even(article.body)
        headlines = [body[b.start : b.end] for b in article.blocks if b.kind in _HEADLINES]
        main = main_body(headlines, body, article.publisher, article.published_on)
        kept = keeps_to(main, headlines, body, article.publisher, article.published_on)
        several = roams(body)
        self._bodies = Bodies(main, article.published_on, kept, roams=several)
        # Where no year is named, a supplementary budget is that of its year.
        year = self._season.published if self._season.is_supplementary or several else None
        self._time = Timeline(self._season.published, main=year, roams=several)
        self._block = self._licensed_block = -1
        self._announced: Unread | None = None
        self._divided: Body | None = None
        self._opener: Body | None = None
        self._outline: Label | None = None
        self._levels = Outline()
        self._about_budgets = False
        self._discourse = Discourse()

    def read(self, found: list[Sentence], mentions: list[Mention]) -> Set:
        """The drafts of the article in the order of their places."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence.index, []).append(mention)
        self._about_budgets = opens_on_budgets(found, by_sentence)
        if self._time.main is None and reports_the_present(found, by_sentence, self._time.published):
            self._time.main = self._time.published
        drafts: list[Draft] = []
        tables = Cells(self._body_text, found)
        left: list[tuple[Mention, LeftoverReason]] = []
        lines: dict[int, Unread] = {}
        time = self._time
        for sentence in found:
            goes_on = sentence.block == self._block
            if not goes_on:
                self._block = sentence.block
                time.open_block(in_headline=sentence.kind in _HEADLINES)
                self._bodies.open_block()
                if sentence.kind is BlockKind.PARAGRAPH:
                    self._bodies.open_section(sentence.text)
                self._discourse.open_block()
                self._announced = self._divided = self._opener = None
            self._outline = outline_heading(sentence.text, self._outline, goes_on)
            self._levels.enter(sentence, goes_on)
            time.settle(sentence.text)
            bodies = self._bodies.read(sentence.text)
            self._opener = _opener(sentence.text, bodies) or self._opener
            periods = time.periods(sentence.text)
            here = by_sentence.get(sentence.index, [])
            frame = self._frame() if sentence.kind is BlockKind.TABLE_CELL else None
            if frame:
                cells = [(mention, tables.draft(mention, frame)) for mention in here]
                drafts += [draft for _, draft in cells if draft]
                here = [mention for mention, draft in cells if not draft]
            # Of most sentences without an amount nobody asks for the words.
            read = lines[sentence.index] = partial(_line, sentence, here, bodies, periods)
            made: list[Draft] = []
            if here:
                line = read()
                licensed = self._is_licensed(line)
                beside = [m for near in (-1, 1) for m in by_sentence.get(sentence.index + near, ())]
                reasons = [self._reason(mention, beside, licensed) for mention in here]
                reasons = with_shares_of_one(here, reasons)
                left += [(m, reason) for m, reason in zip(here, reasons, strict=True) if reason]
                made = self._sentence(line, here, reasons, bodies, periods)
                drafts += made
            else:
                self._announced = read
            self._divided = made[0].body if made else None
            time.remember(sentence.text, made, periods, bodies)
            self._discourse.hear(read, made, sentence.kind in _HEADLINES)
        turn_cuts(drafts, lines)
        self._discourse.lend(drafts, self._bodies.main, self._body_text)
        return Set(drafts, left, self._bodies.main, lines)

    def _is_licensed(self, line: Line) -> bool:
        """Whether the article, the sentence or the one before it in its paragraph speaks of budgets."""
        if self._about_budgets:
            return True
        if speaks_of_budgets(line):
            self._licensed_block = self._block
        return self._licensed_block == self._block

    def _reason(self, mention: Mention, beside: list[Mention], licensed: bool) -> LeftoverReason | None:
        reason = leftover_reason(mention, beside)
        if reason is None and self._bodies.current is None:
            return LeftoverReason.NO_BODY
        return LeftoverReason.NO_BUDGET_CUE if reason is None and not licensed else reason

    def _frame(self) -> Frame | None:
        """What holds for the cells of tables, or None where the article names no body."""
        body = self._bodies.main or self._bodies.current
        stage = self._season.of_tables(self._time.main)
        return Frame(body, self._time.main, stage, self._bodies.labelled) if body else None

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
        # 영종은 둘이 나눠 낸다. LH가 …: a sentence without amounts may say what the next one is about.
        heading = opening_of(self._announced()) if self._announced else None
        topic = opening_of(line) or heading
        self._announced = None
        members = dealt(line)
        bearings = read_bearings(line, mentions)
        floor, named = 0, False
        compares = not any(bearing.plain for bearing in bearings) and bool(
            _ONLY_A_TIME.match(mentions[0].left)
        )
        # Money of the running year's supplement, or settled in it, is no comparison.
        running = not periods and (supplements(line.text) or time.settled)
        for number, mention in enumerate(mentions):
            before, floor = floor, mention.until
            if reasons[number]:
                continue
            bearing = bearings[number]
            period = period_of(mention, bearing, periods, before)
            years = read_years(mention, bearing, period, ruling, opening, self._season)
            years = dealt_year(mentions, number, ruling) or years
            if period and not period.compared and (not bearing.baseline or bearing.rule == ASKED_FOR):
                ruling, named = (years.first, years.last), True
            if not bearing.baseline:
                time.latest = (years.first, years.last)
            first, ceiling = _own_words(line, number)
            purpose = purpose_of(line, line.amounts[number], first, ceiling)
            source = funding_at(line, line.amounts[number], first)
            stage = read_stage(mention, years.first, years.last, self._season)
            for share, member in enumerate(members.get(number) or (None,)):
                spender, own, funding = self._named(
                    line, mention, member, bodies, purpose, source, compares=compares
                )
                program, rule = self._discourse.program(bearing, drafts, own, funding)
                drafts.append(
                    Draft(
                        mention=mention,
                        amount_krw=signed(mention.amount, bearing),
                        first=years.first,
                        last=years.last,
                        body=spender.body,
                        program=None if spender.group else program,
                        stage=stage.stage,
                        role=self._role(mention, bearing, (years.first, years.last), running),
                        bearing=bearing,
                        funding=funding,
                        group=spender.group,
                        own_year=named or period is not None,
                        topic=self._outline.topic if self._outline else topic,
                        heading=heading,
                        whole=own.whole,
                        share=share,
                        outline=self._levels.above,
                        opener=self._opener,
                        mentions=[mention],
                        why={
                            "fiscal_year": years.rule,
                            "organization": spender.rule,
                            "program": rule,
                            "stage": stage.rule,
                            "role": bearing.rule,
                        },
                    )
                )
        lend_back(line, drafts)
        return drafts

    def _role(self, mention: Mention, bearing: Bearing, years: Years, running: bool) -> Role:
        """`running` tells of money that is the running year's, so that an earlier year makes no baseline."""
        if bearing.sign or (mention.amount.amount_krw or 0) < 0:
            return Role.CHANGE
        if bearing.baseline:
            return Role.BASELINE
        first, last = years
        ongoing = _ONGOING.match(mention.right) or (
            last == self._time.published and _SPENT_ON.match(mention.right)
        )
        if ongoing or mention.bulleted or self._time.main is None or first is None or last is None:
            return Role.ITEM
        return Role.BASELINE if first == last < self._time.main and not running else Role.ITEM

    def _named(
        self,
        line: Line,
        mention: Mention,
        member: Member | None,
        bodies: list[BodyMention],
        purpose: Purpose,
        source: str | None,
        *,
        compares: bool,
    ) -> tuple[Spender, Purpose, str | None]:
        """Who spends, what for and from which source; where a list deals the amount out, as its `member`
        says."""
        spender = spender_of(mention, bodies, self._bodies, self._divided, compares=compares)
        if member is None:
            return spender, purpose, source
        last = line.words[member.last]
        if last.form.stem in sources():
            return spender, purpose if purpose.program else NOTHING, last.form.stem
        body = member_body(line, member, bodies)
        if body:
            return Spender(body, None, "its place in a list"), purpose, source
        name = phrase_at(line, member.last, member.first)
        return spender, Purpose(name, False, "its place in a list"), source


def _opener(text: str, bodies: list[BodyMention]) -> Body | None:
    """The bureau that a sentence opens with, or ends by naming: 가장 큰 것은 복지과다."""
    if not bodies:
        return None
    first, last = bodies[0], bodies[-1]
    if first.part and first.subject and first.start <= _OPENS:
        return first.body
    return last.body if last.part and text[last.end :] in _IS_IT else None


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
