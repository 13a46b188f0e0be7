"""What the text keeps out of the total that it speaks of: 별도로, 따로, 다음 추경, 총사업비 (C17)."""

from __future__ import annotations

import re
from functools import cache

from ingestion.mentions import Mention
from ingestion.rules import load


@cache
def _outside(where: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['word']})" for row in load("outside") if row["where"] == where))


# 인천시도 …을 편성했다, 환경부 역시: another body beside the one that the text is about.
_ANOTHER = re.compile(r"^\W*(?:[가-힣]+ )?[가-힣]+[시도군구청부처원단사](?:도(?! ?교육청)|에서도| ?역시| ?또한) ")
_ADDED = re.compile(r"^\W*(?:여기|이)에(?:다|다가)? ")


_LIFE_COST = re.compile(r"총 ?사업비(?:는|가|만|로)? ?(?:총 ?|약 ?)?$")


# 총 248억원을 들여 2027년 완공할 예정이다.
_UNTIL_DONE = re.compile(
    r"^ ?[을를] (?:들여|투입해|투자해)[^.]{0,16}\d{4}년[^.]{0,12}(?:완공|준공|개관|개통|개장|마무리|문을 연)"
)


def is_life_cost(mention: Mention) -> bool:
    """Whether it is what a project costs over all its years (H01)."""
    return bool(_LIFE_COST.search(mention.before) or _UNTIL_DONE.match(mention.right))


def names_another(mention: Mention) -> bool:
    """Whether its sentence turns to another body: 인천시도 …을 편성했다."""
    return bool(_ANOTHER.match(mention.sentence.text))


def is_added(mention: Mention) -> bool:
    """Whether its sentence adds to what was said before: 여기에 더해 … ."""
    return bool(_ADDED.match(mention.sentence.text))


def is_outside(mention: Mention) -> bool:
    """Whether its sentence sets the amount apart from what was said before."""
    return bool(_outside("before").search(mention.before) or _outside("after").match(mention.right))
