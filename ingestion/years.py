"""Which years an amount covers: the period named beside it, else the years that rule its sentence (E)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from ingestion.frozen import dataclass
from ingestion.mentions import Mention
from ingestion.periods import Period, Years, counted_years
from ingestion.present import speaks_of_now, supplements
from ingestion.roles import LEVELS, Bearing
from ingestion.rules import load
from ingestion.seasons import Season

# 총 90억원을 들여 2027년 완공한다
_LIFE, _SPENT = re.compile(r"(?:총|총 ?사업비) ?$"), re.compile(r"[을를] (?:들여|투입해|투자해) (?:오는 )?")
# 분야별로는: the sentence divides the amount before it.
_DIVIDES = re.compile(
    r"[□○\s-]*(?:분야|부문|사업|유형|기관|지역|권역|재원|용도|시·군|시군|항목)별(?:로|론|로는|로 보면)(?= )"
)
# 주요 사업을 보면: so do the projects of a plan over several years.
_PROJECTS = re.compile(
    r"[□○\s-]*(?:주요|대표|핵심|역점|중점|현안|개별) ?사업(?:으로는?|별로는?|에는|을 (?:살펴)?보면)(?= )"
)
_SO_FAR = re.compile(r"(?<!\d)(\d)년 ?누적")  # 5년 누적 출연금은 90억원
_WHOLE = re.compile(r"총 ?사업비(?P<topic>[은는가])?")
# The republic's first budget was that of 1948; nobody plans beyond the century.
_FIRST_BUDGET, _LAST_BUDGET = 1948, 2100
# A span of years counts where it stands before the amount, or right behind it: 90억원(3년간).
_BEHIND = re.compile(r"(?: ?\(?(?:을|를|씩)? ?\d{1,2}(?:년간|개년))?")
_AMONG = re.compile(r" ?(?:가운데|중)")
_BEFORE_SUPPLEMENT = re.compile(r"(?:본예산|당초|기정)[^,]{0,8}$")
_ORIGINAL_BUDGET = re.compile(r"본예산|당초|기정|\d(?:회|차) ?추(?:경|가경정)|^[^가-힣]*$|예산은|예산을")
# 40억원은 내년에 쓴다: what stands between the amount and the years behind it, and what follows these.
_TOPIC = re.compile(r" ?(?:은|는|을|를|이|가)? ?(?:오는 )?")
# 90억원 규모의 내년도 예산안: whose year it is stands between the amount and the budget.
_WHOSE, _A_BUDGET = re.compile(r" ?(?:대|규모|상당)?의 "), re.compile(r"도? ?(?:본예산|예산|나라 ?살림|살림)")
# 2회 추경안 90억원: no supplement is made before its year has begun.
_SUPPLEMENT = re.compile(r"(?:추경|추가경정예산)안?[은는이을]? ?(?:총 |약 )?$")
_CLAUSE_END = re.compile(r"[,.;]|[고며](?= )|지만|는데|으나")
_MULTIPLE = re.compile(r" ?(?:의|보다|에서|에 비해|대비) ?[^ ,]{0,8}(?:배|절반|분의)|의 (?:절반|두 배|세 배)")
# More periods than this do not stand between two amounts.
_NEAREST = 8
_SUBJECT = re.compile(r"[은는을를이가] (?:총 ?|약 ?)?$")
_SUBJECT_SUM = re.compile(r"[은는을를이가] (?:총 ?|약 ?)?\d[\d,.조억천백만 ]*원?$")
_SUM = 40
_GREW = re.compile(r" ?\)?에서 ")
# 45억원(지난해 31억원): a year in brackets with an amount of its own.
_BESIDE = re.compile(r"\((?:지난해|작년|재작년|올해|금년)[^)\d]{0,12}\d")
_OUTDONE = re.compile(r" ?[을를] (?:약 )?\d[\d,.조억천백만 ]*원?(?:가량|이나)? ?(?:웃|밑|넘)")
# 20억원과 11억원에서: one of a list has the list's year.
_JOINT = re.compile(r" ?(?:과|와|및|,|·)? ?")
_BACK = re.compile(r"[\s'\"(-]*(?:이 ?중|이 가운데|그 ?중|그 가운데|여기에|이 돈|이는)")


@dataclass(frozen=True, slots=True)
class YearsRead:
    """The years that an amount covers, and the `rule` that gave them."""

    first: int | None
    last: int | None
    rule: str


@cache
def _same_year() -> re.Pattern[str]:
    """What was asked for, aimed at or cut from is of the year that it was asked for."""
    words = "|".join(row["word"] for row in load("same_year"))
    words += "|추경까지의"  # the level that a further supplement starts from
    return re.compile(rf"(?:{words})(?: 예산)?(?:은|인)? ?\(?(?:총|약)? ?$")


def possible_years(first: int | None, last: int | None) -> Years:
    """The years as far as they can be those of a budget; what cannot be is not known."""
    first = first if first is not None and _FIRST_BUDGET <= first <= _LAST_BUDGET else None
    last = last if last is not None and _FIRST_BUDGET <= last <= _LAST_BUDGET else None
    return (None, last) if first is not None and last is not None and first > last else (first, last)


def period_of(mention: Mention, bearing: Bearing, periods: list[Period], floor: int) -> Period | None:
    """The last period between `floor` (the end of the amount before) and the amount, else the one right
    behind it. What only serves comparison (올해보다) belongs to baselines, an event's year to nothing."""
    ahead = bisect_left(periods, mention.at, key=lambda period: period.start)
    for period in reversed(periods[max(ahead - _NEAREST, 0) : ahead]):
        if period.start < floor:
            break
        if period.end > mention.at or period.event or _is_told(mention, period, floor):
            continue
        if period.compared and _is_aimed_at(mention, period):
            continue
        if bearing.baseline or not period.compared:
            if (
                bearing.baseline
                and not period.compared
                and _is_outgrown(mention, periods[ahead : ahead + _NEAREST])
            ):
                return _year_before(period)
            # 올해 117억원의 7배, 지난해 90억원을 5억원 웃돈다: the year is the amount's alone.
            alone = _MULTIPLE.match(mention.right) or _OUTDONE.match(mention.sentence.text, mention.until)
            return replace(period, compared=True) if alone else period
    following = periods[ahead : ahead + _NEAREST]
    return _behind(mention, following) or _completed(mention, following)


