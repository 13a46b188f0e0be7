"""Where in the budget cycle an amount stands: its own words first, then its sentence, then the season (F).

Korean puts the verb last: a noun of the cycle (본예산, 요구액) holds the amounts behind it, a verb (집행했다,
요청했다) those before it, up to where its clause ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ingestion.mentions import Mention
from ingestion.records import Article, Stage
from ingestion.rules import load

# Headline and lead: what they say of the cycle holds where nothing nearer does.
_OPENING = 300
_LEADS = 6  # characters between a verb and the amount that it leads up to: 확보한 국비 40억원
# Syllables that end in ㅆ: the past tense.
_PAST = "".join(chr(code) for code in range(0xAC00 + 20, 0xD7A4, 28))
_CLAUSE_END = re.compile(
    rf"[{_PAST}](?:고|으며|지만|으나|는데|다)|(?:이|하|되)(?:고|며|지만)(?=[ ,])|으나(?=[ ,])|[.;]"
)
_AMOUNT = r"(?:약|총)? ?\d[\d,.조억천백만 ]*원?"
# The noun of what is only compared with (본예산 90억원보다) holds no other amount.
_COMPARED = re.compile(
    rf"(?: ?예산)?(?:안|액)?(?:\([^()]{{0,30}}\))?[ (]{{0,2}}(?P<amount>{_AMOUNT})?(?:\([^()]{{0,20}}\))?\)? ?"
    rf"(?:보다|대비|에 비해|[와과] 견|[와과] 비교|(?(amount)(?:에서(?= )|[을를] {_AMOUNT} ?(?:웃|밑|넘))|(?!)))"
)
_GREW = re.compile(r" ?(?:\([^()]*\))? ?에서 ")
_WITHIN = re.compile(r"(?: ?예산)?안?에(?:는|도|만|서)? ")
_BUDGETED = re.compile(r"예산|편성|국비|도비|시비|군비|구비|사업비|책정|반영")
_ASKED_OUT = re.compile(rf"[^\d]{{0,24}}{_AMOUNT} ?(?:가운데|중|에서|보다|인데|이지만|이었)")


@dataclass(frozen=True, slots=True)
class Cue:
    """`text[start:end]` speaks of `stage`; `holds` tells which amounts; a lower `rank` goes first."""

    start: int
    end: int
    stage: Stage
    holds: str
    rank: int
    words: str


@dataclass(frozen=True, slots=True)
class StageRead:
    """The stage of an amount, and the `rule` that gave it."""

    stage: Stage
    rule: str


@dataclass(frozen=True, slots=True)
class Season:
    """What the whole article says of the cycle: the year of publication, whether it is about a budget
    proposal or a supplementary budget, and the stage that its opening names; whether the coming year's budget
    has `passed`, and whether the state's is still a `draft`."""

    published: int | None
    proposal: bool
    supplementary: bool
    opening: Stage | None
    passed: bool = False
    draft: bool = False

    @classmethod
    def of(cls, article: Article) -> Season:
        """The season that `article` was written in."""
        body = article.body
        cues = cues_of(body[:_OPENING])
        return cls(
            published=article.published_on.year if article.published_on else None,
            proposal="예산안" in body,
            supplementary="추경안" in body or "추가경정예산안" in body,
            opening=min(cues, key=lambda cue: cue.rank).stage if cues else None,
            passed=any(cue.stage is Stage.ENACTED and cue.words.startswith("예산안") for cue in cues),
            draft="정부안" in body or "정부예산안" in body or "정부 예산안" in body,
        )

    def of_tables(self, year: int | None) -> Stage:
        """The stage of the columns whose headings name none, in an article about `year`."""
        if self.supplementary:
            return Stage.SUPPLEMENTARY
        return Stage.PROPOSAL if self.is_ahead(year) and not self.passed else Stage.ENACTED

    def is_ahead(self, year: int | None) -> bool:
        """Whether `year` had not begun when the article appeared."""
        return year is not None and self.published is not None and year > self.published


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Stage, str], ...]:
    return tuple(
        (re.compile(row["word"]), Stage(row["stage"]), row["holds"]) for row in load("budget_stages")
    )


@cache
def _any_rule() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _, _ in _rules()))


@lru_cache(maxsize=64)
def cues_of(text: str) -> tuple[Cue, ...]:
    """The words of `text` that speak of the budget cycle, in order."""
    found = []
    for match in _any_rule().finditer(text):
        words = match.group()
        rank = next(
            n for n, (pattern, _, _) in enumerate(_rules()) if pattern.match(text, match.start())
        )
        _, stage, holds = _rules()[rank]
        found.append(Cue(match.start(), match.end(), stage, holds, rank, words))
    return tuple(found)


def stage_of(mention: Mention, first: int | None, last: int | None, season: Season) -> Stage:
    """The stage of a mention for the years `first`..`last`: `read_stage` without its rule."""
    return read_stage(mention, first, last, season).stage


