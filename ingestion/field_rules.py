"""The rule that gave each field of a figure, in plain English, with the Korean word that decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingestion.breakdowns import Link
from ingestion.change_names import CHANGE_NOUNS
from ingestion.clauses import Line, Word
from ingestion.drafts import Draft
from ingestion.figures import Reading
from ingestion.mentions import Mention
from ingestion.records import BreakdownBy, Figure, LeftoverReason, Role
from ingestion.screening import leftover_verdict
from ingestion.structure import axis_of, is_open_list
from ingestion.suspects import find_doubts

# What the first word of `Link.key` stands for.
LINKED_BY = {
    "among": "taken out of it: 가운데, 중",
    "change": "spent from an increase, or a part of a cut, that its sentence or the one before names",
    "in": "said to be in what the word names that opens its sentence",
    "announced": "listed behind the sentence that announces it",
    "axis": "a word of division (분야별로는), under the article's own sum",
    "body": "of the bureau that has this total",
    "brackets": "in the brackets behind it",
    "cut": "a part of the first cut that the text tells of",
    "divided": "a verb of division behind the list: 나뉜다, 나눠",
    "governments": "the total of several governments",
    "group": "one of the group that it is for",
    "into": "the clause behind lists what goes into it",
    "holds": "its sentence says that it holds those named behind it",
    "net": "its neighbours, increases and cuts, come to that",
    "of": "words that point back to it: 이 중, 여기에는",
    "outline": "set deeper in the outline",
    "own": "of the body that has this total",
    "ratio": "its share of the total is told",
    "remainder": "makes it with what is named beside it: 나머지",
    "rest": "of the year and government of the article's own sum, and fits into it",
    "shares": "the sources of its money",
    "slice": "one year of it: 내년 몫",
    "sum": "its neighbours and it add up to that",
    "summed": "the total closes the list: 등 모두, 합쳐",
    "table": "a cell whose row or column has this total",
    "topic": "the topic of its sentence names it",
    "with": "the total includes it: 포함한",
}
_DIVIDED_BY = {
    BreakdownBy.ORGANIZATION: "the parts are of several bodies",
    BreakdownBy.PROGRAM: "nothing else divides the list",
    BreakdownBy.TYPE: "the parts are accounts: 회계",
    BreakdownBy.FUNDING: "the parts are sources of money",
    BreakdownBy.PERIOD: "the parts name years of their own",
}
_LEFT_FOR = {
    LeftoverReason.NO_BODY: "no public body is named",
    LeftoverReason.NO_BUDGET_CUE: "nothing around it speaks of a budget",
    LeftoverReason.RESTATEMENT: "it bounds another amount of the text",
}


@dataclass(frozen=True, slots=True)
class Given:
    """The value of one field and the rule that gave it."""

    field: str
    value: str | int | bool | None
    rule: str


def of_stated(
    reading: Reading, number: int, figures: dict[str, Figure], parts: Sequence[int]
) -> tuple[Given, ...]:
    """The fields of the figure that draft `number` became; `figures` are those of its article by id, `parts`
    the drafts that are linked to it."""
    figure, draft = reading.figures[number], reading.drafts[number]
    return (
        *_of_amount(draft, figure),
        *_of_meaning(draft, figure),
        Given("role", figure.role, _why_role(reading, draft, figure, bool(parts))),
        *_of_sums(reading, number, figure, figures, parts),
        *_of_place(reading, number, figure),
    )


def of_derived(figure: Figure, source: Figure) -> tuple[Given, ...]:
    """The fields of a figure that the text does not state but that follows from `source`."""
    difference, same = source.amount_krw - figure.amount_krw, f"as of {source.text}"
    if figure.role is Role.BASELINE:
        rule = f"{source.text} less its change of {difference:,}원"
        year, stage, role = "the year that it is compared with", "nothing said", "compared with"
    else:
        rule = f"{figure.amount_krw // source.amount_krw} times {source.text}"
        year, stage, role = same, same, "what it comes to"
    return (
        Given("amount_krw", figure.amount_krw, rule),
        Given("unit_krw", figure.unit_krw, same),
        Given("qualifier", figure.qualifier, same),
        Given("fiscal_year", figure.fiscal_year, year),
        Given("government", figure.government, same),
        Given("organization", figure.organization, same),
        Given("program", figure.program, same),
        Given("stage", figure.stage, stage),
        Given("role", figure.role, role),
        Given("basis", figure.basis, "follows from what the text states"),
    )


def _of_amount(draft: Draft, figure: Figure) -> Iterator[Given]:
    amount = draft.mention.amount
    rule = f"as printed: {amount.text}"
    if amount.text[-1:].isdigit():
        rule += ", its unit stands above"
    if figure.amount_krw < 0 <= (amount.amount_krw or 0):
        rule += ", a cut"
    yield Given("amount_krw", figure.amount_krw, rule)
    if figure.amount_max_krw is not None:
        yield Given("amount_max_krw", figure.amount_max_krw, "the upper end of the range")
    yield Given("unit_krw", figure.unit_krw, "the smallest unit written")
    bound = f"the word beside it: {amount.hedge}" if amount.hedge else "no word bounds it"
    yield Given("qualifier", figure.qualifier, bound)


def _of_meaning(draft: Draft, figure: Figure) -> Iterator[Given]:
    why = draft.why
    year = why["fiscal_year"]
    if figure.fiscal_year is None and draft.first is not None:
        year = f"{draft.first} cannot be the year of a budget"
    yield Given("fiscal_year", figure.fiscal_year, year)
    if figure.fiscal_year_end != figure.fiscal_year:
        yield Given("fiscal_year_end", figure.fiscal_year_end, year)
    body = why["organization"]
    own = figure.government in (None, figure.organization)
    yield Given("government", figure.government, body if own else "the government of that body")
    yield Given("organization", figure.organization, body)
    yield Given("program", figure.program, _why_program(draft, figure))
    yield Given("stage", figure.stage, why["stage"])


def _why_program(draft: Draft, figure: Figure) -> str:
    if figure.program is not None:
        return draft.why["program"] if draft.program is not None else "what its total is for"
    if draft.group:
        return f"what a group of bodies spends: {draft.group}"
    return draft.why["program"] if draft.whole or draft.parent_at is not None else "no words name one"


def _why_role(reading: Reading, draft: Draft, figure: Figure, has_parts: bool) -> str:
    if figure.role is Role.TOTAL:
        return "it has parts" if has_parts else "the sum that the article is about"
    told = draft.why["role"]
    if told:
        line = reading.line_of(draft.mention)
        words = _words_of_role(line, draft) if line else None
        return f"{told}: {words}" if words else told
    if figure.role is Role.BASELINE:
        return "its year is before the one that the article is about"
    if figure.role is Role.CHANGE:
        return "printed with a sign"
    return "a part of a total" if figure.parent_figure_id else "an amount of its own"


def _words_of_role(line: Line, draft: Draft) -> str | None:
    """The word that makes the amount a change, else the amount with its particle (29억원보다)."""
    at = next((i for i in line.amounts if line.words[i].start == draft.mention.at), None)
    if at is None:
        return None
    words = line.words
    telling: Iterable[Word] = (words[at],)
    if draft.bearing.sign:
        telling = filter(_tells_change, (*words[at + 1 :], *reversed(words[:at])))
    return next((line.text[word.start : word.end] for word in telling), None)


def _tells_change(word: Word) -> bool:
    return word.form.says in ("up", "down") or word.form.stem in CHANGE_NOUNS


def _of_sums(
    reading: Reading, number: int, figure: Figure, figures: dict[str, Figure], parts: Sequence[int]
) -> Iterator[Given]:
    link = reading.links.get(number)
    if link and figure.parent_figure_id:
        kind = link.key.partition(":")[0]
        yield Given("parent", figures[figure.parent_figure_id].text, LINKED_BY.get(kind, kind))
        yield Given("breakdown", figure.breakdown, _why_divided(reading.drafts[number], link))
    if parts:
        yield Given("complete", figure.complete, _why_complete(reading, figure, parts))


def _why_divided(draft: Draft, link: Link) -> str:
    if link.breakdown is BreakdownBy.FUNDING and draft.funding:
        return f"a source of money: {draft.funding}"
    if axis_of(draft.mention) is link.breakdown:
        return "a word of division before it"
    return _DIVIDED_BY[link.breakdown]


def _why_complete(reading: Reading, figure: Figure, parts: Sequence[int]) -> str:
    if figure.complete is None:
        return "a part cannot be read"
    if figure.complete:
        return "the parts add up to it, or their list claims to be all of it"
    if any(is_open_list(reading.drafts[part].mention) for part in parts):
        return "the list leaves off or picks examples: 등, 주요"
    return "the parts leave some of it unsaid"


def _of_place(reading: Reading, number: int, figure: Figure) -> Iterator[Given]:
    yield Given("basis", figure.basis, "stands in the text")
    draft = reading.drafts[number]
    if figure.suspect:
        yield Given("suspect", figure.suspect, _why_suspect(reading, number))
        yield Given("suggested_krw", figure.suggested_krw, "what was most likely meant")
    if figure.count is not None:
        yield Given("count", figure.count, f"beside the amount: {figure.count}{figure.count_unit or ''}")
    if figure.mention_count > 1:
        others = ", ".join(m.amount.text for m in draft.mentions if m is not draft.mention)
        yield Given("mention_count", figure.mention_count, f"also stated: {others}")


def _why_suspect(reading: Reading, number: int) -> str:
    if number not in find_doubts(reading.drafts):
        return "with another number the list makes its total"
    amount = reading.drafts[number].mention.amount
    bare = amount.unit_krw == 1 and abs(reading.drafts[number].amount_krw) < 10**4
    return f"only 원, among amounts in 억원: {amount.text}" if bare else f"a unit is missing: {amount.text}"


def why_left(mention: Mention, reason: LeftoverReason) -> str:
    """The word that makes the amount a leftover, else why it is one."""
    verdict = leftover_verdict(mention)
    if verdict and verdict.reason is reason:
        return verdict.word
    return _LEFT_FOR.get(reason, "elsewhere the text says so of this amount")
