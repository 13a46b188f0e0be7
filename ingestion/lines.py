"""The lines of a page and what kind each is: sentence, furniture, menu, byline, caption, end mark.

The same tests serve marked-up pages and scraped text, so a rule is written once. The word lists are
`rules/page_furniture.yml` and `rules/page_ends.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from ingestion.records import BlockKind
from ingestion.rules import load

ASKED = 4096  # each line is asked for the same several times, and pages of one site share lines
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NO_LETTER = re.compile(r"[\W_]+")
_ALPHABETIC = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(r"[가-힣]+")
_CLOSERS = " \"'”’\\])>」』》)}."
_SENTENCE_ENDINGS = ("다", "요", "까", "죠", "함", "임", "음", "됨", "것", "오", "라", "자", "지")
_INNER_END = re.compile(r"[가-힣][.?!][\"”'’]?\s+\S")
_OFFICIAL_BULLET = re.compile(r"[□ㅇ○❍◦❏]\s*\S|[ⅠⅡⅢⅣⅤ][.\s]")
_NUMBERED = re.compile(r"\d{1,2}\.\s*[가-힣][^.]{1,40}$")
_LIST_MARK = re.compile(r"[○ㅇ❍◦•·∙▪※*▲△▷▶►☞-]\s*\S|[가-하]\.\s|[①-⑳]|\(?\d{1,2}[.)]\s")
_TOKENS = re.compile(r"[\s|·•:/>»<,\[\]()+&✓-]+")
_BREADCRUMB = re.compile(r"[^<>]{1,14}(?:[>›»]+[^<>]{1,14}){1,5}")
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}"
_RANK = r"(?:\s?(?:인턴|수습|선임|수석|전문|객원|시민|대학생|특파|논설|편집))?\s?"
_BYLINE = re.compile(
    rf"[/|\[(<■▲=·\s]*(?:[\w가-힣.()]{{1,15}}\s?[=·|/]\s?)?(?:[A-Za-z가-힣()]{{2,20}}\s)?(?:글\s?[=·:]?\s?|기자명\s)?"
    rf"[가-힣]{{2,4}}(?:\s?[·,]\s?[가-힣]{{2,4}}){{0,3}}"
    rf"(?:{_RANK}(?:기자|특파원|에디터|리포터|PD)(?:\s?[|·/,=]?\s?\(?{_MAIL}\)?)?|\s?[|·/,=(]?\s?{_MAIL}\)?)"
    rf"[\s\])>|/]*(?:다른\s?기사\s?(?:보기)?)?|기자\s[가-힣]{{2,4}}|(?:\S{{2,10}}\s?){{1,2}}(?:뉴스팀|편집부|편집국|취재팀)(?:\s{_MAIL})?"
)
_TRAILING_BYLINE = re.compile(
    rf"(?<=[.”\"\])])\s*[/<(\[]?\s*(?:[가-힣]{{2,8}}\s?=\s?)?[가-힣]{{2,4}}{_RANK}기자\s*[=(/]?\s*{_MAIL}[)>\]\s]*$"
)
_MONEY = re.compile(r"\d\s?(?:조|억|천만|백만|만)?\s?원|\d\s?[조억]")
_MARKED = re.compile(r"[▲△▼◀▶↑]\s?\S")
_CAPTION = re.compile(
    r"[<\[〈(]?\s?(?:사진|이미지|그래픽|자료|도표|표)\s?(?:설명|제공|출처)?\s?[=:ⓒ]"
    r"|.*[.\s(/<\[](?:[가-힣A-Za-z·]{1,15}\s?제공|(?:사진|이미지|그래픽|자료|출처)\s?[=:/].{1,30})[)>\].]?$"
    r"|.{4,80}[.\s]\s?/\s?[가-힣A-Za-z·]{2,12}$|.{4,80}\s?ⓒ\s?[가-힣A-Za-z·]{2,12}$|.{2,60}(?:전경|조감도|청사|모습)[.]?$"
)
_WEATHER = re.compile(
    r"[•·*\s]*(?:맑음|흐림|구름|[비눈](?![가-힣])|[비눈] ?(?:온|날림|또는)|소나기|박무|연무|안개|황사)"
    r".{0,14}(?:℃|°C?|대관령|\d)"
)


class Line(NamedTuple):
    """One line of a page. `kind` and `hint` come from markup: hint is `title`, `sub` or empty;
    `link` is the share of its text that is a link; `cells` a table's row, else None; `gap` whether a
    blank line stands before it."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    hint: str = ""
    link: float = 0.0
    cells: tuple[str, ...] | None = None
    gap: bool = False


