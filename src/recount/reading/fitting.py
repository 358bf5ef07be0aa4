"""Whether a report is such as reading leaves it: what comes from elsewhere as a report may be anything."""

from __future__ import annotations

import re

from recount.model import Report

from .decoding import tidy_in_place, wordless
from .naming import id_from
from .raw import LIMIT
from .source import cleaned, shown
from .words import PUBLISHER, TITLE, link

_SHA = re.compile(r"[0-9a-f]{64}")
_NAME = 4_096


def fits(report: Report) -> bool:
    """Whether all of a report is safe to keep and to show, as reading would have made it."""
    return (
        id_from(report.id) == report.id
        and _SHA.fullmatch(report.sha256) is not None
        and cleaned(report.title, TITLE) == report.title
        and cleaned(report.publisher, PUBLISHER) == report.publisher
        and cleaned(report.language, PUBLISHER) == report.language
        and len(report.source) <= _NAME
        and shown(report.source) == report.source
        and link(report.url) == (report.url, "")
        and len(report.text) <= LIMIT
        and not wordless(report.text)
        and tidy_in_place(report.text) == report.text
    )
