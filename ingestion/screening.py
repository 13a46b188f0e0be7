"""Budget figure or not: the reason why an amount is a leftover, from the closed list of `LeftoverReason`.

What an amount is, the noun nearest to it says: the head behind it (300억원의 매출), the noun before it
(매출 300억원), the verb whose object it is (300억원을 수출했다), then what the clause is about (매출은 …) or
who pays (기업이 …). A noun of budgets in the same place takes the word away from all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingestion.frozen import dataclass
from ingestion.funding import fills_a_hole, is_revenue, pays_for_a_sum
from ingestion.mentions import Mention
from ingestion.money_words import (
    HEDGED,
    Noun,
    budgeted,
    is_given,
    is_light,
    keeps_charge,
    leftover_verb,
    read_word,
)
from ingestion.opinions import called_for, opinion_words, said_by_others
from ingestion.payers import private_payer
from ingestion.records import LeftoverReason
from ingestion.text import is_bullet
from ingestion.unit_amounts import bound_of, ceiling_words, per_unit_words

# How far around an amount its own words reach.
_REACH, _WORDS = 72, 12
# Nobody budgets less than a million won, or nothing; beside 억 a small amount is a slip of the unit (N01).
_LEAST = 1_000_000
# Below this a fee or a benefit is what one pays or gets; above, what a public body spends on all.
_SMALL = 100_000_000
# Ten thousand 조, some ten times the state's whole budget: a number of something else, or a slip.
_MOST = 10**16
_IN_EOK = re.compile(r"\d ?억")
# A sum in other money, told again in won: 500만달러(약 70억원).
_CONVERTED = re.compile(r"(?:달러|유로|엔|위안|파운드) ?\((?:약|한화|우리 돈|우리 돈 약|한화 약)? ?$")
_WON_APART = re.compile(r"(?<=[억만조천]) 원")
_BRACKETS = re.compile(r"\((?!주\))[^()]*\)")
_TO_HEAD = re.compile(
    r" ?(?:이상|이하|미만|이내|어치|이 넘는|가까운|에 이르는|에 달하는)? ?"
    r"(?:(?:규모|안팎|정도|상당|가량)?의)? "
    r"|(?:규모)?(?:으로|로) (?:조성|결성|추산|추정|예상|전망|알려|커|성장)[가-힣]{0,2}"
    r"(?:[될된할한진질]|되는|하는|지는) (?:것으로 (?:예상|전망|추산|추정|기대|보)[가-힣]{1,3} )?"
)
_HEAD_WORDS = 5
_PREDICATE = (
    r"추산|추정|집계|전망|예상|예측|관측|이르|이른|이를|달하|달한|달해|달할|그치|그친|그칠|그쳤|머무|머물|불과|육박"
    r"|늘|줄|커|뛰|올|감소|증가|불어|빠지|빠질|빠졌|빠진|치솟|넘|기록|들어오|들어올|들어왔|걷히|걷힐|걷혔|느는|준다|나왔|나온|나올|남았|남은|생기|생겼|발생|쌓"
    r"|모자라|모자랐|부족|났|나는|난다|날 "
    r"|가깝|가까|입니다|이에요|예요|이죠|됐|된|될|되|조사|나타|파악|내다|점쳐|계산|평가|잡|걷|이다|이었|였|인|이라|이며|이고|이나|상당"
)
_MEASURED = re.compile(
    rf"{HEDGED}(?:(?:을|를) (?:[^ ,.]+ )?"
    r"(?:넘|기록|달성|돌파|웃돌|올리|올렸|올린|상회|찍|이루|이뤘|거두|거뒀|밑돌)"
    rf"|(?:으로|로|에|까지|이|가|은|도)? ?(?:더 |덜 |크게 )?(?:{_PREDICATE}|[,.)\"']|$)| 등으로 |에서 |보다 )"
)
_FORECAST = re.compile(
    rf"{HEDGED}(?:(?:으로|로|에)? ?(?:추산|추정|전망|예상|예측|관측|성장|커|이르|이른|달하|달한|달할|이를)"
    r"|(?:을|를|이|가) (?:넘|돌파|웃돌))"
)
_MADE_INTO = re.compile(rf"{HEDGED}(?:으로|로|에서)(?: |$)")
# 지방세를 4조원 걷는다: the bare amount tells how much of the object.
_ADVERBIAL = re.compile(
    rf"{HEDGED} (?:더 |덜 )?(?:걷|거[두둬뒀둘]|부과|징수|올[리려렸]|내[려린]|낮[춰춘]|늘[리렸]|달성|냈)"
)
_PAID_OUT = re.compile(r" ?(?:을|를|이|가)? ?(?:(?:[^ ,.]+ ){0,2}?)(?:지원|보전|보상|지급|투입|상환|갚)")
_PAID_FOR = frozenset({LeftoverReason.DAMAGE, LeftoverReason.PRICE, LeftoverReason.PENALTY})
_FOR_A_BUDGET = frozenset(
    {
        LeftoverReason.PRICE,
        LeftoverReason.DONATION,
        LeftoverReason.DAMAGE,
        LeftoverReason.PENALTY,
        LeftoverReason.PER_UNIT,
        LeftoverReason.INVESTMENT,
        LeftoverReason.FUND,
        LeftoverReason.LOAN,
    }
)
# What happens to a budget: carried over, saved.
_DESPITE_BUDGET = frozenset({LeftoverReason.CARRYOVER, LeftoverReason.ECONOMIC_EFFECT})
# 세수 호조를 반영해 … 늘어난: the grounds of a sum and its growth do not end what the clause is about.
_GROUNDS = ("반영해", "감안해", "고려해", "포함해", "힘입어", "성장해", "늘어", "줄어", "불어나")
# 시비 40억원, 민간투자 20억원: private money in a list of sources is a part of their total (ANNOTATION.md).
_BESIDE_PUBLIC = re.compile(r"(?:[국도시군구]비|지방비)[^,]{0,8}\d[\d,.조억천백만]*원?, 민간투자 ?$")
_CLAUSE_END = tuple("해어아려져여며고서면데자게커라록지")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an amount is no figure, and the word that says so."""

    reason: LeftoverReason
    word: str