def _completed(mention: Mention, periods: list[Period]) -> Period | None:
    """총 90억원을 들여 2027년 완공한다: a whole life's cost ends with the work; when it began is not said."""
    ends = periods[0] if periods and periods[0].event and _LIFE.search(mention.left) else None
    if ends is None or not _SPENT.fullmatch(mention.sentence.text, mention.until, ends.start):
        return None
    return replace(ends, first=None, until=True, event=False)


def _is_outgrown(mention: Mention, periods: list[Period]) -> bool:
    """내년 예산을 25억원에서 30억원으로: the year named is that of the new level, where this has none of its
    own; a supplementary budget grows within its year."""
    stop = mention.until + len(mention.right)
    grew = (
        _SUBJECT.search(mention.left) and _GREW.match(mention.right) and "추경" not in mention.sentence.text
    )
    return bool(grew) and not any(mention.until <= period.start < stop for period in periods)


def _year_before(period: Period) -> Period:
    if period.first is None or period.first != period.last:
        return replace(period, compared=True)
    return replace(period, first=period.first - 1, last=period.first - 1, compared=True)


def _is_told(mention: Mention, period: Period, floor: int) -> bool:
    """Whether the amount before is the topic of `period` (40억원은 올해, 30억원은 내년에 쓴다)."""
    text = mention.sentence.text
    between = text[floor : period.start]
    topic = floor > 0 and between.strip() and _TOPIC.fullmatch(between)
    return bool(topic and _CLAUSE_END.search(text, period.end, mention.at))


def _is_aimed_at(mention: Mention, period: Period) -> bool:
    """올해보다 늘었으나 목표로 잡은 90억원에는 못 미쳤다: the comparison has ended before the target."""
    ended = _CLAUSE_END.search(mention.sentence.text, period.end, mention.at)
    return bool(ended) and bool(_same_year().search(mention.left))


def _behind(mention: Mention, periods: list[Period]) -> Period | None:
    """The period in the bracket behind the amount (90억원(2027년까지)), in the bracket that the amount stands
    in (총사업비 90억원, 2027년까지), or that the amount is the topic of (90억원은 내년에 쓴다)."""
    text, right = mention.sentence.text, mention.right
    start = text.find(right, mention.until) if right else mention.until
    stop = start + len(right)
    inside = [p for p in periods if start <= p.start and p.end <= stop and not p.compared]
    if not inside:
        return None
    period = inside[0]
    between = text[start : period.start]
    if right.startswith("(") or (mention.in_parens and between.startswith(",")):
        closing = text.find(")", start, stop)
        return period if period.end <= closing else None
    if _WHOSE.fullmatch(between) and _A_BUDGET.match(text, period.end):
        return period
    if not _TOPIC.fullmatch(between) or not between.strip():
        return None
    rest = text[period.end : stop]
    return period if mention.order + 1 == mention.of or _CLAUSE_END.search(rest) else None


