"""The exit statuses, as docs/errors.md lists them."""

from __future__ import annotations

from recount.model import SetAside

DONE = 0
FAILED = 1
USAGE = 2
SOME_SET_ASIDE = 3
INTERRUPTED = 130


def status_of(reports: int, set_aside: tuple[SetAside, ...]) -> int:
    """DONE when all went through, SOME_SET_ASIDE when some reports did, FAILED when none did."""
    if not reports:
        return FAILED
    return SOME_SET_ASIDE if set_aside else DONE
