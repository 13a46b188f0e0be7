"""One year of an amount over years that was named before: 내년 몫은, 첫해인 내년에는, 3차 연도분이다."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.linking import Linking
from ingestion.places import Place, Row, Stated

_YEAR = r"(?:올해|내년|지난해|작년|이듬해|첫 ?해|\d{4}년)도?"
_SHARE = re.compile(
    rf"{_YEAR}(?: ?(?:분|몫|치)(?:은|는|으로|으론|이|만)? |에? ?예산안?(?:에는|에) )"
    rf"|{_YEAR}(?:에)? ?(?:투입액|사업비|소요액|투자액|공사비)(?:은|는|으로) (?:약 |모두 )?$"
    r"|(?:첫|두|세|네|다섯|\d+)(?:째|차)? ?(?:해|년도|연도)"
    r"(?: ?(?:분|몫|치)| 사업비)(?:은|는|으로|이)? (?:약 )?$"
)
# 이 30억원은 첫해분이다: the words behind tell.
_IS_SHARE = re.compile(
    r"^(?:은|는|이) [^,.\d]{0,12}(?:\d+차 ?)?(?:연도|년도|[해년올])? ?(?:분|몫|치)(?:이다|으로|에 해당|\.)"
)
# 첫해인 내년에는, 사업 2년 차인 올해는.
_STEP = re.compile(
    r"(?:^|[ ,])(?:(?:(?:사업 )?(?:첫|마지막|둘째|셋째|두 번째) ?해"
    r"|(?:사업 )?\d+(?:년|차) ?(?:차|연도|년도|년차))"
    rf"(?:인|이자 \S+)? ?(?:{_YEAR})?|우선 {_YEAR}|{_YEAR}(?= ?(?:우선|먼저)))(?:에는|에|은|는|엔)? ?"
)
# 내년에 30억원을, 2027년에는 먼저 30억원을: the year is all that is said of the amount.
_IN_YEAR = re.compile(rf"(?:^|[ ,]){_YEAR}(?:에는|에|은|는|엔)? (?:우선 |먼저 |다시 |추가로 |약 |모두 )*$")
# Paragraphs that a step of the work may stand behind the plan.
_NEXT = 1


def slices(known: Linking, row: Row, free: list[Place]) -> Iterator[Stated]:
    """내년 몫은 96억원: parts of the nearest amount over years."""
    reach = 0
    for place in free:
        draft = known.drafts[place.draft]
        if draft.funding or known.layout.senses[place.draft] != 0:
            continue
        if not _SHARE.search(place.mention.left) and not _IS_SHARE.match(place.mention.right):
            stepped = draft.first is not None and draft.first == draft.last and draft.own_year
            step = _STEP.search(place.mention.left)
            if not stepped or not (step or _IN_YEAR.search(place.mention.left)):
                continue
            reach = _NEXT if step else reach
        whole = _over_years(known, row, place, reach)
        if whole is None or known.layout.values[whole] <= known.layout.values[place.draft]:
            continue
        if known.layout.in_time(whole, place.draft):
            yield place.draft, whole, f"slice:{whole}"


def _over_years(known: Linking, row: Row, place: Place, reach: int) -> int | None:
    """The nearest amount over years; where that is one of a list, what the list divides."""
    draft = known.drafts[place.draft]
    ahead = [p.draft for p in reversed(row.places) if p.mention.at < place.mention.at]
    for index in (*ahead, *known.earlier(row)):
        whole = known.drafts[index]
        if row.block - whole.mention.sentence.block > reach:
            return None
        if not _spans(known, index) or whole.funding or whole.body.government != draft.body.government:
            continue
        parent, key = known.links.get(index, (None, ""))
        if parent is not None and len(known.parts[key]) > 1 and _spans(known, parent):
            return parent
        return index
    return None


def _spans(known: Linking, index: int) -> bool:
    draft = known.drafts[index]
    return draft.last is not None and draft.first != draft.last