def ruling_years(
    year: int | None,
    mentions: list[Mention],
    periods: list[Period],
    span: Years | None = None,
    latest: Years | None = None,
    published: int | None = None,
) -> Years:
    """The years that hold where an amount names none: 이 중 takes those of the amount before (`latest`);
    what is compared with last year is this year's; then come the `year` of the sentences before, the first
    that its own sentence names, the `span` of years that the article is about, and with words of the present
    the year that it was `published` in."""
    if not mentions:
        return year, year
    text = mentions[0].sentence.text
    if latest is not None and (_BACK.match(text) or (latest[0] != latest[1] and _DIVIDES.match(text))):
        return latest
    if span is not None and not periods and _PROJECTS.match(text):
        return span
    aside = [period.compared or bool(_BESIDE.match(text, max(period.start - 1, 0))) for period in periods]
    ahead = [period for period, only in zip(periods, aside, strict=True) if not only]
    base = next(
        (
            p.first
            for p, only in zip(periods, aside, strict=True)
            if only and p.relative and not p.event and p.first == p.last
        ),
        None,
    )
    if base is not None and not ahead:
        return base + 1, base + 1
    if year is None and ahead:
        return ahead[0].first, ahead[0].last
    if not periods and year is not None and published is not None and year > published and supplements(text):
        return published, published
    if year is None and span is None and speaks_of_now(text):
        return published, published
    return span if year is None and span is not None else (year, year)


def years_of(
    mention: Mention,
    bearing: Bearing,
    period: Period | None,
    ruling: Years,
    opening: int | None,
    season: Season,
) -> Years:
    """First and last year that the amount covers: `read_years` without its rule."""
    read = read_years(mention, bearing, period, ruling, opening, season)
    return read.first, read.last


def read_years(
    mention: Mention,
    bearing: Bearing,
    period: Period | None,
    ruling: Years,
    opening: int | None,
    season: Season,
) -> YearsRead:
    """First and last year that the amount covers, and why. `opening` is the first year that its sentence
    names: a span of three years starts there. In the `season` of a supplementary budget the original budget
    that it is compared with is of the same year, in that of a council's cuts what it cut; any other baseline
    is of the year before, except what was asked for."""
    carried = "carried over" if ruling != (None, None) else "no year named"
    if bearing.level_of is not None and period is None:
        # 내년 예산을 25억원에서 30억원으로: the sentence's year is the new level's.
        own = opening is not None and _SUBJECT_SUM.search(mention.before[: -len(mention.left)][-_SUM:])
        return YearsRead(opening, opening, "what its sentence names") if own else YearsRead(*ruling, carried)
    first, last = (period.first, period.last) if period else ruling
    count = None if _is_step(mention, period) else counted_years(mention.left)
    count = count or counted_years(_BEHIND.match(mention.right).group())  # type: ignore[union-attr]
    if count and period and period.until and last is not None:
        return YearsRead(last - count + 1, last, f"{count} years until {last}")
    if count and first is not None and last in (first, None):
        start = min(first, opening) if opening is not None else first
        return YearsRead(start, start + count - 1, f"{count} years from {start}")
    if count and period is None and first is None:
        return YearsRead(None, None, "a span whose start is not said")
    if period:
        return YearsRead(first, last, _own(period))
    so_far = _SO_FAR.search(mention.left)
    if so_far and last is not None and first == last:
        return YearsRead(last - int(so_far[1]) + 1, last, f"{so_far[1]} years up to {last}")
    if bearing.baseline:
        same = season.supplementary and bool(_ORIGINAL_BUDGET.search(mention.left))
        # 1회 추경 기준 95억원으로 본예산 90억원보다: both are of one year.
        same = same or ("추경" in mention.before and bool(_BEFORE_SUPPLEMENT.search(mention.left)))
        reworked = season.supplementary or (season.reworked and season.is_coming(first))
        same = same or (reworked and bearing.rule == LEVELS)
        if same or bearing.same_year or mention.has_parts_behind or _same_year().search(mention.left):
            return YearsRead(*ruling, f"{carried}: a baseline of the same year")
        if opening is not None and ruling == (opening, opening) and _JOINT.fullmatch(mention.left):
            return YearsRead(*ruling, f"{carried}: a baseline in a list")
        if first is None or first != last:
            return YearsRead(None, None, "a baseline whose year is not said")
        return YearsRead(first - 1, first - 1, "a baseline: the year before")
    whole = _WHOLE.search(mention.left[-12:])
    if whole and (whole["topic"] or mention.in_parens or _AMONG.match(mention.right)):
        return YearsRead(None, None, "a whole life's cost whose years are not said")
    if season.is_coming(first) and first == last and _SUPPLEMENT.search(mention.left):
        return YearsRead(season.published, season.published, "a supplement is of the year it is made in")
    return YearsRead(first, last, carried)


def _is_step(mention: Mention, period: Period | None) -> bool:
    """5년간 추진하며 첫해에 4억원을: the year behind the count of years is that of the amount."""
    if period is None or period.until or period.first != period.last:
        return False
    return counted_years(mention.sentence.text[mention.at - len(mention.left) : period.start]) is not None


def _own(period: Period) -> str:
    unknown = period.first is None and period.last is None
    if unknown:
        why = "no date of publication" if period.relative else "years not said"
        return f"{why}: {period.words}"
    return f"{'span until' if period.until else 'own words'}: {period.words}"
