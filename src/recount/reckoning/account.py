"""Series and snapshots as the ledger shows them, with why they are ordered as they are."""

from __future__ import annotations

from recount.model import AsOfBasis, Derivation, Period, Series, Snapshot

from .say import Teller, capital
from .series import Run, Snap
from .tolls import toll_id


def shown(run: Run, tell: Teller) -> Series:
    """A series of the book as the model has it."""
    return Series(
        id=run.id,
        toll=toll_id(run.key),
        scope=run.scope,
        claimant=run.voice.claimant,
        outlet=run.voice.outlet,
        snapshots=tuple(_snapshot(snap) for snap in run.snaps),
        order=run.order,
        why=_why(run, tell),
    )


def _snapshot(snap: Snap) -> Snapshot:
    figure = snap.figure
    return Snapshot(
        id=snap.id,
        claims=tuple(sorted(entry.claim.id for entry in snap.entries)),
        reports=snap.reports,
        words=snap.first.claim.figure.words,
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        as_of=snap.day,
        as_of_last=snap.last_day if snap.last_day != snap.day else None,
        as_of_basis=_basis(snap),
        latest=snap.latest,
        certainty="certain" if snap.certain else "probable",
        period=_period(snap),
        through=snap.through,
    )


def _basis(snap: Snap) -> AsOfBasis | None:
    bases = {entry.basis for entry in snap.entries if entry.day == snap.day and entry.basis is not None}
    if snap.day is None:
        return None
    return "dateline" if bases == {"dateline"} else "said"


def _period(snap: Snap) -> Period | None:
    """The stretch counted, else the days that the first of its claims to tell any tells."""
    if snap.stretch is not None:
        return snap.stretch
    return next((entry.period for entry in snap.entries if entry.period is not None), None)


def _why(run: Run, tell: Teller) -> Derivation:
    who, what = tell.who(run.voice), tell.what(run.key)
    if run.voice.claimant is None:
        basis = f"The figures of {what} that {who} gives, naming nobody who vouches for them"
    elif run.certain:
        basis = f"The figures of {what} that reports give as those of {who}"
    else:
        basis = f"The figures of {what} that are probably those of {who}"
    orders = {
        "single": "there is one figure",
        "dated": "dates tell their order",
        "inferred": "no date tells the whole order, so it is inferred from growth: a later toll is taken to be larger",
        "unknown": "nothing tells the whole order",
    }
    premises = tuple(snap.id for snap in run.snaps)
    return Derivation(f"series.{run.order}", f"{capital(basis)}; {orders[run.order]}.", premises)
