"""What a whole article says of the budget cycle: the season that it was written in (CONSTRUCTIONS F)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.cues import Cue, cues_of
from ingestion.records import Article, Stage

# Headline and lead: what they say of the cycle holds where nothing nearer does.
_OPENING = 300
# In an opening that also names these, what passed is another budget.
_BEFORE = (Stage.PROPOSAL, Stage.SUPPLEMENTARY, Stage.PLAN, Stage.REQUEST)
# 추경예산안 is a draft too, but not that of the coming year.
_DRAFT = re.compile(r"(?<!추가경정)(?<!추가경정 )(?<!추경 )(?<!추경)예산안")
_SUPPLEMENT = re.compile(r"추경(?: ?예산)?안|추가 ?경정(?: ?예산)?안")
# A plenary vote is final whatever else the opening names (정부안보다 늘어난 …); a committee's is not.
_VOTED = re.compile(
    r"(?:본회의(?:(?!추경|추가 ?경정|다\.|\n).){0,80}?|정부 ?예산[이을] |(?:국회|의회)(?:를|서|에서)? ?)"
    r"(?:의결|통과|가결|확정)"
    r"(?:했|하였|됐|되었|돼|된(?!다)|한(?!다)|하면서|되면서|하며|되며|됨에|함에|시켰|시킨|$|\n|…)",
    re.MULTILINE,
)
_COMMITTEE = re.compile(r"예결위|예결특위|위원회|상임위|소위")
_REWORKED = re.compile(
    r"(?:의회|국회|예결위|예결특위|위원회|상임위|심의|심사)[^.]{0,80}?(?:삭감|깎|감액|증액|칼질)"
)


@dataclass(frozen=True, slots=True)
class Season:
    """What the whole article says of the cycle: the year of publication, whether it is about a budget
    proposal or a supplementary budget, and the stage that its opening names; whether the coming year's budget
    has `passed` or a `committee` still has it, whether the council `reworked` it, and whether the state's is
    still a `draft`."""

    published: int | None
    proposal: bool
    supplementary: bool
    opening: Stage | None
    passed: bool = False
    draft: bool = False
    committee: bool = False
    reworked: bool = False

    @classmethod
    def of(cls, article: Article) -> Season:
        """The season that `article` was written in."""
        body = article.body
        opening = body[:_OPENING]
        cues = cues_of(opening)
        voted = bool(_VOTED.search(opening))
        in_committee = not voted and bool(_COMMITTEE.search(opening))
        passed = voted or (not in_committee and _has_passed(cues))
        return cls(
            published=article.published_on.year if article.published_on else None,
            proposal=bool(_DRAFT.search(body)),
            supplementary=bool(_SUPPLEMENT.search(opening)) or len(_SUPPLEMENT.findall(body)) > 1,
            opening=min(cues, key=_rank).stage if cues else None,
            passed=passed,
            draft="정부안" in body or "정부예산안" in body or "정부 예산안" in body,
            committee=in_committee,
            reworked=(passed or in_committee) and bool(_REWORKED.search(opening)),
        )

    def of_tables(self, year: int | None) -> Stage:
        """The stage of the columns whose headings name none, in an article about `year`."""
        if self.supplementary:
            return Stage.SUPPLEMENTARY
        return Stage.PROPOSAL if self.is_ahead(year) and not self.passed else Stage.ENACTED

    @property
    def is_supplementary(self) -> bool:
        """Whether the article is about a supplementary budget."""
        return self.supplementary or self.opening is Stage.SUPPLEMENTARY

    def is_ahead(self, year: int | None) -> bool:
        """Whether `year` had not begun when the article appeared."""
        return year is not None and self.published is not None and year > self.published

    def is_coming(self, year: int | None) -> bool:
        """Whether `year` is the one after publication, whose budget is made now."""
        return year is not None and self.published is not None and year == self.published + 1


def _rank(cue: Cue) -> int:
    return cue.rank


def _has_passed(cues: tuple[Cue, ...]) -> bool:
    return any(cue.passes for cue in cues) and not any(cue.stage in _BEFORE for cue in cues)
