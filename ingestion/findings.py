"""Where the amounts of one document contradict each other (CONSTRUCTIONS L06, L09, L13, N04, N09).

Each check works on the figures alone and asks for more than rounding can explain: an amount may be off by
half its unit, a rate by one of its last digit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingestion.merging import similarity
from ingestion.records import (
    Article,
    Basis,
    BlockKind,
    Breakdown,
    Figure,
    Finding,
    FindingKind,
    Qualifier,
    Role,
    content_id,
)

_RATE = re.compile(r"(?<![\d.])(?P<rate>\d+(?:\.(?P<decimals>\d+))?) ?(?:%|퍼센트)(?!p|P|포인트|씩)")
_SHARE = re.compile(r"^[^()]{0,6}\((?P<rate>\d+(?:\.(?P<decimals>\d+))?) ?%\)")
_ALIKE = 0.6
_CLOSE = 0.2  # amounts that differ by less name one thing twice


def find_findings(
    article: Article, figures: tuple[Figure, ...], breakdowns: tuple[Breakdown, ...]
) -> tuple[Finding, ...]:
    """All contradictions of one document, in the order of the checks."""
    told = [f for f in figures if f.basis is Basis.STATED]
    stated = [f for f in told if f.suspect is None]
    return (
        *_changes(article, stated),
        *_shares(article, stated),
        *_headlines(article, stated),
        *_counts(article, told, breakdowns),
    )


def _finding(
    article: Article, kind: FindingKind, figures: list[Figure], expected: object, actual: object
) -> Finding:
    last = figures[-1]
    ids = tuple(figure.figure_id for figure in figures)
    return Finding(
        content_id(article.document_id, kind, *ids, expected, actual),
        article.document_id,
        kind,
        ids,
        str(expected),
        str(actual),
        last.sentence,
        last.sentence_start,
    )


def _changes(article: Article, figures: list[Figure]) -> Iterator[Finding]:
    """A보다 Δ(N%) 늘어난 B: B = A + Δ, and the rate fits."""
    sentences: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        sentences[figure.sentence_start].append(figure)
    for members in sentences.values():
        bases = [f for f in members if f.role is Role.BASELINE]
        changes = [f for f in members if f.role is Role.CHANGE]
        levels = [f for f in members if f.role in (Role.ITEM, Role.TOTAL)]
        if len(bases) != 1 or len(levels) != 1 or len(changes) > 1:
            continue
        base, level = bases[0], levels[0]
        if base.organization != level.organization or base.government != level.government:
            continue
        difference = level.amount_krw - base.amount_krw
        involved = [base, *changes, level]
        if changes and abs(difference - changes[0].amount_krw) > _slack(involved):
            expected = base.amount_krw + changes[0].amount_krw
            yield _finding(article, FindingKind.CHANGE_MISMATCH, involved, expected, level.amount_krw)
            continue
        rates = list(_RATE.finditer(level.sentence))
        if len(rates) == 1:
            rate, off = abs(difference) / base.amount_krw * 100, _slack([base, level]) / base.amount_krw * 100
            if abs(rate - float(rates[0]["rate"])) > off + _last_digit(rates[0]):
                yield _finding(
                    article, FindingKind.RATE_MISMATCH, [base, level], f"{rate:.1f}", rates[0]["rate"]
                )


def _slack(figures: list[Figure]) -> int:
    """By how many won rounding can pull the figures apart."""
    widths = (f.unit_krw * (1 if f.qualifier is Qualifier.EXACT else 2) for f in figures)
    return sum(widths) // 2


def _last_digit(rate: re.Match[str]) -> float:
    return float(10.0 ** -len(rate["decimals"] or ""))


def _shares(article: Article, figures: list[Figure]) -> Iterator[Finding]:
    """하천 300억원(50.0%), 도로 200억원(33.3%): the percentages of a list are shares of its total."""
    by_id = {figure.figure_id: figure for figure in figures}
    lists: dict[str, list[tuple[Figure, re.Match[str]]]] = defaultdict(list)
    for figure in figures:
        share = _SHARE.match(article.body[figure.end : figure.end + 24])
        if share and figure.parent_figure_id in by_id and figure.breakdown_id:
            lists[figure.breakdown_id].append((figure, share))
    for members in lists.values():
        total = by_id[members[0][0].parent_figure_id or ""]
        wrong = [pair for pair in members if not _is_share(*pair, total)]
        # Where most of them do not fit, they are rates of growth.
        if len(wrong) * 2 < len(members):
            for figure, share in wrong:
                rate = f"{figure.amount_krw / total.amount_krw * 100:.1f}"
                yield _finding(article, FindingKind.RATE_MISMATCH, [total, figure], rate, share["rate"])


def _is_share(figure: Figure, share: re.Match[str], total: Figure) -> bool:
    """Whether the percentage is the figure's share of the total, as far as rounding tells."""
    rate = figure.amount_krw / total.amount_krw * 100
    off = _slack([figure, total]) / total.amount_krw * 100
    return abs(rate - float(share["rate"])) <= off + _last_digit(share)


def _headlines(article: Article, figures: list[Figure]) -> Iterator[Finding]:
    """An amount that only the headline states, and nearly the same amount of the text for the same."""
    spans = [(b.start, b.end) for b in article.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)]

    def in_headline(figure: Figure) -> bool:
        return any(start <= figure.start < end for start, end in spans)

    text = [figure for figure in figures if not in_headline(figure)]
    for figure in figures:
        if not in_headline(figure) or figure.role not in (Role.ITEM, Role.TOTAL):
            continue
        for other in text:
            same = (
                other.role in (Role.ITEM, Role.TOTAL)
                and (other.government, other.fiscal_year) == (figure.government, figure.fiscal_year)
                and figure.parent_figure_id != other.figure_id != figure.figure_id
                and other.parent_figure_id != figure.figure_id
            )
            off = abs(other.amount_krw - figure.amount_krw)
            close = _slack([figure, other]) < off < figure.amount_krw * _CLOSE
            if same and close and similarity(figure.program, other.program) >= _ALIKE:
                yield _finding(
                    article,
                    FindingKind.HEADLINE_MISMATCH,
                    [figure, other],
                    figure.amount_krw,
                    other.amount_krw,
                )
                break


def _counts(article: Article, figures: list[Figure], breakdowns: tuple[Breakdown, ...]) -> Iterator[Finding]:
    """The counts of a closed list add up to the count of its total (L05)."""
    by_id = {figure.figure_id: figure for figure in figures}
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.breakdown_id:
            parts[figure.breakdown_id].append(figure)
    for breakdown in breakdowns:
        total, items = by_id.get(breakdown.total_figure_id), parts[breakdown.breakdown_id]
        if total is None or total.count is None or not breakdown.complete or len(items) < 2:
            continue
        counted = [f.count for f in items if f.count is not None and f.count_unit == total.count_unit]
        if len(counted) == len(items) and sum(counted) != total.count:
            yield _finding(article, FindingKind.COUNT_MISMATCH, [total, *items], sum(counted), total.count)
