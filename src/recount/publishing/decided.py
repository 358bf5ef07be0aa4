"""What reviewers decided of one event, in plain sentences; what they confirmed, and how it would be without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from recount.model import Confirmation, Edit, Estimate, EstimateWithout, OutOfCount, RuledOn, Ruling, Standard, Value

from .index import LedgerIndex
from .words import capital, count_words, estimate_words, listed, lowered, policy_words, shown

STANDARDS: dict[Standard, str] = {
    "reported": "as reported",
    "reasonable_suspicion": "on reasonable suspicion",
    "reasonable_grounds": "on reasonable grounds",
    "balance_of_probabilities": "on the balance of probabilities",
    "clear_and_convincing": "on clear and convincing evidence",
    "beyond_reasonable_doubt": "beyond reasonable doubt",
}
OUT: dict[Ruling, str] = {"reject": "rejected", "retract": "retracted", "supersede": "superseded"}
"""What became of a claim that is left out of the count."""
_FIELDS = {
    "low": "the least number",
    "high": "the greatest number",
    "part_of": "the total that it is part of",
    "when_start": "its first day",
    "when_end": "its last day",
    "as_of": "the day of the figure",
}
MOST = 6
"""So many words or ids are named in one sentence."""
_DONE: dict[Ruling, str] = {
    "accept": "accepted",
    "edit": "edited",
    "merge": "merged",
    "split": "split",
    "redact": "redacted",
    "publish": "released",
    **OUT,
}


def decided(ledger: LedgerIndex) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sentences on one event's decisions, each with the ids that it speaks of; none where nothing was decided."""
    made = ledger.ledger
    if not made.decisions:
        return
    done = Counter(one.ruling for one in made.decisions)
    yield f"{capital(count_words(len(made.decisions), 'decision holds', 'decisions hold'))}: {_counted(done)}.", ()
    without = made.without
    for event in without.events if without is not None else ():
        which = "its reports" if without is not None and len(without.events) == 1 else "some of its reports"
        reports = count_words(len(event.reports), "report")
        yield f"Without the decisions, {which} would be of the event “{shown(event.title, 120)}” ({reports}).", ()
    for estimate in without.estimates if without is not None else ():
        yield without_words(ledger, estimate), _estimate_of(ledger, estimate)
    for one in made.confirmed:
        if one.snapshot in ledger.snapshots:
            yield f"{capital(_figure(ledger, one.snapshot))}: {confirmed_words(one)}.", (one.snapshot,)
    for out in made.out_of_count:
        yield out_words(ledger, out), (out.claim.id, *out.by)
    for ruled in made.decisions:
        if ruled.changes and ruled.ruling == "edit":
            yield f"{capital(edit_words(ledger, ruled))}.", tuple(i for i in ruled.about if i in ledger.all.claims)


def confirmed_words(one: Confirmation) -> str:
    """By how many, and to which standard: "confirmed by two reviewers, on reasonable grounds"."""
    words = f"confirmed by {count_words(one.reviewers, 'reviewer')}"
    return f"{words}, {STANDARDS[one.standard]}" if one.standard is not None else words


def out_words(ledger: LedgerIndex, out: OutOfCount) -> str:
    """Why a claim is left out of the count."""
    claim = out.claim
    what = f"“{shown(claim.span.exact, 80)}”, {claim.outcome.replace('_', ' ')}"
    words = f"{what}, in {ledger.all.outlet(claim.report)}: {OUT.get(out.ruling, out.ruling)} by a reviewer"
    by = [f"“{ledger.all.as_said(i)}”" for i in out.by[:MOST] if ledger.all.as_said(i)]
    return f"{words}, its place taken by {listed(by)}." if by else f"{words}, and not counted."


