"""A Vega-Lite spec rendered to inline SVG that holds nothing but shapes, text and links within the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_TAGS = frozenset({"g", "path", "text", "a", "line", "rect", "circle", "tspan"})
_ATTRIBUTES = (
    "class", "transform", "d", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "r", "width", "height", "fill",
    "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "opacity",
    "text-anchor", "font-size", "font-weight",
)  # fmt: skip
_FRACTION = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_EMPTY_PATHS = ("", "M0,0h0v0h0Z")


def render(spec: dict[str, Any], anchors: Sequence[str | None], *, name: str, title: str, description: str) -> Markup:
    """The spec as an inline SVG element, byte for byte the same for the same spec.

    A mark whose `href` is `#<n>` becomes a link to `anchors[n]`; every other address is dropped. `name` is an anchor
    that no other chart of the page has; `title` and `description` are what a screen reader says of the chart. The
    renderer's output is not trusted: only the elements and attributes that a drawing needs are written out again.
    """
    import xml.etree.ElementTree as ElementTree

    import vl_convert

    drawn = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314 - the renderer's own output
    head = Markup(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="group"'
        ' aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>'
    ).format(drawn.get("viewBox", ""), name, name, name, title, name, description)
    body = Markup("").join(_written(child, anchors) for child in drawn if child.tag != f"{_SVG}rect")
    return head + body + Markup("</svg>")


def _written(element: Element, anchors: Sequence[str | None]) -> Markup:
    tag = element.tag.removeprefix(_SVG)
    if tag not in _TAGS or element.get("display") == "none":
        return Markup("")
    if tag == "path" and element.get("d", "") in _EMPTY_PATHS:
        return Markup("")
    inner = escape(element.text or "") + Markup("").join(
        _written(child, anchors) + escape(child.tail or "") for child in element
    )
    if tag == "g" and not inner.strip():
        return Markup("")
    given = ((key, element.get(key)) for key in _ATTRIBUTES)
    attributes = [Markup(' {}="{}"').format(key, _rounded(value)) for key, value in given if value and key != "class"]
    if tag == "a":
        attributes = [Markup(' href="#{}"').format(anchor) for anchor in _target(element, anchors)]
        if not attributes:
            return inner
    return Markup("<{}{}>{}</{}>").format(Markup(tag), Markup("").join(attributes), inner, Markup(tag))  # noqa: S704


def _target(element: Element, anchors: Sequence[str | None]) -> list[str]:
    # The renderer puts its own base before the fragment; the fragment is ours.
    number = (element.get(_HREF) or element.get("href") or "").rpartition("#")[2]
    anchor = anchors[int(number)] if number.isdigit() and int(number) < len(anchors) else None
    return [anchor] if anchor is not None else []


def _rounded(value: str) -> str:
    """The attribute with its fractions cut to two digits: a hundredth of a pixel shows nothing."""
    return _FRACTION.sub(lambda m: f"{float(m.group()):.2f}".rstrip("0").rstrip("."), value)
