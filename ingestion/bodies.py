"""A body, a mention of one, and what the words behind its name say: it acts, speaks, takes part, receives."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from ingestion.body_names import LETTERS, STATE


class Body(NamedTuple):
    """A government and, within it, the most specific organization named (the government itself when none)."""

    government: str | None
    organization: str


class BodyMention(NamedTuple):
    """`sentence.text[start:end]` names `body`. A `subject` rules what follows; `part` is a bureau or
    division, which rules its own sentence only; a partner rules nothing. A `speaker` stands for the body
    (오 시장은); a `receiver` is given the money of the sentence (B시에 30억원을 지원); what follows a `label`
    is about its body (■ 노원구=)."""

    start: int
    end: int
    body: Body
    subject: bool
    part: bool
    topic: bool = False
    speaker: bool = False
    receiver: bool = False
    partner: bool = False
    label: bool = False


_SUBJECT = re.compile(
    r"(?:은|는|이|가|에서는|에서|도|의)?(?=[\s,(]|$)"
    r"|(?:은|는|이|가|도|의|에선|에는|와|과)(?=[^가-힣]|$)"
)
_TOPIC = re.compile(r"은|는|도(?=[\s,])|에서는|에선| 역시(?= )")
_LABEL, _BULLETS = re.compile(r" ?[=＝〓]"), " \t■□▲△▶▷●○◆◇◎-·*[<"
# 부여군(군수 박정현)은
_ASIDE = re.compile(r"\([^()]{1,20}\)")
# A particle, or nothing of a word: 서울시도시공사 and 서울시과학관 do not name 서울시.
_PARTICLE = re.compile(
    rf"(?=[^{LETTERS}0-9]|\d|$)|은(?!행)|는|측|본청|차원"
    r"|(?:에(?:서|게|선)?(?:는|도|만|의|부터|까지|조차|처럼)?|엔|이나|나|이|가|의|도|(?:와|과)(?:의|는|도)?"
    r"|(?:으)?로(?:부터|서|써)?(?:는|도|의)?|를|을|보다(?:는|도)?|만(?:의|이|을)?|처럼|까지|부터|마다|별로|발|당국"
    r"|뿐(?:만)?|조차|이?(?:라며|라는|라고|자|지만|므로|며|다|고|든)|인|임을|였|이었)"
    rf"(?![{LETTERS}])"
)
# Who speaks for it: its head or its people. A title without a particle (서울시장 선거) names no one.
_TITLE = re.compile(
    r"(?:장|수|지사|청장|원장| ?(?:[가-힣]{2,4}|[12제]{1,2})?(?:부시장|부지사|부군수|부구청장|차관)"
    r"| ?(?:장관|위원장|처장|청장)|도지사)(?=은|는|이 |가 |도 )"
    r"| ?(?:관계자|당국자|대변인|당국)"
)
# 구청은 is 구; 구청 앞 is a place.
_HALL = re.compile(r"청(?=은|이 |에서는|에선|과 함께|도 )")
_COUNCIL = re.compile(r" ?(?:의회|의원|의장)")
# 시민과 함께하는 새길 is the name of a programme.
_IN_A_NAME = re.compile(r"(?:와|과) ?함께하는")
_PARTNER = re.compile(
    r"(?:와|과)(?:의|는)? ?(?:함께|손잡|손을|협력|공동|협약|업무협약|힘을|협업|협의|연계|뜻을|맞손|공조)"
    r"|(?:에|에게) ?[가-힣 ]{0,12}(?:건의|요청|신청|청해|제출|요구|촉구|제안|호소)"
    r"|보다|(?:으)?로부터|에서 ?(?:\d[\d,.조억천백만 ]*여?원(?:가량)?을 )?(?:지원받|받|따)"
    r"|의 (?:지원|도움|보조|승인|심사|평가)"
    r"|(?:이|가) (?:낸|준|내려 ?준|내려보낸|보태 ?준|교부한|지원한) "
    r"(?:[^ ]+ )?(?:보조금|교부금|교부세|지원금|분담금|출연금|출자금|돈)"
    r"|(?:이|가|에서) [^.]{0,12}(?:주관|주최|추진|시행|실시|진행|공고|모집|발표)(?:하는|한) [^.]{0,30}공모"
    r"|의? (?:[^.,\d]{0,20}공모|주관|주최)"
    # 시가 주는 전출금 30억원: who gives money away does not spend it.
    r"|(?:이|가|에서) (?:따로 |새로 |직접 |해마다 |매년 )?"
    r"(?:(?:지원|보조|교부|배정|출연)(?:하는|한)|(?:내려 ?)?(?:주는|준)|내려 ?(?:보낸|보내는)|대는) "
    r"(?=(?:[가-힣·]{2,12} ?)?\d)"
)
# Money in hand, then the verb of giving it, within one clause; 대구시에 투입 spends it at a place.
_GIVES = (
    r"(?:(?:지원|교부|배정|배분|보조|지급|전달|할당|배부|출연|전출)"
    r"(?!금|세|을? ?(?:받|요청|건의|신청|촉구|요구)|해 ?(?:달라|줄))"
    r"|내려|나눠|준다|줬|준 |보낸|보냈|돌아간|돌아갔|간다|얹어)"
)
_GIFT = re.compile(rf"(?:[조억만천백\d]원|[조억만]) ?[^.\d]{{0,40}}?{_GIVES}")
# 30억원을 B시에 지원했다
_GIVEN_AT_ONCE = re.compile(rf"(?:에게|에) (?:각각 |모두 |추가로 |우선 )?{_GIVES}")
_GIVEN_TO = re.compile(r"(?:에게는|에게|에는|에도|에|엔)(?![가-힣])")
# How far behind the one that gets it the money may be.
_REACH = 60


# 부산시 보조금, 서울시 출자금: the government that gives the money does not spend it.
_CONTRIBUTES = re.compile(
    r"(?:의)? ?(?:특별교부세|특별교부금|특별조정교부금|조정교부금|교부금|교부세|보조금|지원금"
    r"|출연금|출자금|분담금|매칭|위탁사업비|위탁금|대행사업비)"
)

# 정부 추경은 13조원이다: money told of beside a city's own.
_ITS_BUDGET = re.compile(
    r"의? (?:전체 |총 )?(?:(?!지원|보조|공모|매칭)[가-힣\dA-Za-z&·]{1,7} ){0,2}?"
    r"(?:본예산|추경|추가경정예산|예산|총지출)안?(?:은|이|도) "
)


# 옹진군 7개 섬에, 고흥군 녹동과 진도군 서망 등 9곳이 뽑혀 모두 900억원을: places, which get it together.
_OF_SEVERAL = re.compile(
    r" \d+개 [가-힣]{1,4}(?:에|을|의) "
    r"|[^.\d]{0,24} 등 ?(?:모두 |총 )?\d+ ?(?:곳|개소|군데|개 ?(?:지구|마을|항|사업))"
)


def name_ends(text: str, end: int) -> bool:
    """Whether the name that ends there is no piece of a longer word."""
    return bool(_PARTICLE.match(text, end))


def named(text: str, start: int, end: int, body: Body, part: bool = False) -> BodyMention | None:
    """What `text` says of the body that it names there; None where a longer word holds the name, where the
    name is a place, and of a council, which spends nothing."""
    if _COUNCIL.match(text, end) or _IN_A_NAME.match(text, end):
        return None
    spoken = _TITLE.match(text, end) or _HALL.match(text, end)
    if spoken:
        return mention_of(text, start, spoken.end(), body, part)._replace(speaker=True)
    return mention_of(text, start, end, body, part) if name_ends(text, end) else None


def is_paid_into(text: str, mention: BodyMention, main: Body) -> bool:
    """도신용보증재단 출연금 in a city's text: what the city pays into a house of another government."""
    house = mention.body.organization != mention.body.government != main.government
    return house and bool(_CONTRIBUTES.match(text, mention.end))


