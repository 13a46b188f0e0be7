"""A stated amount is an interval (DESIGN §6, after XBRL Calculations 1.1): used here to prove sums and to see
one amount printed at two precisions. The warehouse and the audit compute verdicts on their own."""

from __future__ import annotations

from ingestion.records import Amount, Qualifier

_CUT_OFF = ("여", "남짓")


def upper_end(amount: Amount, value: int) -> int | None:
    """The upper end of a range; of a range of cuts (`value` below zero) it is the shallower cut."""
    if amount.amount_max_krw is None or amount.amount_krw is None:
        return None
    return -abs(amount.amount_krw) if value < 0 else amount.amount_max_krw


def interval(amount: Amount, value: int) -> tuple[int, int]:
    """The least and greatest won that `value`, stated like `amount`, can mean; open ends are far away."""
    unit, far = amount.unit_krw, 10**18
    upper = upper_end(amount, value)
    top = value if upper is None else upper
    if amount.hedge in _CUT_OFF:
        return (value, top + unit - 1) if value >= 0 else (value - unit + 1, top)
    if amount.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST):
        # 이상 and 이내 speak of the size of a cut.
        upward = (amount.qualifier is Qualifier.AT_LEAST) == (value >= 0)
        return (value, far) if upward else (-far, top)
    if amount.qualifier is Qualifier.ABOUT:
        return value - unit, top + unit
    return value - unit // 2, top + unit // 2


def adds_up(total: tuple[int, int], items: list[tuple[int, int]]) -> bool:
    """Whether the sum of the items' intervals meets the total's."""
    return sum(low for low, _ in items) <= total[1] and sum(high for _, high in items) >= total[0]


def restates(rough: Amount, fine: Amount, rough_krw: int, fine_krw: int) -> bool:
    """Whether `rough` is `fine` at a coarser unit (57억 for 57억3700만원, rounded or cut off)."""
    if rough_krw == fine_krw:
        return True
    if rough.unit_krw <= fine.unit_krw or rough_krw * fine_krw <= 0:
        return False
    return abs(rough_krw - fine_krw) < rough.unit_krw
