"""A saved page is one report: its text, title, publisher and address taken out by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recount.model import Report

from . import raw
from .decoding import decode, tidy, wordless
from .naming import id_from
from .pagedate import page_date
from .source import Entry, Remarks, Source, cleaned
from .words import PUBLISHER, TITLE, link

if TYPE_CHECKING:
    from trafilatura.settings import Document

PAGE = 8 * raw.MIB
"""Characters that a page may have without the pictures inside it; a news page has 0.1 to 2 million."""
ELEMENTS = 40_000
CHILDREN = 5_000
"""Elements that a page, and one element of it, may have. Trafilatura's time grows with the square of the latter:
5,000 bold words in one paragraph take it 1.5 s, 20,000 take 45 s."""
SIMPLER = "save the article alone, or its text as a .txt file"

_BEGINNING = re.compile(
    rb"\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99}|<!--.{0,999}?-->\s{0,99}){0,3}<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
_PICTURES = re.compile(r"data:[\w/+.-]{0,99};base64,[A-Za-z0-9+/=]+")
_NEVER_SHOWN = ["//template", "//*[@hidden]"]


def begins_like_one(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a page."""
    return _BEGINNING.match(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")) is not None


def read_page(source: Source, remarks: Remarks) -> Iterable[Report]:
    """The report that a saved page holds. Raises InputError where it holds none, or is built to wear a reader down."""
    data = raw.whole(source)
    markup, guessed = decode(source, data, page=True)
    tree = _tree(source, _PICTURES.sub("", markup))
    try:
        taken = _taken(tree)
    except Exception as fault:  # whatever page a library stumbles over, the other reports must go through
        raise source.error("is a page that cannot be taken apart", SIMPLER) from fault
    text = tidy(taken.text or "") if taken else ""
    if taken is None or wordless(text):
        raise source.error("is a page without text", "save the page when it has loaded, or its text as a .txt file")
    if guessed:
        remarks.note(f"is not UTF-8 and declares no encoding that fits; read as {guessed}")
    url, odd = link(taken.url or "")
    if odd:
        remarks.note(odd)
    published = page_date(tree, taken.url or "", remarks)
    entry = source.entry or Entry(line=0, file="")
    yield Report(
        id=id_from(source.stem),
        sha256=source.address(data),
        text=text,
        title=entry.title or cleaned(taken.title or "", TITLE),
        publisher=entry.publisher or cleaned(taken.sitename or taken.hostname or "", PUBLISHER),
        published=entry.published or published,
        url=entry.url or url,
        source=source.file,
    )


def _tree(source: Source, markup: str) -> Any:
    """The page as a tree. Raises InputError for one too large or too deep to be worked on in bounded time."""
    from lxml import etree, html  # type: ignore[import-untyped]

    if len(markup) > PAGE:
        raise source.error(f"is a page of more than {PAGE // raw.MIB} million characters", SIMPLER)
    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        # As bytes, for then an encoding that the page declares is no longer listened to.
        tree = html.document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError:
        raise source.error("is a page without text", "save the page when it has loaded") from None
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise source.error("is a page nested too deeply, or with one text too long, to be read whole", SIMPLER)
    for elements, element in enumerate(tree.iter(), start=1):
        if elements > ELEMENTS or len(element) > CHILDREN:
            raise source.error("is a page of too many elements to be read in good time", SIMPLER)
    return tree


def _taken(tree: Any) -> Document | None:
    import logging

    import trafilatura

    for name in ("trafilatura", "htmldate"):
        # They log pieces of the page; without a handler Python would print them.
        logging.getLogger(name).addHandler(logging.NullHandler())
    taken = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},
        prune_xpath=_NEVER_SHOWN,
    )
    return None if isinstance(taken, dict) else taken
