"""What a sentence opens by naming (일반회계를 분야별로 보면, SOC 분야에서는), and which earlier figure
that is."""

from __future__ import annotations

import re
from functools import lru_cache

from ingestion.body_names import home_of
from ingestion.clauses import Line, Word
from ingestion.conjugation import Ending
from ingestion.drafts import Draft
from ingestion.funding import sources
from ingestion.merging import similarity
from ingestion.noun_phrases import is_actor
from ingestion.words import Case, Kind

_NAMING = frozenset({Kind.NOUN, Kind.GENERIC, Kind.MONEY, Kind.WHOLE, Kind.BODY, Kind.COUNT})
_OPENS = frozenset({Case.TOPIC, Case.GOAL, Case.PLACE})
# 일반회계를 나눠 보면: the verbs that look into what is their object.
_LOOKS = ("보", "나누", "살펴보", "뜯어보", "들여다보", "살피", "쪼개", "따지", "따져보")
_FOR = ("위하", "위해")
_AMONG = ("가운데", "중", "중에서", "가운데서")
_CASE_OF = ("경우", "경우는", "경우에는")
# 환경 분야의 주요 사업은: what is picked out of it.
_PICKED = ("주요", "대표", "대표적인", "핵심", "가장", "굵직한", "신규")
_ABOUT = ("관련", "관련하", "관련해", "관련해서")
# 정부안에 없던 다리 12억원: told of the bridge, not of the draft.
_HELD = ("없", "있")
_STEPS = ("단계", "차년도")
# Between an object and the verb that looks into it: 분야별로 나눠.
_LOOK_AHEAD = 4
_HOUSES = ("공사", "공단", "재단", "의회", "본부", "학교", "센터")
# What a name may be followed by without naming another thing.
_SUFFIX = re.compile(
    r"(?: ?(?:(?:(?:주요|대표|핵심|신규) )?사업|분야|부문|영역|사업비|예산안?|심사|소관|항목|내역"
    r"|쪽|몫|(?:부담)?분))+$"
)
_BRACKET = re.compile(r" ?\((?P<alias>[^()]*)\)")
# 인공지능(AI) 대전환 is the AI 대전환 later.
_ABBREVIATED = re.compile(r"[^\s()]+ ?\(([A-Za-z0-9가-힣·&-]+)\)")
# 학력 회복과 돌봄: each of both names their amount.
_MEMBERS = re.compile(r"(?<=[가-힣])[과와] |, ?| 및 ")
_MEMBER = 4
# 학교 신·증설 is 학교 신설 as well.
_DOTTED = re.compile(r"(?<![가-힣])([가-힣])·[가-힣]([가-힣])(?![가-힣])")
_JOINTS = re.compile(r"[·,/ ]+")
# From this similarity on a programme is what a name means.
_ALIKE = 0.75
_SHORTEST, _TELLING, _COMPOUND = 2, 3, 6
# What may stand between a name and its amount, and how far before it the name may begin.
_IN_BRACKETS = re.compile(r"\)(?: ?\([^()]*\))?[가-힣]{0,2} ?$")
_UP_TO_AMOUNT = re.compile(r"(?: ?(?:분야|부문|사업비|사업|예산))?(?: ?\([^()]*\))?[가-힣]{0,2} ?$")
_LETTER = re.compile(r"[가-힣A-Za-z0-9·]")
_NEAR = 60


def opening_of(line: Line) -> str | None:
    """The name that a sentence puts first, before its first amount: what it goes on to tell of."""
    words = line.words
    spoken: str | None = None
    for index in range(line.amounts[0] if line.amounts else len(words)):
        word = words[index]
        case = word.case
        head = index
        if word.kind is Kind.ADVERB and case is not Case.BARE and index and words[index - 1].form.stem == ")":
            head = next((i for i in range(index, 0, -1) if words[i].form.stem == "("), 1) - 1
        elif word.kind not in _NAMING:
            if word.kind is Kind.VERB and line.ends_clause(index) and word.form.says != "relate":
                spoken = None
            continue
        if words[head].kind not in _NAMING or not _puts_first(line, index, case):
            continue
        name = _name(line, head)
        actor = words[head].kind is Kind.BODY or is_actor(words[head])
        if not actor:
            return name
        spoken = spoken or name
    return spoken


def _puts_first(line: Line, index: int, case: Case) -> bool:
    words = line.words
    following = words[index + 1] if index + 1 < len(words) else None
    if case in _OPENS:
        held = case is not Case.TOPIC and following is not None and following.form.stem in _HELD
        return not held and (following is None or following.form.says != "relate")
    if following is None:
        return False
    if case is Case.OBJECT:
        for word in words[index + 1 : index + 1 + _LOOK_AHEAD]:
            if word.kind is Kind.VERB:
                if word is following and word.form.stem in _FOR:
                    return True  # 돌봄을 위해 … 30억원
                return word.form.stem in _LOOKS and word.form.ending is Ending.LINK
            if word.case in (Case.OBJECT, Case.GOAL):
                return False
        return False
    if case is Case.MEANS:
        # 공사비로 30억원을: the amount's own purpose.
        cost = _is_cost(words[index]) and following.kind is not Kind.AMOUNT
        return cost or line.text[: words[index].end].endswith("로는")
    return (
        (case is Case.BARE and following.form.stem in _AMONG)
        or (case is Case.OF and following.form.stem in (*_CASE_OF, *_PICKED))
        or (case is Case.WITH and following.form.stem in _ABOUT)
    )


