"""One sentence → its words in order, each with its kind and form: what the later steps share.

Amounts, bodies and words of time come in as spans that other steps found; they are one word each, with the
particle behind them. Everything else is looked up word by word (`words.py`). A clause ends where a verb
links or ends it; 위해, 통해, 따라 and the like do not, since they belong to the noun before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.words import Case, Form, Kind, form_of, particle_of

_LETTER = "[가-힣A-Za-z0-9%+&/㎡㎢㎞²]"
# A sign within a word: 국·과, 1.5.
_JOINT = r"(?:[·:~-](?<=\w.)(?=\w)|[.,](?<=\w.)(?=\d))"
_PIECE = re.compile(
    rf"(?P<word>{_LETTER}++(?:{_JOINT}{_LETTER}*+)*+|(?:{_JOINT}{_LETTER}*+)++)"
    r"|(?P<quote>'[^'\n]{2,48}'|\"[^\"\n]{2,48}\"|「[^」\n]{2,60}」|『[^』\n]{2,60}』|<[^<>\n]{2,60}>)"
    r"|(?P<mark>\S)"
)
# A name in quotation marks, short and without money.
_NAME = re.compile(r"'[^'\n]{2,24}'|\"[^\"\n]{2,24}\"|「[^」\n]{2,30}」|『[^』\n]{2,30}』")
_PARTICLE = re.compile(r"[가-힣]{1,4}")
# What stands in quotation marks as speech names nothing: it ends like a sentence.
_SPEECH = re.compile(r"(?:다|고|요|까)[.!?]?.$")


@dataclass(slots=True, init=False)
class Word:
    """`text[start:end]` of the sentence, particle and all; `number` tells which amount, body or period it
    is. `kind` and `case` are those of its form, at hand because most that asks of a word asks for them."""

    start: int
    end: int
    form: Form
    number: int
    kind: Kind = field(repr=False, compare=False)
    case: Case = field(repr=False, compare=False)

    def __init__(self, start: int, end: int, form: Form, number: int = -1) -> None:
        self.start, self.end, self.form, self.number = start, end, form, number
        self.kind, self.case = form.kind, form.case


class Atom(NamedTuple):
    """A span that is one word, found elsewhere: an amount, a body, a word of time, by its number there."""

    start: int
    end: int
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence."""

    text: str
    words: tuple[Word, ...]
    amounts: tuple[int, ...]

    def ends_clause(self, index: int) -> bool:
        """Whether a clause ends with this word."""
        form = self.words[index].form
        if form.ending is None or form.ending is Ending.ADNOMINAL:
            return False
        return form.says != "relate"


# A line that is read when somebody asks for its words.
Unread = Callable[[], Line]


def read_line(text: str, atoms: Iterable[Atom]) -> Line:
    """The words of `text`. Amounts win over what overlaps them, else the first in order."""
    words: list[Word] = []
    amounts: list[int] = []
    at = 0
    for atom in _apart(list(atoms), [m.span() for m in _NAME.finditer(text)]):
        if atom.start < at:
            continue
        _plain_words(text, at, atom.start, words)
        end, case = _particle_behind(text, atom.end)
        if atom.kind is Kind.AMOUNT:
            amounts.append(len(words))
        form = Form(atom.kind, text[atom.start : atom.end], case, _ending(text, end, case), "")
        words.append(Word(atom.start, end, form, atom.number))
        at = end
    _plain_words(text, at, len(text), words)
    for index in range(len(words) - 1 if "데" in text or "푼" in text else 0):
        if words[index + 1].form.stem in ("푼", "푼도") and words[index].form.stem == "하":
            for place in (index, index + 1):  # 한 푼도 남김없이: no verb
                word = words[place]
                words[place] = Word(
                    word.start, word.end, Form(Kind.ADVERB, word.form.stem, Case.BARE, None, "")
                )
        # 기반을 다지는 데: an unknown verb before 데 is told by its ending.
        if words[index + 1].form.stem == "데" and words[index].form.case is Case.TOPIC:
            word = words[index]
            form = Form(Kind.VERB, word.form.stem, Case.BARE, Ending.ADNOMINAL, "act")
            words[index] = Word(word.start, word.end, form)
    return Line(text, tuple(words), tuple(amounts))


def _apart(atoms: list[Atom], names: list[tuple[int, int]]) -> list[Atom]:
    """The atoms in order without those that overlap an amount or stand inside a quoted name ('비전 2030')."""
    money = sorted([atom for atom in atoms if atom.kind is Kind.AMOUNT])
    starts = [atom.start for atom in money]
    kept = list(money)
    for atom in atoms:
        if atom.kind is Kind.AMOUNT or any(s < atom.start and atom.end < e for s, e in names):
            continue
        before = bisect_left(starts, atom.end) - 1
        if before < 0 or money[before].end <= atom.start:
            kept.append(atom)
    return sorted(kept, key=lambda atom: (atom.start, -atom.end)) if len(kept) > len(money) else money


def _ending(text: str, end: int, case: Case) -> Ending | None:
    """How 이다 ends that makes a verb of the noun before it."""
    if case is not Case.COPULA:
        return None
    last = text[end - 1]
    return Ending.FINAL if last == "다" else Ending.ADNOMINAL if last == "던" else Ending.LINK


def _particle_behind(text: str, at: int) -> tuple[int, Case]:
    """Where a name or an amount ends with its particle, and which that is."""
    match = _PARTICLE.match(text, at)
    size, case = _particle_opening(match.group()) if match else (0, Case.BARE)
    return at + size, case


@lru_cache(maxsize=4096)
def _particle_opening(letters: str) -> tuple[int, Case]:
    """How many of the letters are a particle, and which."""
    for size in range(len(letters), 0, -1):
        case = particle_of(letters[:size])
        if case is not None and (size == len(letters) or size > 1 or case in (Case.OBJECT, Case.OF)):
            return size, case
    return 0, Case.BARE


@lru_cache(maxsize=256)
def _mark(sign: str) -> Form:
    return Form(Kind.MARK, sign, Case.BARE, None, "")


def _plain_words(text: str, start: int, end: int, words: list[Word]) -> None:
    for piece in _PIECE.finditer(text, start, end):
        kind = piece.lastgroup
        if kind == "word":
            at, stop = piece.span()
            # What begins earlier is the particle behind a quotation.
            if not words or words[-1].end <= at:
                words.append(Word(at, stop, form_of(piece.group())))
        elif kind == "quote" and not _SPEECH.search(piece.group()):
            stop, case = _particle_behind(text, piece.end())
            stop = min(stop, end)
            words.append(
                Word(
                    piece.start(),
                    stop,
                    Form(Kind.NOUN, piece.group()[1:-1], case, _ending(text, stop, case), ""),
                )
            )
        else:
            words.append(Word(piece.start(), piece.start() + 1, _mark(piece.group()[0])))
            if kind == "quote":
                _plain_words(text, piece.start() + 1, piece.end(), words)
