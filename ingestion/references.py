"""Words that point back to an amount: 이 중, 내년분 가운데, 내년 몫, 여기에는, 나머지, 뒤를 잇는다."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.linking import Linking
from ingestion.openings import is_named
from ingestion.outside import is_added, is_beside, is_life_cost
from ingestion.places import Place, Row, Stated
from ingestion.rules import load
from ingestion.structure import is_remainder
from ingestion.sums import names_supplement

_OF_IT = re.compile(
    r"(?:이|그) ?(?:중|가운데)(?:에서)?(?:는|도|에는)?[ ,]|^\W*(?:여기서|이 (?:예산|돈) (?:가운데|중))"
)
# 인건비를 뺀 사업비는 300억원: what is left of the amount before.
_EXCEPT = re.compile(r"[을를] (?:뺀|빼고|제외한|제외하고|제한|제하고|덜어 낸)(?: |$)")
_INCLUDED = re.compile(r"^\W*(?:여기|이)에는 .*(?:들어|포함|담[겼긴]|담아|녹아)")
_CONTAINED = re.compile(
    r"^(?:\([^()]*\))?(?: ?등)?(?:[은는이가도]|까지)? (?:모두 |이미 |함께 )?"
    r"(?P<whole>[^,.()]{2,24}?)에도? (?:모두 |이미 |함께 |같이 )?"
    r"(?:들어|포함|담[겼긴겨]|녹아|속[하해한]|잡[혀혔]|실[렸려린]|묶[였여]|(?:반영|편성)돼 있)"
)
# 90억원으로 돌봄 분야의 대부분을 차지한다: a part of what the words behind name.
_MOST_OF = re.compile(
    r"^(?:\([^()]*\))?(?:으로|이며|로)?,? (?:전체 )?(?P<whole>[^,.()]{2,24}?)의 (?:약 )?"
    r"(?:절반|대부분|상당수|상당 부분|[\d.]+ ?%|\d+분의 ?\d+|[\d.]+할)"
    r"(?: ?(?:가량|정도|쯤|이상))?(?:을|를|이|가|에)? ?(?:넘게 |넘는 \S+ )?(?:차지|이르|달하|해당)"
)
_ALSO = re.compile(r"[가-힣](?:에|에게|에서)도 (?:약 |총 |모두 )?$")
_CONTINUES = re.compile(
    r"뒤를 (?:이|잇|따)|그 ?다음|다음으로"
    r"|가장 (?:적은|작은|낮은|많은|큰) (?:곳|[시도구군국과]|부처|기관|부서|지역)[은는이가]"
)
# 첫해 사업비 가운데, 내년분 중: a part of an amount that its kind and its year name.
_OF_MONEY = re.compile(
    r"(?P<whole>[^,.()]{0,30}?(?:예산|사업비|재원|출연금|보조금|지원금|교부금|교부세|기금|금액|돈|삭감액"
    r"|(?:투자|시설|공사|운영|건설|인건|복구)비|회계|[내해금]?년?분|몫))"
    r"(?: ?(?:가운데|중)(?:에서)?(?:는|도|에)? "
    r"|의 (?:약 )?(?:절반|대부분|상당 부분|[\d.]+ ?%|\d+분의 ?\d+)(?:을|를|이|가|에)? ?"
    r"(?:넘는|웃도는|훌쩍 넘는|이상인|가까운|육박하는|못 미치는|인) (?:약 )?$)"
)
# Quick to tell that nothing is said to be of something.
_OF_WORDS = ("가운데", "중", "의 ")
# 전체 예산 가운데, 이번 추경 중: no name of a part, but the article's own sum.
_ALL_MONEY = re.compile(
    r"^(?:\S+[은는] )?"
    r"(?:(?:이번|이|올해|내년도?|새해|\d{4}년도?|전체|총|모든|[시도군구]|관련|해당|소관|확정된|편성한) ?)*"
    r"(?:추경|본|총|세출|재정)? ?(?:(?:추경 ?)?예산안?|추경안?|재정|사업비|세출|예산액|총액|투입액)$"
)
# First-year and next year's money is told by its year.
_BY_YEAR = re.compile(r"해|년|분$|몫$")


@cache
def _governments() -> frozenset[str]:
    """The groups whose members are governments of their own."""
    return frozenset(row["organization"] for row in load("groups") if row.get("governments"))


@cache
def kinds() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """부처 가운데는: how a sentence opens on members of a kind, and the groups that are all of that kind."""
    kinds: dict[str, list[str]] = {}
    for row in load("kinds"):
        kinds.setdefault(row["kind"], []).append(row["word"])
    return tuple(
        (
            re.compile(rf"(?:{'|'.join(map(re.escape, words))}) ?(?:가운데|중)(?:에서)?(?:는|도)?[ ,]"),
            frozenset(words),
        )
        for words in kinds.values()
    )


def remainders(known: Linking, row: Row) -> None:
    """나머지 4400억원: with what is named beside it, or in the sentence before, it makes a total; else it
    shares its neighbour's."""
    levels = known.layout.of_sense(row, 0)
    near = known.near(row)
    for at, place in enumerate(levels):
        if place.draft in known.links or not is_remainder(place.mention):
            continue
        here = levels[:at]
        told = here or (known.layout.of_sense(near, 0) if near else [])
        beside = [p.draft for p in told if p.draft not in known.links]
        together = known.layout.values[place.draft]
        for first in range(len(beside) - 1, -1, -1):
            together += known.layout.values[beside[first]]
            whole = next((i for i in known.earlier(row) if known.layout.values[i] == together), None)
            if whole is None or known.layout.senses[whole] != 0:
                continue
            if not here and known.drafts[whole].body != known.drafts[place.draft].body:
                continue  # another body's: the sum is chance
            for child in (*beside[first:], place.draft):
                known.add(child, whole, f"remainder:{row.index}:{first}")
            break
        else:
            linked = [p.draft for p in here if p.draft in known.links]
            shared = known.links[linked[-1]] if linked else _left_of(known, row, place.draft)
            if shared:
                known.add(place.draft, *shared)


