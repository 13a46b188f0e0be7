"""What a run knows of one host: what its robots.txt says, when it was asked last, how often in vain."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from ingestion.records import RejectionReason


@dataclass(slots=True)
class Host:
    """One scheme, host and port. `failures` counts the pages in a row that it did not answer for, `fault`
    is why its robots.txt cannot be had; `asked_at` is of `time.monotonic`."""

    name: str
    failures: int = 0
    asked_at: float = float("-inf")
    fault: tuple[RejectionReason, str] | None = None
    robots: Protego | None = None

    def take_robots(self, content: bytes) -> None:
        """Read a robots.txt; an empty one allows all."""
        self.robots = Protego.parse(content.decode("utf-8-sig", "replace"))

    def admits(self, url: str, user_agent: str) -> bool:
        """Whether its robots.txt lets us ask for a URL."""
        return self.robots is None or self.robots.can_fetch(url, user_agent)

    def crawl_delay(self, user_agent: str) -> float:
        """Seconds between two requests that its robots.txt asks for."""
        return (self.robots.crawl_delay(user_agent) if self.robots else None) or 0.0
