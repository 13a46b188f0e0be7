"""Where in the budget cycle an amount stands: its own words first, then its sentence, then the season (F).

Korean puts the verb last: a noun of the cycle (본예산, 요구액) holds the amounts behind it, a verb (집행했다,
요청했다) those before it, up to where its clause ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingestion.cues import AMOUNT, Cue, compared_until, cues_of
from ingestion.frozen import dataclass
from ingestion.mentions import Mention
from ingestion.records import Stage
from ingestion.seasons import Season

# How far a verb may stand before the amount that it describes: 확보한 국비 40억원.
_LEADS = 6
# No sentence needs more: an amount's clause ends within so many characters, and so many cues decide.
_REACH, _NEAREST = 400, 8
# Syllables that end in ㅆ: the past tense.
_PAST = "".join(chr(code) for code in range(0xAC00 + 20, 0xD7A4, 28))
_CLAUSE_END = re.compile(
    rf"[{_PAST}](?:고|으며|지만|으나|는데|다)|(?:이|하|되)(?:고|며|지만)(?=[ ,])|(?:으나|인데)(?=[ ,])"
    r"|으로(?=,)|[.;]"
)
# 내년 예산안을 올해(90억원)보다: a year of its own parts the amount from the noun.
_OTHER_YEAR = re.compile(r"올해|금년|지난해|작년|전년|\d년")
# 90억원이던 본예산, 90억원 규모의 제1회 추경안: the noun that the amount describes is this amount's.
_BEING = re.compile(
    r" ?(?:이던|이었던|인|의|짜리|상당의|상당|(?:정도|가량|안팎|규모)(?:의|인)?|에 (?:달하는|이르는)"
    r"|[이을를가]? ?넘는) "
    r"(?:제?\d{1,2}(?:회|차) ?|\d{4}(?:학|회계)?년도? |[가-힣]{0,7}[^을를에은는이가로고며\d,. ] ){0,2}"
)
_WAS = re.compile(r"원(?:이던|이었던|인) $")
# 이와 별도로: money beside the budget that the article is about.
_ASIDE = re.compile(r"별도로|별개로")
_PUT_IN, _PUT = re.compile(r"\d[억만조천]*원?(?:은|는|을|를|이|가) [^\d.]*$"), 30
_GREW = re.compile(r" ?(?:\([^()]*\))? ?에서 ")
_WITHIN = re.compile(r"(?: ?예산)?안?(?:에(?:는|도|만|서)? |으로 |[을를] 통해 )")
# The finals ㄴ and ㄹ of a verb that describes a noun.
_DESCRIBES = (4, 8)
# What was done or asked overrules the budget's name; an 예산안 may pass, what was asked for be granted.
_OVERRULES = (Stage.EXECUTED, Stage.REQUEST)
_YIELDS = (Stage.PROPOSAL, Stage.REQUEST, Stage.PLAN)
_BUDGETED = re.compile(r"예산|편성|국비|도비|시비|군비|구비|사업비|책정|반영")
# 27억원 중 16억원이 깎였다, 24억원에서 9억원으로: what a council changed was the draft.
_CHANGED = re.compile(rf" ?(?:에서 |(?:가운데|중) ?{AMOUNT}(?:이|은|을|가)? ?(?:삭감|깎|감액|잘려))")
_ASKED_OUT = re.compile(
    rf"[^\d]{{0,24}}{AMOUNT} ?(?:가운데|중|에서|보다|인데|이지만|이었|의 |에는? |[을를] )"
)

# The reason where a sentence speaks of a coming year's money, and nothing else tells.
BEFORE_ITS_YEAR = "season: a budget before its year"
_AHEAD = "a year ahead, and no budget named"


@dataclass(frozen=True, slots=True)
class StageRead:
    """The stage of an amount, and the `rule` that gave it."""

    stage: Stage
    rule: str


def stage_of(mention: Mention, first: int | None, last: int | None, season: Season) -> Stage:
    """The stage of a mention for the years `first`..`last`: `read_stage` without its rule."""
    return read_stage(mention, first, last, season).stage


def read_stage(mention: Mention, first: int | None, last: int | None, season: Season) -> StageRead:
    """The stage of a mention for the years `first`..`last`, and what decided it."""
    cues = cues_of(mention.sentence.text)
    own = _own(mention, cues) if cues else None
    if own and not (own.stage is Stage.EXECUTED and (season.is_ahead(first) or season.is_ahead(last))):
        return _said(mention, own, first, season)
    so_far = "누적" in mention.left  # what was spent so far is no plan
    if first != last and (last is not None or season.is_ahead(first)) and not so_far:
        return StageRead(Stage.PLAN, "several years")
    drafted = first is None or (season.reworked and season.is_coming(first))
    if drafted and _CHANGED.match(mention.sentence.text, mention.until):
        return StageRead(Stage.PROPOSAL, "what the council changed")
    published = season.published
    ruling = _ruling(mention, cues)
    if ruling and ruling.words == "결산":
        return StageRead(Stage.EXECUTED, f"its sentence: {ruling.words}")
    if published is not None and first is not None and first < published:
        return StageRead(Stage.ENACTED, "a past year's budget")
    no_draft = first == published or (season.passed and season.is_coming(first))
    if ruling and not (ruling.stage is Stage.PROPOSAL and published is not None and no_draft):
        return StageRead(ruling.stage, f"its sentence: {ruling.words}")
    return _of_season(mention, first, season, cues)


def _said(mention: Mention, cue: Cue, first: int | None, season: Season) -> StageRead:
    """What the amount's own `cue` says, but for words that mean another stage by their place."""
    words = f"own words: {cue.words}"
    obtained = cue.stage is Stage.ENACTED and cue.words.startswith("확보")
    if obtained and season.draft and not season.passed and season.is_ahead(first):
        return StageRead(Stage.PROPOSAL, f"{words}, in the state's draft")
    if cue.passes and season.supplementary and first is not None and first == season.published:
        return StageRead(Stage.SUPPLEMENTARY, f"{words}, of a supplementary budget")
    if cue.passes and season.committee and season.is_ahead(first):
        return StageRead(Stage.PROPOSAL, f"{words}, by a committee")
    if (
        "회의" in cue.words
        and cue.stage is Stage.PROPOSAL
        and first is not None
        and first == season.published
    ):
        # 국무회의에서 예비비를 의결했다: only the coming year's budget goes on to parliament.
        supplement = season.supplementary
        return StageRead(Stage.SUPPLEMENTARY if supplement else Stage.ENACTED, f"{words}, of this year")
    behind = cue.end <= mention.at
    between = mention.sentence.text[cue.end : mention.at]
    apart = len(between) > _LEADS or _OTHER_YEAR.search(between)
    known = season.published is not None and first is not None
    if cue.stage is Stage.PROPOSAL and behind and apart and known:
        if not season.is_ahead(first):
            return StageRead(Stage.ENACTED, f"{words}, not of this amount's year")
        if season.passed and season.is_coming(first) and not _WITHIN.match(mention.sentence.text, cue.end):
            return StageRead(Stage.ENACTED, f"{words}, which has passed")
    if cue.stage is Stage.SUPPLEMENTARY and behind and apart and _GREW.match(mention.right):
        return StageRead(Stage.ENACTED, f"{words}, which adds to this amount")
    return StageRead(cue.stage, words)