def _left_of(known: Linking, row: Row, part: int) -> tuple[int, str] | None:
    """이 중 4802억원을 정보원이 쓴다. … 나머지 3123억원은: what an earlier division leaves of its whole."""
    for index in known.earlier(row):
        whole, key = known.links.get(index, (None, ""))
        if whole is not None and known.layout.closes(whole, [*known.parts[key], part]):
            return whole, key
    return None


def added_to(known: Linking, row: Row) -> None:
    """국비 60억원을 받는다. 여기에 시비 40억원을 보태 모두 100억원: all three (C17)."""
    before = known.before
    sums = [
        known.links[p.draft] for p in row.places if known.links.get(p.draft, (0, ""))[1].startswith("summed:")
    ]
    levels = known.layout.of_sense(before, 0) if before else []
    if not sums or not levels:
        return
    (whole, key), part = sums[0], levels[-1].draft
    parts = [part, *known.parts[key]]
    # 국비 60억원을 받는다. 국비에 시비 40억원을 더해: named again without its amount.
    again = f" {known.drafts[part].funding}에 " in f" {row.mention.left}"
    near = known.near(row) is not None
    if (near and is_added(row.mention) and known.layout.closes(whole, parts)) or (
        again and known.layout.fits(whole, parts)
    ):
        known.add(part, whole, key)


