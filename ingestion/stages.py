"""Where in the budget cycle an amount stands: its own words first, then its sentence, then the season (F).

Korean puts the verb last: a noun of the cycle (본예산, 요구액) holds the amounts behind it, a verb (집행했다,
요청했다) those before it, up to where its clause ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from ingestion.mentions import Mention
from ingestion.records import Article, Stage
from ingestion.rules import load

# Headline and lead: what they say of the cycle holds where nothing nearer does.
_OPENING = 300
# How far a verb may stand before the amount that it describes: 확보한 국비 40억원.
_LEADS = 6
# No sentence needs more: an amount's clause ends within so many characters, and so many cues decide.
_REACH, _NEAREST = 400, 8
# Syllables that end in ㅆ: the past tense.
_PAST = "".join(chr(code) for code in range(0xAC00 + 20, 0xD7A4, 28))
_CLAUSE_END = re.compile(
    rf"[{_PAST}](?:고|으며|지만|으나|는데|다)|(?:이|하|되)(?:고|며|지만)(?=[ ,])|으나(?=[ ,])|[.;]"
)
_AMOUNT = r"(?:약|총)? ?\d[\d,.조억천백만 ]*원?"
# The noun of what is only compared with (본예산 90억원보다) holds no other amount.
_COMPARED = re.compile(
    rf"(?: ?예산)?(?:안|액)?(?:\([^()]{{0,30}}\))?[ (]{{0,2}}"
    rf"(?P<amount>{_AMOUNT})?(?:\([^()]{{0,20}}\))?\)? ?(?:보다|대비|에 비해|[와과] 견|[와과] 비교"
    rf"|(?(amount)(?:에서(?= )|[을를](?= {_AMOUNT} ?(?:웃|밑|넘)))|(?!)))"
)
_GREW = re.compile(r" ?(?:\([^()]*\))? ?에서 ")
_WITHIN = re.compile(r"(?: ?예산)?안?에(?:는|도|만|서)? ")
# The finals ㄴ and ㄹ of a verb that describes a noun.
_DESCRIBES = (4, 8)
# What was done or asked overrules the budget's name; an 예산안 may pass, what was asked for be granted.
_OVERRULES = (Stage.EXECUTED, Stage.REQUEST)
_YIELDS = (Stage.PROPOSAL, Stage.REQUEST, Stage.PLAN)
# A budget that passed is no draft any more; in an opening that also names these it is another budget's.
_PASSES = re.compile(r"확정[^ ]|의결|통과|예산안")
_BEFORE = (Stage.PROPOSAL, Stage.SUPPLEMENTARY, Stage.PLAN, Stage.REQUEST)
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
            passed=any(_passes(cue) for cue in cues) and not any(cue.stage in _BEFORE for cue in cues),
            draft="정부안" in body or "정부예산안" in body or "정부 예산안" in body,
        )

    def of_tables(self, year: int | None) -> Stage:
        """The stage of the columns whose headings name none, in an article about `year`."""
        if self.supplementary:
            return Stage.SUPPLEMENTARY
        return Stage.PROPOSAL if self.is_ahead(year) and not self.passed else Stage.ENACTED

    @property
    def is_supplementary(self) -> bool:
        """Whether the article is about a supplementary budget."""
        return self.supplementary or self.opening is Stage.SUPPLEMENTARY

    def is_ahead(self, year: int | None) -> bool:
        """Whether `year` had not begun when the article appeared."""
        return year is not None and self.published is not None and year > self.published


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the table; a lower `rank` goes first."""

    pattern: re.Pattern[str]
    stage: Stage
    holds: str
    opens: bool
    rank: int


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(re.compile(row["word"]), Stage(row["stage"]), row["holds"], row.get("opens", False), rank)
        for rank, row in enumerate(load("budget_stages"))
    )


@cache
def _any_rule() -> re.Pattern[str]:
    return re.compile("|".join(rule.pattern.pattern for rule in _rules()))


@lru_cache(maxsize=64)
def cues_of(text: str) -> tuple[Cue, ...]:
    """The words of `text` that speak of the budget cycle, in order."""
    found = []
    for match in _any_rule().finditer(text):
        start, end = match.span()
        rule = next(rule for rule in _rules() if rule.pattern.match(text, start))
        if not (rule.opens and start and "가" <= text[start - 1] <= "힣"):
            found.append(Cue(start, end, rule.stage, rule.holds, rule.rank, match.group()))
    return tuple(found)


def stage_of(mention: Mention, first: int | None, last: int | None, season: Season) -> Stage:
    """The stage of a mention for the years `first`..`last`: `read_stage` without its rule."""
    return read_stage(mention, first, last, season).stage


def read_stage(mention: Mention, first: int | None, last: int | None, season: Season) -> StageRead:
    """The stage of a mention for the years `first`..`last`, and what decided it."""
    cues = cues_of(mention.sentence.text)
    own = _own(mention, cues) if cues else None
    if own:
        return _said(mention, own, first, season)
    if last is not None and (first is None or last > first):
        return StageRead(Stage.PLAN, "several years")
    published = season.published
    if published is not None and first is not None and first < published:
        return StageRead(Stage.ENACTED, "a past year's budget")
    ruling = _ruling(mention, cues)
    if ruling and not (ruling.stage is Stage.PROPOSAL and published is not None and first == published):
        return StageRead(ruling.stage, f"its sentence: {ruling.words}")
    return _of_season(mention, first, season, cues)


