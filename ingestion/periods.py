"""Words of time → fiscal years (CONSTRUCTIONS E). The fiscal year of Korean budgets is the calendar year.

A `Period` is one mention of one year or a span of years. One pass finds the words that name a year (2026,
'26, 내년); what stands behind each tells whether it begins a span, ends one, or dates an event.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.rules import load
from ingestion.words import Kind, form_of

_ROWS: dict[str, dict[str, Any]] = {row["word"]: row for row in load("periods")}
_WORDS = sorted(_ROWS, key=len, reverse=True)
# Every branch begins with a fixed character: the search leaps from one candidate to the next.
_ATOM = re.compile(
    r"19\d\d|20\d\d|'\d\d(?!\d)|FY ?'?(?:20)?\d\d(?!\d)|"
    # 10년도 안 돼: not even ten years.
    + "|".join(rf"{tens}\d ?년도(?! ?(?:안|채|못|더|넘|남|걸|되))" for tens in "0123")
    + r"|민선 ?\d{1,2}기(?= ?(?:동안|기간|임기|내|4년))|임기 ?(?:내|안|중|동안|말)"
    + r"|최근 ?\d{1,2} ?(?:년간|개년|년 동안)|지난 ?\d{1,2} ?(?:년간|개년|년 동안)"
    + r"|이 기간|그 기간|이 ?기간|"
    + "|".join(re.escape(word) for word in _WORDS)
)
_UNIT = r" ?(?:학년도|회계 ?연도|년도|년)"
_MONTH = r"\. ?\d{1,2}\.?(?: ?\d{1,2}\.)?| ?\d{1,2}월(?: ?\d{1,2}일)?"
_PART = r" ?(?:\d{1,2}월(?! ?\d{1,2}일)|[1-4]분기|상반기|하반기|연말)? ?말?"
_SPAN = re.compile(
    rf"(?P<unit>{_UNIT})?(?:{_MONTH})?(?:\(\d{{4}}년?\))?(?P<link> ?[~-] ?| ?부터 ?|에서 ?| ?[과와] ?"
    r"| (?:[^\s,.\d]+ ){1,3}(?:이후|이래|뒤) )"
    rf"(?:오는 |다가오는 )?(?P<end>'?(?:20)?\d\d(?!\d)|(?:{'|'.join(map(re.escape, _WORDS))}))"
    rf"(?P<unit2>{_UNIT})?(?:{_MONTH})?(?P<until>{_PART}까지)?"
)
_ALONE = re.compile(
    rf"(?P<unit>{_UNIT})?(?P<day> ?\d{{1,2}}월 ?\d{{1,2}}일)?"
    rf"(?:(?P<until>{_PART}까지)|(?P<every>부터(?= ?(?:해마다|매년)))|(?P<since>{_PART}부터))?"
)
# 2016년부터 운영한 도서관: what goes on since then is described, not paid.
_GOES_ON = re.compile(r" [^,.\d]{0,14}(?:[한된온던]|하는|되는|어진|중인) ")
# What makes two years one: 2025년과 2026년 모두.
_TOGETHER = re.compile(r"[에은의 ]*(?:모두|합쳐|걸쳐|두 해|2년|이태)")
_BRACKETED = re.compile(r" ?(?:\(?안\)?|본예산|추경|예산안?|계획|결산|확정)?\)")
_NO_YEAR = re.compile(r"[간대생산차]")
_DATE = re.compile(r"(?:년|일|월)?(?:에|부터)? ?(?:\d{1,2}월(?:에)? )?")
# 이듬해로 이월했다: money goes there, and stays that of its own year.
_CARRIED = re.compile(r"년?으?로 (?:이월|넘[겼긴어])")
# 지난해 여름 집중호우로 무너진: the words up to the first verb.
_WORDS_BEHIND = re.compile(r" ?[^\s\d,.;:()\"']+")
_WORDS_TO_VERB = 5
# What is compared may be a noun with its words (지난해 AI 예산보다); a particle or a figure ends it.
_COMPARED = re.compile(
    r"(?:\([^()]{0,30}\)|(?![는이가을를에] |(?<!같)은 |으로 )[^\d,.;:\"'()]){0,24}?"
    r"(?:보다|대비|에 비해|[와과] 비교|[와과] 견|에 견|수준|[와과] 달리|만큼|(?:을|를)? ?포함"
    r"|[와과] (?:같은|똑같은|비슷한|동일한))"
    # 지난해 18억원보다: the year is that amount's alone.
    r"| ?(?:본예산 |예산 |사업비 )?\d[\d,.조억천백만 ]*여? ?원(?:보다|에 비해| 대비|[와과] 비교)"
)
_COUNTED = re.compile(
    r"(?P<lead>향후|앞으로|최근|지난)? ?(?P<count>\d{1,2}) ?(?:년간|개년|년 동안|년에 걸쳐)"
)
_HARM = ("피해", "손해", "손실")
# Korea's elected local governments are counted in terms of four years; the second began in 1998.
_SECOND_TERM, _TERM = 1998, 4

Years = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Period:
    """`text[start:end]`, which reads `words`, names `first`..`last` (years or None where it cannot be known).

    `compared`: it rules nothing beside it, as it only serves a comparison (올해보다) or dates an `event`;
    `until`: its start is not said; `relative`: it counts from the date of publication."""

    first: int | None
    last: int | None
    start: int
    end: int
    compared: bool
    until: bool = False
    event: bool = False
    relative: bool = False
    words: str = ""


@cache
def _events() -> re.Pattern[str]:
    words = "|".join(row["word"] for row in load("events"))
    return re.compile(rf"(?:{words})(?! ?(?:예산|사업비|비용|준비|지원))")


def find_periods(
    text: str, published: int | None, named: int | None, span: Years | None = None
) -> list[Period]:
    """The periods that `text` names, in order. `published` is the year of publication, `named` the year
    that the sentences before were about, `span` the years that they named last; any may be unknown."""
    match = _ATOM.search(text)
    if match is None:
        return []
    reading = _Reading(text, published, named, span)
    while match:
        match = _ATOM.search(text, reading.read(match))
    return reading.found


class _Reading:
    """One text read from left to right: what it named so far is what 이듬해 and 전년 count from."""

    def __init__(self, text: str, published: int | None, named: int | None, span: Years | None) -> None:
        self.found: list[Period] = []
        self._text = text
        self._published = published
        self._named = self._budget = named
        self._span = span or (named, named)
        self._since: int | None = None

    def read(self, atom: re.Match[str]) -> int:
        """Reads on from `atom`; returns where to look for the next one."""
        text, word = self._text, atom.group()
        before = text[atom.start() - 1] if atom.start() else " "
        if before.isdigit() or before in ".-" or (not word[0].isdigit() and "가" <= before <= "힣"):
            return atom.end()
        row = _ROWS.get(word)
        if row and "ahead" in row and not re.compile(row["ahead"]).match(text, atom.end()):
            return atom.end()
        if row is None and "가" <= word[0] <= "힣":
            self._add(*self._stretch(word), atom.start(), atom.end())
            return atom.end()
        return self._read_span(atom, word) or self._read_alone(atom, word)

    def _read_span(self, atom: re.Match[str], word: str) -> int | None:
        """A년부터 B년까지, A~B년, A년과 B년 모두; None where it is none."""
        match = _SPAN.match(self._text, atom.end())
        if match is None or not self._is_span(atom, match):
            return None
        first, end = self._year(word), match["end"].lstrip("'")
        if end not in _ROWS:
            last: int | None = int(end) if len(end) == 4 else 100 * ((first or 2000) // 100) + int(end)
        elif _ROWS[end]["anchor"] == "named":
            last = None if first is None else first + _ROWS[end]["offset"]
        else:
            last = self._year(end)
        if first is not None and last is not None and not first <= last <= first + 40:
            return None
        self._add(first, last, atom.start(), match.end(), relative=self._relative(word))
        return match.end()

    def _is_span(self, atom: re.Match[str], match: re.Match[str]) -> bool:
        link, end = match["link"].strip(), match["end"]
        spoken = end in _ROWS
        year = spoken or bool(match["unit2"]) or end.startswith("'")
        if _NO_YEAR.match(self._text, match.end()):
            return False
        if link == "부터":
            return year
        if link == "에서" or link.endswith(("이후", "이래", "뒤")):
            return year and bool(match["until"])
        if link in "과와":
            neighbours = spoken and _ROWS[end]["anchor"] == "named"
            return year and (neighbours or bool(_TOGETHER.match(self._text, match.end())))
        if atom.group() in _ROWS:
            return year
        # (2024-2027): without 년, numbers joined by a hyphen are years only where brackets hold nothing else.
        bracketed = self._text[: atom.start()].endswith("(") and self._text[match.end() :][:1] in (")", ",")
        return year or (len(end) == 4 and (link == "~" or bracketed))

    def _read_alone(self, atom: re.Match[str], word: str) -> int:
        match = _ALONE.match(self._text, atom.end())
        assert match is not None, "all of it is optional"
        spoken = word in _ROWS
        bracketed = word[0] == "'" and self._text[: atom.start()].endswith(
            "("
        )  # ('22) 5억원 → ('23안) 16억원
        bracketed = bracketed and bool(_BRACKETED.match(self._text, atom.end()))
        if not (spoken or match["unit"] or bracketed or word.endswith("년도") or word.startswith("FY")):
            return atom.end()
        year, start = self._year(word), atom.start()
        end = match.end("unit") if match["unit"] else atom.end()
        if not spoken and _NO_YEAR.match(self._text, end):
            return end
        if match["day"]:
            self._add(year, year, start, end, event=not spoken)
        elif match["until"] and not (spoken and _ROWS[word]["offset"] <= 0):
            # 2023년까지 in a text of 2025 looks back: where it began is not said.
            begins = self._since if self._since is not None else self._published
            known = year is None or (begins is not None and begins <= year)
            self._add(begins if known else None, year, start, match.end(), until=self._since is None)
            end = match.end()
        elif match["every"]:
            end += len("부터")
            self._add(year, None, start, end)
        else:
            event = self._dates_event(word, end) or (bool(match["since"]) and self._goes_on(year, match))
            self._add(year, year, start, end, event=event, relative=self._relative(word))
            if match["since"]:
                self._since, self._span = year, (year, None)
        return end

    @staticmethod
    def _relative(word: str) -> bool:
        return word in _ROWS and _ROWS[word]["anchor"] == "publication"

    def _dates_event(self, word: str, end: int) -> bool:
        """Whether something happens in that year; this year and the next are spoken of for money too."""
        if _CARRIED.match(self._text, end):
            return True
        if word in _ROWS and _ROWS[word]["offset"] >= 0:
            return False
        date = _DATE.match(self._text, end)
        behind = date.end() if date else end
        year = self._year(word)
        past = year is not None and self._published is not None and year < self._published
        return bool(_events().match(self._text, behind)) or (past and self._describes(behind))

    def _describes(self, end: int) -> bool:
        """Whether the year's clause describes something else than money (지난해 여름 비로 무너진 다리)."""
        suffers = False
        for _ in range(_WORDS_TO_VERB):
            match = _WORDS_BEHIND.match(self._text, end)
            if match is None:
                return False
            if suffers and match.group() == " 본":  # 침수 피해를 본 다리
                return True
            form, end = form_of(match.group().strip()), match.end()
            suffers = form.stem.endswith(_HARM)
            if form.kind is Kind.VERB:
                noun = _WORDS_BEHIND.match(self._text, end)
                money = noun is None or form_of(noun.group().strip()).kind in (Kind.MONEY, Kind.WHOLE)
                native = match.group()[-1] not in "한된던는할될"
                return form.ending is Ending.ADNOMINAL and form.says == "act" and native and not money
        return False

    def _goes_on(self, year: int | None, match: re.Match[str]) -> bool:
        past = year is not None and self._published is not None and year < self._published
        return past and bool(_GOES_ON.match(self._text, match.end()))

    def _stretch(self, word: str) -> Years:
        """The years of 이 기간 and 민선 8기. Which years 최근 3년간 and 임기 내 are is not said."""
        if word.endswith("기간"):
            return self._span
        if not word.startswith("민선"):
            return None, None
        began = _SECOND_TERM + _TERM * (int(re.sub(r"\D", "", word)) - 2)
        return began, began + _TERM

    def _year(self, word: str) -> int | None:
        row = _ROWS.get(word)
        if row is None:
            digits = re.sub(r"\D", "", word)
            return int(digits) if len(digits) == 4 else 2000 + int(digits)
        base = {
            "publication": self._published,
            "named": self._named,
            "budget": self._published if self._budget is None else self._budget,
            "opening": self._span[0],
            "closing": self._span[1],
        }[row["anchor"]]
        return None if base is None else base + int(row["offset"])

    def _add(
        self,
        first: int | None,
        last: int | None,
        start: int,
        end: int,
        *,
        until: bool = False,
        event: bool = False,
        relative: bool = False,
    ) -> None:
        compared = event or bool(_COMPARED.match(self._text, end))
        words = self._text[start:end]
        self.found.append(Period(first, last, start, end, compared, until, event, relative, words))
        self._named = last if last is not None else self._named
        if first != last and last is not None:
            self._span = (first, last)
        elif not event and not until and last is not None:
            self._budget = last


def counted_years(text: str) -> int | None:
    """The number of years that `text` spreads a sum over (3년간, 5개년), or None."""
    match = _COUNTED.search(text)
    return int(match["count"]) if match and match["lead"] not in ("최근", "지난") else None