def leftover_reason(mention: Mention, beside: Sequence[Mention] = ()) -> LeftoverReason | None:
    """Why the mention is no figure, or None when it is one."""
    verdict = leftover_verdict(mention, beside)
    return verdict.reason if verdict else None


def leftover_verdict(mention: Mention, beside: Sequence[Mention] = ()) -> Verdict | None:
    """Why the mention is no figure, with the word that decides; None when it is one. `beside` are the
    amounts of the sentences before and behind."""
    amount = mention.amount
    if amount.currency != "KRW":
        return Verdict(LeftoverReason.FOREIGN_CURRENCY, amount.currency)
    if amount.amount_krw is None:
        return Verdict(LeftoverReason.INDEFINITE, amount.text)
    if max(abs(amount.amount_krw), amount.amount_max_krw or 0) > _MOST:
        return Verdict(LeftoverReason.IMPLAUSIBLE, amount.text)
    if _CONVERTED.search(mention.before[-_REACH:]):
        return Verdict(LeftoverReason.RESTATEMENT, amount.text)
    verdict = _by_words(mention)
    if verdict is None and (speaker := said_by_others(mention, mention.right)):
        return Verdict(LeftoverReason.OPINION, speaker)
    if verdict is None and abs(amount.amount_krw) < _LEAST and not _among_budgets(mention, beside):
        return Verdict(LeftoverReason.NO_BUDGET_CUE, amount.text)
    return verdict