def read_stage(mention: Mention, first: int | None, last: int | None, season: Season) -> StageRead:
    """The stage of a mention for the years `first`..`last`, and what decided it."""
    cues = cues_of(mention.sentence.text)
    own = _own(mention, cues)
    if own:
        if own.stage is Stage.ENACTED and season.draft and not season.passed and season.is_ahead(first):
            if own.holds == "before":
                return StageRead(Stage.PROPOSAL, f"own words: {own.words}, in the state's draft")
        return StageRead(own.stage, f"own words: {own.words}")
    if last is not None and (first is None or last > first):
        return StageRead(Stage.PLAN, "several years")
    published = season.published
    if published is not None and first is not None and first < published:
        return StageRead(Stage.ENACTED, "a past year's budget")
    ruling = _ruling(mention, cues)
    if ruling and not (ruling.stage is Stage.PROPOSAL and published is not None and first == published):
        return StageRead(ruling.stage, f"its sentence: {ruling.words}")
    return _of_season(mention, first, season, cues)


def _of_season(mention: Mention, first: int | None, season: Season, cues: tuple[Cue, ...]) -> StageRead:
    if first is not None and first == season.published:
        if season.supplementary:
            return StageRead(Stage.SUPPLEMENTARY, "season: an article about a supplementary budget")
        return StageRead(Stage.ENACTED, "season: this year's budget")
    if season.published is not None and first == season.published + 1:
        if season.passed:
            return StageRead(Stage.ENACTED, "season: the coming year's budget has passed")
        if season.proposal:
            return StageRead(Stage.PROPOSAL, "season: the coming year's budget is proposed")
    weak = next((cue for cue in cues if cue.holds == "last"), None)
    if weak:
        return StageRead(weak.stage, f"its sentence: {weak.words}")
    if season.is_ahead(first) and _BUDGETED.search(mention.sentence.text):
        return StageRead(Stage.PROPOSAL, "season: a budget before its year")
    if season.opening:
        return StageRead(season.opening, "the article's opening")
    return StageRead(Stage.UNSPECIFIED, "nothing said")


def _own(mention: Mention, cues: tuple[Cue, ...]) -> Cue | None:
    """The cue of the amount's own words: the noun before it or the verb behind it."""
    text, start = mention.sentence.text, mention.at - len(mention.left)
    noun = verb = None
    for cue in cues:
        if cue.holds == "last":
            continue
        if start <= cue.start and cue.end <= mention.at:
            if cue.holds == "behind" and not _is_taken(text, cue, mention.at):
                noun = cue
            elif cue.holds == "before" and _leads_to(mention, cue):
                return cue
    end = _CLAUSE_END.search(text, mention.until)
    stop = end.end() if end else len(text)
    behind = [cue for cue in cues if mention.until <= cue.start < stop]
    # 40억원을 쓸 계획으로, …: what is intended ends the clause too.
    intends = next((n for n, cue in enumerate(behind) if cue.holds == "last" and cue.stage is Stage.PLAN), None)
    behind = behind[:intends]
    verb = next((cue for cue in behind if cue.holds == "before"), None)
    if verb and (noun is None or verb.stage in (Stage.EXECUTED, Stage.REQUEST) or noun.stage in _YIELDS):
        return verb
    if noun:
        grew = noun.words.startswith("추") and mention.at - noun.end > _LEADS and _GREW.match(mention.right)
        return None if grew else noun
    return next((cue for cue in behind if _WITHIN.match(text, cue.end)), None)


def _leads_to(mention: Mention, cue: Cue) -> bool:
    """Whether the verb `cue` describes the amount that follows: 확보한 국비 40억원."""
    between = mention.sentence.text[cue.end : mention.at]
    describes = (ord(cue.words[-1]) - 0xAC00) % 28 in _DESCRIBES
    return describes and len(between) <= _LEADS and not re.search(r"[,을를은는에]", between)


# The finals ㄴ and ㄹ of a verb that describes a noun.
_DESCRIBES = (4, 8)
# An 예산안 that passed is enacted; what was asked for may be granted.
_YIELDS = (Stage.PROPOSAL, Stage.REQUEST, Stage.PLAN)


def _ruling(mention: Mention, cues: tuple[Cue, ...]) -> Cue | None:
    """The nearest noun before the amount that is not another amount's alone."""
    text = mention.sentence.text
    before = (cue for cue in reversed(cues) if cue.end <= mention.at and cue.holds == "behind")
    return next((cue for cue in before if not _is_taken(text, cue, mention.at)), None)


def _is_taken(text: str, cue: Cue, at: int) -> bool:
    """Whether the noun `cue` belongs to an amount before `at` alone: 본예산 90억원보다, 요구액 90억원 가운데."""
    compared = _COMPARED.match(text, cue.end)
    if compared and compared.end() <= at:
        return True
    asked = _ASKED_OUT.match(text, cue.end) if cue.stage is Stage.REQUEST else None
    return asked is not None and asked.end() <= at