def without_words(ledger: LedgerIndex, estimate: EstimateWithout) -> str:
    """An estimate as it would be without the decisions, beside what it is."""
    toll = lowered(ledger.toll_words(estimate.toll, outcome=True))
    answer = estimate_words(estimate.low, estimate.best, estimate.high)
    held = next((e for e in ledger.ledger.estimates if (e.policy, e.toll) == (estimate.policy, estimate.toll.id)), None)
    now = estimate_words(*((held.low, held.best, held.high) if held is not None else (None, None, None)))
    words = f"{policy_words(estimate.policy)}, {toll}: {now}; without the decisions {answer}"
    if estimate.event != ledger.event and ledger.ledger.without is not None:
        titles = {one.id: one.title for one in ledger.ledger.without.events}
        if estimate.event in titles:
            words += f", for “{shown(titles[estimate.event], 80)}”"
    return f"{words}."


def edit_words(ledger: LedgerIndex, ruled: RuledOn) -> str:
    """What a reviewer changed, from what to what."""
    said = [_named(ledger, some_id) for some_id in ruled.about[:MOST]]
    changes = listed([change_words(edit) for edit in ruled.changes[:MOST]])
    return f"{ruled.kind.replace('_', ' ')} {listed(said)}: {changes}"


def _named(ledger: LedgerIndex, some_id: str) -> str:
    """What a decision is about: a figure by its words and outlet, else a name."""
    claim = ledger.all.claims.get(some_id)
    if claim is not None:
        return f"“{ledger.all.as_said(some_id)}” in {ledger.all.outlet(claim.report)}"
    victim = ledger.all.victims.get(some_id)
    if victim is not None:
        return shown(victim.name or "a person without a name", 100)
    if some_id in ledger.all.claimants:
        return ledger.all.claimant(some_id)
    return shown(ledger.ledger.event.title if some_id == ledger.event else some_id, 120)


def change_words(edit: Edit) -> str:
    """A change of one field: "status from unknown to civilian"."""
    return f"{_FIELDS.get(edit.field, edit.field)} from {_value(edit.before)} to {_value(edit.after)}"


def ruled_notes(ledger: LedgerIndex, claim: str) -> Iterator[str]:
    """What reviewers decided of one claim."""
    for one in ledger.ledger.decisions:
        if one.kind == "claim" and claim in one.about:
            who = count_words(one.reviewers, "reviewer")
            changes = listed([change_words(edit) for edit in one.changes[:MOST]]) if one.ruling == "edit" else ""
            yield f"{capital(_DONE.get(one.ruling, one.ruling))} by {who}{': ' + changes if changes else ''}."


def without_notes(ledger: LedgerIndex, estimate: Estimate) -> Iterator[str]:
    """What an estimate would be without the decisions."""
    for one in ledger.ledger.without.estimates if ledger.ledger.without is not None else ():
        if (one.policy, one.toll.id) == (estimate.policy, estimate.toll):
            yield without_words(ledger, one)


def _value(value: Value) -> str:
    if value is None:
        return "none"
    if isinstance(value, int):
        return f"{value:,}"
    return shown(value.replace("_", " "), 80) if isinstance(value, str) else f"“{shown(value.exact, 80)}”"


def _figure(ledger: LedgerIndex, snapshot: str) -> str:
    series = ledger.series_of[snapshot]
    toll = ledger.tolls.get(series.toll)
    what = f", {lowered(ledger.toll_words(toll, outcome=True))}" if toll is not None else ""
    return f"“{shown(ledger.snapshots[snapshot].words, 80)}”{what} — {ledger.voice(series)}"


def _counted(done: Counter[Ruling]) -> str:
    return listed([f"{count_words(number, 'decision')} to {ruling}" for ruling, number in sorted(done.items())])


def _estimate_of(ledger: LedgerIndex, estimate: EstimateWithout) -> tuple[str, ...]:
    """The estimate as it is, or its toll: where the sentence leads."""
    found = [e.id for e in ledger.ledger.estimates if (e.policy, e.toll) == (estimate.policy, estimate.toll.id)]
    return (*found, *([estimate.toll.id] if estimate.toll.id in ledger.tolls else []))
