"""The programme under discussion: what an amount without a name of its own is for, as the text goes on."""

from __future__ import annotations

import re
from itertools import pairwise

from ingestion.clauses import Line, Unread
from ingestion.drafts import Draft
from ingestion.organizations import Body
from ingestion.programs import BEHIND, THEME, Purpose
from ingestion.records import Role
from ingestion.roles import Bearing
from ingestion.themes import announced, article_theme

# The lead: what it names may be what the article is about.
_OPENING = 3
# A국은 1718억원, B과는 933억원의 X 예산을 각각: what is behind the last is for both.
_PARALLEL = re.compile(r"(?:을|를|이|은|는)?, [^,.]{1,16}(?:은|는|이|가) ")
_ADDS_UP = re.compile(r"^에 |씩,? (?:모두|총)|더해|더한|보태|보탠|합쳐|합해|합친|얹어|얹은")


_COMPARED, _BEFORE = "what it is compared with", "the sentence before"
_BORROWED = (_COMPARED, _BEFORE)


class Discourse:
    """What the text is about; it hears each sentence in order."""

    def __init__(self) -> None:
        self._theme: str | None = None
        self._silent: Unread | None = None
        self._headlines: list[Unread] = []
        self._opening: list[Unread] = []

    def open_block(self) -> None:
        """A new paragraph may turn to something else."""
        self._theme = self._silent = None

    def hear(self, line: Unread, drafts: list[Draft], in_headline: bool) -> None:
        """Takes up a sentence and what was made of it. The first without figures announces those behind it;
        after a sentence about one programme the next one may go on about it, after a list it does not."""
        if in_headline:
            self._headlines.append(line)
        elif len(self._opening) < _OPENING:
            self._opening.append(line)
        if not drafts:
            self._silent = self._silent or line
            return
        named = {draft.program for draft in drafts if draft.role is Role.ITEM and not draft.funding}
        if named:
            self._theme = named.pop() if len(named) == 1 else None
            self._silent = None

    def program(
        self, bearing: Bearing, drafts: list[Draft], own: Purpose, funding: str | None
    ) -> tuple[str | None, str]:
        """What an amount is for and why: by its own words, else what the amount before it in the sentence
        (`drafts`) is for, else the programme under discussion."""
        last = drafts[-1] if drafts else None
        if last and bearing.level_of is not None:
            return last.program, "the level that it comes from"
        if own.whole:
            return None, own.rule
        if last and (bearing.sign or last.bearing.baseline) and own.program is None:
            return last.program, _COMPARED
        if own.program:
            return own.program, own.rule
        if last and (funding or last.bearing.sign or last.whole or not own.together):
            return last.program, "the amount before it"
        if self._silent is not None and (self._theme is None or own.points_back):
            self._theme = announced(self._silent()) or self._theme
            self._silent = None
        return self._theme, _BEFORE

    def lend(self, drafts: list[Draft], main: Body | None, body: str) -> None:
        """An article about one programme states amounts of it without its name; a whole budget has no
        programme to lend."""
        nameless = [
            d
            for d in drafts
            if d.program is None and not (d.whole or d.group or d.mention.bulleted) and d.parent_at is None
        ]
        if not nameless or any(draft.whole for draft in drafts[:_OPENING]):
            return
        theme = article_theme(self._headlines, self._opening, body)
        for draft in nameless:
            if draft.body == main and not draft.funding:
                draft.program, draft.why["program"] = theme, THEME


def lend_back(line: Line, drafts: list[Draft]) -> None:
    """본예산 35억원에 추경 15억원을 더해 50억원을 X에: what is added up is for what the sum is for."""
    for draft, following in reversed(list(pairwise(drafts))):
        between = line.text[draft.mention.until : following.mention.at]
        compared = draft.bearing.baseline or draft.bearing.sign
        if compared and draft.why["program"] in _BORROWED and "," not in between:
            # 올해 2조5743억원보다 575억원 늘어난 3조원: what is compared is of the level behind it.
            draft.program, draft.whole = following.program, following.whole
        if draft.program is not None:
            continue
        shared = following.why["program"] == BEHIND and _PARALLEL.fullmatch(between)
        if shared or _ADDS_UP.search(between):
            draft.program, draft.whole = following.program, following.whole
            draft.why["program"] = following.why["program"]
