"""Amounts that are no sum: for one of many (1인당), up to a limit (최대 … 까지), a threshold, a definition."""

from __future__ import annotations

import re

from ingestion.mentions import Mention
from ingestion.money_words import is_light, read_word
from ingestion.records import LeftoverReason

# From here on an amount for one person, firm or thing is rarely meant.
_LARGE_FOR_ONE = 500_000_000
_REACH = 60
_COUNTED = (
    r"사람|업체|기업|가구|세대|개소|농가|가정|개사|점포|학급|학교|단지|시간|학생|어린이|과제|필지|상자|시군|시·군|읍면동"
    r"|제곱미터|센터|마을|주택|선박|어가|농민|그루|마리|세트|학기|병원|어르신|인|명|곳|대|건|팀|㎡|평|개|장|회|기|동|㏊|ha|톤|㎏|kg"
    r"|병|권|표|석|구|㎞|km|m|t"
)
_EACH = re.compile(
    rf"(?:(?<![가-힣])(?:\d[\d.,]* ?|한 ?)?(?:{_COUNTED})|[가-힣](?:업체|기업|농가|가구|세대|시설|학교))당(?P<rest>[^,.\"]{{0,24}})$"
)
_ONE = re.compile(
    r"(?:^|[ ,(\"'])(?:한|1) ?(?:사람|명|곳|대|팀|가구|기업|업체|개사|마리|장|그루|농가|편|동|기|채|세트|달|건|개소)"
    r"(?:에|에게|당|이|은|는|가|마다|꼴로)?(?P<rest>(?: [^ ,.\"]+){0,3}) ?$"
)
_ONE_COSTS = re.compile(
    r"(?:^|[ ,(\"'])(?:(?:한|1) ?(?:사람|명|곳|대|팀|가구|마리|장|그루|농가|편|동|기|채|건|개)|[가-힣]+ 하나)(?:을|를|이|가|의)?"
    r" (?:[^ ,.\"]+ ){0,6}?(?:드는|들어가는|짓는|꾸미는|설치하는|설치에|만드는|데는?|값은?|비용[은이]?|나오기까지)"
    r"(?: [^ ,.\"]+){0,5} ?$"
)
_COST_BEHIND = re.compile(r"[^,.]{0,16}?(?:든다|드는|들어|들었|아깝|꼴|이다|$)")
_BY_TIME = re.compile(
    r"(?:^|[^\d가-힣])(?:매달|매월|다달이|월|시간당|하루|하룻밤|1박에?|일주일에|한 ?달에?|시급|일당)(?P<rest>(?: [^ ,.]+)?) ?$"
)
_MEASURE = re.compile(
    r"\d ?(?:(?:시간|분)(?:에|당|마다)?|(?:㎡|제곱미터|평)(?:에|당|마다)|(?:㎞|km|m|㎏|kg)(?:당|마다)) ?$"
)
_APIECE = re.compile(r"짜리(?![^,.]{0,16}(?:사업|예산|추경))")
_SHARED_OUT = re.compile(
    r"(?:명|곳|팀|가구|농가|업체|기업|개사|학교|세대|개 ?[시군구])(?:에|에게|에는|에게는) ?(?:최대 |평균 |매달 )?$|에게(?:는)? ?(?:최대 |평균 |매달 )?$"
)
_PARALLEL = re.compile(
    r"(?:당|한 ?(?:사람|명|곳|대|팀|가구)(?:에|에게)?|매달|매월|월|\d분)(?: ?(?:월|연간|최대|최소|평균|많게는|적게는))* ?"
    r"[\d,.조억천백만 ]+원?(?:씩|을|를|이고|부터|에서|~|,){1,2} ?(?:[가-힣A-Za-z·]{1,12}(?:은|는|에는|에게는)|최대|많게는|\d+분마다)? ?$"
)
_SUMMED = re.compile(r"총|모두|전체|합계|합쳐|예산|사업비")
_RECEIVERS = r"(?:업체|기업|팀|농가|소상공인|대학|청년|가구|점포|창업자|스타트업|학교|단체|법인|조합|시·군|지자체|지방정부|컨소시엄|병원|마을)"
_CALLED = re.compile(
    rf"(?:선정되|선정된|뽑히|뽑힌|{_RECEIVERS}(?:에|에게|에는|에게는|은|는|별로)? ).{{0,24}}(?:최대|최고) ?$"
)
_LIMIT_BEHIND = re.compile(
    r" ?(?:을|를)? ?(?:한도|이내에서|범위에서|범위 안에서|안에서|까지 ?(?:[^ ,.]{1,8} )?(?:융자|지원|빌려|대출|받|보조|준다|지급|감면))"
)
_LIMIT = re.compile(r"한도(?:는|가|액은|액이|를)? ?(?:최대 ?)?$")
_DEFINED = re.compile(
    r" ?(?:어치)?(?:의|을|를)? ?(?:(?:재화|상품|서비스|제품|물건|[가-힣]+[와과나] [가-힣]+)(?:를|을)? )?"
    r"(?:(?:생산|산출|투입|투자|지출|판매)(?:할|하는|될)|만들|쓸|들일|늘) ?(?:때|경우)"
)
_KIND_ABOVE = re.compile(
    r" ?(?:이상|미만|이하|초과)(?:인|의|짜리)? ?(?:대형 ?|대규모 ?|신규 ?|공공 ?){0,2}"
    r"(?:사업|공사|용역|투자사업|계약|기업|업체|물품|건설공사)(?:은|에|만|도|을|의|이|까지|부터)"
)
_PASSED = re.compile(
    r" ?(?:을|를|선을|대를|원대를|선|고지를?|벽을)? ?(?:처음으로 |처음 |훌쩍 |이미 |크게 )?"
    r"(?:밑돌|돌파|넘어[서선섰설]|넘었|넘겼|넘긴|넘길|시대|클럽)"
)


