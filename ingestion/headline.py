"""The headline and the subtitles among the lines above the article's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.lines import (
    Line,
    ends_article,
    hangul_share,
    is_byline,
    is_caption,
    is_furniture,
    is_sentence,
    letters,
    squeeze,
)
from ingestion.published import is_dated
from ingestion.records import BlockKind

_PARTS = re.compile(r"(\s+[-–—<>|:]\s+|\s*(?:::|\||›|»)\s*)")
_STAMP = re.compile(r"\s*(?:작성일|등록일)\s?:?\s?[\d.-]{5,10}.{0,30}$")
_MARKS = re.compile(r"^(?:[■□◆●▣★▶◇]\s*|제\s?목\s?[:：]?\s+)")
_TITLE_WORDS = {"보도자료", "기사본문", "뉴스", "기사", "알림", "소식", "공지사항", "보도·설명", "시정소식"}
_BODY_NAMES = re.compile(
    r"(?:[가-힣]{1,15}(?:위원회|의회|시|도|군|구|청|부|처|과|국|실|원|공사|공단|재단)(?:[\s·,]+|$)){1,4}"
    r"(?:합동|공동)?"
)
# Who answers questions, and the bar of a site: no headline.
_CONTACT = re.compile(
    r"(?<!\d)0\d{1,2}[-)] ?\d{3,4}-\d{4}|^(?:담당|문의|연락처|자료 ?제공|담당 ?부서)\s?[:：|]"
    r"|구독(?:자)? ?\d[\d,.]*만?(?:명)?$"
)
_BAR = re.compile(r"(?:홈|HOME|Home|전체 ?메뉴|메뉴|로그인|처음으로)[\s|>·]")
_WORD = re.compile(r"\w+")
_MIN_LETTERS = 8
_SHORT_PART = 8  # letters: a shorter part at either end of a page's title names its section or outlet
_OVERLAP = 0.45
_MAX_SUBTITLES = 8
_MAX_SUBTITLE = 140
_SUMMARY = re.compile(r"\S{0,4}\s?(?:기사\s?|세\s?줄\s?|3줄\s?)?요약\W{0,3}")


@dataclass(frozen=True, slots=True)
class Headline:
    """The title, where it stands in the head (None: only stated elsewhere), the lines under it."""

    title: str | None
    at: int | None
    under: list[Line]


def read_headline(
    head: list[Line], text: list[Line], stated: list[str], publisher: str | None, from_file: bool
) -> Headline:
    """The headline in `head`: the line that the page's own title repeats, else the first line marked
    as one or sharing most of its words with the text. `from_file`: `stated` comes from the file's
    own head, so it is a title even where no line repeats it."""
    told = " ".join([line.text for line in text])
    at = _stated_line(head, stated)
    title = _bare(head[at].text) if at is not None else None
    if at is None:
        at = _best_line(head, told, publisher)
        title = _without_section(_bare(head[at].text), stated, publisher) if at is not None else None
        for raw in stated if from_file else ():
            clean = clean_title(raw, publisher)
            if (
                len(letters(clean)) >= _MIN_LETTERS
                and overlap(clean, told) >= _OVERLAP
                and not _is_named(head, at)
            ):
                title, at = clean, None
                break
    under = _under(head[at + 1 :] if at is not None else head, title, publisher)
    return Headline(title or None, at, under)


def _without_section(line: str, stated: list[str], publisher: str | None) -> str:
    """A headline without the section's name before it, where a stated title has none (예산 가람시, …)."""
    for title in (clean_title(raw, publisher) for raw in stated):
        section = line.removesuffix(title)
        if title and section != line and 0 < len(letters(section)) <= _SHORT_PART:
            return title
    return clean_title(line, publisher)


def clean_title(raw: str, publisher: str | None) -> str:
    """A page's title without the outlet's and the section's names at its ends."""
    pieces = _PARTS.split(squeeze(raw))
    parts = pieces[0::2]
    low, high = 0, len(parts)
    while low < high - 1 and _is_label(parts[low], publisher):
        low += 1
    while high - 1 > low and _is_label(parts[high - 1], publisher):
        high -= 1
    return "".join(pieces[low * 2 : high * 2 - 1]).strip()


def overlap(text: str, told: str) -> float:
    """Share of the letter pairs of `text` that stand in `told`, 0 to 1."""
    own = {word[at : at + 2] for word in _WORD.findall(text) for at in range(len(word) - 1)}
    return sum(pair in told for pair in own) / len(own) if own else 0.0


def _is_label(part: str, publisher: str | None) -> bool:
    bare = letters(part)
    if publisher and (letters(publisher) in bare or (bare and bare in letters(publisher))):
        return True
    return len(bare) <= _SHORT_PART or part.strip() in _TITLE_WORDS


