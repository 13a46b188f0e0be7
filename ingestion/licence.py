"""Is this text about public budgets? An amount is a figure only where its sentence, or the opening of its
article, has a word of budgets: money of another kind must not become one by being stated beside a city's
name."""

from __future__ import annotations

from functools import cache

from ingestion.clauses import Line, read_line
from ingestion.mentions import Mention
from ingestion.records import BlockKind
from ingestion.rules import load
from ingestion.text import Sentence
from ingestion.words import Kind

# So many sentences with amounts make the opening of an article.
_OPENING = 3


@cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns and verb stems that speak of budgets."""
    rows = load("budget_cues")
    nouns = frozenset(str(row["word"]) for row in rows if row["is"] == "noun")
    verbs = frozenset(str(row["word"]) for row in rows if row["is"] == "verb")
    return nouns | frozenset(str(row["word"]) for row in load("funding")), verbs


def speaks_of_budgets(line: Line) -> bool:
    """Whether a sentence has a word of budgets."""
    nouns, verbs = _cues()
    for word in line.words:
        form = word.form
        if word.kind is Kind.WHOLE or form.stem in nouns or form.stem.endswith(("예산", "사업비")):
            return True
        if word.kind is Kind.VERB and (form.stem in verbs or form.stem + "하" in verbs):
            return True
    return False


def opens_on_budgets(sentences: list[Sentence], mentions: dict[int, list[Mention]]) -> bool:
    """Whether what stands up to the third sentence with amounts has a word of budgets; a table speaks for
    itself."""
    told = 0
    for sentence in sentences:
        if sentence.kind is BlockKind.TABLE_CELL:
            if sentence.index in mentions:
                return True
            continue
        if speaks_of_budgets(read_line(sentence.text, ())):
            return True
        told += sentence.kind is BlockKind.PARAGRAPH and sentence.index in mentions
        if told >= _OPENING:
            break
    return False