def mention_of(text: str, start: int, end: int, body: Body, part: bool = False) -> BodyMention:
    """The mention, with what the particle behind it makes of it."""
    partner = bool(_PARTNER.match(text, end))
    gives = body.organization == body.government and bool(_CONTRIBUTES.match(text, end))
    label = bool(_LABEL.match(text, end)) and not text[:start].strip(_BULLETS)
    place = bool(_OF_SEVERAL.match(text, end))
    subject = not (partner or gives or place) and (label or bool(_SUBJECT.match(text, end)))
    aside = _ASIDE.match(text, end)
    topic = subject and bool(_TOPIC.match(text, aside.end() if aside else end))
    # 씀씀이가 큰 곳은 화성시다: what a sentence ends by naming is what the next one is about.
    topic = (
        topic
        or label
        or text[end:] in ("다.", "이다.")
        or (subject and body.organization == STATE and bool(_ITS_BUDGET.match(text, end)))
    )
    return BodyMention(start, end, body, subject, part, topic, partner=partner, label=label)


# What stands between the members of a list of bodies: 수원시와 성남시, 용인시에.
_JOINED = re.compile(r" ?(?:와|과|및|·|,|/|그리고)? ?")


def with_receivers(text: str, mentions: list[BodyMention]) -> list[BodyMention]:
    """The mentions in order, those that are given money marked, and with the last of a list all of it."""
    if not any(_GIVEN_TO.match(text, mention.end) for mention in mentions):
        return mentions
    gifts = [gift.start() for gift in _GIFT.finditer(text)]
    marked: list[BodyMention] = []
    for mention in reversed(mentions):
        behind = marked[-1] if marked else None
        listed = behind and behind.receiver and mention.end < behind.start
        if listed and behind and _JOINED.fullmatch(text, mention.end, behind.start):
            given = not mention.topic
        else:
            given = not mention.partner and bool(_GIVEN_TO.match(text, mention.end))
            at = bisect_left(gifts, mention.end)
            given = given and (
                bool(_GIVEN_AT_ONCE.match(text, mention.end))
                or (at < len(gifts) and gifts[at] - mention.end <= _REACH)
            )
        marked.append(mention._replace(receiver=True) if given else mention)
    return marked[::-1]
