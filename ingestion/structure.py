"""What sentences say of totals and parts: brackets, 가운데, 등 모두, 이 중, and topics that name a figure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingestion.drafts import Draft, by_sentence
from ingestion.mentions import Mention
from ingestion.merging import similarity
from ingestion.records import BreakdownBy, Role
from ingestion.rules import load

_DIVIDES = re.compile(r"나뉜|나눈|나눠|쪼개|갈린|이뤄진|이루어진|구성")
_OF_IT = re.compile(r"^\W*(?:이 중|이중|이 가운데|그중|그 가운데|여기서|이 예산 가운데)")
_SUMMED = re.compile(
    r"^ ?(?:을|를|까지|과|와)? ?(?:등(?:을)? ?(?:모두|총|합쳐|합해|포함해)?"
    r"|합쳐|합해|더해|더한|합친|모두 합쳐|, ?(?:총|모두|합쳐|합해|도합))[ ,]"
)
_OPEN = re.compile(
    r"^(?:\([^)]{0,20}\))? ?(?:을|를|이|의)? ?등(?:이|을|의|에|으로|이다|이며|도|\s|,|\.|$)"
    r"|^[^,.]{0,16} 등(?:이|을|이며|의) ?(?:[가-힣]|\.|$)"
)


# A topic takes up a figure that the reader still remembers.
_REACH_BACK = 200


@cache
def _announces() -> re.Pattern[str]:
    """The verb right behind a total whose parts the next sentence lists, or the end of the sentence."""
    verbs = "|".join(re.escape(row["word"]) for row in load("spending"))
    return re.compile(
        rf"^ ?(?:규모|규모의|규모로)? ?(?:을|를|이|으로|로)? ?(?:의 \S+ )?(?:\S+ )?(?:{verbs})|^\."
    )


@cache
def _examples() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["word"]) for row in load("open_lists")))


@cache
def _axes() -> tuple[tuple[re.Pattern[str], BreakdownBy], ...]:
    return tuple((re.compile(row["word"]), BreakdownBy(row["breakdown"])) for row in load("axes"))


@cache
def _governments() -> frozenset[str]:
    """The groups whose members are governments of their own."""
    return frozenset(row["organization"] for row in load("groups") if row.get("governments"))


def axis_of(mention: Mention) -> BreakdownBy | None:
    """By what the list divides that the mention stands in: the last such word before it in the sentence."""
    before = [axis for end, axis in _axis_words(mention.sentence.text) if end <= mention.at]
    return before[-1] if before else None


@lru_cache(maxsize=256)
def _axis_words(text: str) -> tuple[tuple[int, BreakdownBy], ...]:
    """Where in a sentence words of division end, in their order."""
    found = [(m.start(), m.end(), axis) for pattern, axis in _axes() for m in pattern.finditer(text)]
    return tuple((end, axis) for _, end, axis in sorted(found, key=lambda word: word[0]))


def is_open_list(mention: Mention) -> bool:
    """Whether the list leaves off behind this item (등), or its sentence picks examples (주요, 비롯해)."""
    return bool(_OPEN.match(mention.right)) or bool(
        _examples().search(mention.before) or _examples().search(mention.right[-30:])
    )


def stated_parents(drafts: list[Draft]) -> list[tuple[int, int, str]]:
    """(child, parent, partition) as sentences state them, each child once."""
    found: list[tuple[int, int, str]] = _in_tables(drafts)
    previous: list[int] = []
    alone = False
    for sentence, members in by_sentence(drafts).items():
        parts = [i for i in members if drafts[i].role is Role.ITEM]
        found += _in_brackets(drafts, parts)
        found += _divided(drafts, parts)
        found += _among(drafts, parts)
        found += _summed(drafts, parts)
        if previous and parts and _OF_IT.match(drafts[parts[0]].mention.sentence.text):
            found += [
                (i, previous[-1], f"of:{sentence}")
                for i in parts
                if drafts[i].amount_krw < drafts[previous[-1]].amount_krw
            ]
        else:
            found += (
                _of_group(drafts, parts)
                or _by_topic(drafts, parts)
                or (_announced(drafts, previous[0], parts) if alone else [])
            )
        if parts:
            previous, alone = parts[:1], len(parts) == 1
    once: dict[int, tuple[int, int, str]] = {}
    for child, parent, key in found:
        once.setdefault(child, (child, parent, key))
    return list(once.values())


def _in_tables(drafts: list[Draft]) -> list[tuple[int, int, str]]:
    """Cells whose row or column has a total."""
    places = {mention.amount.start: index for index, draft in enumerate(drafts) for mention in draft.mentions}
    return [
        (index, places[draft.parent_at], f"table:{draft.parent_at}")
        for index, draft in enumerate(drafts)
        if draft.parent_at is not None and places.get(draft.parent_at, index) != index
    ]


def _in_brackets(drafts: list[Draft], parts: list[int]) -> list[tuple[int, int, str]]:
    """총 3억원(국비 2억원, 시비 1억원): the parts of the amount right before the bracket (C08)."""
    found, outer = [], None
    for index in parts:
        mention = drafts[index].mention
        if not mention.in_parens:
            outer = index
        elif outer is not None:
            opening = mention.before.rfind("(")
            if (
                mention.before[drafts[outer].mention.until : opening].strip() in ("", "을", "를")
                and drafts[index].amount_krw < drafts[outer].amount_krw
            ):
                found.append((index, outer, f"brackets:{mention.sentence.index}:{opening}"))
    return found


def _divided(drafts: list[Draft], parts: list[int]) -> list[tuple[int, int, str]]:
    """지방비는 11억원으로, 도비 3억원과 군비 8억원으로 나뉜다: the first amount is the total."""
    if len(parts) < 3 or not _DIVIDES.search(drafts[parts[-1]].mention.right):
        return []
    total, rest = drafts[parts[0]], [drafts[i] for i in parts[1:]]
    together = sum(d.amount_krw for d in rest)
    if together > total.amount_krw + total.mention.amount.unit_krw * len(rest):
        return []
    key = f"divided:{total.mention.sentence.index}"
    return [(i, parts[0], key) for i in parts[1:]]


def _among(drafts: list[Draft], parts: list[int]) -> list[tuple[int, int, str]]:
    """총사업비 470억원 가운데 60억원: the amounts behind are parts (C14, H02)."""
    found = []
    for at, index in enumerate(parts):
        if drafts[index].mention.has_parts_behind:
            key = f"among:{drafts[index].mention.sentence.index}:{drafts[index].mention.at}"
            found += [
                (i, index, key) for i in parts[at + 1 :] if drafts[i].amount_krw < drafts[index].amount_krw
            ]
    return found


def _summed(drafts: list[Draft], parts: list[int]) -> list[tuple[int, int, str]]:
    """국비 50억, 시비 30억 등 총 80억원: the total comes last (C05, L07)."""
    found = []
    first = 0
    for at in range(1, len(parts)):
        before, total = drafts[parts[at - 1]], drafts[parts[at]]
        items = [drafts[i] for i in parts[first:at]]
        if _SUMMED.match(before.mention.right) and all(item.amount_krw < total.amount_krw for item in items):
            together = sum(item.amount_krw for item in items)
            if together <= total.amount_krw + total.mention.amount.unit_krw * len(items):
                found += [
                    (i, parts[at], f"summed:{total.mention.sentence.index}:{total.mention.at}")
                    for i in parts[first:at]
                ]
                first = at + 1
    return found


def _of_group(drafts: list[Draft], parts: list[int]) -> list[tuple[int, int, str]]:
    """강남구 68억원, 송파구 52억원: parts of the earlier figure of all 자치구, when it can hold them."""
    found = []
    for index in parts:
        body = drafts[index].body
        for earlier in range(index - 1, max(-1, index - _REACH_BACK), -1):
            group = drafts[earlier]
            held = group.body.government is not None and (body.government or "").startswith(
                f"{group.body.government} "
            )
            if (
                group.group in _governments()
                and group.role is Role.ITEM
                and held
                and drafts[index].amount_krw < group.amount_krw
            ):
                found.append((index, earlier, f"group:{earlier}"))
                break
    return found


def _announced(drafts: list[Draft], before: int, parts: list[int]) -> list[tuple[int, int, str]]:
    """X에 1조1200억원을 편성했다. a에 1150억원, b에 1204억원 …: the sentence after the only amount `before`
    lists its parts, as a list with bullets or behind a verb that hands the money out."""
    if len(parts) < 2:
        return []
    total, first = drafts[before], drafts[parts[0]]
    bulleted = all(drafts[i].mention.bulleted for i in parts)
    if not (bulleted or _announces().match(total.mention.right)) or first.mention.of != len(parts):
        return []
    near = (
        total.mention.sentence.block == first.mention.sentence.block
        and total.mention.sentence.index + 1 == first.mention.sentence.index
    )
    together = sum(drafts[i].amount_krw for i in parts)
    if not near or together > total.amount_krw + total.mention.amount.unit_krw * len(parts):
        return []
    return [(i, before, f"announced:{first.mention.sentence.index}") for i in parts]


def _by_topic(drafts: list[Draft], parts: list[int]) -> list[tuple[int, int, str]]:
    """AI 분야에는 … 185억원, … 97억원: parts of the earlier figure for AI 분야 (L10)."""
    if not parts or not drafts[parts[0]].topic:
        return []
    topic = drafts[parts[0]].topic
    sentence = drafts[parts[0]].mention.sentence.index
    for index in range(parts[0] - 1, max(-1, parts[0] - _REACH_BACK), -1):
        candidate = drafts[index]
        if (
            candidate.role is Role.ITEM
            and candidate.mention.sentence.index != sentence
            and _names(candidate.program, topic)
        ):
            children = [i for i in parts if drafts[i].amount_krw < candidate.amount_krw]
            if children and sum(
                drafts[i].amount_krw for i in children
            ) <= candidate.amount_krw + candidate.mention.amount.unit_krw * len(children):
                return [(i, index, f"topic:{sentence}") for i in children]
            return []
    return []


def _names(program: str | None, topic: str | None) -> bool:
    bare = [re.sub(r" ?(?:분야|부문|사업|예산)$", "", text or "") for text in (program, topic)]
    return len(bare[0]) >= 2 and (bare[0] == bare[1] or similarity(bare[0], bare[1]) >= 0.75)
