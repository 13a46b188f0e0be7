"""A stretch of text → the noun phrase in it that can name a programme (CONSTRUCTIONS K01–K04).

Cut from both ends: connectives and time on the left; budget nouns, adverbs and particles on the right;
clauses that only set the scene. The words themselves stand in `rules/phrases.yml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import whitespace

from ingestion.rules import load

# Syllables without a final consonant, and with ㄹ: of 은/는, 이/가, 을/를 and 로 only one form can follow a
# syllable, so that 와이파이 and 하이웨이 end in no particle. Behind other signs the sound is not known.
_OPEN = "".join(chr(syllable) for syllable in range(ord("가"), ord("힣") + 1, 28))
_RIEUL = "".join(chr(ord(syllable) + 8) for syllable in _OPEN)
_OTHER = r"A-Za-z)'\""
_PARTICLE = re.compile(
    r"(?:(?:을|를) (?:위해서?|위한|중심으로|통해|대상으로)|(?:하|시키|되)는 데(?:에는|에|는)?"
    r"|(?:하는|할) (?:일|사업|데)에?(?:는)?|에서는|에게는|에게|으로는|에는|에만|에도|에선|에서|으로"
    rf"|(?<=[가-힣{_OTHER}])(?:에|의|도)"
    rf"|(?<=[{_OPEN}{_OTHER}])(?:는|가|를)|(?<=[{_OPEN}{_RIEUL}{_OTHER}])로"
    rf"|(?<=[가-힣{_OTHER}])(?<![{_OPEN}])(?:은|이|을)) ?$"
)
# 노후관을 바꾸는 데 → 노후관: the verb of a purpose clause is no part of the noun phrase.
_VERB_PURPOSE = re.compile(
    r"^(?P<noun>.{2,60}?)(?:을|를) (?:[^ ]{1,12} ){0,3}[^ ]{0,10}(?:는|은|ㄹ) (?:데|일|사업)(?:에는|에|는)?$"
)
# A count of projects is no name (사업 35건 → 사업).
_COUNTER = r"(?:건의|건|곳|개소|개|명|대|종|개 사업|개 분야|년간|개년|년)"
_COUNTS = re.compile(
    rf"(?:^|(?<= ))(?:총|모두|전체)? ?[\d,]+여? ?{_COUNTER}(?:에|의|으로|은|는|이|가)?$"
    rf"|^[\d,]+{_COUNTER}(?: |$)"
)
# 이 분야 사업비는, 관련 예산: it points back.
_POINTS_BACK = re.compile(
    r"^(?:이|그|관련|해당) (?:분야|사업|부문|예산|과)에?(?: (?:사업비|예산|비용|투입 ?비용))?[은는]?"
    r"(?: .{0,8}(?:보다|대비))?$"
)
# A clause that only sets the scene: 흐름에 발맞춰, 확보하기 위해, …라고 정하고.
_SCENE = re.compile(
    r"^.{2,60}?(?:에 발맞춰|에 맞춰|에 따라|에 대응해|을 위해서는|를 위해서는|하기 위해|기 위해서?),? (?=\S)"
)
# The cost of a thing is no part of its name: 공원 조성비 → 공원 조성.
_COST_OF = re.compile(r"(?<=구축|설치|운영|건립|공사|설계|조성|정비|교체|개발|관리|제작|유지)비$")
_COST_ALONE = 3
_CLAUSE = re.compile(r"(?:하기 위해|기 위해서?|[가-힣]고|[가-힣]며|지만|는데|면서|[가-힣]면) ?,?$")
# What the patterns above need: a look for these is faster than a search that finds nothing.
_SETS_THE_SCENE = ("위해", "맞춰", "에 따라", "에 대응해")
_PURPOSE_ENDS = tuple(noun + case for noun in ("데", "일", "사업") for case in ("", "에는", "에", "는"))
_CLAUSE_ENDS = "해서고며만데면"
_DIGIT = re.compile(r"[\d,]")
_QUOTES = re.compile(r"['\"「」『』`<>]")
_DAY = re.compile(r"\d{1,2}일")


def _words(edge: str) -> str:
    found = sorted((row["word"] for row in load("phrases") if row["edge"] == edge), key=len, reverse=True)
    return "|".join(re.escape(word) for word in found)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:[\s,.·\-:;)\]]+|(?:{_words('lead')})(?=[\s,])"
        r"|[가-힣A-Za-z· ]{0,10}별로(?:는|나누면|나눠 보면|보면)?(?=[\s,]|$)"
        # The council decides; it does not name what the money is for.
        r"|[^\s,]{0,14}(?:의회|예결위|예결특위|상임위|위원회)(?:는|은|가|이|에서는|에서)(?=\s)"
        r"(?: (?:시|도|군|구|교육청)(?:가|청이|이)? ?(?:제출한|낸|요구한)(?=\s))?"
        r"|\d{1,2}일에?(?=\s)|(?:오는 |지난 )?\d{1,2}월(?:에|까지)?(?=\s))"
    )


@cache
def _tail() -> re.Pattern[str]:
    money = rf"(?:{_words('money')})(?:으로|로|은|는|이|가|을|를|만|도|에서)?"
    adverbs = r"(?<![가-힣])(?:총|약|최대|최소|모두|각각)"
    return re.compile(rf"(?:[\s,:·(\[]+|(?<=\s)(?:{_words('tail')})|{adverbs}|(?<=\s){money}|^{money})$")


@cache
def _tail_ends() -> frozenset[str]:
    """The characters that the pattern can end with; most phrases end with none of them."""
    words = (row["word"] for row in load("phrases") if row["edge"] in ("tail", "money"))
    return frozenset(
        {*whitespace, "\u00a0", *",:·([", *"총약대소두각", *"로은는이가을를만도서", *(w[-1] for w in words)}
    )


@cache
def _dangling() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{_words('dangling')})$")


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(str(row["word"]) for row in load("phrases") if row["edge"] == "noun")


def _is_noun(text: str) -> bool:
    """Whether the last syllable is a noun's own (철도), not a particle behind one (철도로)."""
    return text.endswith(_nouns()) and not text[:-1].endswith(_nouns())


