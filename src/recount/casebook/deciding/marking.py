"""A ledger with what reviewers decided: which figures are confirmed, what was left out, and how it would be without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from recount.model import (
    Confirmation,
    Estimate,
    EstimateWithout,
    EventWithout,
    Ledger,
    OutOfCount,
    RuledOn,
    Toll,
    Without,
    to_json,
)

from .applied import LeftOut
from .laid import Laid
from .standing import Ruled, highest
from .ties import Tied

FIGURE = frozenset({"low", "high", "modifier", "outcome"})
"""Fields that make a figure: whoever sets one has confirmed the figure as it then is."""


def marked(ledger: Ledger, laid: Laid, tied: Tied, otherwise: Sequence[Ledger] | None) -> Ledger:
    """The ledger with the decisions on what it counts.

    `otherwise` are the ledgers, without decisions, of the events that hold its reports then; None where they would be
    the same as it is.
    """
    on = dict(_on(ledger, laid, tied))
    left_out = {one.decision: one for one in laid.decided.left_out}
    names = _named(on, left_out)
    return replace(
        ledger,
        state=tied.states.get(ledger.event.id),
        decisions=tuple(names.values()),
        confirmed=tuple(_confirmed(ledger, on, names)),
        out_of_count=tuple(
            OutOfCount(claim=one.claim, ruling=one.ruling, decision=names[one.decision].id, by=one.by)
            for one in left_out.values()
            if one.claim.report in ledger.event.reports
        ),
        without=_without(ledger, otherwise) if otherwise is not None else None,
    )


def _on(ledger: Ledger, laid: Laid, tied: Tied) -> Iterable[tuple[str, tuple[Ruled, ...]]]:
    """The decisions that hold on what a ledger counts, by what they rule on."""
    within = frozenset(ledger.event.reports)
    voices = {one.claimant for one in (*ledger.series, *ledger.background)}
    for id, some in (*laid.decided.on.items(), *tied.on.items()):
        _, _, name = id.rpartition(" ")
        of = name.partition("#")[0]
        if not (of in within or name == ledger.event.id or (name in voices and _is_of(some, "claimant"))):
            continue
        held = tuple(one for one in some if _shown(one))
        if held:
            yield id, held


def _is_of(some: Sequence[Ruled], kind: str) -> bool:
    return any(one.decision.subject.kind == kind for one in some)


def _shown(ruled: Ruled) -> bool:
    """Whether a decision holds, and is more than one on who may see something."""
    if ruled.decision.ruling == "edit":
        return any(edit.field != "level" for edit in ruled.changes())
    return bool(ruled.holds)


def _named(on: Mapping[str, Sequence[Ruled]], left_out: Mapping[int, LeftOut]) -> dict[int, RuledOn]:
    """The decisions by number, under ids of the ledger's own: the same in whatever order reports came."""
    about: dict[int, list[str]] = {}
    ruled: dict[int, Ruled] = {}
    for id, some in on.items():
        for one in some:
            ruled[one.number] = one
            about.setdefault(one.number, []).append(id.rpartition(" ")[2])
    shown = {
        number: RuledOn(
            id="",
            ruling=one.decision.ruling,
            kind=one.decision.subject.kind,
            about=tuple(sorted(set(about[number]))),
            others=left_out[number].by if number in left_out else tuple(other.id for other in one.decision.others),
            changes=tuple(edit for edit in one.changes() if edit.field != "level"),
            reviewers=one.reviewers,
            standard=one.standard,
        )
        for number, one in ruled.items()
    }
    order = sorted(shown, key=lambda number: (shown[number].kind, shown[number].about, to_json(shown[number])))
    return {number: replace(shown[number], id=f"d{place}") for place, number in enumerate(order, start=1)}


def _confirmed(
    ledger: Ledger, on: Mapping[str, Sequence[Ruled]], names: Mapping[int, RuledOn]
) -> Iterable[Confirmation]:
    for series in (*ledger.series, *ledger.background):
        for snapshot in series.snapshots:
            by = {claim: [one for one in on.get(claim, ()) if _confirms(one)] for claim in snapshot.claims}
            behind = list({one.number: one for some in by.values() for one in some}.values())
            if behind:
                yield Confirmation(
                    snapshot=snapshot.id,
                    claims=tuple(claim for claim in snapshot.claims if by[claim]),
                    decisions=tuple(sorted((names[one.number].id for one in behind), key=lambda name: int(name[1:]))),
                    reviewers=len({name for one in behind for name in one.behind}),
                    standard=highest(one.standard for one in behind),
                )


def _confirms(ruled: Ruled) -> bool:
    """Whether who made a decision on a claim has confirmed its figure."""
    if ruled.decision.ruling == "edit":
        return any(edit.field in FIGURE for edit in ruled.changes())
    return ruled.decision.ruling == "accept"


def _without(ledger: Ledger, otherwise: Sequence[Ledger]) -> Without | None:
    """How the ledger would be without decisions; None where it would be no other."""
    same = len(otherwise) == 1 and otherwise[0].event.reports == ledger.event.reports
    events = () if same else tuple(
        EventWithout(id=one.event.id, title=one.event.title, reports=one.event.reports) for one in otherwise
    )  # fmt: skip
    estimates = tuple(one for other in otherwise for one in _differing(ledger, other))
    return Without(events=events, estimates=estimates) if events or estimates else None


def _differing(ledger: Ledger, other: Ledger) -> Iterable[EstimateWithout]:
    here = {(one.policy, _key(toll)): one for one, toll in _estimates(ledger)}
    there = {(one.policy, _key(toll)): one for one, toll in _estimates(other)}
    ids = {_key(toll): toll.id for toll in ledger.tolls}
    tolls = {_key(toll): toll for toll in (*other.tolls, *ledger.tolls)}
    for policy, key in dict.fromkeys((*here, *there)):
        now, was = here.get((policy, key)), there.get((policy, key))
        if _numbers(now) != _numbers(was):
            yield EstimateWithout(
                event=other.event.id,
                policy=policy,
                toll=replace(tolls[key], id=ids.get(key, "")),
                low=was.low if was is not None else None,
                best=was.best if was is not None else None,
                high=was.high if was is not None else None,
                none_because=was.none_because if was is not None else None,
            )


def _estimates(ledger: Ledger) -> Iterable[tuple[Estimate, Toll]]:
    tolls = {toll.id: toll for toll in ledger.tolls}
    return ((one, tolls[one.toll]) for one in ledger.estimates if one.toll in tolls)


def _key(toll: Toll) -> tuple[object, ...]:
    return (toll.outcome, toll.group, toll.place, toll.perpetrator)


def _numbers(estimate: Estimate | None) -> tuple[object, ...]:
    if estimate is None:
        return (None, None, None, False)
    return (estimate.low, estimate.best, estimate.high, estimate.none_because is None)