def _among_budgets(mention: Mention, beside: Sequence[Mention]) -> bool:
    """Whether it is one of a list in 억, in its sentence or as an item (○) among others."""
    if not mention.amount.amount_krw:
        return False
    items = mention.bulleted and any(m.bulleted and _IN_EOK.search(m.amount.text) for m in beside)
    return items or (mention.of > 1 and bool(_IN_EOK.search(mention.sentence.text)))


def _by_words(mention: Mention) -> Verdict | None:
    right = mention.right[:_REACH]
    if is_revenue(mention.sentence.text, mention.at):
        return Verdict(LeftoverReason.REVENUE, "세입")
    bound = bound_of(mention)
    if bound and bound[0] is LeftoverReason.DEFINITION:
        return Verdict(*bound)
    if for_one := per_unit_words(mention):
        lent = leftover_verb(right)  # 업체당 2억원까지 융자한다: what one may borrow is a loan
        is_loan = lent and lent[0] is LeftoverReason.LOAN
        return Verdict(LeftoverReason.LOAN if is_loan else LeftoverReason.PER_UNIT, for_one)
    if most := ceiling_words(mention):
        return Verdict(LeftoverReason.CEILING, most)
    if called_for(mention.before, right):
        return Verdict(LeftoverReason.OPINION, "필요하다")
    words = _words_before(mention)
    made_into = bool(_MADE_INTO.match(right))
    if bound:
        named = _nearest(words, made_into) or _topic(words)
        return (_decided(mention, *named, right) if named else None) or Verdict(*bound)
    nearest = _nearest(words, made_into)
    head, close = _head_behind(mention, right)
    if head and (close or head.reason is not None or nearest is None):
        return Verdict(head.reason, head.word) if head.reason else None
    noun = nearest[0] if nearest else None
    done = leftover_verb(right)
    if done and (noun is None or noun.reason is not None or done[0] in _DESPITE_BUDGET):
        return Verdict(*done)
    if nearest:
        if fills_a_hole(nearest[0].word, mention.before[-_REACH:], right):
            return Verdict(LeftoverReason.REVENUE, nearest[0].word)
        return _decided(mention, *nearest, right)
    opinion = opinion_words(mention, right)
    if opinion:
        return Verdict(LeftoverReason.OPINION, opinion)
    payer = private_payer(mention, words, right)
    if payer:
        return Verdict(LeftoverReason.INVESTMENT, payer)
    topic = _topic(words)
    return _decided(mention, *topic, right) if topic else None


def _words_before(mention: Mention) -> list[str]:
    """The words of the sentence before the amount, the nearest first."""
    before = mention.left if mention.bulleted else mention.before
    plain = _BRACKETS.sub(" ", before[-_REACH:]).replace("(", " ")  # 과징금(최대 10억원
    plain = _WON_APART.sub("원", plain) if " 원" in plain else plain
    return plain.split()[: -_WORDS - 1 : -1]


def _nearest(words: list[str], made_into: bool) -> tuple[Noun, str, bool] | None:
    """The noun right before the amount, its particle, and whether words of measure stand between; they may
    be the object that is `made_into` the amount: 징수 목표를 4500억원으로 잡았다."""
    particle, measured = "", False
    for place, token in enumerate(words):
        light, own = is_light(token)
        if light:
            listed = token.endswith(",") and place > 0 and not token[0].isdigit()
            if listed or (token.endswith(("을", "를", "의")) and not (own and made_into and not place)):
                return None
            particle, measured = particle or own, measured or token.startswith("규모")
            continue
        if token.endswith(","):
            return None
        word = read_word(token)
        before = words[place + 1] if place + 1 < len(words) else ""
        kept = keeps_charge(before, token) if before else None
        if kept:
            return kept[0], kept[1] or particle, measured
        noun = word.noun
        if before:
            glued = read_word(before + token).noun  # 투자 유치
            noun = glued if glued and (noun is None or len(glued.word) > len(noun.word)) else noun
        return (noun, word.particle or particle, measured) if noun else None
    return None


