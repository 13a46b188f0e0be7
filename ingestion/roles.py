"""What an amount is beside its neighbours: a change, a baseline, or its own (CONSTRUCTIONS D).

Read from the words behind the amount: its particle, and whether the verb or noun that it stands with says
that money grows or shrinks.
"""

from __future__ import annotations

import re

from ingestion.change_names import announced, cut_before, named_before
from ingestion.clauses import Line
from ingestion.conjugation import Ending
from ingestion.frozen import dataclass
from ingestion.funding import sources
from ingestion.governors import SIGNS, View
from ingestion.joints import change_ahead, is_dealt, joins, leads_up, leaves_off, lists, runs_parallel
from ingestion.mentions import Mention
from ingestion.records import Amount
from ingestion.words import Case, Kind

# Nouns and verbs that compare with the amount before them.
_COMPARING = ("대비", "비하", "비교", "견주", "견줘", "비교하")
# 30억원도 절반인 15억원이 줄었다
_HALVED = re.compile(r" ?[도은이]? ?(?:절반|\d[\d.]*%|\d분의 \d)인 ")
LEVELS, _NAMED = "from one level to another", "named a change"
_ADDING = ("더하", "얹", "보태", "채우", "채워넣")
_YEAR_BEFORE = ("전년", "전년도", "지난해", "작년")
_ASKED = ("요구액", "신청액", "요청액", "건의액", "요구", "신청", "요청", "건의")
_SUMS = ("합쳐", "합해", "모두", "통틀어")
ASKED_FOR = "what was asked for"
_STICKING = ("붙", "얹", "얹히")
_PUTTING = ("편성하", "배정하", "반영하", "책정하", *_STICKING)
# Verbs of a level that moves without a word for up or down.
_MOVING = ("내려앉", "내려가", "올라가", "올라서", "바뀌", "조정되", "수정되", "확정되", "변경되")
_ARROW, _MORE, _BESIDES = "→", "더", "추가로"


@dataclass(frozen=True, slots=True)
class Bearing:
    """`sign` is +1 or −1 for a change, else 0; `baseline` tells of an amount that only serves comparison;
    `level_of` is the order of the baseline that this amount grew from (A에서 B로); `rule` says why;
    `same_year` tells of a baseline in the budget of the amount that it is compared with (what was asked
    for, what was cut)."""

    sign: int = 0
    baseline: bool = False
    level_of: int | None = None
    rule: str = ""
    same_year: bool = False

    @property
    def plain(self) -> bool:
        """Whether the amount stands for itself."""
        return not self.sign and not self.baseline and self.level_of is None


PLAIN = Bearing()


def signed(amount: Amount, bearing: Bearing) -> int:
    """The won of the amount with the sign of its change; of a range of cuts the deeper one comes first."""
    value = amount.amount_krw or 0
    if bearing.sign < 0:
        return -abs(amount.amount_max_krw or value)
    return value  # with the minus that is printed, whatever is said of its neighbours


def read_bearings(line: Line, mentions: list[Mention]) -> list[Bearing]:
    """The bearing of each mention of one sentence, in order."""
    views = [View.of(line, number, mention) for number, mention in enumerate(mentions)]
    found: list[Bearing] = []
    for number, view in enumerate(views):
        following = views[number + 1] if number + 1 < len(views) else None
        bearing = _bearing(view, following, found[-1] if found else None, number)
        if bearing.plain and found and found[-1].sign < 0 and _is_put_back(view):
            bearing = Bearing(sign=1, rule="added where the amount before was cut")
        found.append(bearing)
    return _shared_cuts(views, found)


