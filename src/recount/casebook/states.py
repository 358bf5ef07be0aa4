"""States of a casebook to compare: at a moment, as a version read it, or before a re-reading and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, get_args

from msgspec.structs import replace

from recount.model import Level, UsageError
from recount.reckoning import POLICIES

from .carrying import carried_in, fates
from .differing import Difference, Fate, difference
from .memory import Casebook
from .progress import Progress, quiet
from .store.moments import is_moment
from .store.readings import Version, family, read_again, versions
from .stored import StoredCasebook

HIGHEST: Level = "confidential"


class State(NamedTuple):
    """A state, and what to call it."""

    says: str
    casebook: Casebook


def state(stored: StoredCasebook, asked: str | None, progress: Progress = quiet, level: Level = HIGHEST) -> State:
    """The state that is asked for: a moment, a version of an extractor or the beginning of its name, None for now.

    `level` is for whose eyes, by the levels of now; what became of decisions is told at the highest alone.
    Raises UsageError where it is none of these.
    """
    if asked is None:
        return State("now", _shown(stored, stored.recall(progress), level, None, progress))
    if is_moment(asked):
        then = stored.moment(asked)
        return State(str(then), _shown(stored, stored.recall(as_of=asked), level, then.number, progress))
    version = _version(stored.versions(), asked)
    return State(f"as {version.name} read it", _shown(stored, stored.read_by(version), level, None, progress))


def around_rereading(stored: StoredCasebook, progress: Progress = quiet, level: Level = HIGHEST) -> tuple[State, State]:
    """The states before and after the last re-reading, at a level. Raises UsageError where there was none."""
    again: list[tuple[int, int, Version]] = []
    with stored.store.reading() as connection:
        for version in versions(connection):
            entries = read_again(connection, version)
            if entries is not None and family(version.extractor) == family(stored.extractor):
                again.append((entries[1], entries[0], version))
    if again:
        last, first, version = max(again, key=lambda one: one[0])
        before, after = (stored.moment(f"#{number}") for number in (first - 1, last))
        sides = ((before, "before"), (after, "after"))
        one, other = (
            State(
                f"{when} {version.name} read it again ({moment})",
                _shown(stored, stored.recall(as_of=f"#{moment.number}"), level, moment.number, progress),
            )
            for moment, when in sides
        )
        return one, other
    raise UsageError("recount diff", "knows of no re-reading", "give a moment, or two: recount diff 2026-11-20")


def compared(before: State, after: State, policies: Sequence[str] = POLICIES, progress: Progress = quiet) -> Difference:
    """What is other in one state than in another, and which decisions need another look, or are needless, after."""
    sides = (before.casebook, after.casebook)
    found = difference(*(one.dossier(policies, progress) for one in sides))
    were, are = (carried_in(one) for one in sides)
    counts = Counter(one.fate for one in are)
    told: dict[Fate, int] = {fate: counts[fate] for fate in get_args(Fate)}
    return replace(found, decisions=fates(were, are), fates=told)


def _shown(stored: StoredCasebook, casebook: Casebook, level: Level, until: int | None, progress: Progress) -> Casebook:
    """What may be seen of a state at a level; all of it at the highest."""
    return casebook if level == HIGHEST else stored.seen(casebook, level, until, progress)


def _version(known: tuple[Version, ...], asked: str) -> Version:
    found = [one for one in known if asked and asked in (one.name, one.version)] or [
        one for one in known if asked and (one.name.startswith(asked) or one.version.startswith(asked))
    ]
    if len(found) != 1:
        names = ", ".join(one.name for one in known) or "none"
        wrong = f"fits {len(found)} versions of extractors" if found else "is neither a moment nor a version"
        raise UsageError(f"{asked!r}", wrong, f"give a day, a time, an entry of the log (#120), or a version: {names}")
    return found[0]
