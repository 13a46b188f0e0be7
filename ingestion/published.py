"""When an article was published, weighed from everything on the page that bears a date.

A labelled date near the headline outweighs a bare one; the date of a banner, a weather list or a
scrape counts for nothing. What is not known stays None, and the basis says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache

from ingestion.lines import ASKED, Line, is_sentence, is_weather, letters
from ingestion.rules import load
from ingestion.told_days import WEEKDAYS, Evidence, day_of, events, lead_days, plausible, said

_SEOUL = timezone(timedelta(hours=9))
_FULL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?:[./-]|년)\s?(?P<m>\d{1,2})\s?(?:[./-]|월)\s?(?P<d>\d{1,2})(?!\d)(?:\s?[.일])?"
    r"(?:\s?[(\[]\s?(?P<w>[월화수목금토일])(?:요일)?\s?[)\]])?"
)
_SHORT = re.compile(
    r"['’‘]?(?P<y>\d\d)\s?(?:[./-]|년)\s?(?P<m>\d{1,2})\s?(?:[./-]|월)\s?(?P<d>\d{1,2})(?!\d)"
    r"(?:\s?[.일])?(?:\s?[(\[]\s?(?P<w>[월화수목금토일])\s?[)\]])?"
)
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})\s?[./월-]\s?(?P<d>\d{1,2})(?![\d./-])")
_LABEL_BEHIND = re.compile(r"[\s\d:시분초오전후]{0,16}\s?(?:송고|입력|등록|승인|작성)")
_DAY = re.compile(r"\d\s?[./월년-]\s?\d")  # every date holds this: a quick first look
_CLOCK = re.compile(r"(?:오전|오후|AM|PM)?\s?\d{1,2}\s?[:시]\s?\d{1,2}(?:\s?분|:\d{1,2})?(?:\s?[AP]M)?")
_MAIL = re.compile(r"\S+@\S+")
_PATH = re.compile(r"(?<!\d)(20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])")
_NEXT_YEAR = re.compile(r"(20\d\d)\s?(?:년도|년|회계연도)\s?(?:본예산|예산안|예산|정부예산안|당초예산)")
_THIS_YEAR = re.compile(r"(20\d\d)년(?:도)?(?!\s?(?:까지|부터|말|이후))[^.]{0,25}(?:계획|예산|사업)")
_COLOPHON = re.compile(r"등록번호|발행인|편집인|사업자|청소년보호|제호|창간")
_MAX_INFO = 25  # letters beside the date: a line with more is no line of information
_LEAD_LINES = 4
_MOST = 100
_CHANGED_WORD = "수정"  # stands in every line that tells of a change
_CHANGED = "last changed"  # as in page_dates.yml
_NEAR_DAYS = 3
_NEAR_LINES = 3


@cache
def _labels() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    rows = load("page_dates")
    return tuple(
        (re.compile(rf"(?:{row['label']})\]?\s?[:：|]?\s?[(\[]?\s?"), row["weight"], row["kind"])
        for row in rows
    )


@lru_cache(maxsize=ASKED)
def is_dated(text: str) -> bool:
    """Whether a line is one of information with a date: 입력 2021.03.04 10:20."""
    if len(text) > 160 or not _DAY.search(text):
        return False
    match = _FULL.search(text)
    if match is None:
        return any(kind != "banned" and _after_label(text, label) for label, _, kind in _labels())
    if any(label.search(text) for label, _, _ in _labels()) and not is_sentence(text):
        return True
    rest = _MAIL.sub("", _CLOCK.sub("", text[: match.start()] + text[match.end() :]))
    return len(letters(rest)) <= (
        _MAX_INFO if _CLOCK.search(text) or "기자" in text else 14
    ) and not is_sentence(text)


def published_on(
    stated: list[tuple[str, str]],
    changed: list[tuple[str, str]],
    above: list[Line],
    between: list[Line],
    text: list[Line],
    below: list[Line],
    images: list[str],
    marked_up: bool,
) -> tuple[date | None, str]:
    """The publication date and what it rests on, or None and why there is none. `above`, `between`
    and `below` are the lines before the headline, between it and the text, and after the text."""
    found = [*_stated(stated, _MOST, "stated"), *_stated(changed, 45, _CHANGED)]
    if found and found[0].weight == _MOST:  # nothing outweighs it
        return found[0].day, found[0].basis
    lead = [line.text for line in text if line.cells is None][:_LEAD_LINES]
    found += _labelled([*above, *between], 90)
    found += _labelled(below, 75)
    found += _labelled_behind([*between, *below], 74)
    found += _bare(between)
    found += _above(above[-_NEAR_LINES:], lead) if marked_up else []
    found += _month_days([*above, *between, *below], lead, images)
    found += _closing(text, below)
    found += _image_days(images, lead)
    found += said(lead)
    found += events(lead)
    if not found:
        banner = next((m.group() for line in above if (m := _FULL.search(line.text))), None)
        return (
            None,
            f"none: only a banner date ({banner}) above the headline"
            if banner
            else "none: no date on the page",
        )
    best = max(found, key=lambda evidence: evidence.weight)
    return best.day, best.basis


def updated_on(changed: list[tuple[str, str]], lines: list[Line], published: date | None) -> date | None:
    """The day of the last change that the page states, in its head or on one of `lines`; None where it states
    none, or one before the day of publication."""
    days = [day for _, value in changed if (day := _iso_day(value))]
    if not days:
        told = [line for line in lines if _CHANGED_WORD in line.text]
        days = [found.day for found in _labelled(told, 90) if found.basis.startswith(_CHANGED)]
    return days[0] if days and (published is None or days[0] >= published) else None


def _stated(pairs: list[tuple[str, str]], weight: int, word: str) -> Iterator[Evidence]:
    for rank, (place, value) in enumerate(pairs):
        day = _iso_day(value)
        if day:
            yield Evidence(day, weight - min(rank, 9), f"{word}: {place} {value[:40]}")


def _iso_day(value: str) -> date | None:
    """The day in Seoul of an ISO time or of any full date in `value`."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(value.strip())
            return plausible((moment.astimezone(_SEOUL) if moment.tzinfo else moment).date())
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    match = _FULL.search(value) or _PATH.match(value.strip())
    return day_of(*match.groups()[:3]) if match else None


