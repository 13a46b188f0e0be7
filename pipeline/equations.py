"""The sums of one article as equations, worded as the release words them in `fact_total_check`."""

from __future__ import annotations

from expectations.arithmetic import CUT_OFF, Stated, recompute
from ingestion.explanations import Sum
from ingestion.records import Figure

_UNITS = ((10**12, "조원"), (10**8, "억원"), (10**6, "백만원"), (10**4, "만원"), (1, "원"))
_BOUNDS = {"about": "약 ", "at_least": "≥", "at_most": "≤"}
_MIRRORED = {"at_least": "at_most", "at_most": "at_least"}


def equation(of: Sum) -> tuple[str, str]:
    """The equation with its unit, and the verdict on it."""
    verdict = recompute(
        _stated(of.total), [_stated(item) for item in of.items], of.breakdown.complete
    ).verdict
    terms = [*of.items, of.total]
    unit, word = next((size, word) for size, word in _UNITS if all(_is_whole(term, size) for term in terms))
    left = "".join(f" {_signed(item, unit)}" for item in of.items).lstrip(" +")
    residual = of.total.amount_krw - sum(item.amount_krw for item in of.items)
    return f"{left} {_sign(verdict, residual)} {_signed(of.total, unit).lstrip('+ ')} {word}", verdict


def _sign(verdict: str, residual: int) -> str:
    if verdict == "partial":
        return "<" if residual > 0 else ">"
    return {"unreadable": "≟", "over": "≠", "short": "≠"}.get(verdict, "≈" if residual else "=")


def _is_whole(term: Figure, unit: int) -> bool:
    """Suspect numbers do not count: they are printed as the text prints them."""
    if term.suspect:
        return True
    return term.amount_krw % unit == 0 and (term.amount_max_krw or 0) % unit == 0


def _signed(term: Figure, unit: int) -> str:
    sign = "-" if term.amount_krw < 0 else "+"
    if term.suspect:
        return f"{sign} [{term.text}]"
    if term.hedge in CUT_OFF:
        bound, cut_off = "", "여"
    else:
        qualifier = _MIRRORED.get(term.qualifier, term.qualifier) if sign == "-" else term.qualifier
        bound, cut_off = _BOUNDS.get(qualifier, ""), ""
    upper = "" if term.amount_max_krw is None else f"~{abs(term.amount_max_krw) // unit}"
    return f"{sign} {bound}{abs(term.amount_krw) // unit}{upper}{cut_off}"


def _stated(figure: Figure) -> Stated:
    return Stated(
        figure.amount_krw,
        figure.amount_max_krw,
        figure.unit_krw,
        figure.qualifier,
        figure.hedge,
        figure.suspect,
    )
