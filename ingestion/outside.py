"""What the text keeps out of the total that it speaks of: 별도로, 따로, 다음 추경, 총사업비 (C17)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.mentions import Mention
from ingestion.organizations import Body
from ingestion.rules import load


@cache
def _outside(where: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['word']})" for row in load("outside") if row["where"] == where))


_ASIDE = re.compile(r"^\W*(?:(?:이|그)(?:와|것과)는? )?(?:별도로|별개로|따로)[ ,]")
# 이 밖에 …: what follows stands beside the amount before it, not under it.
_BESIDE = re.compile(
    r"^\W*(?:(?:이|그) ?(?:밖|외)에(?:도|는)?|또한?|아울러|더불어|나아가|이어서?|한편|반면|반대로|다만"
    r"|(?:이와|그와|이에) ?(?:함께|더불어|더해|같이)|(?:여기|이)에 (?:더해|더하여))[ ,]"
)
# 인천시도 …을 편성했다, 환경부 역시: another body beside the one that the text is about.
_ANOTHER = re.compile(r"^\W*(?:[가-힣]+ )?(?P<who>[가-힣A-Z]+?)(?:도|에서도| ?역시| ?또한) ")
_ADDED = re.compile(r"^\W*(?:여기|이)에(?:다|다가)? ")

_SCHOOLS = "교육청"

_LIFE_COST = re.compile(r"총 ?사업비(?:는|가|만|로)? ?(?:총 ?|약 ?)?$")


# 총 248억원을 들여 2027년 완공할 예정이다.
_UNTIL_DONE = re.compile(
    r"^ ?[을를] (?:들여|투입해|투자해)[^.]{0,16}\d{4}년[^.]{0,12}(?:완공|준공|개관|개통|개장|마무리|문을 연)"
)


# 2029년 개통을 목표로 하는 X에는 모두 300억원이 들어간다.
_UNTIL_GOAL = re.compile(
    r"\d{4}년[^.,\d]{0,10}(?:완공|준공|개관|개통|개장|완료|마무리)"
    r"(?:까지 (?:모두 |총 |약 )*$|(?:을|를|이|가)? ?"
    r"(?:목표|앞두|앞둔|예정)[^.억조]{0,40}(?:모두|총|통틀어) ?(?:약 )?$)"
)


def is_life_cost(mention: Mention) -> bool:
    """Whether it is what a project costs over all its years (H01)."""
    return bool(
        _LIFE_COST.search(mention.before)
        or _UNTIL_DONE.match(mention.right)
        or _UNTIL_GOAL.search(mention.before)
    )


def names_also(mention: Mention, body: str) -> bool:
    """Whether its sentence turns to the body beside another: 인천시도, 시도 …을 편성했다."""
    match = _ANOTHER.match(mention.sentence.text)
    who = match["who"] if match else ""
    return bool(who) and body.endswith(who[-1]) and (len(who) == 1 or body.startswith(who[:2]))


def shares_budget(one: Body, other: Body) -> bool:
    """Whether one council votes one budget for both: the education office of a province has its own."""
    schools = {body.organization.endswith(_SCHOOLS) for body in (one, other)}
    return one.government == other.government and len(schools) == 1


def is_beside(text: str) -> bool:
    """Whether a sentence goes on beside the one before it: 이 밖에, 또, 아울러."""
    return bool(_BESIDE.match(text))


def opens_aside(text: str) -> bool:
    """Whether a sentence sets itself and those behind it in its paragraph apart."""
    return bool(_ASIDE.match(text))


def is_added(mention: Mention) -> bool:
    """Whether its sentence adds to what was said before: 여기에 더해 … ."""
    return bool(_ADDED.match(mention.sentence.text))


def is_outside(mention: Mention, cut: bool = False) -> bool:
    """Whether its sentence sets the amount apart from what was said before; what a cut leaves out (7억원이
    빠졌다) is what it is made of."""
    before = _outside("before").search(mention.before)
    return bool(before or (not cut and _outside("after").match(mention.after)))
