"""Several mentions of one figure → one draft: headline, lead and body state it; the finest amount counts."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add

from ingestion.drafts import Draft
from ingestion.intervals import restates
from ingestion.programs import THEME
from ingestion.records import BlockKind, Role
from ingestion.spenders import ABOUT

# How many earlier figures a mention is compared with, so that the work stays in proportion to the text.
_WINDOW = 40
# From this similarity on two phrases name one programme although their amounts differ.
_ALIKE = 0.6
_LOOKS = re.compile(r" ?[을를] (?:뜯어|들여다|나눠|쪼개|살펴|따져|나누|살피)")
# From so many digits on two equal amounts are one.
_TELLING = 3
# 저수지 정비에도 125억원: another one, though it costs the same.
_ALSO = ("에도 ", "에는 또 ")
# 이번에 늘어난 1522억원 가운데: an increase that was told before.
_GROWN = re.compile(
    r"(?:(?:늘어|불어)(?:난|나는)|늘(?:린|리는)|(?:증액|감액|삭감|추가)(?:된|한|되는)|증가한"
    r"|줄(?:어든|인)|깎[인은]) (?:약 |총 |모두 )?$"
)
# A word of so few letters may mean anything.
_SHORT = 2


def similarity(one: str | None, other: str | None) -> float:
    """Dice similarity of two phrases by pairs of characters; spaces and signs do not count."""
    if not one or not other:
        return 0.0
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    letters = "".join(c for c in text if c.isalnum())
    return frozenset(map(add, letters, letters[1:])) or frozenset({letters} if letters else ())


def merge(drafts: list[Draft]) -> list[Draft]:
    """One draft per figure, in the order of the text; the body's take in those of headline and subtitle."""
    body = [d for d in drafts if not d.mention.in_headline]
    merged: list[Draft] = []
    by_amount: dict[int, list[Draft]] = {}
    for draft in body:
        like = by_amount.get(draft.amount_krw, [])[-_WINDOW:]
        twin = next((d for d in like if _same_in_body(d, draft)), None)
        if twin:
            _absorb(twin, draft)
        else:
            merged.append(draft)
            by_amount.setdefault(draft.amount_krw, []).append(draft)
    merged = _without_rounded_repeats(merged)
    alone: list[Draft] = []
    for draft in (d for d in drafts if d.mention.in_headline):
        near = [*merged, *alone] if len(alone) < _WINDOW else alone[-_WINDOW:]
        twins = [d for d in near if _same_in_headline(d, draft)]
        exact = [d for d in twins if d.amount_krw == draft.amount_krw]
        alike = [d for d in twins if (d.role is Role.CHANGE) == (draft.role is Role.CHANGE)]
        twin = next(iter(exact or alike or twins), None)
        if twin is None:
            alone.append(draft)
        else:
            twin.mentions.append(draft.mention)
            _take_over(twin, draft)
    return sorted([*alone, *merged], key=lambda d: (d.mention.sentence.index, d.mention.at))


def _absorb(kept: Draft, draft: Draft) -> None:
    kept.mentions += draft.mentions
    kept.parent_at = draft.parent_at if kept.parent_at is None else kept.parent_at
    _take_over(kept, draft)


def _take_over(kept: Draft, draft: Draft) -> None:
    """What one mention does not say of a figure, another may."""
    if not kept.program or (draft.program and not _is_a_name(kept.program)):
        kept.program = draft.program
        kept.why["program"] = _elsewhere(draft, "program")
    own = draft.own_year and not kept.own_year and not kept.bearing.baseline
    if kept.first is None or own or _is_all_of(draft, kept):
        kept.first, kept.last = draft.first, draft.last
        kept.why["fiscal_year"] = _elsewhere(draft, "fiscal_year")


def _is_a_name(program: str) -> bool:
    """Whether it tells what the money is for: 사람 or 성남, 논란 속 hardly does."""
    return len(program) > _SHORT and "," not in program


def _elsewhere(draft: Draft, field: str) -> str:
    return f"where it is also stated: {draft.why.get(field, '')}"


def _is_all_of(draft: Draft, kept: Draft) -> bool:
    """Whether a cell's amount is all that its row's total holds: the other columns have a dash."""
    return draft.parent_at == kept.mention.amount.start


def _same_in_body(kept: Draft, draft: Draft) -> bool:
    if _is_all_of(draft, kept):
        return True
    if kept.mention.sentence.index == draft.mention.sentence.index:
        return False
    if kept.table is not None and kept.table == draft.table:
        return False  # each cell of a table is a figure of its own
    if (kept.role is Role.CHANGE) != (draft.role is Role.CHANGE):
        return _takes_up_a_change(kept, draft)
    # A column of a table may say what the text leaves out: 국고 1,812 for the 1,812억원 of a programme.
    taken_up = draft.mention.has_parts_behind and draft.funding is None
    sources = {kept.funding, draft.funding} - ({None} if taken_up or _tabled(kept, draft) else set())
    # 90억원 가운데 …: an amount that a sentence opens on by itself is whose it was.
    unsaid = taken_up and not draft.mention.before and draft.why.get("organization") == ABOUT
    other = kept.body != draft.body and not unsaid and not _looks_into(kept, draft)
    if other or len(sources) > 1 or not _same_years(kept, draft):
        return False
    if _is_nameless(kept) or _is_nameless(draft) or draft.mention.has_parts_behind:
        return True  # 174억원 가운데: takes up an amount that was named before
    if similarity(kept.program, draft.program) >= 0.3 or _tabled(kept, draft):
        return True
    if (
        kept.mention.sentence.block != draft.mention.sentence.block
        and _is_telling(draft)
        and not kept.funding
        and not draft.mention.before.endswith(_ALSO)
    ):
        return True
    return draft.bearing.level_of is not None and _is_telling(draft)  # 160억원에서 그 218억원으로 늘었다