def squeeze(text: str) -> str:
    """`text` on one line, every run of white space one space, without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


@lru_cache(maxsize=ASKED)
def letters(text: str) -> str:
    """The letters and digits of `text`: what two writings of one headline share."""
    return _NO_LETTER.sub("", text).casefold()


def hangul_share(text: str) -> float:
    """Share of Hangul syllables among the letters of `text`, 0 to 1."""
    total = sum(map(len, _ALPHABETIC.findall(text)))
    return sum(map(len, _HANGUL.findall(text))) / total if total else 0.0


@lru_cache(maxsize=ASKED)
def is_sentence(text: str) -> bool:
    """Whether a line reads as running text: it ends like a sentence, or holds the end of one."""
    bare = text.rstrip(_CLOSERS)
    ended = text.rstrip(" \"'”’)]」』》").endswith((".", "?", "!", "。"))
    if ended and len(text) >= 12 and bare.endswith(_SENTENCE_ENDINGS) and " " in text:
        return True
    if ended and len(text) >= 40 and text.count(" ") >= 6 and not _HANGUL.search(text):
        return True
    if len(text) >= 40 and _INNER_END.search(text) and hangul_share(text) > 0.4:
        return True
    return len(text) >= 90 and hangul_share(text) > 0.5 and text.count("|") < 3 and text.count(" ") > 8


@lru_cache(maxsize=ASKED)
def is_official(text: str) -> bool:
    """Whether a line opens a paragraph of an official paper: □, ○, ㅇ, a numbered heading."""
    return bool(_OFFICIAL_BULLET.match(text) or _NUMBERED.match(text))


def is_listed(text: str) -> bool:
    """Whether a line opens with the mark of a list item."""
    return bool(_LIST_MARK.match(text))


@lru_cache(maxsize=ASKED)
def is_byline(text: str) -> bool:
    """Whether a line only names the reporter."""
    return len(text) <= 90 and bool(_BYLINE.fullmatch(text) or re.fullmatch(_MAIL, text))


def without_byline(text: str) -> str:
    """`text` without the reporter's name and mail glued to the end of its last sentence."""
    return _TRAILING_BYLINE.sub("", text) if "@" in text else text


@lru_cache(maxsize=ASKED)
def is_caption(text: str) -> bool:
    """Whether a line describes a picture."""
    if len(text) > 160:
        return False
    return bool(_CAPTION.match(text)) or (bool(_MARKED.match(text)) and not _MONEY.search(text))


def is_weather(text: str) -> bool:
    """Whether a line belongs to a weather ticker."""
    return len(text) <= 40 and bool(_WEATHER.match(text))


@lru_cache(maxsize=ASKED)
def is_furniture(text: str) -> bool:
    """Whether a line is a control, a counter, a menu or a path through the site."""
    if not any(character.isalnum() for character in text) or is_weather(text):
        return True
    if len(text) > 200:
        return False
    tokens = [token for token in _TOKENS.split(text) if token]
    words, sections, patterns = _furniture()
    if all(token in words or token.isdigit() or len(token) == 1 for token in tokens):
        return True
    if any(pattern.fullmatch(text) for pattern in patterns):
        return True
    if _BREADCRUMB.fullmatch(text) and not is_sentence(text):
        return True
    if is_official(text) or is_listed(text):
        return False
    named = sum(token in sections or token in words for token in tokens)
    return named >= 2 and named * 5 >= len(tokens) * 2 and not re.search(r"[…“\"']|\d[억조만%]", text)


@lru_cache(maxsize=ASKED)
def ends_article(text: str) -> str:
    """`hard` or `soft` when the article is over at this line, else empty. After a soft mark a page
    may go on with the article, after a hard one it does not."""
    if len(text) > 160:
        return ""
    sentence = is_sentence(text)
    opens = bool(_may_end().match(text))
    for find, strength, even_sentence, opening in _ends():
        if (opens or not opening) and (even_sentence or not sentence) and find(text):
            return strength
    return ""


@cache
def _furniture() -> tuple[frozenset[str], frozenset[str], tuple[re.Pattern[str], ...]]:
    rows = load("page_furniture")
    words = frozenset(row["word"] for row in rows if row.get("as") == "control")
    sections = frozenset(row["word"] for row in rows if row.get("as") == "section")
    return words, sections, tuple(re.compile(row["pattern"]) for row in rows if "pattern" in row)


@cache
def _ends() -> tuple[tuple[Callable[[str], object], str, bool, bool], ...]:
    """What looks for a mark, its strength, whether sentences may bear it, whether it opens the line."""
    return tuple(
        (
            re.compile(row["pattern"]).match if opening else re.compile(row["pattern"]).search,
            row["strength"],
            row.get("sentence", False),
            opening,
        )
        for row in load("page_ends")
        for opening in [row["pattern"][0] == "^"]
    )


@cache
def _may_end() -> re.Pattern[str]:
    """All that may stand at the beginning of a line that ends the article, in one look."""
    return re.compile("|".join(row["pattern"] for row in load("page_ends") if row["pattern"][0] == "^"))
