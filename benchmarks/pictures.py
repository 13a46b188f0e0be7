"""Takes the README's pictures of the report.

`python -m benchmarks.pictures [REPORT]` opens a report in Chromium (without an argument the one that
`make run` leaves, `store/current/report`) and writes `docs/pictures/*.png`.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is taken: a page of the report, in a scheme, in a window of this size."""

    name: str
    page: str
    scheme: str
    height: int


PICTURES = (
    Picture("overview", "index.html", "light", 820),
    Picture("equations", "equations.html?verdict=match", "dark", 900),
)


def take(report: Path) -> list[Path]:
    """Takes all pictures of the report in a folder; returns their files."""
    FOLDER.mkdir(exist_ok=True)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        for picture in PICTURES:
            page = browser.new_page(
                viewport={"width": 1200, "height": picture.height},
                color_scheme="dark" if picture.scheme == "dark" else "light",
                locale="en-GB",
            )
            page.goto(f"{report.absolute().as_uri()}/{picture.page}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{picture.name}.png")
            taken.append(FOLDER / f"{picture.name}.png")
        browser.close()
    return taken


def main(arguments: list[str]) -> None:
    """Takes the pictures and prints what they weigh."""
    report = Path(arguments[0] if arguments else "store/current/report")
    if not (report / "index.html").is_file():
        sys.exit(f"error: there is no report in {report}; `make run` makes one")
    for path in take(report):
        print(f"{path.relative_to(FOLDER.parent.parent)}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
