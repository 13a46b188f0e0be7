"""What a whole article says of the budget cycle: the season that it was written in (CONSTRUCTIONS F)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingestion.cues import Cue, compared_until, cues_of
from ingestion.records import Article, Stage
from ingestion.rules import load

# Headline and lead: what they say of the cycle holds where nothing nearer does.
_OPENING = 300
# In an opening that also names these, what passed is another budget.
_BEFORE = (Stage.PROPOSAL, Stage.SUPPLEMENTARY, Stage.PLAN, Stage.REQUEST)
# The verb of a final vote: a plenary vote is final whatever else the opening names (정부안보다 늘어난 …).
_VOTES = (
    r"(?:의결|통과|가결|확정)"
    r"(?:했|하였|됐|되었|돼|된(?!다)|한(?!다)|하면서|되면서|하며|되며|됨에|함에|시켰|시킨|$|\n|…)"
)


@cache
def _words(field: str) -> re.Pattern[str]:
    """What tells of a field of `Season`."""
    words = "|".join(row["word"] for row in load("seasons") if row["says"] == field)
    return re.compile(rf"(?:{words}){_VOTES if field == 'passed' else ''}", re.MULTILINE)


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
        supplement = _words("supplementary")
        voted = bool(_words("passed").search(opening))
        in_committee = not voted and bool(_words("committee").search(opening))
        passed = (
            voted
            or bool(_words("granted").search(opening))
            or (not in_committee and _has_passed(opening, cues))
        )
        return cls(
            published=article.published_on.year if article.published_on else None,
            proposal=bool(_words("proposal").search(body)),
            supplementary=bool(supplement.search(opening)) or len(supplement.findall(body)) > 1,
            opening=min(cues, key=_rank).stage if cues else None,
            passed=passed,
            draft=bool(_words("draft").search(body)),
            committee=in_committee,
            reworked=(passed or in_committee) and bool(_words("reworked").search(opening)),
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


def _has_passed(opening: str, cues: tuple[Cue, ...]) -> bool:
    """Whether the opening tells of a vote and of no other budget but to compare (정부안보다 늘어난 …)."""
    if _words("pending").search(opening):
        return False
    others = (cue for cue in cues if cue.stage in _BEFORE and cue.holds != "last")
    return any(cue.passes for cue in cues) and all(compared_until(opening, cue) for cue in others)
