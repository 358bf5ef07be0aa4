"""The day that a page gives for itself.

Trafilatura's own answer (htmldate) is not taken: it fills what a date lacks from today's date ("2025-02", read on the
21st, is 21 February), so that one page gives two reports; and for an impossible day it gives the first of the month.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from .dates import IMPOSSIBLE, settle, spotted
from .source import Remarks

NAMES = frozenset(
    name
    for names in (
        "article:published_time article:published og:article:published_time og:published_time og:pubdate",
        "datepublished date.published published published_time published_at published-date published_date publishdate",
        "publish_date publish-date publication_date publication-date pubdate rnews:datepublished sailthru.date",
        "parsely-pub-date cxenseparse:recs:publishtime citation_publication_date bt:pubdate ptime displaydate",
        "dc.date dc.date.issued dc:date dcterms.date dcterms.issued dcterms.created datecreated date",
    )
    for name in names.split()
)
"""Names (of meta elements, or as microdata) under which pages give their published date; never that of a change."""

SHORT = 120
"""Characters of an element that is nothing but a byline or a date."""

_LINKED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"\\]{4,64})"')
_DATED = re.compile(r"(?:^|[\s_-])(?:date|dateline|published|posted|pub|pubdate|timestamp|byline)(?:$|[\s_-])", re.I)
_CHANGED = re.compile(r"modif|updat|chang", re.I)
_PATH = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")


def page_date(tree: Any, url: str, remarks: Remarks) -> dt.date | None:
    """The day that a page's tree gives, by the surest place that gives one: metadata, elements, at last its address."""
    settled = settle([*_in_metadata(tree), *_in_elements(tree), *_in_address(url)])
    faults: list[str] = []
    for day, fault in zip(settled.days, settled.faults, strict=True):
        if day is not None:
            return day
        if fault:
            faults.append(fault)
        if fault.endswith(IMPOSSIBLE):  # a slip in the surest place is not mended by a guess at a less sure one
            break
    if faults:
        remarks.note(f"{faults[-1]}; read without a date")
    for notice in settled.notices:
        remarks.note(notice)
    return None


def _in_metadata(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
        if names & NAMES:
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            yield from _LINKED.findall(script.text or "")
    for element in tree.iter():
        if (element.get("itemprop") or "").lower() == "datepublished" and element.tag != "meta":
            yield element.get("datetime") or element.get("content") or spotted(_text(element))


def _in_elements(tree: Any) -> Iterator[str]:
    """Dates of `time` elements, those inside the article first, then of what is called a date or a byline."""
    times = [time for time in tree.iter("time") if not _CHANGED.search(_called(time))]
    inside = [time for time in times if any(above.tag in ("article", "main") for above in time.iterancestors())]
    for time in [*inside, *times]:
        yield spotted((time.get("datetime") or "")[:SHORT]) or spotted(_text(time))
    for element in tree.iter():
        called = _called(element)
        if _DATED.search(called) and not _CHANGED.search(called):
            yield spotted(_text(element))


def _in_address(url: str) -> Iterator[str]:
    if found := _PATH.search(url):
        yield f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"


def _called(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:SHORT]


def _text(element: Any) -> str:
    """The text of a short element; "" for one that holds more than a byline."""
    text = ""
    for piece in element.itertext():
        text += f"{piece} "
        if len(text) > SHORT:
            return ""
    return text