def _of_season(mention: Mention, first: int | None, season: Season, cues: tuple[Cue, ...]) -> StageRead:
    if first is not None and first == season.published:
        if season.supplementary:
            return StageRead(Stage.SUPPLEMENTARY, "season: an article about a supplementary budget")
        return StageRead(Stage.ENACTED, "season: this year's budget")
    coming = season.is_coming(first)
    weak = next((cue for cue in cues if cue.holds == "last"), None)
    aside = weak and weak.stage is Stage.PLAN and _ASIDE.search(mention.sentence.text)
    if coming and not aside:
        if season.passed:
            return StageRead(Stage.ENACTED, "season: the coming year's budget has passed")
        if season.proposal:
            return StageRead(Stage.PROPOSAL, "season: the coming year's budget is proposed")
    if weak:
        return StageRead(weak.stage, f"its sentence: {weak.words}")
    if coming and _BUDGETED.search(mention.sentence.text):
        return StageRead(Stage.PROPOSAL, BEFORE_ITS_YEAR)
    if season.is_ahead(first) and not coming:
        return StageRead(Stage.PLAN, _AHEAD)
    # What has been granted is this year's money.
    granted = season.opening is Stage.ENACTED and coming and not season.passed
    if season.opening and season.opening not in _OVERRULES and not granted:
        return StageRead(season.opening, "the article's opening")
    if season.is_ahead(first):
        return StageRead(Stage.PLAN, _AHEAD)
    return StageRead(Stage.UNSPECIFIED, "nothing said")


