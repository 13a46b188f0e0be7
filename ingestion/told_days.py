"""Days that the text itself tells of: those of its first lines, of what was announced, of events to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = "월화수목금토일"
_LEAD_DAY = re.compile(r"(?<![\d~∼-])(?<![월간])(?<!월 )(\d{1,2})일(?!\s?(?:부터|까지|간|째|동안|~|∼|이내))")
_SAID_ON = re.compile(r"((?:19|20)\d\d)년\s(\d{1,2})월\s(\d{1,2})일[^.]{0,80}(?:밝혔|발표했|전했)")
_BEFORE_OR_AFTER = re.compile(r"지난|오는|다음")
_EVENT = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)년\s?)?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일\s?\((?P<w>[월화수목금토일])(?:요일)?\)"
)
_TOLD = re.compile(r"(?<![\d~∼월-])(?<!월 )(\d{1,2})일\s?(?:[^.\d]{0,12})?(?:밝혔|발표했|전했|알렸|말했)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s?년)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One date with how much it is worth, 0 to 100, and where it was found."""

    day: date
    weight: int
    basis: str


def day_of(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day, or None where there is none such, or not within the years of newspapers on the web."""
    try:
        return plausible(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def plausible(day: date) -> date | None:
    """`day`, unless it is before 1990 or after 2099."""
    return day if 1990 <= day.year <= 2099 else None


def lead_days(lead: list[str]) -> set[int]:
    """The days of the month that stand alone in the first lines: 5일."""
    return {int(match[1]) for text in lead for match in _LEAD_DAY.finditer(text)}


def said(lead: list[str]) -> Iterator[Evidence]:
    """The full day on which something was announced: 2021년 3월 4일 … 밝혔다."""
    for text in lead[:2]:
        match = _SAID_ON.search(text)
        day = day_of(*match.groups()) if match else None
        if match and day and not _BEFORE_OR_AFTER.search(text[: match.start()][-6:]):
            yield Evidence(day, 40, f"the text tells of {match.group()[:13].strip()}")


def events(lead: list[str]) -> Iterator[Evidence]:
    """An event with its day of the week, and the day that told of it: `오는 10월 8일(토) … 4일 밝혔다`.
    The weekday tells which of the years near those that the text names is meant."""
    text = " ".join(lead)
    told = _TOLD.search(text)
    named = {int(year) for year in _YEARS.findall(text)}
    for event in _EVENT.finditer(text) if told else ():
        near = [int(event["y"])] if event["y"] else sorted({y + d for y in named for d in (-1, 0, 1)})
        days = [
            day
            for year in near
            if (day := day_of(year, event["m"], event["d"])) and WEEKDAYS[day.weekday()] == event["w"]
        ]
        if told and len(days) == 1:
            day = _on_or_before(days[0], int(told[1]))
            if day:
                yield Evidence(day, 45, f"told on {told[1]}일 of {event.group().strip()}")


def _on_or_before(event: date, day: int) -> date | None:
    """The last `day` of a month that is not after `event`."""
    month = event if day <= event.day else event.replace(day=1) - timedelta(days=1)
    return day_of(month.year, month.month, day)
