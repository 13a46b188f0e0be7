"""The bodies that one sentence names, each under its official name of the day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingestion.bodies import Body, BodyMention, mention_of, name_ends, named, with_receivers
from ingestion.body_names import (
    STATE,
    Local,
    also_words,
    find_names,
    first_level,
    home_around,
    is_local,
    locals_named,
    names,
    national_words,
    official_name,
    regions,
    short_names,
    state_body,
    stems,
)
from ingestion.body_parts import Part, find_parts

SUB_OFFICE, _HOSPITAL = "교육지원청", "의료원"
_EDUCATION = re.compile(r" ?교육(?:청|(?P<head>감))")
# A region by itself stands for its government (서울은, 경북의 경우, 경기 6억원), not for a place (서울에서).
_REGION_OPENS = " \t\n\"',·("
_REGION_ACTS = re.compile(r"은 |는 |의 경우|,")
_MONEY = r" ?\d[\d,.천백]*(?:[조억]|만 ?원)"
_REGION_GETS = re.compile(rf"(?:이|가|은|는|에는|에도|에)?{_MONEY}")
_GOVERNOR = re.compile(r"지사(?=은|는|이 |가 |도 )")
# In a list of amounts a city goes by its short name: (안양 4억원, 수원 2억원).
_LISTED = re.compile(r"(?:[(,·]|[,·] )$")
_LISTED_AMOUNT = re.compile(_MONEY)
_WORD_BEFORE = re.compile(r"(?<![가-힣])([가-힣]{2,7}) ?$")
_SPEAKS = re.compile(r'(?:은|는|이|가) "')  # 예산담당관은 "…"라고 했다
_LONGEST_WORD = 9


class Around(NamedTuple):
    """What decides between bodies of one name: the government that the document is about, the one named
    last, and the day of publication."""

    main: str | None
    nearby: str | None
    day: date | None


def find_bodies(
    text: str, around: str | None, published_on: date | None, nearby: str | None = None
) -> list[BodyMention]:
    """The bodies that `text` names, in order. `around` is the government that the document is about; it
    decides which 중구 is meant, or else the government named last, here or before the sentence (`nearby`)."""
    found: list[BodyMention] = []
    context = Around(around, nearby, published_on)
    listed: list[BodyMention] = []
    for match in find_names(text):
        mention = _mention(text, match, context)
        if mention:
            if listed and listed[-1].end + 1 == mention.start:
                found += [mention._replace(start=one.start, end=one.end, body=one.body) for one in listed]
            found.append(mention)
            if mention.body.government != STATE:
                context = context._replace(nearby=mention.body.government)
            listed = []
        else:
            listed = _list_so_far(text, match, listed, context)
    parts = list(_parts(text, found, context))
    if parts:
        found = sorted([*found, *parts], key=lambda mention: mention.start)
    return with_receivers(text, found) if found else found


def _list_so_far(
    text: str, match: re.Match[str], listed: list[BodyMention], context: Around
) -> list[BodyMention]:
    """The regions before a dot (충북·충남·경남은): they are bodies if the list's last is one."""
    region = regions().get(match.group())
    if region is None or text[match.end() : match.end() + 1] != "·" or not _opens(text, match.start()):
        return []
    name = official_name(region, context.day)
    own = mention_of(text, match.start(), match.end(), Body(name, name))
    if not listed or listed[-1].end + 1 != match.start():
        return [own]
    listed.append(own)
    return listed


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _REGION_OPENS


def _mention(text: str, match: re.Match[str], context: Around) -> BodyMention | None:
    word, start, end = match.group(), match.start(), match.end()
    region = regions().get(word)
    first = first_level().get(word) or region
    office = _EDUCATION.match(text, end) if first else None
    if first and office:
        name = official_name(first, context.day)
        if not name_ends(text, office.end()):
            return None
        mention = mention_of(text, start, office.end(), Body(name, name + "교육청"))
        return mention._replace(speaker=office["head"] is not None)
    if region:
        name = official_name(region, context.day)
        governor = _GOVERNOR.match(text, end) if name.endswith("도") else None
        if governor:
            return mention_of(text, start, governor.end(), Body(name, name))._replace(speaker=True)
        return _short(text, start, end, Body(name, name))
    if word in stems() and not is_local(word):
        return _city_by_its_stem(text, match, context)
    body = government_named(word, text[max(0, start - _LONGEST_WORD) : start], context)
    district = body is not None and body.government not in (STATE, body.organization)
    return named(text, start, end, body, district) if body else None