def _own(mention: Mention, cues: tuple[Cue, ...]) -> Cue | None:
    """The cue of the amount's own words: the noun before it or the verb behind it."""
    text, start = mention.sentence.text, mention.at - len(mention.left)
    at = bisect_left(cues, mention.at, key=_start_of)
    being = _BEING.match(text, mention.until)
    described = next((cue for cue in cues[at : at + 1] if cue.leads and being), None)
    noun = described if described and being and described.start == being.end() else None
    if noun and noun.stage not in _YIELDS:
        return noun
    for cue in reversed(cues[max(at - _NEAREST, 0) : at]):
        if cue.start < start:
            break
        if noun is None and cue.follows and _leads_to(mention, cue):
            return _source(text, cue, cues) or cue
        if noun is None and cue.leads and not _is_taken(text, cue, mention.at):
            noun = cue
    # 90억원 가운데 30억원을 집행했다: the verb tells of the part.
    whole = mention.has_parts_behind or at == len(cues)
    verb, place = (None, None) if whole else _behind(mention, cues[at : at + _NEAREST])
    if verb and (noun is None or verb.stage in _OVERRULES or noun.stage in _YIELDS):
        return place if place and _adds(verb, place) else verb
    return noun or place


def _source(text: str, verb: Cue, cues: tuple[Cue, ...]) -> Cue | None:
    """추경에서 확보한 40억원: where the money that `verb` describes comes from."""
    before = (cue for cue in cues if cue.end <= verb.start and cue.leads)
    return next(
        (cue for cue in before if _adds(verb, cue) and _WITHIN.fullmatch(text, cue.end, verb.start)), None
    )


def _adds(verb: Cue, noun: Cue) -> bool:
    """Whether what was granted was granted by a supplementary budget."""
    return verb.stage is Stage.ENACTED and noun.stage is Stage.SUPPLEMENTARY


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
        if cue.follows:
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
    before = (cue for cue in reversed(cues[max(at - _NEAREST, 0) : at]) if cue.leads)
    return next((cue for cue in before if not _is_taken(text, cue, mention.at)), None)


def _start_of(cue: Cue) -> int:
    return cue.start


def _is_taken(text: str, cue: Cue, at: int) -> bool:
    """Whether the noun `cue` belongs to an amount before `at` alone (본예산 90억원보다 5억원)."""
    # 413억원(요구액 436억원), B 사업은 54억원: what stands in brackets holds there.
    if text.rfind("(", 0, cue.start) > text.rfind(")", 0, cue.start) and ")" in text[cue.end : at]:
        return True
    compared = compared_until(text, cue)
    if (compared is not None and compared <= at) or _WAS.search(text[max(cue.start - 5, 0) : cue.start]):
        return True
    if _WITHIN.match(text, cue.end) and _holds_back(text, cue, at):
        return True
    asked = _ASKED_OUT.match(text, cue.end) if cue.stage is Stage.REQUEST else None
    return asked is not None and asked.end() <= at


def _holds_back(text: str, cue: Cue, at: int) -> bool:
    """Whether an amount was put into `cue` and its clause has ended: 75억원은 본예산에 반영됐고 43억원은."""
    end = _CLAUSE_END.search(text, cue.end, at)
    return bool(end) and bool(_PUT_IN.search(text[max(cue.start - _PUT, 0) : cue.start]))