def _is_cost(word: Word) -> bool:
    """시설 개선비로 내진 보강에 30억원: what the amounts behind it are spent on; 국비 is a source."""
    stem = word.form.stem
    return len(stem) >= _TELLING and stem.endswith("비") and stem not in sources()


def _name(line: Line, head: int) -> str:
    """The run of nouns that ends with word `head`."""
    words, start = line.words, head
    while start and _names(words[start - 1]) and words[start - 1].case is Case.BARE:
        start -= 1
    last = words[head]
    closing = "'\"」』>" if line.text[last.start] in "'\"「『<" else ""
    return line.text[words[start].start : last.start + len(last.form.stem) + (2 if closing else 0)].strip(
        "'\"「」『』<>"
    )


def _names(word: Word) -> bool:
    """Whether the word may be part of a name: 1단계 is one, though it tells of time."""
    return word.kind in _NAMING or (word.kind is Kind.PERIOD and word.form.stem.endswith(_STEPS))


@lru_cache(maxsize=4096)
def bare(name: str | None) -> str:
    """A name without the words that only say what kind of thing it is: SOC 분야, 1단계 사업비."""
    return _SUFFIX.sub("", name or "")


def is_named(draft: Draft, name: str) -> bool:
    """Whether the figure is what a name means: by its programme, its body or the words right before it."""
    wanted = bare(name)
    if len(wanted) < _SHORTEST or wanted in _HOUSES:
        return False
    body = draft.body
    own = body.organization if body.organization != body.government else None
    if own is None and body.government is not None and home_of(wanted) == body.government:
        return True  # 충남에서는, of what 충남 was told to get
    for label in (draft.program, draft.funding, own):
        if label and _means(wanted, label):
            return True
    return wanted in draft.mention.left and _stands_before(wanted, draft.mention.left)


def is_short_for(draft: Draft, name: str) -> bool:
    """Whether the name is the head of the figure's compound: 복지 for 사회복지, 교통 for 교통물류; or some of
    its words: 기반 시설 for 디지털 기반 시설 확충."""
    wanted, label = bare(name), bare(draft.program)
    if wanted in _HOUSES:
        return False  # 공사 is a body, not short for 공사채
    if wanted != name and len(wanted) >= _SHORTEST and (draft.program or "").split(" ")[0] == wanted:
        return True  # 감귤 분야는, of what was told as 감귤 산업
    return (len(wanted) >= _TELLING and f" {wanted} " in f" {label} ") or (
        len(wanted) >= _SHORTEST
        and " " not in label
        and len(label) <= _COMPOUND
        and (label.endswith(wanted) or label.startswith(wanted))
    )


@lru_cache(maxsize=4096)
def _names_in(label: str) -> frozenset[str]:
    """The names that a label goes by: as a whole, by its first words, by its other name in brackets."""
    if "위원회" in label:  # 산업건설위 is 산업건설위원회
        return frozenset({bare(label), bare(label.replace("위원회", "위"))})
    if "(" not in label:
        return frozenset({bare(label)})
    return frozenset(
        {
            bare(label),
            bare(_BRACKET.sub("", label)),
            *(m["alias"] for m in _BRACKET.finditer(label)),
            bare(_ABBREVIATED.sub(r"\1", label)),
        }
    )


@lru_cache(maxsize=4096)
def _means(wanted: str, label: str) -> bool:
    """Whether a label says the same, as a whole or by its first words."""
    names = _names_in(label)
    if wanted in names:
        return True
    members = _MEMBERS.split(bare(label))
    if len(wanted) >= _MEMBER and (
        wanted in members or wanted in [_DOTTED.sub(r"\1\2", member) for member in members]
    ):
        return True
    opens = len(wanted) >= _TELLING or "·" in label
    for name in names:
        if opens and name.startswith(wanted) and name[len(wanted)] in " ·(":
            return True
        if similarity(name, wanted) >= _ALIKE:
            return True
    return False


def _stands_before(wanted: str, left: str) -> bool:
    text = left[-_NEAR:]
    at = text.find(wanted)
    while at >= 0:
        before, end = text[at - 1 : at], at + len(wanted)
        if before == "(" and _IN_BRACKETS.match(text, end):
            return True
        if not _LETTER.match(before) and _UP_TO_AMOUNT.match(text, end):
            return True
        at = text.find(wanted, at + 1)
    return False
