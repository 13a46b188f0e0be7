"""Who wrote an article: what the page states, else the byline by the headline, the dateline or the end."""

from __future__ import annotations

import re

from ingestion.lines import Line

_RANK = r"(?:인턴|수습|선임|수석|전문|객원|시민|대학생|특파|논설|편집)"
_NAME = r"[가-힣]{2,4}"
_JOB = r"(?:기자|특파원|에디터|리포터|논설위원|객원기자|PD)"
_BYLINE = re.compile(
    rf"(?:^|[\s\[(<|/=·])(?P<name>{_NAME})(?P<alone>)(?:\s?{_RANK})?\s?{_JOB}(?=$|[\s|/=,·()\[\]<>:;]|다른)"
)
_WRITER = re.compile(
    rf"(?:글쓴이|작성자|기자명|글|취재)\s?[:=]\s?(?P<name>{_NAME})(?=$|[\s|/,])"
    rf"|^(?P<alone>{_NAME})\s?(?=(?:입력|등록|승인|작성)\s?:?\s?\d)"
)
# What may stand where a name does: desks and outlets, and what is no name of a person.
_NO_PERSON = re.compile(
    r"편집|기사|최종|최초|승인|수정|송고|보도|뉴스|관리자|운영자|취재|신문|일보|기자$|부$|팀$|국$|admin|webmaster",
    re.IGNORECASE,
)
_MAX_AUTHORS = 3
_MAX_BYLINE = 90  # characters: a longer line is text
_DATELINE = 60  # characters of a paragraph that may hold a dateline
_NEAR = 6  # lines after the text


def author_of(
    stated: list[tuple[str, str]],
    between: list[Line],
    text: list[Line],
    below: list[Line],
    publisher: str | None,
) -> str | None:
    """The author's name without rank, several joined by a comma; None where the page names none. `between`
    are the lines between headline and text, `below` those after it."""
    names: dict[str, None] = {}
    for _, value in stated:
        for part in re.split(r"\s?[,·;&]\s?|\s및\s", value):
            name = re.sub(rf"\s?(?:{_RANK}\s?)?{_JOB}$|\s?\(?[\w.+-]+@[\w.-]+\)?", "", part).strip()
            if _is_person(name, publisher):
                names[name] = None
    for line in between:
        if not names and line.hint == "author" and _is_person(line.text, publisher):
            names[line.text] = None
    for lines in (
        [line for line in between if len(line.text) <= _MAX_BYLINE],
        [line._replace(text=line.text[:_DATELINE]) for line in text[:2] if line.cells is None],
        [line for line in (*text[-2:], *below[:_NEAR]) if len(line.text) <= _MAX_BYLINE],
    ):
        if names:
            break
        for line in lines:
            for match in (*_BYLINE.finditer(line.text), *_WRITER.finditer(line.text)):
                name = match["name"] or match["alone"]
                if _is_person(name, publisher):
                    names[name] = None
    return ", ".join(list(names)[:_MAX_AUTHORS]) or None


def _is_person(name: str, publisher: str | None) -> bool:
    if not 2 <= len(name) <= 20 or name == publisher or _NO_PERSON.search(name) or "http" in name:
        return False
    return bool(re.fullmatch(r"[가-힣]{2,5}|[가-힣]{1,3} [가-힣]{1,3}|[A-Za-z][A-Za-z.' -]{2,19}", name))
