"""Names and ellipsis → bodies (CONSTRUCTIONS J): who a sentence gives the money to spend.

A `Body` is a government and, within it, the most specific organization named. `find_bodies` lists the
mentions of one sentence; `Bodies` carries the reading from sentence to sentence, so that 시는, 도는 or no
subject at all fall back on the body that the text is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ingestion.body_names import (
    STATE,
    basic,
    corporate,
    first_level,
    home_of,
    names,
    not_parts,
    official_name,
    parts,
    region_alone,
    state,
)

_SUBJECT = re.compile(
    r"(?:은|는|이|가|에서는|에서|도|의)?(?=[\s,(]|$)"
    r"|(?:은|는|이|가|도|의|에선|에는|로|으로|와|과|를|을)(?=[^가-힣]|$)"
)
_TOPIC = re.compile(r"은|는|도(?=[\s,])|에서는|에선")
# What turns a government's name into another word: its council, its mayor, its people, its hall.
_NOT_A_BODY = re.compile(
    r"의회|의원|장(?=[\s이은의]|$)|장은|민(?=[\s이의들은])|청사|청(?=[\s에은의]|$)"
    r"| 의회|권|내(?=[\s의])|산(?=[\s이]|$)"
)
_PARTNER = re.compile(
    r"(?:와|과) ?(?:함께|손잡|협력|공동|협약|손을)|(?:에|에게) ?(?:건의|요청|신청|청해|제출)|보다"
    r"|(?:의|이) 공모|(?:의|이|가) [^.]{0,30}공모"
)
_ANAPHOR = re.compile(
    # 가장 적은 구, 5개 구 and 모든 군 are no body that was named before.
    r"(?:^|(?<=[^개은는한든른던인된운큰\d]\s)|(?<=[\"'(,·]))(?P<level>시|도|구|군|市|道|區|郡)"
    r"(?:는|가|에서는|에선|의|에|로서는| 관계자|도(?=\s)| 본청(?!과)| 재정| 예산)"
)
_LEVELS = {"시": "시", "市": "시", "도": "도", "道": "도", "구": "구", "區": "구", "군": "군", "郡": "군"}
# 강원교육청, 서울시교육청; 도교육청 and 교육청은 mean the office that the text is about.
_OFFICE = re.compile(r"(?<![가-힣])(?P<region>[가-힣]{2}|[가-힣]{2,6}(?:시|도)) ?교육청")
_OFFICE_AGAIN = re.compile(r"(?<![가-힣])(?:[시도]|道)? ?교육청(?=은|이|의|에|과|,| )")


@dataclass(frozen=True, slots=True)
class Body:
    """A government and the organization within it that spends (the government itself when none)."""

    government: str | None
    organization: str


@dataclass(frozen=True, slots=True)
class BodyMention:
    """`sentence.text[start:end]` names `body`. A `subject` rules what follows; `part` is a bureau or
    division, which rules its own sentence only; a partner rules nothing."""

    start: int
    end: int
    body: Body
    subject: bool
    part: bool
    topic: bool = False


def find_bodies(text: str, around: str | None, published_on: date | None) -> list[BodyMention]:
    """The bodies that `text` names, in order. `around` is the government that the document is about; it
    decides which 중구 is meant."""
    found: list[BodyMention] = []
    for match in names().finditer(text):
        word, end = match.group(1), match.end()
        if re.match(r" ?교육청", text[end:]):
            continue
        if _NOT_A_BODY.match(text, end):
            continue
        if not re.match(
            r"$|[^가-힣]|은|는|이|가|에|의|도|와|과|로|를|을|보다|만|처럼|측|본청|차원|발", text[end:]
        ):
            continue
        body = _named(word, text[: match.start()], around, published_on)
        if body:
            found.append(_mention(text, match.start(), end, body))
    for match in region_alone().finditer(text):
        name = home_of(match["region"])
        if name:
            name = official_name(name, published_on)
            found.append(_mention(text, match.start(), match.end(), Body(name, name)))
    for match in _OFFICE.finditer(text):
        name = home_of(match["region"])
        if name:
            name = official_name(name, published_on)
            found.append(_mention(text, match.start(), match.end(), Body(name, name + "교육청")))
    return sorted([*found, *_part_mentions(text, found)], key=lambda mention: mention.start)


def _named(word: str, before: str, around: str | None, published_on: date | None) -> Body | None:
    if word in state():
        return Body(STATE, state()[word])
    homes = basic().get(word, ())
    prefix = re.search(r"([가-힣]{2,7}) ?$", before)
    stated = home_of(prefix.group(1)) if prefix else None
    if word in first_level() and not (word == "광주시" and (around == "경기도" or stated == "경기도")):
        name = official_name(first_level()[word], published_on)
        return Body(name, name)
    if not homes:
        return None
    home = next((h for h in homes if h == stated), None) or next(
        (h for h in homes if around and around.startswith(h)), None
    )
    home = home or (homes[0] if len(homes) == 1 else None)
    if word.endswith("구"):
        if home is None:
            return None
        word = f"{official_name(home, published_on)} {word}"
    return Body(word, word)


def _mention(text: str, start: int, end: int, body: Body, part: bool = False) -> BodyMention:
    partner = _PARTNER.match(text, end)
    subject = not partner and bool(_SUBJECT.match(text, end))
    topic = subject and bool(_TOPIC.match(text, end))
    return BodyMention(start, end, body, subject, part, topic)


def _part_mentions(text: str, named: list[BodyMention]) -> list[BodyMention]:
    found = []
    for match in parts().finditer(text):
        name, ending, after = match["name"], match["ending"], match["after"]
        if name in not_parts() or any(
            name.endswith(word) and len(name) - len(word) < 2 for word in not_parts()
        ):
            continue
        if len(name) < len(ending) + 2 or any(m.start <= match.start() < m.end for m in named):
            continue
        if ending == "과" and after in ("", " ", ",", "("):
            continue
        if ending in ("국", "실", "본부") and after in ("", ",", "("):
            continue
        if (
            after == " "
            and not re.match(r" (?:\d{4}년|예산|올해|내년|사업비|\d)", text[match.end("name") :])
            and ending not in corporate()
        ):
            continue
        part = ending not in corporate()
        mention = _mention(text, match.start(), match.end("name"), Body(None, name), part)
        # 디지털국에 70억원을 배정했다: the one that gets the money spends it.
        found.append(replace(mention, subject=mention.subject or after in ("에", "에는")))
    return found


def main_body(
    headlines: list[str], text: str, publisher: str | None, published_on: date | None
) -> Body | None:
    """The body that a document is about: the one that publishes it, else the first that its headlines name,
    else the one named most often; a council, a mayor or a hall speaks for its government."""
    own = [
        m.body
        for m in find_bodies(publisher or "", None, published_on)
        if m.end == len(publisher or "") and not m.part
    ]
    if own:
        return own[0]
    for headline in headlines:
        named = [m.body for m in find_bodies(headline, None, published_on) if not m.part]
        exact = [body for body in named if body.organization != STATE]
        if exact:
            return exact[0]
    if any(re.search(r"(?<![가-힣])(?:[시도]|道) ?교육청", headline) for headline in headlines):
        offices = [
            m.body
            for m in find_bodies(text[:4000], None, published_on)
            if m.body.organization.endswith("교육청") and m.body.government
        ]
        if offices:
            return offices[0]
    counts: dict[Body, int] = {}
    for match in names().finditer(text):
        body = _named(match.group(1), text[max(0, match.start() - 9) : match.start()], None, published_on)
        if body:
            counts[body] = counts.get(body, 0) + (1 if body.organization == STATE else 4)
    return max(counts, key=lambda body: counts[body]) if counts else None


# A body named this near to the start of a sentence is what the sentence is about (대구시의 내년 예산은).
_OPENING = 3


class Bodies:
    """What the text is about as it goes on. One per document; `read` takes its sentences in order."""

    def __init__(self, main: Body | None, published_on: date | None) -> None:
        self._published_on = published_on
        self.main = self._current = main
        self._by_level: dict[str, Body] = {}
        if main and main.organization == main.government and main.government != STATE:
            self._by_level[main.organization[-1]] = main

    def read(self, text: str) -> list[BodyMention]:
        """The mentions of the next sentence, with 시는 and the like resolved."""
        around = self.main.government if self.main else None
        mentions = find_bodies(text, around, self._published_on)
        for match in _ANAPHOR.finditer(text):
            body = self._by_level.get(_LEVELS[match["level"]])
            if body and not any(m.start <= match.start() < m.end for m in mentions):
                mentions.append(BodyMention(match.start(), match.start() + 1, body, True, False, True))
        office = self.main if self.main and self.main.organization.endswith("교육청") else None
        for match in _OFFICE_AGAIN.finditer(text):
            if office and not any(m.start < match.end() and match.start() < m.end for m in mentions):
                mentions.append(_mention(text, match.start(), match.end(), office))
        mentions.sort(key=lambda mention: mention.start)
        settled: list[BodyMention] = []
        for mention in mentions:
            holder = settled[-1].body if settled else None
            settled.append(self._settled(mention, holder))
        return settled

    def _settled(self, mention: BodyMention, named: Body | None) -> BodyMention:
        """The mention with its government; of a part, the one `named` before it (경기도 AI국)."""
        body = mention.body
        if body.government is None:
            holder = named or self._current or self.main
            body = Body(holder.government if holder else None, body.organization)
        settled = replace(mention, body=body)
        if mention.part:
            return settled
        if body.organization == body.government and body.government != STATE:
            self._by_level[body.organization[-1]] = body
        opens = mention.subject and mention.start <= _OPENING
        if body == self.main or ((mention.topic or opens) and self._takes_over(body)):
            self._current = body
        return settled

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
