"""The places where an article states money: each amount with the words around it, read once for all.

`left` runs from the amount before it in the sentence (or a bullet, or the start of the sentence) up to the
amount, `right` on to the next amount or the end. Both are in even form.
"""

from __future__ import annotations

import re

from ingestion.amounts import find_amounts
from ingestion.frozen import dataclass
from ingestion.records import Amount, Article, BlockKind, Qualifier
from ingestion.text import BULLET, Sentence, sentences

_AMONG = re.compile(r"^ ?(?:을|를|의|이)? ?(?:예산 ?)?(?:가운데|중에서?|중)(?=[ ,])")
# A count beside the amount (399건) belongs to the amount before it.
_COUNT = re.compile(
    r" ?\((?:총 )?[\d,]+ ?(?:건|개|개소|곳|명|대|종|개 사업)?(?:, ?[\d.]+%)?\)| ?\([\d.]+ ?%[^)]{0,8}\)"
)
_DASH = re.compile(r"\s*-\s")


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount in its sentence. `at`/`until` are offsets within `sentence.text`; `order` counts the amounts
    of the sentence; `bulleted` and `in_parens` tell how it is set."""

    amount: Amount
    sentence: Sentence
    at: int
    until: int
    order: int
    of: int
    left: str
    right: str
    bulleted: bool
    in_parens: bool

    @property
    def before(self) -> str:
        """The whole sentence up to the amount."""
        return self.sentence.text[: self.at]

    @property
    def after(self) -> str:
        """The whole sentence behind the amount."""
        return self.sentence.text[self.until :]

    @property
    def has_parts_behind(self) -> bool:
        """Whether its words take something out of it: 470억원 가운데 (C14, H02)."""
        return bool(_AMONG.match(self.right))

    @property
    def in_headline(self) -> bool:
        """Whether it stands in the headline or a subtitle."""
        return self.sentence.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)


def read_mentions(article: Article) -> tuple[list[Sentence], list[Mention]]:
    """The sentences of the article and its mentions, both in order."""
    found = sentences(article)
    amounts = find_amounts(article.body)
    mentions: list[Mention] = []
    at = 0
    for sentence in found:
        while at < len(amounts) and amounts[at].start < sentence.start:
            at += 1
        inside = []
        while at < len(amounts) and amounts[at].start < sentence.end:
            inside.append(amounts[at])
            at += 1
        if inside:
            mentions += _in_sentence(sentence, inside)
    return found, mentions


def _in_sentence(sentence: Sentence, amounts: list[Amount]) -> list[Mention]:
    text, result = sentence.text, []
    floor = 0
    for order, amount in enumerate(amounts):
        at, until = amount.start - sentence.start, min(amount.end - sentence.start, len(text))
        following = amounts[order + 1].start - sentence.start if order + 1 < len(amounts) else len(text)
        start, bulleted = _clause_start(text, floor, at)
        left = text[start:at]
        count = _COUNT.match(text, until)
        right_start = count.end() if count else until
        if amount.hedge and amount.qualifier is Qualifier.ABOUT:
            hedge = right_start + text.startswith(" ", right_start)
            right_start = hedge + len(amount.hedge) if text.startswith(amount.hedge, hedge) else right_start
        in_parens = text.rfind("(", 0, at) > text.rfind(")", 0, at) and text.find(")", until) >= 0
        result.append(
            Mention(
                amount,
                sentence,
                at,
                until,
                order,
                len(amounts),
                left,
                text[right_start:following],
                bulleted,
                in_parens,
            )
        )
        floor = right_start
    return result


def _clause_start(text: str, floor: int, at: int) -> tuple[int, bool]:
    """Where the words that belong to the amount begin, and whether a bullet opens them."""
    bullets = [bullet.start() for bullet in BULLET.finditer(text, floor, at)]
    for position in reversed(bullets):
        if position == 0 or not text[position - 1].isdigit():
            return position + 1, True
    if floor == 0 and (leading := _DASH.match(text)):
        return leading.end(), True
    return floor, False
