"""What an outlet says of its own report: title, publisher, address; each made safe to keep and to show."""

from __future__ import annotations

import re

from .source import cleaned

TITLE = 500
PUBLISHER = 200
ADDRESS = 2_000

_WEB = re.compile(r"https?://[^\s<>\"`\\]+", re.IGNORECASE)


def link(words: str) -> tuple[str, str]:
    """A web address as given, and what is wrong with it ("" for nothing); the address is then empty.

    Only `http` and `https` pass: what a dossier links to must not be able to run.
    """
    address = words.strip()
    if not address:
        return "", ""
    if len(address) > ADDRESS or not _WEB.fullmatch(address) or cleaned(address, ADDRESS) != address:
        return "", "the url is no web address (http or https); left out"
    return address, ""
