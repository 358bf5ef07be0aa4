"""A dossier: what is published of the events of one build."""

from __future__ import annotations

import msgspec

from .extraction import Extraction
from .framing import Framing
from .ledger import Ledger
from .links import Links
from .protection import Protection
from .report import Notice, Report, SetAside


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """All that publishing shows: the reports, what was extracted from them, tied and reckoned, and what was set aside.

    Reports and extractions stand in the order of report ids, ledgers in the order of their events' start and id,
    framings in that of their events' ids; an event of one outlet has none. `protection` says what is withheld, and is
    None where nobody gave anything a level.
    """

    recount: str
    protection: Protection | None = None
    reports: tuple[Report, ...]
    extractions: tuple[Extraction, ...]
    links: Links
    ledgers: tuple[Ledger, ...]
    framings: tuple[Framing, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notices: tuple[Notice, ...] = ()
