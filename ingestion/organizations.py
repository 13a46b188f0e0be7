"""Names and ellipsis → bodies (CONSTRUCTIONS J): who a sentence gives the money to spend.

`find_bodies` lists the mentions of one sentence; `Bodies` carries the reading from sentence to sentence, so
that 시는, 도는 or no subject at all fall back on the body that the text is about.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

from ingestion.bodies import Body, BodyMention, mention_of, with_receivers
from ingestion.body_names import (
    STATE,
    find_names,
    first_level,
    home_around,
    home_of,
    is_local,
    official_name,
    state_body,
)
from ingestion.body_parts import endings
from ingestion.ellipsis import MINISTRY, OFFICE, Anaphor, find_anaphors
from ingestion.named_bodies import SUB_OFFICE, Around, find_bodies, government_named

__all__ = ["Bodies", "Body", "BodyMention", "find_bodies", "main_body"]

# So often does a local government count against one of the state: a city's article names ministries too.
_LOCAL_WEIGHT = 4
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
        return own[0]
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
            return exact[0]
    if any(_OFFICE_OF_THE_TEXT.search(headline) for headline in headlines):
        offices = [
            m.body
            for m in find_bodies(text[:_HEAD_OF_TEXT], None, published_on)
            if m.body.organization.endswith(OFFICE) and m.body.government
        ]
        if offices:
            return offices[0]
    lead = text[:_LEAD]
    if _OF_THE_STATE.search(lead) and not any(
        m.body.government != STATE or m.topic for m in find_bodies(lead, None, published_on)
    ):
        return Body(STATE, STATE)
    return _most_named(text, published_on) or _unknown(text)


# The state's whole budget, as the Assembly deals with it.
_OF_THE_STATE = re.compile(r"국회 본회의|정부안보다|총지출|나라 ?살림|내년도? 정부 ?예산")
_LEAD = 400


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


# 시에 30억원을 지원한다, but 시에 따르면.
_IS_GIVEN = re.compile(r"에게|에(?!서|선|는| 따르면| 의하면)")
# 나머지 312억원은 본부가 집행한다: back to the body itself, from one of its institutions.
_HEADQUARTERS = re.compile(r"본[부청원사](?<![가-힣]..)(?:가|는|이|은)(?![가-힣])")
# A body named this near to the start of a sentence is what the sentence is about (대구시의 내년 예산은).
_OPENING = 3
# Between the name of a government and its part: 경기도 AI국, 경기도의 AI국.
_BETWEEN = 2


# 공사는 is the corporation where the text is about one, else the works.
_WORKS = "공사"
_TOGETHER = re.compile(r" ?(?:와|과|및|·|,) ?")


@cache
def _houses() -> tuple[str, ...]:
    """Endings of bodies that 재단은, 교육청은 and the like may mean."""
    return tuple(ending.word for ending in endings().values() if ending.corporate)


class Bodies:
    """What the text is about as it goes on. One per document; `read` takes its sentences in order."""

    def __init__(self, main: Body | None, published_on: date | None) -> None:
        self._published_on = published_on
        self.main = self._current = main
        self._nearby: str | None = None
        self._by_level: dict[str, Body] = {}
        if main:
            self._note(main)

    def read(self, text: str) -> list[BodyMention]:
        """The mentions of the next sentence, with 시는 and the like resolved."""
        around = self.main.government if self.main else None
        if self.main and _HEADQUARTERS.search(text):
            self._current = self.main
        mentions = find_bodies(text, around, self._published_on, self._nearby)
        anaphors = list(find_anaphors(text))
        if not mentions and not anaphors:
            return []
        settled: list[BodyMention] = []
        for mention in _merged(mentions, anaphors):
            known = self._resolved(text, mention) if isinstance(mention, Anaphor) else mention
            if known:
                settled.append(self._settled(text, known, settled))
        return with_receivers(text, settled) if anaphors else settled

    def _resolved(self, text: str, anaphor: Anaphor) -> BodyMention | None:
        body = self._of_level(anaphor.level, anaphor.within)
        if body is None:
            return None
        mention = mention_of(text, anaphor.start, anaphor.end, body)
        if anaphor.level == OFFICE or _IS_GIVEN.match(text, anaphor.end):
            return mention._replace(speaker=anaphor.speaker)
        return mention._replace(subject=True, topic=True, speaker=anaphor.speaker)

    def _of_level(self, level: str, within: str | None = None) -> Body | None:
        """The last body of that level, or the one around the government that the text is about."""
        if level == _WORKS and not (self.current and self.current.organization.endswith(_WORKS)):
            return None
        if level in self._by_level:
            return self._by_level[level]
        around = self.main.government if self.main else None
        home = home_around(around, self._published_on) if around else None
        if home is None:
            return None
        home = official_name(home, self._published_on)
        if level == OFFICE:
            return Body(home, home + OFFICE) if within and home.endswith(within) else None
        return Body(home, home) if home.endswith(level) else None

    def _settled(self, text: str, mention: BodyMention, before: list[BodyMention]) -> BodyMention:
        """The mention with its government; a part's is the one named before it (경기도 AI국)."""
        body = mention.body
        if body.government is None:
            body = Body(self._holder(mention, before), body.organization)
            mention = mention._replace(body=body)
        if mention.part:
            return mention
        opens = mention.subject and mention.start <= _OPENING
        rules = mention.topic or opens
        self._note(body, rules)
        last = before[-1] if before else None
        # 시와 도가 함께: what follows is about the city that the article is about.
        together = (
            last
            and last.body == self.main
            and last.body.government != STATE
            and _TOGETHER.fullmatch(text, last.end, mention.start)
        )
        if body == self.main or (rules and not together and self._takes_over(body)):
            self._current = body
        return mention

    def _holder(self, mention: BodyMention, before: list[BodyMention]) -> str | None:
        """The government of a part: the one named right before it, else the sentence's last subject."""
        last = before[-1] if before else None
        holder = self._current or self.main
        if last and (mention.start - last.end <= _BETWEEN or (last.subject and self._takes_over(last.body))):
            holder = last.body
        government = holder.government if holder else None
        if government and mention.body.organization.endswith(SUB_OFFICE):
            home = home_around(government, self._published_on)
            return official_name(home, self._published_on) if home else government
        return government

    def _note(self, body: Body, rules: bool = True) -> None:
        """Keeps the body as what 시는, 교육청은 or 장관은 may mean: a topic, or the first of its level."""
        name = body.organization
        if name.endswith(_houses()):
            level = next(word for word in _houses() if name.endswith(word))
        elif body.government == STATE and body.organization != STATE:
            level = MINISTRY
        elif body.organization == body.government or is_local(body.organization):
            level = body.organization[-1]
            self._nearby = body.government
        else:
            return
        if rules or level not in self._by_level:
            self._by_level[level] = body

    def _takes_over(self, body: Body) -> bool:
        """Money of the state is context in a city's article, and a district is a part of its city."""
        main = self.main
        if main is None or main.government is None or body.government is None:
            return True
        if body.government == STATE:
            return main.government == STATE and body.organization != STATE
        return not body.government.startswith(main.government + " ")

    @property
    def current(self) -> Body | None:
        """The body that a sentence without a subject speaks of."""
        return self._current or self.main


def _merged(mentions: list[BodyMention], anaphors: list[Anaphor]) -> list[BodyMention | Anaphor]:
    """Both in order; an anaphor within a name (성남시교육청) is none."""
    if not anaphors:
        return list(mentions)
    merged: list[BodyMention | Anaphor] = []
    rest = iter(mentions)
    mention = next(rest, None)
    until = 0
    for anaphor in anaphors:
        while mention and mention.start < anaphor.end:
            merged.append(mention)
            until = mention.end
            mention = next(rest, None)
        if anaphor.start >= until:
            merged.append(anaphor)
            until = anaphor.end
    if mention:
        merged += [mention, *rest]
    return merged