# A verb that lost its sentence, an ordinal of a budget, or who decides about it.
_FRAGMENT = re.compile(
    r"(?:^|.* )(?:(?:추가로 |다시 )?(?:편성|증액|감액|삭감|확보|투입|배정|반영|집행|완공|지원|제출|조정)"
    r"(?:해|하|한|할|된|하지 못한)|늘려|줄여|못한|보다|로부터|과정에서)$"
    r"|(?:제 ?)?\d+(?:회|차)|소관|당초.{0,6}|여기|첫해|인데|확정…?|곳당|\S+(?:의회|예결위|위원회|예결특위)"
)


def _is_clause(text: str) -> bool:
    return text.rstrip(" ,")[-1:] in _CLAUSE_ENDS and _CLAUSE.search(text) is not None


def _names_nothing(text: str) -> bool:
    return (
        bool(_FRAGMENT.fullmatch(text))
        or text in _alone()
        or bool(_POINTS_BACK.match(text))
        or bool(_DAY.fullmatch(text))
    )


@cache
def _alone() -> frozenset[str]:
    return frozenset(str(row["word"]) for row in load("phrases") if row["edge"] == "alone")


@lru_cache(maxsize=1 << 14)
def clean(phrase: str, bare: bool = False) -> str | None:
    """`phrase` without particles, budget nouns and quotation marks, or None when nothing is left. A `bare`
    one has lost its particle already (노후 관로)."""
    text = phrase.strip()
    if any(word in text for word in _SETS_THE_SCENE):
        text = _SCENE.sub("", text)
    if _is_clause(text):
        return None
    text = _trim_end(_trim_start(text))
    purpose = _VERB_PURPOSE.match(text) if text.endswith(_PURPOSE_ENDS) else None
    if purpose:
        text = purpose["noun"]
    text = text if bare or purpose or _is_noun(text) else _trim_end(_PARTICLE.sub("", text))
    text = _coordination_head(text)
    text = _trim_start(_QUOTES.sub("", text)).strip(" ,.:;·-")
    if _is_clause(text):
        return None
    counted = _DIGIT.search(text) is not None
    text = _trim_end((_COUNTS.sub("", text) if counted else text).strip())
    text = _trim_end(_dangling().sub("", text).strip())
    text = _trim_end(_COUNTS.sub("", text).strip()) if counted else text
    if text.endswith("비") and (" " in text or len(text) > _COST_ALONE):
        text = _COST_OF.sub("", text)
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ").strip()
    return text if len(text) >= 2 and not _names_nothing(text) else None


def _trim_start(text: str) -> str:
    while match := _lead().match(text):
        text = text[match.end() :]
    return text


def _trim_end(text: str) -> str:
    for _ in range(8):
        if text[-1:] not in _tail_ends():
            break
        shorter = _tail().sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def _coordination_head(text: str) -> str:
    """`A 구축과 B 도입, C 고도화 등 D` is about D (K04); a short list of nouns stays whole."""
    before, mark, head = text.rpartition(" 등 ")
    if mark and len(before) > 24 and len(head) >= 4:
        return head
    return text
