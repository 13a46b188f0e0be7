"""Great Expectations' data docs, made fit for a report that opens from disk: what they load from elsewhere is
taken out, and they wear the report's own style sheet, which lies beside them in `../assets`.

Great Expectations renders them; this module keeps their content and rebuilds the frame around it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from lxml import html

# What is only there to be pressed or to look nice, and what would be fetched or run.
_USELESS = (
    "//script | //style | //link | //img | //iframe | //object | //embed | //form | //input"
    " | //thead[@hidden] | //nav | //*[contains(@class, 'card-header')]"
    " | //*[contains(@class, 'btn-group')]/.."
    " | //a[@data-toggle='collapse']/.. | //footer | //*[contains(@class, 'col-lg-2')] | //comment()"
)
_KEPT = frozenset({"id", "href", "class", "colspan", "rowspan", "scope"})
_BREAKDOWN = re.compile(r"[0-9a-f]{16}")
_ICONS = {"fa-check-circle": "✓ passed", "fa-times": "✕ failed", "fa-exclamation-triangle": "! raised"}

_PAGE = """<!doctype html>
<html lang="en" data-language="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'">
<title>{title} · Yesan report</title>
<link rel="stylesheet" href="../assets/site.css">
<script src="../assets/site.js"></script>
</head>
<body class="data-docs">
<header class="masthead"><div class="bar"><a class="brand" href="../index.html"><b lang="ko">예산</b><span>Yesan</span></a>
<p class="motto">Data docs of Great Expectations</p></div>
<nav aria-label="Data docs"><ul><li><a href="../checks.html">Checks</a></li><li><a href="index.html">Data docs</a></li></ul></nav></header>
<main id="main"><header class="opening"><h1>{title}</h1></header>
{content}
</main>
</body>
</html>
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class _Doc:
    """One page that Great Expectations made: where, what it becomes, and what it is called."""

    path: Path
    name: str
    title: str


def write(context: Any, folder: Path) -> None:
    """Writes the data docs of all that ran in a Great Expectations `context` to `folder`. Where they cannot
    be rendered, their first page says so: an audit is worth more than its pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as made:
            _build(context, Path(made))
            docs = _docs(Path(made))
            names = {doc.path.name: doc.name for doc in docs if doc.path.parent.name == "expectations"}
            for doc in docs:
                _page(folder / doc.name, doc.title, _content(doc, names))
        listed = "".join(f'<li><a href="{doc.name}">{escape(doc.title)}</a></li>' for doc in docs)
    except Exception as error:
        listed = f"<li>They could not be rendered: {escape(type(error).__name__)}: {escape(str(error))}</li>"
    _page(folder / "index.html", "Data docs", f'<ul class="plain">{listed}</ul>')


def _build(context: Any, folder: Path) -> None:
    site = {
        "class_name": "SiteBuilder",
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }
    context.add_data_docs_site("report", site)
    context.build_data_docs(site_names=["report"])


def _docs(folder: Path) -> list[_Doc]:
    """The pages in the order in which they are listed: results by suite and time, then the suites."""
    results = sorted((folder / "validations").rglob("*.html"))
    docs = []
    for place, path in enumerate(results, start=1):
        suite = path.relative_to(folder).parts[1]
        docs.append(_Doc(path, f"results-{place}-{suite}.html", f"Results of the suite {suite} ({place})"))
    for path in sorted((folder / "expectations").glob("*.html")):
        docs.append(_Doc(path, f"suite-{path.stem}.html", f"The suite {path.stem}"))
    return docs


def _content(doc: _Doc, names: Mapping[str, str]) -> str:
    """What a page says, without anything that would be loaded or run; `names` of the suites' pages."""
    tree = html.fromstring(doc.path.read_text(encoding="utf-8"))
    for useless in tree.xpath(_USELESS):
        if useless.getparent() is not None:
            useless.drop_tree()
    for icon in tree.iter("i"):
        icon.text = next((word for name, word in _ICONS.items() if name in icon.get("class", "")), "")
        icon.tag = "b"
    for heading in tree.iter("h4", "h5", "h6"):
        heading.tag = {"h4": "h2", "h5": "h2", "h6": "h3"}[heading.tag]
    for element in tree.iter():
        for name in set(element.attrib) - _KEPT:
            del element.attrib[name]
    for table in tree.xpath("//table"):
        _widen(table)
    _link(tree, names)
    body = tree.find("body")
    parts = body if body is not None else tree
    return "".join(html.tostring(part, encoding="unicode") for part in parts)


def _widen(table: Any) -> None:
    """Lets a table be moved sideways where the window is narrow."""
    wide = html.Element("div", {"class": "wide", "tabindex": "0", "role": "group", "aria-label": "Table"})
    table.getparent().replace(table, wide)
    wide.tail, table.tail = table.tail, None
    wide.append(table)


def _link(tree: Any, names: Mapping[str, str]) -> None:
    """Leads from breakdowns to their equations and from results to their suite, and nowhere else."""
    for link in tree.xpath("//a"):
        target = names.get(link.get("href", "").rsplit("/", 1)[-1])
        if target:
            link.set("href", target)
        elif not link.get("href", "").startswith("#"):
            link.drop_tag()
    for cell in tree.xpath("//td"):
        said = "".join(cell.itertext()).strip()
        if _BREAKDOWN.fullmatch(said):
            cell.clear()
            link = html.Element("a", {"href": f"../equations.html#b-{said}"})
            link.text = said
            cell.append(link)


def _page(path: Path, title: str, content: str) -> None:
    path.write_text(_PAGE.format(title=escape(title), content=content), encoding="utf-8")
