"""An amount in its line: its particle, and the word behind it that it depends on."""

from __future__ import annotations

import re
from itertools import pairwise

from ingestion.clauses import Line, Word
from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.mentions import Mention
from ingestion.words import Case, Kind, particle_of

SIGNS = {"up": 1, "down": -1}
# What may stand between an amount and the verb that it is the object or measure of.
_STEPPED_OVER = frozenset({Kind.ADVERB, Kind.RATE, Kind.COUNT})
_MOST = ("가장", "제일")
# (전년 대비 12억원 증)
_SHORT_FOR = {"증": 1, "감": -1, "증가": 1, "감소": -1, "증액": 1, "감액": -1, "순증": 1, "순감": -1}
# What is not left, or not brought back, is cut.
_SURVIVES = ("남", "살아나", "되살아나", "살아남")
# 도로과가 28억원으로 가장 많이 잘렸다
_CUT_MOST = re.compile(r"(?:으로|이|가) 가장 (?:많이|크게) (?:잘렸|잘린|깎였|깎인|삭감됐|삭감된|감액됐)")
_LESS, _WHOLLY = "덜", ("전액", "통째", "통째로")
_GROWN = (Case.BARE, Case.OBJECT, Case.SUBJECT, Case.ALSO, Case.TOPIC)


@dataclass(frozen=True, slots=True)
class View:
    """An amount in its line: its particle and the word that it depends on, the first content word behind
    it."""

    mention: Mention
    line: Line
    at: int
    until: int
    case: Case
    copula: Ending | None
    governor: int | None

    @classmethod
    def of(cls, line: Line, number: int, mention: Mention) -> View:
        """The amount number `number` of its line."""
        at = line.amounts[number]
        until = line.amounts[number + 1] if number + 1 < len(line.amounts) else len(line.words)
        case, governor, index = line.words[at].case, None, at + 1
        closed = False
        while index < until and governor is None:
            word = line.words[index]
            if word.kind is Kind.MARK and word.form.stem == "(":
                index = closing_of(line, index, until)
                behind = _particle_at(line, index + 1, until) if case is Case.BARE else None
                if behind is not None:
                    case, index = behind, index + 1  # 93억원(8%)이 늘었다
            elif word.kind is Kind.MARK and word.form.stem == ")" and mention.in_parens and not closed:
                closed = True  # 지난해(26억원)보다: the particle behind its own bracket
            elif word.kind is Kind.ADVERB and word.case is not Case.BARE and case is Case.BARE:
                case = word.case
            elif word.kind is Kind.MARK and word.form.stem != ",":
                break
            elif word.kind not in _STEPPED_OVER and word.kind is not Kind.MARK:
                governor = index
            index += 1
        return cls(mention, line, at, until, case, line.words[at].form.ending, governor)

    @property
    def word(self) -> Word | None:
        """The first content word behind the amount."""
        return None if self.governor is None else self.line.words[self.governor]

    @property
    def verb(self) -> Word | None:
        """The verb that the amount is subject or object of: no other subject or object stands between."""
        if self.governor is None:
            return None
        for word in self.line.words[self.governor : self.until]:
            if word.kind is Kind.VERB:
                return word
            if (
                word.case in (Case.OBJECT, Case.SUBJECT, Case.TOPIC)
                or word.form.ending
                or word.form.stem in ",.("
            ):
                return None
        return None

    @property
    def sign(self) -> int:
        """Whether the words behind say that money grew (+1) or shrank (−1) by this amount."""
        word = self.word
        most = _CUT_MOST.match(self.mention.right)
        if most:
            return -1
        if word is None or self.case not in _GROWN:
            return 0
        if word.form.stem in _SHORT_FOR and self.mention.in_parens:
            return _SHORT_FOR[word.form.stem]
        if _LESS in (self.line.words[self.at + 1].form.stem, word.form.stem):
            return -1  # 11조원을 덜 보낸다
        if word.kind is not Kind.VERB:
            # 30억원 삭감, 30억원 증액안; not 30억원 확대 사업에.
            if (
                word.case in (Case.BARE, Case.COPULA, Case.OBJECT, Case.SUBJECT, Case.TOPIC)
                and word.form.says in SIGNS
            ):
                return SIGNS[word.form.says]
            if self.case is Case.BARE:
                return 0
        verb = self.verb
        if verb and self._is_left_out(verb):
            return 0
        if verb and self._is_denied(verb):
            return -1 if verb.form.stem in _SURVIVES else 0
        if any(w.form.stem in _MOST for w in self.line.words[self.at + 1 : self.governor]):
            return 0  # 700억원이 가장 많다: the greatest of a list has not grown
        sign = SIGNS.get(verb.form.says, 0) if verb else 0
        return sign or (-1 if self._is_cut_whole() else 0)

    def _is_left_out(self, verb: Word) -> bool:
        """국비 24억원을 뺀 30억원: taken out of a sum to tell what is left, not cut."""
        at = self.line.words.index(verb, self.at)
        left = at + 1 == self.until and self.until < len(self.line.words)
        return left and verb.form.ending is Ending.ADNOMINAL and verb.form.stem in ("빼", "제외하", "제하")

    def _is_cut_whole(self) -> bool:
        """11억원도 터가 정해지지 않아 전액 삭감됐다: whatever the reason told between."""
        words = self.line.words[self.at + 1 : self.until]
        return self.case is not Case.OBJECT and any(
            one.form.stem in _WHOLLY and other.form.says == "down" for one, other in pairwise(words)
        )

    def _is_denied(self, verb: Word) -> bool:
        """한 푼도 깎이지 않았다: what is said not to happen to it is no change."""
        at = self.line.words.index(verb, self.until if self.governor is None else self.governor)
        behind = self.line.words[at + 1].form.stem if at + 1 < len(self.line.words) else ""
        return self.line.text[verb.end - 1] == "지" and behind.startswith(("않", "못"))


def _particle_at(line: Line, index: int, until: int) -> Case | None:
    """The particle that stands by itself right behind a bracket, or None."""
    if index >= until or line.words[index].start != line.words[index - 1].end:
        return None
    return particle_of(line.text[line.words[index].start : line.words[index].end])


def closing_of(line: Line, opening: int, until: int) -> int:
    """The bracket that closes the one at word `opening`, or `opening` where none does before `until`."""
    forms = (line.words[index].form for index in range(opening + 1, until))
    return next((at for at, form in enumerate(forms, opening + 1) if form.stem == ")"), opening)