def _bearing(view: View, following: View | None, previous: Bearing | None, number: int) -> Bearing:
    word = view.word
    was = view.copula is Ending.ADNOMINAL and view.line.text[view.line.words[view.at].end - 1] == "던"
    if was or (following and _has_arrow(view.line, view.at, view.until)):
        return Bearing(baseline=True, rule=LEVELS)
    if previous and previous.baseline and previous.rule == LEVELS and _arrives(view):
        return Bearing(level_of=number - 1, rule=LEVELS)
    if view.case is Case.THAN or (word and word.form.stem.startswith(_COMPARING)):
        return Bearing(baseline=True, rule="compared with")
    if following and not view.sign and view.case in (Case.PLACE, Case.OBJECT):
        # 90억원을 두고 보면 도로가 40억원으로: what is behind is another's; 15억원을 합쳐 84억원으로: their
        # sum.
        between = view.line.words[view.at + 1 : view.until]
        apart = any(other.case is Case.SUBJECT or other.form.stem in _SUMS for other in between)
        if not apart and _arrives(following) and (word is None or word.kind is not Kind.VERB):
            return Bearing(baseline=True, rule=LEVELS)
        if view.case is Case.PLACE and following.sign:
            return Bearing(baseline=True, rule="what a change starts from", same_year=following.sign < 0)
    if following and _turns_into(view, following):
        return Bearing(baseline=True, rule=LEVELS)
    missed = view.case is Case.GOAL and word and word.form.stem.startswith(("못", "미치"))
    if missed or (view.case is Case.PLACE and _rises_from(view)):
        return Bearing(baseline=True, rule="compared with")
    if following and _is_asked(view) and not _is_asked(following):
        return Bearing(baseline=True, rule=ASKED_FOR, same_year=True)
    if view.mention.in_parens and _in_other_year(view):
        return Bearing(baseline=True, rule="another year in brackets")
    if view.sign or _is_added(view) or (number == 0 and following and _is_put_on_top(view, following)):
        return Bearing(sign=view.sign or 1, rule="grows or shrinks by it")
    sign = _named_sign(view, opens=number == 0, leads=following is not None)
    return Bearing(sign=sign, rule=_NAMED) if sign else PLAIN


def _named_sign(view: View, *, opens: bool, leads: bool) -> int:
    """The sign of the change that the words before the first or a later amount of a sentence name."""
    named = named_before(view)
    if named or cut_before(view):
        return named or -1
    sign = announced(view) if opens and not view.mention.has_parts_behind else 0
    # 늘어난 예산은 A 3억원, B 2억원으로 나뉜다: what the increase is spent on.
    return 0 if sign > 0 and leads else sign


def _has_arrow(line: Line, at: int, until: int) -> bool:
    """29억원 → 55억원, (본예산) 29억원 → (추경) 55억원: an arrow, and brackets only, between two amounts."""
    between = [word.form.stem for word in line.words[at + 1 : until]]
    if _ARROW not in between:
        return False
    rest = between[between.index(_ARROW) + 1 :]
    return not rest or (rest[0] == "(" and rest[-1] == ")")


def _is_mark(view: View, index: int, sign: str) -> bool:
    return 0 <= index < len(view.line.words) and view.line.words[index].form.stem == sign


def _turns_into(view: View, following: View) -> bool:
    """당초 95억원이 90억원으로 내려앉았다: one level right before another, and a verb of motion behind."""
    if view.case not in (Case.SUBJECT, Case.TOPIC) or following.case is not Case.MEANS:
        return False
    between = view.line.words[view.at + 1 : view.until]
    near = all(word.kind in (Kind.ADVERB, Kind.PERIOD, Kind.RATE) for word in between)
    verb = following.word
    return near and verb is not None and (verb.form.says in SIGNS or verb.form.stem in _MOVING)


def _is_put_on_top(view: View, following: View) -> bool:
    """5억원을 보태 20억원이 됐다: what is added to a level that is not told makes the level behind."""
    verb = view.verb if view.case in (Case.OBJECT, Case.BARE) else None
    if verb is None or verb.form.ending is not Ending.LINK:
        return False
    besides = any(_is_mark(view, index, _BESIDES) for index in range(view.at + 1, view.governor or 0))
    if besides and verb.form.says == "gain":
        return True  # 6억원을 추가로 받아 60억원을 확보했다
    if verb.form.stem not in _ADDING:
        return False
    words = view.line.words[: view.at]
    paid = any(word.form.stem in sources() or word.case is Case.GOAL for word in words)
    return not paid and _arrives(following)


def _is_added(view: View) -> bool:
    """300억원을 더 편성했다, 3억원이 더 붙었다: the verb puts it into a budget beside what is there; not 더
    들여 (later)."""
    verb = view.verb if view.case in (Case.OBJECT, Case.SUBJECT, Case.BARE) else None
    putting = _PUTTING if view.case is Case.OBJECT else _STICKING
    put = verb is not None and verb.form.stem in putting and verb.form.ending is not Ending.ADNOMINAL
    return put and any(_is_mark(view, index, _MORE) for index in range(view.at + 1, view.governor or 0))


