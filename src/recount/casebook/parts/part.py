"""The part of a kept casebook that decisions touch: as decided there, and elsewhere as linking alone made it.

A decision changes the events whose reports it names, and those that tell of the claimant it names. What it ties a claim
to may be told of in other events. That is fetched, and nothing else; what comes out is what the whole would give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from recount.model import LEVELS, Decision, Reading
from recount.publishing import event_row
from recount.reckoning import OWN_POLICY

from ..assembling import casebook_of
from ..deciding.standing import standing
from ..memory import Casebook
from ..progress import Progress, quiet
from ..protecting.levels import leveled
from ..protecting.shown import at_level
from ..recalled import Kept
from ..store.asking import Asking
from ..store.caches import key_of
from ..store.engine import Store
from ..store.kept import copies_of
from ..store.library import Library
from ..store.lines import Line
from ..store.lookup import Documents
from ..store.reader import Reader
from ..store.tied import Tied
from .finding import Finding
from .known import known_of, with_known
from .one import held_events, members


class Part(NamedTuple):
    """Some events of a casebook as decided; `plain` are the ids under which linking alone has them."""

    casebook: Casebook
    plain: frozenset[str]


def part(store: Store, reader: Reader, decisions: Sequence[Decision], about: Collection[str] = ()) -> Part:
    """The events that decisions touch, and those that some names are `about`, with all that is decided of them.

    Names are as a person writes them (`deciding.naming`): what they name is in the part, if it is in the casebook. All
    documents must be linked. Nothing is withheld.
    """
    ruled = standing(decisions).ruled
    with store.reading() as connection:
        finding = Finding(connection)
        ids = finding.events(ruled, about)
        held = held_events(connection, sorted(ids))
        numbers = [number for one in held.values() for number in one.numbers]
        reports, readings = members(connection, reader, numbers)
        library = Library(connection, reader)
        library.reports.update({one.id: one for one in reports.values()})
        tied = Tied(Asking(connection))
        links = tied.links(
            {id: (one.event, one.ties, one.follow_up) for id, one in held.items()},
            copies_of(connection, numbers, library),
        )
        known = known_of(tied, finding, ruled, about)
    keys = {one.id: key for key, one in reports.items()}
    casebook = casebook_of(
        Documents(Reading(reports=tuple(reports[keys[id]] for id in sorted(keys))), keys),
        {(key, one.report): one for key, one in readings.items()},
        (),
        decisions,
        kept=Kept(
            store,
            {id: key_of(key, id, reader.name, reader.version) for id, key in keys.items()},
            tied=lambda *_: with_known(store, links, known),
            elsewhere=partial(with_known, store, known=known),
            plain=key_of(links),
        ),
    )
    return Part(at_level(casebook, leveled(decisions), LEVELS[-1], keys), frozenset(ids))


def decided_lines(lines: Iterable[Line], some: Part, progress: Progress = quiet) -> list[Line]:
    """The lines of a list of events as decided; `lines` are those of linking alone, `some` what decisions touch."""
    links = some.casebook.links(progress)
    event_of = {report: event.id for event in links.events for report in event.reports}
    made = [
        Line(one.event.title, event_row(one, links), None)
        for one in some.casebook.ledgers((), progress, OWN_POLICY)
    ]  # fmt: skip
    others = (_following(line, event_of) for line in lines if line.row.event not in some.plain)
    return sorted((*others, *made), key=lambda line: (line.row.start or "~", line.row.event))


def _following(line: Line, event_of: dict[str, str]) -> Line:
    """An event's line, where decisions gave the event that it follows another id."""
    if line.follow_up is None:
        return line
    follows = event_of.get(line.follow_up.reports[1], line.row.follows)
    return line if follows == line.row.follows else replace(line, row=replace(line.row, follows=follows))
