"""Who pays: a firm that puts money of its own into something, or a public body (CONSTRUCTIONS I02)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.mentions import Mention
from ingestion.money_words import HEDGED, payers, read_word

# How far behind an amount the thing is named that it builds.
_REACH = 72
_PUBLIC = re.compile(
    r"(?:[시도군구]|정부|[가-힣](?:부|청|처|국|과)|교육청|공사|재단|공단|진흥원|의회|위원회|당국)(?:은|는|이|가|도)$"
)
_ADNOMINAL = re.compile(r"[가-힣](?:는|은|던|[한된할될든쓴낸진온간운린긴힌])$")
_PAYS = re.compile(
    rf"{HEDGED}(?:(?:을|를|씩|까지) ?|(?:로|으로|의) (?=(?:[^ ]+ )?투자)| ?(?=투자|들여))"
    r"(?!(?:[^ ,.]+ )?(?:받|지원받|지원 받|확보|따|요청|요구))"
)
# What firms bear of a total that is divided by who pays is one of its parts (ANNOTATION.md).
_BEARS = re.compile(r"(?:을|를) ?(?:[^ ,.]+ ){0,2}(?:부담|분담)")
# Firms whose names no list holds are known by what they build.
_BUILDS = re.compile(
    r"[을를] (?:투자|투입|들여|들이)[^.]{0,48}(?:공장|본사|생산시설|생산설비|제조시설|생산라인)"
    r"(?:[을를]| 등을|[과와] [^ .]+[을를]) "
    r"(?:[^ .]+ ){0,2}(?:신설|건설|건립|증설|짓|지을|지어|세우|세운|옮기|옮긴|이전|늘리|늘린|신축|확장)"
)
_ON_ITS_LAND = re.compile(r"(?:㎡|평|㏊)(?:의)? ?(?:부지)?에 (?:총 )?$")
_INVESTS = re.compile(r"(?:을|를)(?:,| 투자)")
_OFFICE = re.compile(r"(?:센터|단|원|회|관|소|단체|조합|법인|사업|계획|투자|공장)[이가은는도]$")
_SPENDS = re.compile(r"(?:을|를) (?:[^ ,.]+ )?(?:투자|투입|들여|들이)")
_PROJECT = re.compile(r"(?:사업|계획|단지|센터|지구|시설|공장|프로젝트|파크|밸리|클러스터)[은는]$")


# 통신 3사가
_THEY = re.compile(r"\d사[가-힣]{1,2}$")


@cache
def _kind_of_payer() -> re.Pattern[str]:
    return re.compile(rf"(?:{payers()})$")


@cache
def _payer() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{payers()})(?:들|사)?|\d사|[두세네] 회사)(?:이|가|은|는|도|들이|들은)$")


@cache
def _payer_behind() -> re.Pattern[str]:
    names = rf"(?:[^ ,.]+ )?[가-힣]*(?:{payers()})"
    return re.compile(
        rf"(?:을|를) (?:(?:[^ ,.]+ )?(?:투자|들인|들이|내기로)[^ ,.]{{0,5}}(?: 한)? {names}"
        rf"|(?:{names})(?:이|가|에서) (?:[^ ,.]+ )?(?:낸|내|부담|대|투자|들))"
        rf"|(?:은|는) (?:[^ ,.]+ )?(?:{payers()})(?:들)?(?:이|가|에서) (?:직접 |따로 )?(?:낸|냈|댄|댔|투자)"
    )


@cache
def _payer_before() -> re.Pattern[str]:
    """대기업들이 올해 투자하는 금액은: a firm, what it invests and the word for that."""
    return re.compile(
        rf"(?:{payers()})(?: [가-힣]+)?(?:들)?(?:이|가) [^,.]{{0,24}}"
        r"(?:투자|투입|들이|출자)(?:한|하는|할|는|기로 한)"
        r" (?:금액|돈|액수|규모|자금|투자금|투자액)(?:은|는|이|가|만|도) (?:[^ ,.\d]+ ){0,2}$"
    )


def private_payer(mention: Mention, words: list[str], right: str) -> str | None:
    """The firm that puts the amount in, where no public body is the one who pays."""
    if mention.of > 1 and _BEARS.match(right):
        return None
    behind = _payer_behind().match(right)
    if behind:
        return behind.group().split(" ")[-1]
    told = _payer_before().search(mention.before[-_REACH:])
    if told:
        return told.group().split(" ")[0]
    if not _PAYS.match(right):
        return None
    relative = False
    for place, token in enumerate(words):
        counted = token[0].isdigit() and place + 1 < len(words) and not _THEY.match(token)
        subject = words[place + 1] + token[-1] if counted else token  # 기업 3곳이
        if subject[-1] in "이가은는도":
            if _payer().search(subject):
                return None if relative and subject[-1] in "이가" else subject
            if _PUBLIC.search(subject):
                return None
            # 버스 제조사 가온모터가: a name behind the word for what it is.
            named = place + 1 < len(words) and not _OFFICE.search(subject)
            if named and not relative and _kind_of_payer().search(words[place + 1]) and _SPENDS.match(right):
                return subject
        relative = relative or (_ADNOMINAL.search(token) is not None and not read_word(token).noun)
    if _ON_ITS_LAND.search(mention.left) and _INVESTS.match(right):
        return "투자"
    builds = words and words[-1][-1] in "은는" and not _PROJECT.search(words[-1])
    return words[-1] if builds and _BUILDS.match(mention.after[:_REACH]) else None