def _labelled(lines: list[Line], weight: int) -> Iterator[Evidence]:
    for at, line in enumerate(lines):
        text = line.text
        if (
            len(text) > 200
            or (len(text) > 8 and not _DAY.search(text))
            or _COLOPHON.search(text)
            or is_weather(text)
        ):
            continue
        if len(text) <= 8 and at + 1 < len(lines):  # label and date in two cells of a table
            text = f"{text} {lines[at + 1].text}"
        taken: list[tuple[int, int]] = []
        for label, worth, kind in _labels():
            for match in label.finditer(text):
                dated = _FULL.match(text, match.end()) or _SHORT.match(text, match.end())
                if dated is None or any(low <= dated.start() < high for low, high in taken):
                    continue
                taken.append(dated.span())
                year = dated["y"] if len(dated["y"]) == 4 else f"20{dated['y']}"
                day = day_of(year, dated["m"], dated["d"])
                if day and kind != "banned":
                    score = worth - (90 - weight) - _odd_weekday(dated, day)
                    yield Evidence(day, score, f"{kind}: {text[match.start() : dated.end()].strip()}")


def _labelled_behind(lines: list[Line], weight: int) -> Iterator[Evidence]:
    """2021/03/04 10:20 송고: the label behind the date."""
    for line in lines:
        match = _FULL.search(line.text) if len(line.text) <= 80 and _DAY.search(line.text) else None
        day = day_of(match["y"], match["m"], match["d"]) if match else None
        if match and day and (behind := _LABEL_BEHIND.match(line.text, match.end())):
            yield Evidence(day, weight, f"labelled: {line.text[match.start() : behind.end()]}")