def per_unit_words(mention: Mention) -> str | None:
    """The words that make it an amount for one person, household, firm, thing, month …; None where none do."""
    left, right = mention.left[-_REACH:], mention.right
    if _APIECE.match(right):
        return "짜리"
    measure = _MEASURE.search(left)
    if measure:
        return measure.group().strip()
    for pattern in (_EACH, _ONE, _BY_TIME):
        found = pattern.search(left)
        if found and _says_nothing(found["rest"]):
            return found.group().strip()
    costs = _ONE_COSTS.search(left)
    if costs and _COST_BEHIND.match(right):
        return costs.group().strip()
    if right.startswith("씩") and _SHARED_OUT.search(left):
        return "씩"
    if abs(mention.amount.amount_krw or 0) < _LARGE_FOR_ONE and mention.order and _goes_on(mention):
        return mention.left.strip()
    return None


def _goes_on(mention: Mention) -> bool:
    """석사생은 매달 80만원, 박사생은 110만원: what was for one goes on in the same form."""
    return not _SUMMED.search(mention.left) and bool(_PARALLEL.search(mention.before[-_REACH:]))


def _says_nothing(rest: str) -> bool:
    """Whether the words between the unit and the amount leave it an amount for one."""
    return all(is_light(token)[0] or read_word(token).noun for token in rest.split())


def is_ceiling(mention: Mention) -> bool:
    """Whether it is the most that one applicant may get."""
    return bool(
        _CALLED.search(mention.left[-_REACH:])
        or _LIMIT_BEHIND.match(mention.right)
        or _LIMIT.search(mention.left)
    )


def bound_of(mention: Mention) -> LeftoverReason | None:
    """Whether the amount only draws a line: in a definition, or as a threshold."""
    if _DEFINED.match(mention.right):
        return LeftoverReason.DEFINITION
    if _KIND_ABOVE.match(mention.right) or _PASSED.match(mention.right):
        return LeftoverReason.THRESHOLD
    return None
