"""Why something stands in the ledger: what can be asked about, and the answer down to the words of the reports."""

from __future__ import annotations

from recount.model import Dossier

from .finding import Askable
from .shapes import Answer, Kind, Line, Part, Words, Worked
from .telling import Telling

__all__ = ["Answer", "Askable", "Kind", "Line", "Part", "Telling", "Words", "Worked", "why"]


def why(dossier: Dossier, some_id: str, *, everything: bool = False) -> Answer:
    """Why what `some_id` names stands in the dossier: an id, its unique beginning, or EVENT/ID.

    The answer is a tree: a sentence, its numbers worked out, its premises in turn, down to words of reports. Each thing
    is answered once. `everything` leaves nothing out for its number. Raises UsageError for an id that nothing has, or
    several things.
    """
    ledger, kind, whole = Askable(dossier).find(some_id)
    return Telling(ledger, everything=everything).answer(kind, whole)