def _bare(text: str) -> str:
    return _STAMP.sub("", _MARKS.sub("", text)).strip()


def _stated_line(head: list[Line], stated: list[str]) -> int | None:
    """The line nearest to the text that a stated title holds, and holds little else beside. A title
    that is itself a line of the head (the window's title of a scraped page) needs a second one."""
    lines = [letters(line.text) for line in head]
    titles = [letters(title) for title in stated]
    best: tuple[int, int] | None = None
    for at, line in enumerate(head):
        own = letters(_bare(line.text))
        if (
            len(own) < _MIN_LETTERS
            or line.kind is BlockKind.CAPTION
            or is_furniture(line.text)
            or is_dated(line.text)
        ):
            continue
        if any(
            _agree(own, title) and not (title == lines[at] and lines.count(title) == 1) for title in titles
        ):
            best = max(best, (len(own), at)) if best else (len(own), at)
    return best[1] if best else None


def _agree(own: str, title: str) -> bool:
    return (own in title and len(own) * 2 >= len(title)) or (len(title) >= _MIN_LETTERS and title in own)


def _is_named(head: list[Line], at: int | None) -> bool:
    return at is not None and head[at].hint == "title"


def _best_line(head: list[Line], told: str, publisher: str | None) -> int | None:
    scores: dict[int, float] = {}
    letterhead = max((at for at, line in enumerate(head) if _is_letterhead(line.text)), default=-1)
    for at, line in enumerate(head):
        bare = clean_title(_bare(line.text), publisher)
        if at <= letterhead or not _may_be_title(line, bare, publisher):
            continue
        bonus = 0.4 if line.hint == "title" else -0.2 if line.hint == "sub" else 0.0
        scores[at] = overlap(bare, told) + bonus - (0.4 if line.link > 0.8 else 0.0)
    good = [at for at, score in scores.items() if score >= _OVERLAP]
    if any(head[at].hint == "title" for at in good):
        return max(good, key=lambda at: (head[at].hint == "title", round(scores[at], 1), at))
    if good:
        return good[0]
    best = max(scores, key=lambda at: scores[at], default=None)
    if best is not None and scores[best] >= 0.3:
        return best
    return _standing_alone(head, [*scores])


def _standing_alone(head: list[Line], candidates: list[int]) -> int | None:
    """The candidate nearest to the text that has blank lines around it, as a paper's title has."""
    for at in reversed(candidates):
        alone = head[at].gap and (at + 1 == len(head) or head[at + 1].gap)
        if alone and hangul_share(head[at].text) > 0.5:
            return at
    return None


def _is_letterhead(text: str) -> bool:
    return bool(re.search(r"보\s?도\s?(?:참\s?고\s?)?자\s?료$", text)) and len(text) < 40


def _may_be_title(line: Line, bare: str, publisher: str | None) -> bool:
    if (
        len(letters(bare)) < _MIN_LETTERS
        or len(bare) > 200
        or line.kind is BlockKind.CAPTION
        or line.cells is not None
    ):
        return False
    if (publisher and letters(bare) == letters(publisher)) or _BODY_NAMES.fullmatch(bare):
        return False
    if _CONTACT.search(bare) or (_BAR.match(bare) and line.hint != "title"):
        return False
    if is_sentence(bare) and line.hint != "title":
        return False
    return not (is_furniture(bare) or is_byline(bare) or is_dated(bare) or ends_article(bare))


def _under(lines: list[Line], title: str | None, publisher: str | None) -> list[Line]:
    """Subtitles and captions between headline and text, in order."""
    out: list[Line] = []
    summary = False
    if title is None:
        return out
    for line in lines:
        text = line.text
        if _SUMMARY.fullmatch(text):
            summary = True
        if summary and line.kind is not BlockKind.CAPTION and line.hint != "sub":
            continue
        same = letters(title) in letters(text) and len(letters(text)) <= len(letters(title)) + _SHORT_PART
        if (
            same
            or line.link > 0.8
            or is_furniture(text)
            or is_byline(text)
            or is_dated(text)
            or ends_article(text)
        ):
            continue
        if line.kind is BlockKind.CAPTION or (is_caption(text) and line.hint != "sub"):
            out.append(Line(text, BlockKind.CAPTION))
        elif (
            _is_subtitle(text, publisher) and sum(x.kind is BlockKind.SUBTITLE for x in out) < _MAX_SUBTITLES
        ):
            out.append(Line(text, BlockKind.SUBTITLE, "sub"))
    return out


def _is_subtitle(text: str, publisher: str | None) -> bool:
    bare = letters(text)
    named = publisher is not None and letters(publisher) in bare and len(bare) < len(letters(publisher)) + 8
    return len(bare) >= 6 and len(text) <= _MAX_SUBTITLE and hangul_share(text) > 0.3 and not named