def _topic(words: list[str]) -> tuple[Noun, str, bool] | None:
    """The noun that the clause is about, where only adverbs and their like stand before the amount."""
    measure = ""
    for place, token in enumerate(words):
        light, own = is_light(token)
        if light:
            if token.endswith(("을", "를")):
                return None
            measure = own if own in ("은", "는") else measure  # 징수 실적은 목표의 48%인 2300억원이다
            continue
        word = read_word(token)
        if measure and word.noun and not word.particle:
            return word.noun, measure, True
        measure = ""
        if word.is_subject and (word.noun or word.particle not in ("이", "가")):
            return (word.noun, word.particle, False) if word.noun else None  # 매출은 대구가 300억원
        if word.noun and word.noun.reason is None and place:
            return None
        ends = token.endswith(_CLAUSE_END) and not token.endswith(_GROUNDS)
        if ends or token[-1] in ",\"'":
            return None
    return None


def _decided(mention: Mention, noun: Noun, particle: str, measured: bool, right: str) -> Verdict | None:
    """What the noun before an amount makes of it, in view of the particle and of the words behind."""
    reason = noun.reason
    if reason is None or noun.place == "behind" or is_given(noun, mention.amount.amount_krw or 0):
        return None
    if reason in (LeftoverReason.REVENUE, LeftoverReason.CARRYOVER) and pays_for_a_sum(
        mention.before[-_REACH:], right
    ):
        return None
    if reason in _FOR_A_BUDGET and budgeted().match(right):
        return None
    if noun.word == "민간투자" and _BESIDE_PUBLIC.search(mention.before):
        return None
    small = abs(mention.amount.amount_krw or 0) < _SMALL
    if reason in _PAID_FOR and not small and _PAID_OUT.match(right):
        return None
    is_topic = particle in ("은", "는", "이", "가", "도", "만", "들은", "들이")
    if noun.place == "measured":
        decides = is_topic and (measured or bool(_FORECAST.match(right)))
    elif is_topic:
        decides = bool(_MEASURED.match(right) or _MADE_INTO.match(right)) and (
            small or not noun.small or reason is LeftoverReason.PRICE
        )
        decides = decides or (small and noun.small)
    elif particle in ("을", "를"):
        decides = bool(_MADE_INTO.match(right) or _ADVERBIAL.match(right))
    elif particle in ("", "으로", "로", "이란", "란"):
        decides = small or not noun.small
    else:
        decides = False
    return Verdict(reason, noun.word) if decides else None


def _head_behind(mention: Mention, right: str) -> tuple[Noun | None, bool]:
    """The noun that the amount belongs to (300억원의 매출, 500억원 규모의 창업 펀드), and whether it is the
    next word or joined to it by 의, so that no noun before the amount comes between."""
    opening = _TO_HEAD.match(right)
    if not opening or mention.has_parts_behind:
        return None, False
    head: Noun | None = None
    last = ""
    close = opening.group() != " "
    for token in right[opening.end() :].split(" ", _HEAD_WORDS)[:_HEAD_WORDS]:
        if not token or is_bullet(token[0]):
            break
        word = read_word(token.rstrip(","))
        kept = keeps_charge(last, token.rstrip(",")) if last else None
        noun = kept[0] if kept else word.noun
        if last and noun is None:
            noun = read_word(last + token.rstrip(",")).noun
        close = close or (noun is not None and not last)
        if word.particle or token[-1] in ",.)\"'…":
            head = noun
            break
        head, last = noun, token
    measured = "의" in opening.group() or "로 " in opening.group() or mention.amount.hedge
    if head is None or (head.place == "measured" and not measured):
        return None, False
    if head.reason in _FOR_A_BUDGET and budgeted().match(right[opening.end() :]):
        return None, False
    if head.small and abs(mention.amount.amount_krw or 0) >= _SMALL:
        return None, False
    return head, close
