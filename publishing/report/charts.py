"""Charts: drawn by pygal when the report is built, styled by the site's own CSS, each with its data as a
table. They work without script, print, follow the colour scheme, and their bars lead to what they show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import pygal
from lxml import etree
from markupsafe import Markup
from pygal.style import Style

from publishing.report.words import LANGUAGES, Text, table

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


class Kind(Enum):
    """How values are drawn."""

    BARS = pygal.Bar
    STACKED = pygal.StackedBar
    ROWS = pygal.HorizontalBar
    STACKED_ROWS = pygal.HorizontalStackedBar
    LINES = pygal.Line


@dataclass(frozen=True, slots=True)
class Point:
    """One value; `href`, from the site's folder, leads to what it shows. None is a gap."""

    value: float | None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one colour, a point for each label of the chart."""

    name: Text
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and its data. `written` writes a value, for axis and table; `labels` are the categories;
    `corner` heads the table's first column; the picture is scaled to its place, so `width` and `height` say
    how large its letters are in it."""

    kind: Kind
    title: Text
    labels: Sequence[Text]
    series: Sequence[Series]
    written: Callable[[float], Text]
    corner: Text
    width: int = 520
    height: int = 260


def figure(chart: Chart, root: str = "") -> Markup:
    """The chart as a figure element: caption, picture in both languages, data as a table. `root` is the
    way from the page back to the site's folder."""
    pictures = Markup("").join(
        Markup('<div class="t" lang="{}">{}</div>').format(language, _picture(chart, language, root))
        for language in LANGUAGES
    )
    return Markup(
        '<figure class="chart"><figcaption>{}</figcaption>{}'
        "<details><summary>{}</summary>{}</details></figure>"
    ).format(chart.title, pictures, table()("common.data_table"), data_table(chart, root))


def data_table(chart: Chart, root: str = "") -> Markup:
    """The data of a chart, a row for each label."""
    head = Markup("").join(
        Markup('<th scope="col" class="number">{}</th>').format(s.name) for s in chart.series
    )
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            label, Markup("").join(_cell(chart, s.points[place], root) for s in chart.series)
        )
        for place, label in enumerate(chart.labels)
    )
    return Markup(
        '<div class="wide" tabindex="0" role="group"><table><caption class="unseen">{}</caption><thead><tr>'
        '<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(chart.title, chart.corner, head, rows)


def _cell(chart: Chart, point: Point, root: str) -> Markup:
    if point.value is None:
        return Markup('<td class="number">–</td>')
    value = chart.written(point.value)
    if point.href is None:
        return Markup('<td class="number">{}</td>').format(value)
    return Markup('<td class="number"><a href="{}{}">{}</a></td>').format(root, point.href, value)


# How large pygal takes letters to be when it leaves room for them. They are drawn at 12.5; it reckons with
# Latin ones, and beside rows there must be room for Korean ones, nearly twice as wide.
_STYLE = Style(label_font_size=13, major_label_font_size=13)
_WIDE = Style(label_font_size=21, major_label_font_size=21)


def _picture(chart: Chart, language: str, root: str) -> Markup:
    drawn = chart.kind.value(
        css=[],
        js=[],
        style=_WIDE if chart.kind in (Kind.ROWS, Kind.STACKED_ROWS) else _STYLE,
        width=chart.width,
        height=chart.height,
        margin=6,
        spacing=6,
        show_legend=len(chart.series) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=min(len(chart.series), 5),
        truncate_label=18,
        truncate_legend=-1,
        x_label_rotation=0,
        dots_size=3.5,
        stroke_style={"width": 2.5},
        value_formatter=lambda value: chart.written(value).spoken(language) if value is not None else "",
        include_x_axis=True,
        no_prefix=True,
        min_scale=3,
        max_scale=6,
    )
    # Rows are drawn from below.
    order = -1 if chart.kind in (Kind.ROWS, Kind.STACKED_ROWS) else 1
    drawn.x_labels = [label.spoken(language) for label in chart.labels[::order]]
    for series in chart.series:
        drawn.add(
            series.name.spoken(language),
            [
                {"value": point.value, **({"xlink": root + point.href} if point.href else {})}
                for point in series.points[::order]
            ],
        )
    return _accessible(drawn.render_tree(), chart.title.spoken(language))


def _accessible(root: etree._Element, title: str) -> Markup:
    """pygal's drawing without what its own scripts and styles need: an image with a name, or, with links, a
    group of them; what a mark says stands in its title."""
    root = etree.fromstring(etree.tostring(root))  # pygal names the namespace without using it
    for tag in ("style", "script", "defs", "title"):
        for useless in [*root.iter(SVG + tag)]:
            useless.getparent().remove(useless)
    for comment in [*root.iter(etree.Comment)]:
        comment.getparent().remove(comment)
    for overlay in root.xpath("//*[contains(@class, 'overlay')]"):
        overlay.getparent().remove(overlay)
    for value in [*root.iter(SVG + "desc")]:
        holder = value.getparent()
        if value.get("class") == "value" and holder is not None:
            _say(holder, value.text or "")
    for described in [*root.iter(SVG + "desc")]:
        described.getparent().remove(described)
    links = [*root.iter(SVG + "a")]
    for link in links:
        link.attrib.pop("target", None)
        link.set("href", link.attrib.pop(XLINK))
    for element in root.iter():
        element.attrib.pop("id", None)
    root.set("role", "group" if links else "img")
    root.set("aria-label", title)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def _say(mark: etree._Element, value: str) -> None:
    label = next((d.text or "" for d in mark.iter(SVG + "desc") if d.get("class") == "x_label"), "")
    said = f"{label}: {value}" if label else value
    title = etree.Element(SVG + "title")
    title.text = said
    mark.insert(0, title)
    if mark.tag == SVG + "a":
        mark.set("aria-label", said)
