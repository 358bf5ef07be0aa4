"""The chart of one toll along as-of time: one line a claimant, open intervals drawn as open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from recount.model import Modifier, Series, Snapshot, Toll

from ..index import LedgerIndex
from ..summary import figure_words
from ..words import shown
from .linker import Linker
from .svg import render

# Okabe and Ito's colours, which all kinds of colour vision tell apart; yellow is left out, too pale on paper.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#7a3e8e", "#e69f00", "#56b4e9", "#444444")
# Triangles that point up or down mean "open"; the claimants' own shapes are others.
SHAPES = ("circle", "square", "diamond", "cross", "triangle-right", "triangle-left")
_PATHS = {
    "circle": "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0Z",
    "square": "M-4.5,-4.5H4.5V4.5H-4.5Z",
    "diamond": "M0,-6.5L5,0L0,6.5L-5,0Z",
    "cross": "M-5.5,-2H-2V-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5Z",
    "triangle-right": "M-4,-5.5L5.5,0L-4,5.5Z",
    "triangle-left": "M4,-5.5L-5.5,0L4,5.5Z",
}
_WIDTH, _HEIGHT = 452, 220
_DAY = 86_400_000
_LABELS = 14
# Where a label stands beside its symbol: clear of its arrow, and of the axis.
_SIDES: dict[str, dict[str, Any]] = {
    "above": {"dy": -16},
    "below": {"dy": 17},
    "right": {"dx": 12, "align": "left"},
    "left": {"dx": -12, "align": "right"},
}
_INK, _PALE = "#4a4a46", "#dcdad2"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a chart's legend: the claimant, its symbol, and where its figures stand."""

    name: str
    colour: str
    path: str
    anchor: str
    note: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart with its legend and the figures that have no day to stand at."""

    heading: str
    drawing: Markup
    keys: tuple[Key, ...]
    undated: tuple[Markup, ...]
    inferred: bool
    by_published: bool


@dataclass(frozen=True, slots=True)
class _Point:
    series: int
    nth: int
    snapshot: Snapshot
    day: dt.date
    told: bool
    vague: bool
    x: float = 0.0

    @property
    def level(self) -> int:
        """Where the point stands: its low, or its high where nothing bounds it below."""
        low = self.snapshot.low
        return low if low is not None else self.snapshot.high or 0


def chart(ledger: LedgerIndex, toll: Toll, to: Linker) -> Chart | None:
    """The chart of a toll, or None where it has fewer than two figures with a day to compare."""
    series = ledger.series_of_toll(toll.id)
    points = _placed([p for n, s in enumerate(series) for p in _points(ledger, n, s)])
    if len(points) < 2:
        return None
    targets = [to.first(p.snapshot) for p in points]
    heading = ledger.toll_words(toll, outcome=True)
    return Chart(
        heading=heading,
        drawing=render(
            _spec(ledger, series, points),
            targets,
            name=to.anchors.of("chart", ledger.event, toll.id),
            title=f"{heading}: figures along time, one line a claimant",
            description=_told(ledger, series),
        ),
        keys=tuple(
            Key(ledger.voice(s), _colour(n), _PATHS[_shape(n)], to.series(ledger, s), s.order)
            for n, s in enumerate(series)
        ),
        undated=tuple(
            Markup("{}: {}").format(ledger.voice(s), to.figure(snapshot))
            for s in series
            for snapshot in s.snapshots
            if _day(snapshot) is None or (snapshot.low is None and snapshot.high is None)
        ),
        inferred=any(s.order == "inferred" for s in series),
        by_published=any(not p.told for p in points),
    )


def _colour(n: int) -> str:
    return COLOURS[n % len(COLOURS)]


def _shape(n: int) -> str:
    return SHAPES[n % len(SHAPES)]


def _day(snapshot: Snapshot) -> dt.date | None:
    return snapshot.as_of or snapshot.latest


def _points(ledger: LedgerIndex, n: int, series: Series) -> list[_Point]:
    found = []
    for nth, snapshot in enumerate(series.snapshots):
        day = _day(snapshot)
        if day is not None and (snapshot.low is not None or snapshot.high is not None):
            told = snapshot.as_of is not None and snapshot.as_of_basis != "published"
            found.append(_Point(n, nth, snapshot, day, told, _modifier(ledger, snapshot) == "vague"))
    return found


def _placed(points: list[_Point]) -> list[_Point]:
    """The points with their place along time, those of one day set side by side in their series' order."""
    by_day: dict[dt.date, list[_Point]] = defaultdict(list)
    for point in points:
        by_day[point.day].append(point)
    first, last = _ends(points)
    a_pixel = (last - first) / _WIDTH
    placed = []
    for day in sorted(by_day):
        here = sorted(by_day[day], key=lambda p: (p.nth, p.series))
        step = min(44.0, 0.8 * _DAY / a_pixel / len(here)) if a_pixel else 0.0
        for place, point in enumerate(here):
            x = _stamp(day) + (place - (len(here) - 1) / 2) * max(step, 7.0) * a_pixel
            placed.append(replace(point, x=x))
    return sorted(placed, key=lambda p: (p.series, p.nth))


