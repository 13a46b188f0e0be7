"""Whether a text keeps to one body: then a paragraph without a subject of its own goes back to it."""

from __future__ import annotations

from datetime import date

from ingestion.bodies import Body
from ingestion.body_names import STATE, regions
from ingestion.named_bodies import find_bodies

# So much of a text names what it is about.
_LEAD = 400


def keeps_to(
    main: Body | None, headlines: list[str], text: str, publisher: str | None, day: date | None
) -> bool:
    """Whether the headlines or the publisher name `main` and, of the headlines, the first no other body
    beside it; a text about the state may open with that."""
    if main is None or main.government is None:
        return False
    if main.government == STATE:
        first = next(iter(find_bodies(text[:_LEAD], None, day)), None)
        return _names(main, headlines, day) or (first is not None and first.body.government == STATE)
    if publisher and _names(main, [publisher], day):
        return True
    if headlines and len({m.body.government for m in find_bodies(headlines[0], None, day)}) > 1:
        return False
    opens = any(
        headline[:2] in regions() and headline[:2] in _short(main.government) for headline in headlines
    )
    return opens or _names(main, headlines, day)


def _short(government: str) -> str:
    return next((word for word, name in regions().items() if name == government), "")


def _names(body: Body, texts: list[str], day: date | None) -> bool:
    return any(mention.body == body for text in texts for mention in find_bodies(text, None, day))