def _odd_weekday(match: re.Match[str], day: date) -> int:
    """What a date loses whose day of the week is not its own."""
    weekday = match.groupdict().get("w")
    return 40 if weekday and WEEKDAYS[day.weekday()] != weekday else 0


def _after_label(text: str, label: re.Pattern[str]) -> bool:
    match = label.search(text)
    return bool(match and (_SHORT.match(text, match.end()) or _MONTH_DAY.match(text, match.end())))


def _bare(lines: list[Line]) -> Iterator[Evidence]:
    """Dates without a label between headline and text."""
    for line in lines:
        match = _FULL.search(line.text)
        if match and is_dated(line.text) and not _banned(line.text, match.start()):
            day = day_of(match["y"], match["m"], match["d"])
            if day:
                yield Evidence(
                    day, 70 - _odd_weekday(match, day), f"line under the headline: {match.group().strip()}"
                )


def _above(lines: list[Line], lead: list[str]) -> Iterator[Evidence]:
    """Dates with a time right above the headline, where the text tells of that day or the one before."""
    for line in lines:
        match = _FULL.search(line.text) if _DAY.search(line.text) else None
        day = day_of(match["y"], match["m"], match["d"]) if match else None
        if match is None or day is None or _banned(line.text, match.start()):
            continue
        told = {day.day, (day - timedelta(days=1)).day} & lead_days(lead)
        if told and _CLOCK.search(line.text) and is_dated(line.text):
            yield Evidence(day, 50, f"line above the headline: {match.group().strip()}, told of in the text")


def _banned(text: str, at: int) -> bool:
    return any(kind in ("banned", "last changed") and label.search(text[:at]) for label, _, kind in _labels())


def _month_days(lines: list[Line], lead: list[str], images: list[str]) -> Iterator[Evidence]:
    for line in lines:
        for label, _, kind in _labels() if _DAY.search(line.text) else ():
            match = label.search(line.text) if kind == "labelled" else None
            dated = _MONTH_DAY.match(line.text, match.end()) if match else None
            if match is None or dated is None:
                continue
            year, why = _year_of(int(dated["m"]), int(dated["d"]), lead, images)
            day = day_of(year, dated["m"], dated["d"]) if year else None
            if day:
                yield Evidence(
                    day, 65, f"month and day: {line.text[match.start() : dated.end()]}, year from {why}"
                )


def _year_of(month: int, day: int, lead: list[str], images: list[str]) -> tuple[int | None, str]:
    for image in images:
        for match in _PATH.finditer(image):
            if int(match[2]) == month and abs(int(match[3]) - day) <= _NEAR_DAYS:
                return int(match[1]), f"the image path {match.group()}"
    text = " ".join(lead)
    budget = _NEXT_YEAR.search(text)
    if budget and ("내년" in text or budget.group().endswith("예산안")) and month >= 8:
        return int(budget[1]) - 1, f"내년 … {budget.group()}"
    plan = _THIS_YEAR.search(text)
    if plan and "올해" in text and "내년" not in text and month <= 6:
        return int(plan[1]), f"올해 … {plan.group()}"
    return None, ""


def _closing(text: list[Line], below: list[Line]) -> Iterator[Evidence]:
    """The date that closes an official paper, alone on its line."""
    for line in [*text[-4:], *below[:4]]:
        match = _FULL.fullmatch(line.text.strip())
        day = day_of(match["y"], match["m"], match["d"]) if match else None
        if match and day:
            yield Evidence(day, 60 - _odd_weekday(match, day), f"closing date: {match.group()}")


def _image_days(images: list[str], lead: list[str]) -> Iterator[Evidence]:
    """The day in the path of a picture, where the text tells of that day."""
    for image in images:
        for match in _PATH.finditer(image):
            day = day_of(*match.groups())
            if day and day.day in lead_days(lead):
                yield Evidence(day, 55, f"image path {match.group()} and {day.day}일 in the text")
