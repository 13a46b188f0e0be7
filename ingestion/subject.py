"""What a document is about: the body whose budget it tells of, and whether it keeps to that one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ingestion.bodies import Body
from ingestion.body_names import (
    STATE,
    find_names,
    first_level,
    home_of,
    is_local,
    official_name,
    regions,
    state_body,
)
from ingestion.ellipsis import OFFICE, find_anaphors
from ingestion.named_bodies import Around, find_bodies, government_named

# So often does a local government count against one of the state: a city's article names ministries too.
_LOCAL_WEIGHT = 4
_BESIDE_AN_OFFICE = re.compile(r"(?<![가-힣])[시도](?:[·,와과]| ?예산| ?추경)")
_OFFICE_OF_THE_TEXT = re.compile(r"(?<![가-힣])(?:[시도]|道) ?교육청")
_HEAD_OF_TEXT = 4000


# 충남 호우 복구비 확정: a headline that opens with a region, not with a city in it (충남 예산군).
_REGION_OPENS = re.compile(r"[^가-힣]{0,3}(?P<region>[가-힣]{2})(?=,| (?![가-힣]{2,3}[시군구](?: |,|$)))")


def main_body(
    headlines: list[str], text: str, publisher: str | None, published_on: date | None
) -> Body | None:
    """The body that a document is about: the one that publishes it, else the first that its headlines name,
    else the one named most often; a council, a mayor or a hall speaks for its government."""
    publisher = publisher or ""
    own = [
        m.body for m in find_bodies(publisher, None, published_on) if m.end == len(publisher) and not m.part
    ]
    if own:
        announcing = _announces(text, published_on)
        within = announcing and (announcing.government or "").startswith(f"{own[0].organization} ")
        return announcing if within and announcing else own[0]
    for headline in headlines:
        region = _REGION_OPENS.match(headline)
        name = home_of(region["region"]) if region else None
        if name and any(
            m.body.organization == name for m in find_bodies(text[:_HEAD_OF_TEXT], None, published_on)
        ):
            return Body(name, name)  # 충남 호우 복구비 …, with 충남도 in the text
        mentioned = [
            m.body
            for m in find_bodies(headline, None, published_on)
            if not m.part or is_local(m.body.organization)
        ]
        exact = [body for body in mentioned if body.organization != STATE]
        if exact:
            return _named_in_full(exact[0], text, published_on)
    if any(_OFFICE_OF_THE_TEXT.search(headline) for headline in headlines):
        offices = [
            m.body
            for m in find_bodies(text[:_HEAD_OF_TEXT], None, published_on)
            if m.body.organization.endswith(OFFICE) and m.body.government
        ]
        if offices:
            return offices[0]
        # 경기도의회, 도교육청 추경 삭감: the office of the province whose name stands beside it.
        home = None if any(map(_BESIDE_AN_OFFICE.search, headlines)) else _most_named(text, published_on)
        if home and home.government == home.organization in set(regions().values()):
            return Body(home.government, f"{home.government}{OFFICE}")
    if _is_of_the_state(text[:_LEAD], published_on):
        return Body(STATE, STATE)
    return _only_house(text[:_LEAD], published_on) or _most_named(text, published_on) or _unknown(text)


# 대전 유성구(구청장 ○○○)는: the one that a release says speaks.
_HEADED = re.compile(
    r"\((?:시장|군수|구청장|도지사|지사|교육감|장관|사장|이사장|원장|청장) ?[^()]{0,8}\)[은는]"
)


def _announces(text: str, published_on: date | None) -> Body | None:
    head = _HEADED.search(text[:_LEAD])
    if head is None:
        return None
    named = find_bodies(text[: head.start()].rpartition("\n")[2], None, published_on)
    return named[-1].body if named else None


def _only_house(lead: str, published_on: date | None) -> Body | None:
    """부산교통공사 안전본부장을 만났다: the house with a purse of its own that a lead names alone."""
    named = {m.body for m in find_bodies(lead, None, published_on)}
    body = next(iter(named)) if len(named) == 1 else None
    own = body is not None and body.government not in (None, body.organization, STATE)
    own = (
        own and _most_named(lead, published_on) is None
    )  # a council, a hall: its government is named as well
    return body if own and body and body.organization.endswith(_HOUSES) else None


_HOUSES = ("공사", "공단", "재단", "진흥원", "의료원")
# The state's whole budget, as the Assembly deals with it.
_OF_THE_STATE = re.compile(
    r"국회 본회의|정부안보다|총지출|나라 ?살림|내년도? 정부 ?예산|국무회의"
    r"|(?<![가-힣])정부[는가] [^.]{0,30}(?:예산|추경)"
)
_LEAD = 400


def is_short_for(body: Body, full: Body) -> bool:
    """Whether the one is named by the last words of the other: 문화재단 for 한빛문화재단."""
    return body.organization != full.organization and full.organization.endswith(body.organization)


def _named_in_full(body: Body, text: str, published_on: date | None) -> Body:
    """문화재단 in a headline: the one that the text names with its city."""
    if body.government is not None:
        return body
    named = (m.body for m in find_bodies(text[:_HEAD_OF_TEXT], None, published_on))
    return next((full for full in named if full.government and is_short_for(body, full)), body)


def _is_of_the_state(lead: str, published_on: date | None) -> bool:
    """Whether a lead about the state's whole budget names no other government, and no ministry as its first
    subject: the one that drew it up or hands it in comes behind (정부가 …. 기획재정부는 … 낸다)."""
    told = _OF_THE_STATE.search(lead)
    if told is None:
        return False
    named = find_bodies(lead, None, published_on)
    first = next((m.body.organization for m in named if m.subject and m.start < told.end()), STATE)
    return first == STATE and all(m.body.government == STATE for m in named)


def _most_named(text: str, published_on: date | None) -> Body | None:
    counts: Counter[Body] = Counter()
    context = Around(None, None, published_on)
    for match in find_names(text):
        word = match.group()
        if word in first_level() or is_local(word) or state_body(word, published_on):
            body = government_named(word, text[max(0, match.start() - 9) : match.start()], context)
            if body and body.government:
                if body.government != STATE:
                    body = Body(body.government, body.government)
                counts[body] += 1 if body.organization == STATE else _LOCAL_WEIGHT
    return max(counts, key=lambda body: counts[body]) if counts else None


_LIKE_A_GOVERNMENT = re.compile(r"(?<![가-힣])[가-힣]{2,3}(?P<level>[시군구])(?=[은는] |[이가] |의 )")


def _unknown(text: str) -> Body | None:
    """In a text that says 시는 without a city that we know, the name it must refer to."""
    levels = {anaphor.level for anaphor in find_anaphors(text)}
    likely = Counter(m.group() for m in _LIKE_A_GOVERNMENT.finditer(text) if m["level"] in levels)
    return Body(name, name) if (name := next((word for word, _ in likely.most_common(1)), None)) else None


def keeps_to(
    main: Body | None, headlines: list[str], text: str, publisher: str | None, day: date | None
) -> bool:
    """Whether the headlines or the publisher name `main` and, of the headlines, the first that names a body
    names no other; a text about the state may open with that."""
    if main is None or main.government is None:
        return False
    if main.government == STATE:
        first = next(iter(find_bodies(text[:_LEAD], None, day)), None)
        return _names(main, headlines, day) or (first is not None and first.body.government == STATE)
    if publisher and _names(main, [publisher], day):
        return True
    named = ({m.body.government for m in find_bodies(line, None, day)} - {None} for line in headlines)
    if len(next((found for found in named if found), ())) > 1:
        return False
    opening = (regions().get(headline[:2]) for headline in headlines)
    opens = any(name and official_name(name, day) == main.government for name in opening)
    return opens or _names(main, headlines, day)


# 수원시는, 서울 관악구는: a government opens a sentence.
_OPENS = re.compile(r"(?:^|\n|[.] )[^가-힣\n]{0,3}(?:[가-힣]{2} )?(?P<name>[가-힣]{1,5}[시도군구])[는은] ")
_SEVERAL = 3


def roams(text: str) -> bool:
    """Whether the text goes from one local government to the next: so many open sentences of their own."""
    opening = {match["name"] for match in _OPENS.finditer(text)}
    return sum(name in first_level() or is_local(name) for name in opening) >= _SEVERAL


def _names(body: Body, texts: list[str], day: date | None) -> bool:
    return any(mention.body == body for text in texts for mention in find_bodies(text, None, day))
