"""Amounts that are no sum: for one of many (1인당), a limit (최대 … 까지), a threshold, a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingestion.mentions import Mention
from ingestion.money_words import is_light, read_word, words
from ingestion.records import LeftoverReason

# From here on an amount for one person, firm or thing is rarely meant.
_LARGE_FOR_ONE = 500_000_000
# What a ㎡ costs is less than what is built on so many (3000㎡에 45억원을 들여).
_SMALL_AREA = 100_000_000
_REACH = 60
_BRACKETS = re.compile(r"\([^()]*\)")
_EACH = (
    r"(?:(?<![가-힣])(?:\d[\d.,]* ?|한 ?)?(?:{units})|[가-힣](?:업체|기업|농가|가구|세대|시설|학교))당"
    r"(?P<rest>[^,.\"]{{0,24}})$"
)
_THING = r"사람|명|곳|끼|번|회|대|팀|가구|마리|장|그루|농가|편|동|기|채|건|칸|벌|병|권|자리|학급|학교|마을"
_LENGTH = "㎞|km|m|㎡|㎥|평|톤|t|㏊|ha|킬로미터|미터"
_ONE = re.compile(
    rf"(?:^|[ ,(\"'])(?:한|1) ?(?:{_THING}|기업|업체|개사|세트|달|개소)"
    r"(?:에|에게|당|이|은|는|가|마다|꼴로)?(?P<rest>(?: [^ ,.\"]+){0,3}) ?$"
)
_OF_EACH = re.compile(r"당|마다|꼴로|최대|평균|많게는")
_ONE_COSTS = re.compile(
    rf"(?:^|[ ,(\"'])(?:(?:한|1) ?(?:{_THING}|개|{_LENGTH})|[가-힣]+ 하나)"
    r"(?:을|를|이|가|의|에|에게)? "
    r"(?:[^ ,.\"]+ ){0,6}?"
    r"(?:드는|들어가는|짓는|꾸미는|설치하는|설치에|만드는|데는?|값은?|비용[은이]?|나오기까지)"
    r"(?: [^ ,.\"]+){0,5} ?$"
)
_COST_BEHIND = re.compile(
    r"[^,.]{0,16}?(?:든다|드는|들어|들었|들지만|들고|드니|든다면|냈다|아깝|꼴|이다|$)|,"
)
# 등 한 개에 480만원을 주고 산다
_ONE_BOUGHT = re.compile(rf"(?:^|[ ,(\"'])(?:한|1) ?(?:{_THING}|개)에 $")
_BOUGHT = re.compile(r"(?:을|를) (?:주고|받고|내고|줘야|치르)")
_GETS = ("받는", "받을", "받게", "내는", "부담하는")  # 한 사람이 받는 지원금은
# 선정된 기관은 5년간 연 30억원을 지원받는다: each of them.
_CHOSEN = re.compile(
    r"(?:선정된|뽑힌) [가-힣]{1,6}(?:은|는|에|에는|에게|에게는)(?: [^ ,.]+){0,4}? "
    r"(?:연|연간|매년|해마다|매달|각각) $"
)
_BY_TIME = re.compile(
    r"(?:^|[^\d가-힣])(?:매달|매월|다달이|월|시간당|하루|하룻밤|1박에?|일주일에|한 ?달에?|시급|일당)"
    r"(?P<rest>(?: [^ ,.]+)?) ?$"
)
_CHILD = re.compile(
    r"(?:첫|둘|셋|넷|다섯)째(?: ?아이|아|는|는 최대|에게|에게는|부터|부터는|아는|아부터는)? ?$"
)
# 농민에게 연 120만원을 준다, 반쯤 부서진 가구에는 800만원: so little is what each of them gets.
_TO_EACH = re.compile(
    r"(?:[가-힣](?:에게|에게는|께)|(?:가구|세대|농가|어가|업체|점포|가정|유족)(?:에|에는|엔|은|는|의 경우)?)"
    r"(?: (?:연|연간|매년|해마다|최대|각각|약))* ?$"
)
# 아이를 낳으면 1200만원을 준다
_IF = re.compile(r"[가-힣]면(?: [^ ,.\"]+){0,6} ?$")
_GIVEN = re.compile(r"(?:씩)?(?:을|를) (?:[^ ,.]+ ){0,3}(?:준다|준 |주는|지급|지원|받는|받을|드린)")
_LITTLE = 50_000_000
_MEASURE = re.compile(
    r"\d ?(?:(?:시간|분)(?:에|당|마다)?|(?:㎡|제곱미터|평)(?P<area>에|당|마다)"
    r"|(?:㎞|km|m|㎏|kg)(?:당|마다)) ?$"
)
_APIECE = re.compile(r"짜리(?![^,.]{0,16}(?:사업|예산|추경))")
_SHARED_OUT = re.compile(
    r"(?:(?:명|곳|팀|가구|농가|업체|기업|개사|학교|세대"
    r"|(?:\d여?|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열) )개 ?[가-힣·]{1,6})(?:에|에는)|에게|에게는|마다"
    r"|(?<!연도)(?<!단계)별로) ?(?:최대 |평균 |매달 |각각 |각 ){0,2}$"
)
# 'A'와 B에 각각 3억원씩 모두 6억원: dealt out to those named, each of them has a sum of its own.
_DEALT = re.compile(r"각각 ?$")
_SUMMED_UP = re.compile(r"씩,? (?:총|모두|전부|합쳐)")
_FROM_TO = re.compile(r"(?:최대|최고|많게는) ?$")
_TO_ONE = re.compile(r"(?:씩|까지(?: [^ ,.]+)? 차등)")
_LEAST_OF = re.compile(r"(?:최소|적게는) ?$")
_FROM = re.compile(
    r"(?:씩|에서|부터|,)*,? ?(?:최대|최고|많게는) ?[\d,.조억천백만 ]+원?(?:씩|까지(?: [^ ,.]+)? 차등)"
)
_YEARLY = re.compile(r"(?:매년|해마다|연간|연|한 ?해|한 ?해에) ?$")
_PARALLEL = re.compile(
    r"(?:당|한 ?(?:사람|명|곳|대|팀|가구)(?:에|에게)?|매달|매월|월|\d분)(?: [^ ,.]{1,10}){0,2}"
    r" ?[\d,.조억천백만 ]+원?(?:씩|을|를|이고|부터|에서|~|,){1,2} ?"
    r"(?:[가-힣A-Za-z·]{1,12}(?:은|는|에는|에게는)|최대|많게는|\d+분마다)? ?$"
)
_SUMMED = re.compile(r"총|모두|전체|합계|합쳐|예산|사업비")
_CALLED = (
    r"(?:(?:선정되|선정된|뽑히|뽑힌|(?:{applicants})(?:에|에게|에는|에게는|은|는|별로)? ).{{0,24}}"
    r"(?:최대|최고)|[가-힣]별로? ?(?:최대|최고|많게는)) ?$"
)
_LIMIT_BEHIND = re.compile(
    r" ?(?:을|를)? ?(?:한도|이내에서|이내로 (?:[^ ,.]+ ){0,3}?(?:지원|보조|융자|지급)"
    r"|범위에서|범위 안에서|안에서"
    r"|이내의 [가-힣·]*(?:보조금|지원금|자금|인센티브)"
    r"|까지 ?(?:[^ ,.]{1,8} )?(?:융자|지원|빌려|빌릴|대출|받|보조|준다|지급|감면|가능|돌려|환급|보장|신청"
    r"|쓸 수))"
)
# What one reporter, insured or winner may get: 최대 1500만원의 보험금, 신고 포상금은 최대 200만원.
_SMALL_MOST = 100_000_000
_GIFTS = r"(?:포상금|보상금|보험금|상금|지원금|장려금|위로금|수당)"
_MOST_BEHIND = re.compile(rf"(?:의|까지)? ?(?:[가-힣]+ )?{_GIFTS}")
_MOST_BEFORE = re.compile(rf"{_GIFTS}(?:은|는|이|으로)? ?(?:최대|최고) ?$")
_MOST = re.compile(r"(?:최대|최고) ?$")
# 집이 부서지면 최대 1억2000만원
_IF_MOST = re.compile(r"[가-힣]면 (?:최대|최고) ?$")
_LIMIT = re.compile(r"(?:한도|상한|하한)액?(?:은|는|이|가|을|를)? ?(?:최대 ?)?$")
_DEFINED = (
    r" ?(?:어치)?(?:의|을|를)? ?(?:(?:재화|상품|서비스|제품|물건|[가-힣]+[와과나] [가-힣]+)(?:를|을)? )?"
    r"(?:(?:(?:생산|산출)(?:할|하는|될)|만들) ?(?:때|경우)"
    r"|(?:(?:투입|투자|지출)(?:할|하는|될)|쓸|들일|늘) ?때(?:마다| 늘| 느는| 생기| 발생| 유발))"
)
_KIND_ABOVE = (
    r"(?: ?(?:이상|미만|이하|초과)(?:인|의|짜리)?|(?:을|를) 넘지 않는) "
    r"?(?:대형 ?|대규모 ?|신규 ?|공공 ?){0,2}(?:사업|공사|용역|계약|기업|업체|물품)"
    r"(?:은|는|에|만|도|을|를|의|이|가|까지|부터| 가운데| 중)"
    r"|(?:이|을|를) (?:넘는|웃도는|초과하는) (?:대형 ?|대규모 ?|신규 ?|공공 ?){0,2}"
    r"(?:사업|공사|용역|계약|행사)(?:은|는|만|도|마다|에는|이라도)"
    r"|(?:이|도)(?: 채)? 안 되는 (?:[가-힣]+ ){0,2}(?:사업|행사|공사|용역|축제|보조금)"
    r"(?:은|는|에|만|도|이|가|까지|마다)"
    r"| ?(?:이상|미만|이하|초과)(?:의)? 예산을 (?:쓰|들이|투입하)는 "
)
_LINE = re.compile(r"기준 ?(?:금액|액|선)(?:은|는|인|을|이)? ?$")
# 매출 기준은 12억원 이하다
_STANDARD = re.compile(r"(?:기준|자격|조건|요건)(?:은|이|인|을)? ?(?:연 |약 )?$")
_UP_TO = re.compile(r" ?(?:이상|이하|미만|초과)")
# A case supposed (100억원이 넘더라도), a sum dearly missed (1억원이 아쉬운): nothing that is spent.
_SUPPOSED = (
    r"(?: ?이상)?(?:이|을|를|도|가)? ?(?:안 |채 안 )?"
    r"(?:(?:넘|웃돌|밑돌|되|초과하)(?:더라도|어도|아도|으면|면|을 경우|는 경우)|이더라도|이면 |일 경우)"
)
# 총사업비가 500억원을 넘어 심사를 받는다, 300억원에 못 미칠 경우: a line that something passes or misses.
_CROSSED = (
    r"(?:이|을|를) (?:넘어|넘겨|초과해|웃돌아) [^,.]{0,12}(?:예비 ?타당성|예타|심사|심의|조사|승인|대상)"
    r"|에 (?:못 )?미(?:치지 못할|칠|치면|치지 못하면)"
)
# 300억원이 채 안 되고, 30억원도 되지 않는다: it is less, and the text does not say how much.
_SHORT_OF = r"(?:이|도|에도?)? ?(?:채 )?(?:안 (?:되는|되고|된다|되며|됐|돼)|되지 (?:않|못)|못 되는|못 된다)"
_MISSED = r"(?:이|도|조차|이라도) ?(?:아쉬운|아쉽|아쉬웠|아까운|아쉬울)"
# Where a goal is what was passed it is the amount that the result is compared with.
_GOAL = re.compile(r"(?:목표|목표액|목표치|요구액|신청액)(?:인|였던|이던|로 잡은|로 삼은)? ?$")
# 국비 9조원 시대를 열겠다: what is aimed at is a figure.
_AIMS = re.compile(r" ?시대를 (?:열겠|여는 것(?:이|을) 목표|열 계획|열기 위)")
_PASSED = (
    r" ?(?:을|를|선을|대를|원대를|선|고지를?|벽을)? ?(?:처음으로 |처음 |훌쩍 |이미 |크게 )?"
    r"(?:밑돌|돌파|넘어[서선섰설]|넘었|넘겼|넘긴|넘길|시대|클럽)"
)
_BOUND = re.compile(
    rf"(?P<definition>{_DEFINED})|(?P<threshold>{_KIND_ABOVE}|{_SUPPOSED}|{_CROSSED}|{_SHORT_OF})|(?P<passed>{_PASSED})"
    rf"|(?P<opinion>{_MISSED})"
)


@cache
def _each() -> re.Pattern[str]:
    return re.compile(_EACH.format(units=words("counted_units")))


@cache
def _called() -> re.Pattern[str]:
    return re.compile(_CALLED.format(applicants=words("applicants")))


def per_unit_words(mention: Mention) -> str | None:
    """The words that make it an amount for one person, firm, thing, month …; None where none do."""
    left, right = _BRACKETS.sub("", mention.left[-_REACH:]), mention.right
    if _APIECE.match(right):
        return "짜리"
    amount = abs(mention.amount.amount_krw or 0)
    large = amount >= _LARGE_FOR_ONE
    measure = _MEASURE.search(left)
    if measure and (measure["area"] != "에" or amount < _SMALL_AREA):
        return measure.group().strip()
    for pattern in (_each(), _ONE, _BY_TIME):
        found = pattern.search(left)
        if found and pattern is _ONE and large and not _OF_EACH.search(found.group()):
            continue  # 공원 한 곳에 20억원을 들인다
        if found and _says_nothing(found["rest"]):
            return found.group().strip()
    chosen = _CHOSEN.search(left)
    if chosen:
        return chosen.group().strip()
    child = None if large else _CHILD.search(left)
    if child:
        return child.group().strip()
    costs = _costs_of_one(left, right)
    if costs:
        return costs
    each = _TO_EACH.search(left) or (_IF.search(left) if _GIVEN.match(right) else None)
    each = each if amount < _LITTLE else None
    if each:
        return each.group().strip()
    if (
        right.startswith("씩")
        and (_SHARED_OUT.search(left) or (_SUMMED_UP.match(right) and not _DEALT.search(left)))
        and not _YEARLY.search(left)
    ):
        return "씩"
    between = _between_words(mention, left)
    if between:
        return between
    if not large and mention.order and _goes_on(mention):
        return mention.left.strip()
    return None


def _costs_of_one(left: str, right: str) -> str | None:
    """지원금 1억원마다, 한 개에 480만원을 주고, 한 대를 다는 데 1500만원이 든다, 30만원꼴."""
    if right.startswith("마다"):
        return "마다"
    bought = _ONE_BOUGHT.search(left) if _BOUGHT.match(right) else None
    costs = bought or (_ONE_COSTS.search(left) if _COST_BEHIND.match(right) else None)
    if costs:
        return costs.group().strip()
    return "꼴" if right.startswith("꼴") and not _YEARLY.search(left) else None


def _between_words(mention: Mention, left: str) -> str | None:
    """병원에 최소 6억원, 최대 30억원씩: each of them gets so much."""
    behind = mention.sentence.text[mention.until : mention.until + _REACH]
    if (_FROM_TO.search(left) and _TO_ONE.match(behind)) or (_LEAST_OF.search(left) and _FROM.match(behind)):
        return left.rsplit(maxsplit=1)[-1]
    return None


def _goes_on(mention: Mention) -> bool:
    """석사생은 매달 80만원, 박사생은 110만원: what was for one goes on in the same form."""
    return not _SUMMED.search(mention.left) and bool(
        _PARALLEL.search(_BRACKETS.sub("", mention.before[-_REACH:]))
    )


def _says_nothing(rest: str) -> bool:
    """Whether the words between the unit and the amount leave it an amount for one."""
    tokens = rest.split()
    if tokens and tokens[-1][-1] in "은는이가":  # 곳당 새로 짓는 데는, 대당 수리비가
        tokens.pop()
    return all(token in _GETS or is_light(token)[0] or read_word(token).noun for token in tokens)


def ceiling_words(mention: Mention) -> str | None:
    """The words that make it the most that one applicant may get."""
    found = (
        _called().search(mention.left[-_REACH:])
        or _LIMIT_BEHIND.match(mention.right)
        or _LIMIT.search(mention.left[-_REACH:])
    )
    if found is None and abs(mention.amount.amount_krw or 0) < _SMALL_MOST and _MOST.search(mention.left):
        found = _MOST_BEHIND.match(mention.right) or _MOST_BEFORE.search(mention.left[-_REACH:])
    if found is None and abs(mention.amount.amount_krw or 0) < _LARGE_FOR_ONE:
        found = _IF_MOST.search(mention.left)
    return found.group().strip() if found else None


def bound_of(mention: Mention) -> tuple[LeftoverReason, str] | None:
    """Whether the amount only draws a line, in a definition or as a threshold, and the words that say so."""
    line = _LINE.search(mention.left[-_REACH:])
    if line is None and _UP_TO.match(mention.right):
        line = _STANDARD.search(mention.left[-_REACH:])
    if line:
        return LeftoverReason.THRESHOLD, line.group().strip()
    found = _BOUND.match(mention.right[:_REACH])
    if found is None or (found["passed"] and (_GOAL.search(mention.left) or _AIMS.match(mention.right))):
        return None
    named = LeftoverReason.THRESHOLD if found["passed"] else LeftoverReason(found.lastgroup or "")
    return named, found.group().strip()


# 한 대 값은 6억원으로 국비 2억원, 도비 1억원: shares of what one costs.
_SHARE = re.compile(r"(?:[국도시군구]비|보조금|지방비|자부담|본인 ?부담)(?:이|은|는)? ?(?:약 )?$")


def with_shares_of_one(
    mentions: Sequence[Mention], reasons: list[LeftoverReason | None]
) -> list[LeftoverReason | None]:
    """The reasons; shares by source behind what one costs are for one as well, as far as it holds them."""
    result = list(reasons)
    left = 0
    for number, mention in enumerate(mentions):
        value = abs(mention.amount.amount_krw or 0)
        if reasons[number] is LeftoverReason.PER_UNIT:
            left = value
        elif result[number] is None and 0 < value <= left and _SHARE.search(mention.left):
            result[number] = LeftoverReason.PER_UNIT
            left -= value
        else:
            left = 0
    return result