def _short(text: str, start: int, end: int, body: Body) -> BodyMention | None:
    """A name without its level, where it acts or gets money."""
    if not _opens(text, start):
        return None
    if _REGION_ACTS.match(text, end) and text[start:end] not in also_words():
        return mention_of(text, start, end, body)
    if _REGION_GETS.match(text, end):
        return mention_of(text, start, end, body)._replace(subject=True)
    return None


def _city_by_its_stem(text: str, match: re.Match[str], context: Around) -> BodyMention | None:
    """The city that the text is about (김천은), or one of its province in a list of amounts."""
    word, start, end = match.group(), match.start(), match.end()
    if context.main and word in short_names(context.main):
        return _short(text, start, end, Body(context.main, context.main))
    if not _LISTED_AMOUNT.match(text, end) or not _LISTED.search(text[max(0, start - 2) : start]):
        return None
    if not any(local.on(context.day or date.max) for local in locals_named(stems()[word], context.day)):
        return None  # 영종 98억원, before there was a 영종구
    body = government_named(stems()[word], "", context)
    if body is None or word not in short_names(body.organization):
        return None
    home = home_around(body.organization, context.day)
    if home not in (*_homes(context.nearby, context.day), *_homes(context.main, context.day)):
        return None
    return mention_of(text, start, end, body)._replace(subject=True)


def government_named(word: str, before: str, context: Around) -> Body | None:
    """The body that `word` means behind `before`; None where several bear the name and nothing decides."""
    prefix = _WORD_BEFORE.search(before) if is_local(word) else None
    return _decided(word, _home_stated(prefix.group(1)) if prefix else None, context)


@lru_cache(maxsize=4096)
def _decided(word: str, stated: str | None, context: Around) -> Body | None:
    state = state_body(word, context.day)
    if state:
        return Body(STATE, state)
    first = first_level().get(word)
    candidates = locals_named(word, context.day)
    if first:
        # 광주시 is the metropolitan city, but in 경기도.
        near = [local for local in candidates if local.within in (stated, *_homes(context.main, context.day))]
        name = near[0].name if near else official_name(first, context.day)
        return Body(name, name)
    homes = (stated, *_homes(context.main, context.day), *_homes(context.nearby, context.day))
    chosen = next((local for home in homes if home for local in candidates if local.within == home), None)
    bodies = {_local_body(local, context.day) for local in ((chosen,) if chosen else candidates)}
    return bodies.pop() if len(bodies) == 1 else None


def _home_stated(word: str) -> str | None:
    """The first-level government or the city that a word before a district names (서울, 경기, 포항)."""
    return first_level().get(word) or regions().get(word) or stems().get(word) or word


def _homes(government: str | None, day: date | None) -> tuple[str | None, ...]:
    """The governments that a district named in a text about this one may lie in."""
    return (government, home_around(government, day)) if government else ()


def _local_body(local: Local, day: date | None) -> Body:
    within = official_name(local.within, day)
    if local.district:
        return Body(within, local.name)
    name = f"{within} {local.name}" if local.name.endswith("구") else local.name
    return Body(name, name)


def _start_of(mention: BodyMention) -> int:
    return mention.start


def _parts(text: str, found: list[BodyMention], context: Around) -> Iterator[BodyMention]:
    for part in find_parts(text):
        at = bisect_right(found, part.start, key=_start_of) - 1
        if at >= 0 and part.start < found[at].end:
            continue
        mention = mention_of(text, part.start, part.end, _part_body(part, context), not part.corporate)
        # 디지털국에 70억원을 배정했다: the one that gets the money spends it; who speaks need not.
        spends = mention.subject or part.after in ("에", "에는")
        yield mention._replace(subject=spends and not _SPEAKS.match(text, part.end))


def _part_body(part: Part, context: Around) -> Body:
    """The part with its government where its own name tells: 서울디지털재단, 한국도로공사, 대구시도시국."""
    name = part.name
    if part.corporate and name.startswith(national_words()):
        return Body(STATE, name)
    prefix = names().match(name)
    if not prefix or state_body(prefix.group(), context.day):
        return Body(None, name)
    word = prefix.group()
    region = regions().get(word)
    if region:
        home: str | None = official_name(region, context.day)
    else:
        body = government_named(stems().get(word, word), "", context)
        home = body.government if body else None
    # 강릉의료원 is the province's, 성남시의료원 the city's.
    lent = name.endswith(SUB_OFFICE) or (name.endswith(_HOSPITAL) and word in stems())
    if home and lent:
        return Body(home_around(home, context.day), name)
    if part.corporate:
        return Body(home, name)
    whole = word in first_level() or is_local(word)
    return Body(home, name[len(word) :]) if whole and len(name) - len(word) > 3 else Body(None, name)