def _said(mention: Mention, cue: Cue, first: int | None, season: Season) -> StageRead:
    """What the amount's own `cue` says, but for words that mean another stage by their place."""
    words = f"own words: {cue.words}"
    obtained = cue.stage is Stage.ENACTED and cue.words.startswith("확보")
    if obtained and season.draft and not season.passed and season.is_ahead(first):
        return StageRead(Stage.PROPOSAL, f"{words}, in the state's draft")
    if _passes(cue) and season.supplementary and first is not None and first == season.published:
        return StageRead(Stage.SUPPLEMENTARY, f"{words}, of a supplementary budget")
    apart = mention.at - cue.end > _LEADS
    behind = cue.end <= mention.at
    known = season.published is not None and first is not None
    if cue.stage is Stage.PROPOSAL and behind and apart and known and not season.is_ahead(first):
        return StageRead(Stage.ENACTED, f"{words}, not of this amount's year")
    if cue.stage is Stage.SUPPLEMENTARY and behind and apart and _GREW.match(mention.right):
        return StageRead(Stage.ENACTED, f"{words}, which adds to this amount")
    return StageRead(cue.stage, words)


def _of_season(mention: Mention, first: int | None, season: Season, cues: tuple[Cue, ...]) -> StageRead:
    if first is not None and first == season.published:
        if season.supplementary:
            return StageRead(Stage.SUPPLEMENTARY, "season: an article about a supplementary budget")
        return StageRead(Stage.ENACTED, "season: this year's budget")
    coming = season.published is not None and first == season.published + 1
    if coming:
        if season.passed:
            return StageRead(Stage.ENACTED, "season: the coming year's budget has passed")
        if season.proposal:
            return StageRead(Stage.PROPOSAL, "season: the coming year's budget is proposed")
    weak = next((cue for cue in cues if cue.holds == "last"), None)
    if weak:
        return StageRead(weak.stage, f"its sentence: {weak.words}")
    if coming and _BUDGETED.search(mention.sentence.text):
        return StageRead(Stage.PROPOSAL, "season: a budget before its year")
    if season.opening and season.opening not in _OVERRULES:
        return StageRead(season.opening, "the article's opening")
    if season.is_ahead(first):
        return StageRead(Stage.PLAN, "a year ahead, and no budget named")
    return StageRead(Stage.UNSPECIFIED, "nothing said")


def _passes(cue: Cue) -> bool:
    return cue.stage is Stage.ENACTED and bool(_PASSES.search(cue.words))


def _own(mention: Mention, cues: tuple[Cue, ...]) -> Cue | None:
    """The cue of the amount's own words: the noun before it or the verb behind it."""
    text, start = mention.sentence.text, mention.at - len(mention.left)
    at = bisect_left(cues, mention.at, key=_start_of)
    noun = None
    for cue in reversed(cues[max(at - _NEAREST, 0) : at]):
        if cue.start < start:
            break
        if noun is None and cue.holds == "before" and _leads_to(mention, cue):
            return cue
        if noun is None and cue.holds == "behind" and not _is_taken(text, cue, mention.at):
            noun = cue
    verb, place = _behind(mention, cues[at : at + _NEAREST]) if at < len(cues) else (None, None)
    if verb and (noun is None or verb.stage in _OVERRULES or noun.stage in _YIELDS):
        return verb
    return noun or place


def _behind(mention: Mention, cues: tuple[Cue, ...]) -> tuple[Cue | None, Cue | None]:
    """The verb that ends the amount's clause, and the noun that it is put into (예산안에 담았다)."""
    text = mention.sentence.text
    end = _CLAUSE_END.search(text, mention.until, mention.until + _REACH)
    stop = end.end() if end else mention.until + _REACH
    place = None
    for cue in cues:
        # 40억원을 쓸 계획으로, …: what is intended ends the clause too.
        if cue.start >= stop or (cue.holds == "last" and cue.stage is Stage.PLAN):
            break
        if cue.holds == "before":
            return cue, place
        if place is None and _WITHIN.match(text, cue.end):
            place = cue
    return None, place


def _leads_to(mention: Mention, cue: Cue) -> bool:
    """Whether the verb `cue` describes the amount that follows: 확보한 국비 40억원."""
    between = mention.sentence.text[cue.end : mention.at]
    describes = (ord(cue.words[-1]) - 0xAC00) % 28 in _DESCRIBES
    return describes and len(between) <= _LEADS and not re.search(r"[,을를은는에]", between)


def _ruling(mention: Mention, cues: tuple[Cue, ...]) -> Cue | None:
    """The nearest noun before the amount that is not another amount's alone."""
    text = mention.sentence.text
    at = bisect_left(cues, mention.at, key=_start_of)
    before = (cue for cue in reversed(cues[max(at - _NEAREST, 0) : at]) if cue.holds == "behind")
    return next((cue for cue in before if not _is_taken(text, cue, mention.at)), None)


def _start_of(cue: Cue) -> int:
    return cue.start


def _is_taken(text: str, cue: Cue, at: int) -> bool:
    """Whether the noun `cue` belongs to an amount before `at` alone (본예산 90억원보다 5억원)."""
    compared = _COMPARED.match(text, cue.end)
    if compared and compared.end() <= at:
        return True
    asked = _ASKED_OUT.match(text, cue.end) if cue.stage is Stage.REQUEST else None
    return asked is not None and asked.end() <= at