def _stamp(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * _DAY


def _ends(points: list[_Point]) -> tuple[float, float]:
    days = [_stamp(p.day) for p in points] or [0]
    margin = max(_DAY * 0.6, (max(days) - min(days)) * 0.08)
    return min(days) - margin, max(days) + margin


def _ticks(points: list[_Point]) -> list[int]:
    """At most six whole days, evenly spaced from the first to the last."""
    first, last = min(p.day for p in points), max(p.day for p in points)
    span = (last - first).days
    step = max(1, -(-span // 5))
    return [_stamp(first) + n * step * _DAY for n in range(span // step + 1)]


def _modifier(ledger: LedgerIndex, snapshot: Snapshot) -> Modifier | None:
    first = ledger.all.claims.get(snapshot.claims[0])
    return first.figure.modifier if first is not None else None


def _label(ledger: LedgerIndex, snapshot: Snapshot) -> str:
    low, high = snapshot.low, snapshot.high
    modifier = _modifier(ledger, snapshot)
    if modifier == "vague":
        words = shown(snapshot.words, 16)
    elif modifier == "more_than" and low is not None:
        words = f">{low - 1:,}"
    elif low is not None and low == high:
        words = f"~{low:,}" if snapshot.approximate else f"{low:,}"
    elif low is not None and high is not None:
        words = f"{low:,}–{high:,}"
    else:
        words = f"≥{low:,}" if low is not None else f"≤{high or 0:,}"
    return f"{words}?" if snapshot.certainty == "probable" else words


def _told(ledger: LedgerIndex, series: list[Series]) -> str:
    """The chart in words, for who cannot see it."""
    lines = [f"{ledger.voice(s)}: {', '.join(figure_words(x) for x in s.snapshots)}" for s in series]
    return f"{'. '.join(lines)}."


def _spec(ledger: LedgerIndex, series: list[Series], points: list[_Point]) -> dict[str, Any]:
    """The Vega-Lite specification: fixed sizes, no clipping and no legend, so that nothing depends on fonts at hand."""
    first, last = _ends(points)
    top = max(max(p.level, p.snapshot.high or 0) for p in points) * 1.22 or 1
    reach = top * 0.11
    rows = [_row(ledger, n, p, reach, top) for n, p in enumerate(points)]
    long = (last - first) > 300 * _DAY
    x = {
        "field": "x",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": [first, last], "nice": False},
        "axis": {"values": _ticks(points), "format": "%b %Y" if long else "%-d %b", "grid": False, "labelFlush": False},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"tickCount": 5, "format": ",d", "domain": False, "ticks": False, "gridColor": _PALE, "tickMinStep": 1},
    }
    base = {"x": x, "y": y}
    href = {"href": {"field": "href"}}
    colour = {"color": {"field": "colour", "type": "nominal", "scale": None, "legend": None}}
    layers: list[dict[str, Any]] = [_line(n, s, points, base) for n, s in enumerate(series)]
    spans = [row for row in rows if row["y2"] != row["y"]]
    layers.append(_layer(spans, {"type": "rule", "strokeWidth": 2}, {**base, **colour, "y2": {"field": "y2"}}))
    for shape, ends in (("triangle-up", "open_above"), ("triangle-down", "open_below")):
        tips = [{**row, "y": row["y2"]} for row in rows if row[ends]]
        layers.append(_layer(tips, {"type": "point", "shape": shape, "filled": True, "size": 70}, {**base, **colour}))
    fills = {"fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None}}
    for shape in SHAPES:
        marks = [row for row in rows if row["shape"] == shape]
        mark = {"type": "point", "shape": shape, "size": 95, "strokeWidth": 2, "opacity": 1}
        layers.append(_layer(marks, mark, {**base, **href, **fills, **_stroke(colour)}))
    if len(rows) <= _LABELS:
        _place_labels(rows, first, last, top)
        for side, offset in _SIDES.items():
            words = [row for row in rows if row["side"] == side]
            text = {"type": "text", "fontSize": 13, "fontWeight": 600, "baseline": "middle", **offset}
            halo = {**text, "color": "#ffffff", "stroke": "#ffffff", "strokeWidth": 4}
            layers.append(_layer(words, halo, {**base, "text": {"field": "label"}}))
            layers.append(_layer(words, {**text, "color": "#1c1c1a"}, {**base, **href, "text": {"field": "label"}}))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "height": _HEIGHT,
        "autosize": {"type": "none"},
        "padding": {"left": 52, "right": 14, "top": 10, "bottom": 34},
        "config": {
            "aria": False,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 13,
                "labelColor": _INK,
                "domainColor": _INK,
                "tickColor": _INK,
                "labelPadding": 6,
            },
        },
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _place_labels(rows: list[dict[str, Any]], first: float, last: float, top: float) -> None:
    """Give each row a side for its label where it covers no symbol and no other label; none where all are taken.

    Widths are reckoned from the number of letters, so that the place does not depend on the fonts at hand.
    """
    at = [((r["x"] - first) / (last - first) * _WIDTH, _HEIGHT * (1 - r["y"] / top)) for r in rows]
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in at]
    arrows = [(x - 5, *sorted((y, _HEIGHT * (1 - r["y2"] / top))), x + 5) for r, (x, y) in zip(rows, at, strict=True)]
    taken += [(left, upper, right, lower) for left, upper, lower, right in arrows if upper != lower]
    for row, (x, y) in zip(rows, at, strict=True):
        wide = 7.6 * len(row["label"])
        boxes = {
            "above": (x - wide / 2, y - 23, x + wide / 2, y - 9),
            "below": (x - wide / 2, y + 10, x + wide / 2, y + 24),
            "right": (x + 12, y - 7, x + 12 + wide, y + 7),
            "left": (x - 12 - wide, y - 7, x - 12, y + 7),
        }
        for side, box in boxes.items():
            inside = box[0] >= -4 and box[2] <= _WIDTH + 10 and box[1] >= -8 and box[3] <= _HEIGHT - 1
            if inside and not any(_overlap(box, other) for other in taken):
                row["side"] = side
                taken.append(box)
                break


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _stroke(colour: dict[str, Any]) -> dict[str, Any]:
    return {"stroke": colour["color"]}


def _layer(rows: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": rows}, "mark": {**mark, "clip": False}, "encoding": encoding}


def _line(n: int, series: Series, points: list[_Point], base: dict[str, Any]) -> dict[str, Any]:
    # A vague word's low end is a convention of counting: a line through it would show a fall that nobody told.
    own = [p for p in points if p.series == n and not p.vague] if series.order in ("dated", "inferred") else []
    rows = [{"x": p.x, "y": p.level} for p in own] if len(own) > 1 else []
    mark: dict[str, Any] = {"type": "line", "color": _colour(n), "strokeWidth": 1.6, "opacity": 0.75}
    if series.order == "inferred":
        mark["strokeDash"] = [5, 4]
    return _layer(rows, mark, {**base, "order": {"field": "x", "type": "quantitative"}})


def _row(ledger: LedgerIndex, n: int, point: _Point, reach: float, top: float) -> dict[str, Any]:
    low, high = point.snapshot.low, point.snapshot.high
    open_above, open_below = low is not None and high is None, low is None and high is not None
    end = point.level + reach if open_above else max(point.level - reach, -0.02 * top) if open_below else high
    colour = _colour(point.series)
    return {
        "x": point.x,
        "y": point.level,
        "y2": end,
        "open_above": open_above,
        "open_below": open_below,
        "colour": colour,
        "fill": colour if point.told else "#ffffff",
        "shape": _shape(point.series),
        "side": "",
        "label": _label(ledger, point.snapshot),
        "href": f"#{n}",
    }
