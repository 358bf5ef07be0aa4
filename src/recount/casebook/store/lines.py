"""Lines of events in lists, as they are kept. Read without anything of linking."""

from __future__ import annotations

import msgspec

from recount.model import FollowUp
from recount.publishing import EventRow

from .packing import unsqueeze


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a list of events shows of one, with its title, and why it follows an earlier one up."""

    title: str
    row: EventRow
    follow_up: FollowUp | None


def read_line(body: bytes) -> Line:
    """An event's line as it was kept."""
    return _line.decode(unsqueeze(body))


_line = msgspec.msgpack.Decoder(Line)
