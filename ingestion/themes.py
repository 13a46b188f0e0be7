"""What the text is about where an amount has no words of its own: the programme that the sentence before
announces (CONSTRUCTIONS K06), the heading of an outline, and what the whole article is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.clauses import Line, Unread
from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.funding import sources
from ingestion.noun_phrases import is_actor, phrase_at
from ingestion.outlines import rank
from ingestion.phrases import clean
from ingestion.words import Case, Kind

_OUTLINE = re.compile(r"^\s*[□○◦ㅇ◇◆▷▶] ?(?:\((?P<topic>[^)]{2,30})\))?")
_DASH = re.compile(r"^\s*[-·*※]")
# A name that an article is about has this many letters at least, and comes back.
_SHORTEST, _TIMES, _RUN = 3, 2, 4
# No article has more headlines and subtitles.
_HEADLINES = 24


@dataclass(frozen=True, slots=True)
class Label:
    """What a line of an outline puts in brackets first, and how deep the line is set."""

    topic: str
    depth: int


def outline_heading(text: str, before: Label | None, goes_on: bool) -> Label | None:
    """The topic that a press release's outline sets for the lines below it and the rest of its line: ○ (제조
    디지털전환)."""
    match = _OUTLINE.match(text)
    if match is None:
        return before if goes_on or _DASH.match(text) else None
    if match["topic"]:
        return Label(match["topic"], rank(text))
    return before if before and before.depth < rank(text) else None


def announced(line: Line) -> str | None:
    """The programme that a sentence without amounts announces; the next one may state its money."""
    words = line.words
    last = len(words) - 1
    while last >= 0 and words[last].form.ending is None:
        last -= 1
    if last < 0:
        return None
    if words[last].kind is Kind.GENERIC and last and words[last - 1].kind is Kind.VERB:
        last -= 1  # 교육을 병행할 예정이다: the verb says it
    elif words[last].form.ending is Ending.FINAL and words[last].case is Case.COPULA:
        # 눈에 띄는 것은 안전 예산이다.
        head = last - 1 if words[last].kind in (Kind.MONEY, Kind.WHOLE) else last
        return phrase_at(line, head, 0) if head >= 0 else None
    for wanted in ((Case.OBJECT,), (Case.SUBJECT, Case.TOPIC, Case.ALSO)):
        for index in range(last - 1, -1, -1):
            word = words[index]
            if line.ends_clause(index) and wanted == (Case.OBJECT,):
                break
            if word.kind in (Kind.NOUN, Kind.GENERIC) and word.case in wanted and not is_actor(word):
                phrase = phrase_at(line, index, 0)
                if phrase and len(phrase) >= _SHORTEST:
                    return phrase
    return None


def article_theme(headlines: list[Unread], opening: list[Unread], body: str) -> str | None:
    """What the article is about: the name in its headlines, else in its opening, that comes back most."""
    for lines, least in (
        (headlines[:1], _TIMES),
        (opening[:1], _TIMES),
        (headlines[1:_HEADLINES], _TIMES + 1),
    ):
        best: tuple[int, str] | None = None
        for name in {name for line in lines for name in _names(line())}:
            times = body.count(name)
            if times >= least and (best is None or (times * len(name), name) > best):
                best = (times * len(name), name)
        if best:
            return best[1]
    return None


def _names(line: Line) -> Iterator[str]:
    """The names that a line may hold: runs of up to four nouns, with the words around them cut off."""
    words = line.words
    for first in range(len(words)):
        for last in range(first, min(first + _RUN, len(words))):
            word = words[last]
            if word.kind not in (Kind.NOUN, Kind.GENERIC) or is_actor(word) or word.form.stem in sources():
                break
            name = clean(line.text[words[first].start : word.start + len(word.form.stem)])
            if name and (last > first or (len(name) > _SHORTEST and not word.form.says)):
                yield name
            if word.case is not Case.BARE:
                break
