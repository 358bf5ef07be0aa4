"""Seeing: all that one report tells by itself, whatever others there are. What is read here may be read anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from recount.model import Extraction, Placing, Report

from .actors import Acting
from .all_places import places_of
from .attributions import name_actors, name_claimants
from .context import Context, Surroundings
from .copying.bodies import body
from .copying.candidates import Marked, marked
from .grouping.accounts import Account, account
from .grouping.counts import counts
from .grouping.parts import Scenic, read_scenes
from .naming import Naming
from .places import Located, locate


class Seen(NamedTuple):
    """What one report tells by itself.

    Its account for grouping, its places, and by claim id where, who says it and who did it; its surroundings for names
    where something asked for them; the scenes of its claims by claim id; its words for finding copies.
    """

    account: Account
    located: Located
    placings: Mapping[str, Placing]
    namings: Mapping[str, Naming]
    actings: Mapping[str, Acting]
    context: Context | None
    scenes: Mapping[str, Scenic]
    marked: Marked


class Asked(NamedTuple):
    """A report to be seen, with what was extracted from it."""

    report: Report
    extraction: Extraction | None


def see(asked: Asked) -> Seen:
    """Read one report. Pure. Raises DataError where the packaged knowledge breaks its format."""
    report, extraction = asked
    around = Surroundings({report.id: report})
    located = locate(report, extraction)
    known = places_of(located)
    placings = {placing.claim: placing for placing in located.placings}
    only = {report.id: extraction} if extraction is not None else {}
    namings = name_claimants(only, around)
    counted = counts(only, namings, placings, known)
    told = account(report, extraction, located.main, known, counted.get(report.id, ()))
    actings = name_actors(only, around)
    words = marked(body(report, extraction))
    if extraction is not None and extraction.statements:
        around.of(report.id)  # quotations ask for it, and read it here at less cost than there
    return Seen(
        told, located, placings, namings, actings, around.held(report.id), read_scenes(report, extraction), words
    )