def of_money(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """첫해 사업비 가운데 국비 18억원: parts of the amount of that year and purpose."""
    for at, place in enumerate(free):
        left = place.mention.left
        named = _OF_MONEY.search(left) if any(word in left for word in _OF_WORDS) else None
        if not named:
            continue
        # 176억원은 카메라에 들어가며, 이 가운데 88억원은: from there on the text divides the part.
        until = next((to for to in range(at + 1, len(free)) if _OF_IT.search(free[to].mention.left)), None)
        parts = [p.draft for p in free[at:until] if known.layout.senses[p.draft] == 0]
        whole = _money(known, row, named["whole"], parts)
        if whole is None:
            (known.pointing if _ALL_MONEY.match(named["whole"].strip()) else known.apart).update(parts)
        else:
            known.subject = (whole, f"of:{row.index}", row.block)
            yield from ((child, whole, f"of:{row.index}") for child in parts)
        return


def _money(known: Linking, row: Row, name: str, parts: list[int]) -> int | None:
    if not parts:
        return None
    able = [i for i in known.earlier(row) if known.layout.senses[i] == 0 and known.layout.fits(i, parts)]
    named = next((i for i in able for each in _tails(name) if is_named(known.drafts[i], each)), None)
    if named is not None or not _BY_YEAR.search(name):
        return named
    years = {known.drafts[i].first for i in parts}
    spans = ((i, known.drafts[i]) for i in able)
    return next((i for i, d in spans if not d.funding and d.first == d.last and years == {d.first}), None)


def _tails(name: str) -> list[str]:
    """The name with fewer and fewer words in front: 도는 지방비 부담분 opens with the subject."""
    words = name.split()
    return [" ".join(words[at:]) for at in range(len(words))]


def of_it(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """이 중 200억원은: parts of the amount before (C14); 여기에는 … 들어간다 likewise."""
    levels = [p for p in free if known.layout.senses[p.draft] == 0 or _is_added_by(known, p)]
    for at, place in enumerate(levels):
        opening = (
            _OF_IT.search(place.mention.left)
            or _EXCEPT.search(place.mention.left)
            or _INCLUDED.match(row.text)
        )
        if not opening and not _points_ahead(known, row, place):
            continue
        parts = [p.draft for p in levels[at:] if not is_life_cost(p.mention)]
        ahead = [p for p in row.places if p.mention.at < place.mention.at]
        whole = _antecedent(known, ahead or list(known.stated.places if known.stated else ()), parts)
        if whole is None:
            known.pointing.update(parts)
        else:
            within = (child for child in parts if not known.layout.outlasts(whole, child))
            yield from ((child, whole, f"of:{row.index}") for child in within)
        return


def _is_added_by(known: Linking, place: Place) -> bool:
    """5412억원 규모의 추경을 냈다. 이 가운데 264억원을 증액했다: what a supplement adds is a part of it."""
    able = known.before.places if known.before else ()
    return (
        known.layout.senses[place.draft] == 1
        and bool(_OF_IT.search(place.mention.left))
        and any(names_supplement(known.drafts[p.draft]) for p in able)
    )


def contained(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """석면 제거 283억원과 내진 보강 415억원은 시설비에 들어 있다: parts of what the words behind name."""
    for at, place in enumerate(free):
        most = _MOST_OF.match(place.mention.right)
        named = most or _CONTAINED.match(place.mention.right)
        if not named:
            continue
        listed = [p.draft for p in free[at if most else 0 : at + 1] if known.layout.senses[p.draft] == 0]
        for index in known.earlier(row):
            names = any(is_named(known.drafts[index], name) for name in _tails(named["whole"]))
            if names and known.layout.senses[index] == 0 and known.layout.fits(index, listed):
                yield from ((child, index, f"of:{row.index}") for child in listed)
                break
        return


def _points_ahead(known: Linking, row: Row, place: Place) -> bool:
    """이 가운데 국비 40억원을 포함한 95억원: what points back stands before a part of the amount."""
    ahead = [p for p in row.places if p.mention.at < place.mention.at]
    return bool(ahead) and (
        all(known.links.get(p.draft, (None,))[0] == place.draft for p in ahead)
        and bool(_OF_IT.search(place.mention.before))
    )


def _antecedent(known: Linking, places: list[Place], parts: list[int]) -> int | None:
    """The amount that 이 중 takes up: one that holds its sentence, else the last that holds the parts."""
    levels = [p for p in places if known.layout.senses[p.draft] == 0 and not p.mention.in_parens]
    if len(levels) > 2 and known.layout.fits(levels[0].draft, [p.draft for p in levels[1:]]):
        levels = levels[:1]
    able = [p.draft for p in reversed(levels) if known.layout.fits(p.draft, parts)]
    shares = {known.links[i][0] for i in able if known.drafts[i].funding and i in known.links}
    if len(able) > 1 and len(shares) == 1 and known.layout.fits(whole := shares.pop(), parts):
        return whole  # 국비 A, 도비 B를 보탠다. 이 중 올해분은: what the shares make
    # 과기부 몫이 A, 산업부 몫이 B다. 과기부는 이 중: the one of that body.
    own = [i for i in able if known.drafts[i].body == known.drafts[parts[0]].body] if parts else []
    return next(iter(own if len(own) == 1 else able), None)


def of_kind(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """부처 가운데는 행안부가 5533억원: parts of what all of the kind get."""
    for opening, groups in kinds():
        if not opening.search(free[0].mention.before):
            continue
        parts = [p.draft for p in free if known.layout.senses[p.draft] == 0]
        for index in known.earlier(row):
            if known.drafts[index].group in groups and known.layout.senses[index] == 0:
                if known.layout.fits(index, parts):
                    yield from ((child, index, f"group:{index}") for child in parts)
                return


def of_group(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """강남구 68억원, 송파구 52억원: parts of the earlier figure of all 자치구, when it can hold them."""
    groups = [i for i in known.earlier(row) if known.drafts[i].group in _governments()]
    for place in free:
        for index in groups:
            holder = known.drafts[index].body.government
            held = holder is not None and (known.drafts[place.draft].body.government or "").startswith(
                f"{holder} "
            )
            if held and known.layout.senses[index] == 0 and known.layout.fits(index, [place.draft]):
                yield place.draft, index, f"group:{index}"
                break


def _adds_one(known: Linking, row: Row, free: list[Place]) -> bool:
    """안전 교육에도 5억원을 쓴다, 이 밖에 …: beside the list of the sentence before, unless that is one of
    sources of money."""
    before = known.before
    listed = [p for p in before.places if p.draft in known.links] if before else []
    bodies = {known.drafts[p.draft].body for p in (*listed, *free)}
    plain = not any(known.drafts[p.draft].funding for p in (*listed, *free))
    beside = is_beside(row.text) or (len(free) == 1 and _ALSO.search(free[0].mention.left))
    return len(listed) > 1 and plain and len(bodies) == 1 and bool(beside)


def continued(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """… 뒤를 잇는다, 가장 적은 구는 …: more of what the sentence before divided, or all its rest."""
    before = known.near(row)
    if before is None:
        return
    linked = [known.links[p.draft] for p in before.places if p.draft in known.links]
    parts = [p.draft for p in free if known.layout.senses[p.draft] == 0]
    if not linked:
        return
    whole, key = linked[-1]
    all_parts = [*known.parts[key], *parts]
    goes_on = _CONTINUES.search(row.text) or _adds_one(known, row, free)
    if known.layout.closes(whole, all_parts) or (goes_on and known.layout.fits(whole, all_parts)):
        yield from ((child, whole, key) for child in parts)