def _takes_up_a_change(kept: Draft, draft: Draft) -> bool:
    """이번에 늘어난 1522억원 가운데: the sum of a change told before, which is no level."""
    grown = kept.role is Role.CHANGE and bool(_GROWN.search(draft.mention.before))
    return grown and kept.body == draft.body and _is_telling(draft) and _same_years(kept, draft)


def _is_nameless(draft: Draft) -> bool:
    """Whether nothing beside the amount names what it is for: a table's total has only the article's name."""
    in_table = draft.mention.sentence.kind is BlockKind.TABLE_CELL
    return not draft.program or (in_table and draft.why.get("program") == THEME)


def _looks_into(kept: Draft, draft: Draft) -> bool:
    """431억원을 뜯어보면: takes up an amount of the same government, whichever house of it spends that."""
    opens = not draft.mention.before.strip()
    return opens and kept.body.government == draft.body.government and bool(_LOOKS.match(draft.mention.right))


def _same_years(kept: Draft, draft: Draft) -> bool:
    """Whether the years agree. Those that a mention has only from the text around it contradict none where it
    takes the amount up (84억원 중 28억원은), or where the amount is too precise to be another."""
    if (kept.first, kept.last) == (draft.first, draft.last) or kept.first is None or draft.first is None:
        return True
    return not draft.own_year and (draft.mention.has_parts_behind or _is_telling(draft))


def _is_telling(draft: Draft) -> bool:
    return len(str(abs(draft.amount_krw)).rstrip("0")) >= _TELLING


def _tabled(one: Draft, other: Draft) -> bool:
    """Whether a table repeats an amount of the text that is too precise to meet another by chance."""
    in_table = [d.mention.sentence.kind is BlockKind.TABLE_CELL for d in (one, other)]
    return in_table[0] != in_table[1] and _is_telling(one)


def _same_in_headline(kept: Draft, draft: Draft) -> bool:
    if (kept.role is Role.CHANGE) != (draft.role is Role.CHANGE):
        restated = restates(
            draft.mention.amount, kept.mention.amount, abs(draft.amount_krw), abs(kept.amount_krw)
        )
        return restated and not kept.bearing.baseline and not draft.bearing.baseline
    if restates(draft.mention.amount, kept.mention.amount, abs(draft.amount_krw), abs(kept.amount_krw)):
        return True
    return kept.body == draft.body and kept.role == draft.role and _cuts_off(draft, kept)


def _cuts_off(rough: Draft, fine: Draft) -> bool:
    """24조1000억 for 24조1260억원: a headline rounds with zeros where the unit stays; two digits tell so
    where both are for one thing."""
    shown = str(abs(rough.amount_krw)).rstrip("0")
    width = abs(rough.amount_krw) // max(int(shown or 0), 1)
    one = rough.program is fine.program is None or similarity(rough.program, fine.program) >= _ALIKE
    return (
        len(shown) >= (_TELLING - 1 if one else _TELLING)
        and 0 < abs(fine.amount_krw) - abs(rough.amount_krw) < width
    )


def _without_rounded_repeats(drafts: list[Draft]) -> list[Draft]:
    """A rounded restatement in the body merges only where body, years and programme speak for it."""
    kept: list[Draft] = []
    for draft in drafts:
        unit, won = draft.mention.amount.unit_krw, draft.amount_krw
        near = [d for d in kept[-_WINDOW:] if abs(d.amount_krw - won) < max(unit, d.mention.amount.unit_krw)]
        rounded = [d for d in near if _rounds(draft, d) or _rounds(d, draft)]
        recent = [d for d in rounded if _same_but_for_rounding(d, draft)]
        finer = next((d for d in recent if _rounds(draft, d)), None)
        rougher = next((d for d in recent if _rounds(d, draft)), None)
        if finer:
            _absorb(finer, draft)
            continue
        if rougher:
            del kept[next(i for i in range(len(kept) - 1, -1, -1) if kept[i] is rougher)]
            _absorb(draft, rougher)
        kept.append(draft)
    return kept


def _same_but_for_rounding(one: Draft, other: Draft) -> bool:
    return (
        one.amount_krw != other.amount_krw
        and one.body == other.body
        and (one.first, one.last) == (other.first, other.last)
        and one.role == other.role
        and one.funding == other.funding
        and one.mention.sentence.index != other.mention.sentence.index
        and (similarity(one.program, other.program) >= _ALIKE or one.program is other.program is None)
    )


def _rounds(rough: Draft, fine: Draft) -> bool:
    return restates(rough.mention.amount, fine.mention.amount, rough.amount_krw, fine.amount_krw)