def _is_asked(view: View) -> bool:
    """48억원을 요구했지만, 신청액 545억원 가운데: the amount is what somebody asked for."""
    before = view.line.words[view.at - 1].form if view.at else None
    if before and (before.stem in _ASKED or (before.says == "ask" and before.ending is Ending.ADNOMINAL)):
        return True
    verb = view.verb if view.case in (Case.OBJECT, Case.SUBJECT, Case.TOPIC) else None
    return verb is not None and verb.form.says == "ask"


def _rises_from(view: View) -> bool:
    """54억원에서 12% 늘었다: the verb follows, or a rate of growth."""
    word = view.line.words[view.at + 1] if view.at + 1 < view.until else None
    return bool((view.word and view.word.form.says in SIGNS) or (word and word.kind is Kind.RATE))


def _is_put_back(view: View) -> bool:
    """5조원을 깎고 4조원을 더했다: beside a cut, what is added is an increase."""
    verb = view.verb if view.case is Case.OBJECT else None
    return verb is not None and verb.form.stem in _ADDING and verb.form.ending is not Ending.ADNOMINAL


def _arrives(view: View) -> bool:
    """Whether the amount is a level that money rose or fell to: 55억원으로 늘렸다, 5억원으로, 5억원이
    됐다, 29억원 → 55억원."""
    word = view.word
    before = max((at for at in view.line.amounts if at < view.at), default=None)
    if before is not None and _has_arrow(view.line, before, view.at):
        return True
    if view.case is Case.SUBJECT:
        return word is not None and word.form.stem == "되"
    if view.case not in (Case.MEANS, Case.UNTIL):
        return False
    return (
        word is None
        or word.kind is not Kind.VERB
        or word.form.says in (*SIGNS, "act", "spend", "decide", "ask")
    )


def _in_other_year(view: View) -> bool:
    """40억원(지난해 29억원), 전년(788억원)의 두 배: a bracket that opens with a word of time, or follows
    one."""
    index = view.at - 1
    words = view.line.words
    while index >= 0 and words[index].kind in (Kind.ADVERB, Kind.MONEY, Kind.WHOLE):
        index -= 1
    if index < 1:
        return False
    inside = words[index].kind is Kind.PERIOD and words[index - 1].form.stem == "("
    around = words[index].form.stem == "(" and words[index - 1].form.stem in _YEAR_BEFORE
    return inside or around


def _shared_cuts(views: list[View], bearings: list[Bearing]) -> list[Bearing]:
    """A와 B가 전액 사라졌다, 삭감액은 A 3억원, B 2억원이다: what is said of one item holds for all."""
    result = list(bearings)
    following = len(views) - 1
    for index in range(len(views) - 2, -1, -1):
        behind, view = result[following], views[index]
        gapped = lists(view) and view.case is views[following].case
        goes_on = behind.sign < 0 and (joins(view) or gapped)
        goes_on = goes_on or bool(behind.sign and is_dealt(view) and joins(view))
        shared = leaves_off(view) or runs_parallel(view, views[following])
        partner = change_ahead(views, index)
        if leads_up(views, index) and result[index].plain and result[partner].sign:
            result[index] = result[partner]
            if views[index - 1].case is Case.PLACE and result[index - 1].plain:
                result[index - 1] = result[index + 1]
        if result[index].plain and (goes_on or (behind.sign and shared)):
            result[index] = behind
        if not view.mention.has_parts_behind:
            following = index  # A 40억원 중 25억원이, B 31억원 중 12억원이 잘렸다
    for index in range(len(views) - 1):
        mention = views[index].mention
        taken = mention.has_parts_behind or _HALVED.match(mention.right)
        if result[index].plain and result[index + 1].sign < 0 and taken:
            result[index] = Bearing(baseline=True, rule="what a cut is taken from", same_year=True)
    announced = bool(views) and result[0].rule == _NAMED and bool(result[0].sign)
    for index in range(1, len(views)):
        ahead = result[index - 1]
        if announced and ahead.sign and result[index].plain and joins(views[index - 1]):
            result[index] = ahead
    return result
