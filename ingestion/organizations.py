"""Names and ellipsis → bodies (CONSTRUCTIONS J): who a sentence gives the money to spend.

`find_bodies` lists the mentions of one sentence; `Bodies` carries the reading from sentence to sentence, so
that 시는, 도는 or no subject at all fall back on the body that the text is about.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ingestion.bodies import Body, BodyMention, is_paid_into, mention_of, with_receivers
from ingestion.body_names import (
    STATE,
    home_around,
    is_local,
    official_name,
    regions,
)
from ingestion.body_parts import endings
from ingestion.ellipsis import MINISTRY, OFFICE, Anaphor, find_anaphors, in_order
from ingestion.named_bodies import SUB_OFFICE, Around, find_bodies
from ingestion.sections import is_heading, region_in_front, section_body
from ingestion.subject import is_short_for

__all__ = ["Bodies", "Body", "BodyMention", "find_bodies"]

# 시에 30억원을 지원한다, but 시에 따르면.
_IS_GIVEN = re.compile(r"에게|에(?!서|선|는| 따르면| 의하면)")
# 나머지 312억원은 본부가 집행한다: back to the body itself, from one of its institutions.
_HEADQUARTERS = re.compile(r"(?<![가-힣])(?:본부|본청|본원|본사)(?:가|는|이|은)(?![가-힣])")
# A body named this near to the start of a sentence is what the sentence is about (대구시의 내년 예산은).
_OPENING = 3
# No body that a table lists has a longer name.
_LONGEST_LABEL = 30
# Between the name of a government and its part: 경기도 AI국, 경기도의 AI국.
_BETWEEN = 2


# 시 주택실은, 도 복지국이: of the city or province that 시는 would mean.
_LEVEL_BEFORE = re.compile(r"(?:^|[ ,(])(?P<level>[시도구군]) $")
# 공사는 is the corporation where the text is about one, else the works.
_WORKS = "공사"
_TOGETHER = re.compile(r" ?(?:와|과|및|·|,) ?")


@cache
def _houses() -> tuple[str, ...]:
    """Endings of bodies that 재단은, 교육청은 and the like may mean."""
    return tuple(ending.word for ending in endings().values() if ending.corporate)


def _compared_with(main: Body, mentions: list[BodyMention]) -> set[str]:
    """The governments beside `main`, not within it, that a sentence sets side by side (부산은 …, 광주는 …):
    what follows is about `main` again."""
    own = main.government
    topics = {m.body.government for m in mentions if m.topic} - {None, STATE, own}
    return {name for name in topics if name and own not in (None, STATE, home_around(name, None))}


class Bodies:
    """What the text is about as it goes on. One per document; `read` takes its sentences in order."""

    def __init__(
        self, main: Body | None, published_on: date | None, kept: bool = False, *, roams: bool = False
    ) -> None:
        self._published_on = published_on
        self.kept, self.roams = kept, roams
        self.main = self._current = self._home = main
        self._labelled = False  # ■ 노원구=: until the next label, though others are named
        self._nearby: str | None = None
        self._by_level: dict[str, Body] = {}
        self._block = 0
        self._noted_at: dict[str, int] = {}  # the paragraph that last named what a level means
        self._noted: set[Body] = set()
        if main:
            self._note(main)

    def open_block(self) -> None:
        """A new paragraph is about the government that the text is about again: an institute, or a ministry
        in an article about the state's whole budget, holds as long as the paragraph that names it. Where
        the text keeps to one body, it is about that until it names another."""
        self._block += 1
        main, current = self._home, self._current
        back = main and current and main.organization == main.government == current.government
        # Nor does the state rule more than its paragraph in a text about others.
        back = back or (main and current and current.government == STATE != main.government)
        if (self.kept or back) and not self._labelled:
            self._current = main

    def open_section(self, heading: str) -> None:
        """A line above paragraphs: they are about the government that it opens with, or again about that of
        the text."""
        if is_heading(heading):
            around = self.main.government if self.main else None
            body = section_body(heading, Around(around, self._nearby, self._published_on))
            self._home = self._current = body or self.main
            if body:
                self._note(body)

    def read(self, text: str) -> list[BodyMention]:
        """The mentions of the next sentence, with 시는 and the like resolved."""
        around = self.main.government if self.main else None
        if self.main and _HEADQUARTERS.search(text):
            self._current = self.main
        mentions = find_bodies(text, around, self._published_on, self._nearby)
        anaphors = list(find_anaphors(text))
        front = None if self.kept else region_in_front(text, self._published_on)
        if front and front[2] in self._noted and not (mentions and mentions[0].start <= front[1] + 1):
            mentions.insert(0, BodyMention(*front, subject=True, part=False, topic=True))
        if not mentions and not anaphors:
            return []
        settled: list[BodyMention] = []
        levels = dict(self._by_level) if len(mentions) > 1 else self._by_level
        for mention in in_order(mentions, anaphors):
            known = self._resolved(text, mention) if isinstance(mention, Anaphor) else mention
            if known:
                settled.append(self._settled(text, known, settled))
        if self.main and len(_compared_with(self.main, settled)) > 1:
            self._current, self._by_level = self.main, levels
        return with_receivers(text, settled) if anaphors else settled

    def labelled(self, label: str) -> Body | None:
        """The body that a label in a table names and nothing else: 노인복지과, 성남시, 행정안전부."""
        if not label or len(label) > _LONGEST_LABEL:
            return None
        topic = f"{label}{'는' if (ord(label[-1]) - 0xAC00) % 28 == 0 else '은'} "
        around = self.main.government if self.main else None
        found = find_bodies(topic, around, self._published_on, self._nearby)
        if not found or found[0].end != len(label):
            return None
        if label[: found[0].start].strip() not in ("", *regions()):
            return None  # 서울 강남구 is 강남구
        body = found[0].body
        return body if body.government else Body(self._holder(found[0], []), body.organization)

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
        known = self._by_level.get(level)
        if known is not None:
            # 시는 reaches no further back than the paragraph before: else it is the text's own again.
            far = self._noted_at.get(level, 0) < self._block - (not self.kept)
            own = self._home
            back = own and own.organization == own.government and own.organization.endswith(level)
            return own if far and back and own else known
        around = self.main.government if self.main else None
        if around and around.endswith(level):
            return Body(around, around)  # 시는, in a text about a corporation of the city
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
        if body.government is None and not before:
            body = self._in_full(body)
        if body.government is None:
            above = _LEVEL_BEFORE.search(text[max(0, mention.start - 3) : mention.start])
            level = self._of_level(above["level"]) if above else None
            government = level.government if level else self._holder(mention, before)
            body = Body(government, body.organization)
            mention = mention._replace(body=body)
        if mention.part:
            return mention
        main = self.main
        if main and is_paid_into(text, mention, main):
            return mention._replace(subject=False)
        own_house = main is not None and body.organization != body.government == main.government
        # 시의 진흥원이 기획을 맡는다: an institute of the text's own government rules one sentence.
        passes = own_house and text[mention.end : mention.end + 1] in ("이", "가")
        opens = mention.subject and mention.start <= _OPENING and not passes
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
        takes = mention.label or (rules and not together and self._takes_over(body))
        self._labelled = self._labelled or mention.label
        if takes or (body == self.main and not self._labelled):
            self._current = body
        return mention

    def _in_full(self, body: Body) -> Body:
        """문화재단 where the text has named its city's 한빛문화재단."""
        known = next(
            (self._by_level.get(word) for word in _houses() if body.organization.endswith(word)), None
        )
        return known if known and is_short_for(body, known) else body

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
        self._noted.add(body)
        name = body.organization
        house = next(word for word in _houses() if name.endswith(word)) if name.endswith(_houses()) else None
        if house:
            level = house
        elif body.government == STATE and body.organization != STATE:
            level = MINISTRY
        elif body.organization == body.government or is_local(body.organization):
            level = body.organization[-1]
            self._nearby = body.government
        else:
            return
        known = self._by_level.get(level)
        # 대전시의 진흥원, then 부산시의: an institute of another government is the one that 진흥원은 means.
        other = house is not None and known is not None and known.government != body.government
        if rules or known is None or other:
            self._by_level[level] = body
            self._noted_at[level] = self._block

    def _takes_over(self, body: Body) -> bool:
        """Money of the state is context in a city's article, and a district is a part of its city."""
        main = self.main
        if main is None or main.government is None or body.government is None:
            return True
        if body.government == STATE:
            if main.government != STATE:
                return not self.kept and body.organization == STATE
            return body.organization != STATE
        return not body.government.startswith(main.government + " ")

    @property
    def current(self) -> Body | None:
        """The body that a sentence without a subject speaks of."""
        return self._current or self.main
