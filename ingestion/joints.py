"""How amounts are listed beside one another in a sentence: what is said of one may hold for all."""

from __future__ import annotations

from ingestion.governors import View, closing_of
from ingestion.words import Case, Kind

# What parts the members of a list inside a sentence: ▲도로 3억원 ▲하천 2억원.
BULLETS = ("▲", "△", "▶", "▷", "■", "□", "●", "○", "◆", "◇", "•", "∙", "/", ";")
# Whose amount it is, where a list names one after the other.
_PARALLEL = (Case.SUBJECT, Case.TOPIC, Case.OBJECT, Case.GOAL, Case.PLACE)


def joins(view: View) -> bool:
    """Whether the amount is one of a list that goes on: 3억원과, 3억원, A 3억원 · B."""
    return view.case is Case.WITH or (lists(view) and view.case is Case.BARE)


def is_dealt(view: View) -> bool:
    """각각 158억원, 25억원 늘었다."""
    return "각각" in {word.form.stem for word in view.line.words[max(0, view.at - 3) : view.at]}


def leaves_off(view: View) -> bool:
    """A가 3억원이, B가 2억원이 늘었다: the verb stands behind the last only."""
    return lists(view, (",",)) and view.case in (Case.SUBJECT, Case.OBJECT)


def runs_parallel(view: View, behind: View) -> bool:
    """일반회계가 30억원, 특별회계가 2억원 늘었다: both are listed in one way, and the verb is for both."""
    own, other = _case_before(view), _case_before(behind)
    return view.case is Case.BARE and lists(view, (",",)) and own is other and own in _PARALLEL


def leads_up(views: list[View], index: int) -> bool:
    """일반회계는 900억원으로 80억원, 특별회계는 90억원으로 7억원 늘었다: each level has its change behind."""
    if not 0 < index < len(views) - 2 or views[index].case is not Case.BARE:
        return False
    level = views[index - 1].case
    if level is Case.MEANS and _is_second_level(views, index + 2):
        return lists(views[index], (",",))  # 900억원에서 980억원으로 80억원, 90억원에서 97억원으로 7억원
    listed = level is views[index + 1].case and lists(views[index], (",",))
    return listed and level in (Case.MEANS, Case.PLACE)  # 900억원에서 80억원, 90억원에서 7억원을 깎았다


def change_ahead(views: list[View], index: int) -> int:
    """The number of the change that an amount which leads up to it shares its sign with."""
    return index + 3 if _is_second_level(views, index + 2) else index + 2


def _is_second_level(views: list[View], index: int) -> bool:
    return index + 1 < len(views) and views[index].case is Case.MEANS and views[index - 1].case is Case.PLACE


def _case_before(view: View) -> Case:
    """The particle of the last word before the amount that is no adverb."""
    words, index = view.line.words, view.at - 1
    while index > 0 and words[index].kind in (Kind.ADVERB, Kind.PERIOD, Kind.RATE):
        index -= 1
    return words[index].case if index >= 0 else Case.BARE


def lists(view: View, signs: tuple[str, ...] = (",", "·", "및", *BULLETS)) -> bool:
    """Whether one of the signs of a list stands behind the amount, or behind its bracket."""
    following = view.at + 1
    if following < view.until and view.line.words[following].form.stem == "(":
        following = closing_of(view.line, following, view.until) + 1  # 158억원(1.8%), 25억원(2.9%)
    return following < view.until and view.line.words[following].form.stem in signs
