"""Claims and persons of one report on both sides: which are the same, and what is other in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from recount.model import Claim, Extraction, Links, Outcome, Report, Span, Victim

from .kinds import FieldDifference, ThingDifference

AROUND = 40
"""Characters around a figure that are told with it."""


class Said(NamedTuple):
    """A value of a field: in words, and what it is compared by."""

    words: str | None
    exactly: object


class Thing(NamedTuple):
    """A claim or a person as it is compared: where it stands, what befell, and its fields by their names."""

    id: str
    span: Span | None
    outcome: Outcome
    fields: Mapping[str, Said]


Ties = Mapping[str, Mapping[str, Said]]
"""What linking ties claims to: by claim, and what kind of tie."""


def compared(
    report: str, texts: tuple[str, str], before: Sequence[Thing], after: Sequence[Thing]
) -> tuple[int, list[ThingDifference]]:
    """How many things of a report are as they were, and those that are not, in their order in the text."""
    pairs = _matched(before, after)
    same = 0
    found: list[ThingDifference] = []
    for was, is_ in pairs:
        fields = _other(was, is_)
        if was and is_ and not fields:
            same += 1
            continue
        one = is_ or was
        if one is None:
            continue
        found.append(
            ThingDifference(
                way="changed" if was and is_ else "came" if is_ else "went",
                report=report,
                before=was.id if was else None,
                after=is_.id if is_ else None,
                span=one.span,
                outcome=one.outcome,
                around=_around(one.span, texts[1] if is_ else texts[0]),
                fields=fields,
            )
        )
    return same, sorted(found, key=_place)


def _place(one: ThingDifference) -> tuple[int, str, str]:
    return one.span.start if one.span else 0, one.way, one.after or one.before or ""


Same = Callable[[Thing, Thing], bool]
_SAME: tuple[Same, ...] = (
    lambda one, other: one.span == other.span and one.outcome == other.outcome,
    lambda one, other: one.span == other.span,
    lambda one, other: one.outcome == other.outcome and _holds(one.span, other.span),
)
"""What makes two things one, the surest first: their words and outcome, their words, words around them and outcome."""


def _matched(before: Sequence[Thing], after: Sequence[Thing]) -> list[tuple[Thing | None, Thing | None]]:
    """Each thing with its like on the other side, of several such with the one of which least is other."""
    left, right = list(before), list(after)
    pairs: list[tuple[Thing | None, Thing | None]] = []
    for same in _SAME:
        likes = sorted(
            (len(_other(was, is_)), at, to)
            for at, was in enumerate(left)
            for to, is_ in enumerate(right)
            if same(was, is_)
        )
        taken: tuple[set[int], set[int]] = (set(), set())
        for _, at, to in likes:
            if at not in taken[0] and to not in taken[1]:
                pairs.append((left[at], right[to]))
                taken[0].add(at)
                taken[1].add(to)
        left = [one for at, one in enumerate(left) if at not in taken[0]]
        right = [one for to, one in enumerate(right) if to not in taken[1]]
    return [*pairs, *((one, None) for one in left), *((None, one) for one in right)]


def _holds(one: Span | None, other: Span | None) -> bool:
    """Whether one of two spans holds the other: a figure that is read with a word more or less."""
    if one is None or other is None:
        return False
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)


def _other(was: Thing | None, is_: Thing | None) -> tuple[FieldDifference, ...]:
    if was is None or is_ is None:
        return ()
    found = []
    for name in {**was.fields, **is_.fields}:
        one, two = was.fields.get(name, _NONE), is_.fields.get(name, _NONE)
        if one.exactly == two.exactly:
            continue
        words = (one.words, two.words)
        if words[0] == words[1]:  # the same words, but not those: say where
            words = (f"{one.words} ({_where(one)})", f"{two.words} ({_where(two)})")
        found.append(FieldDifference(name, *words))
    return tuple(found)


_NONE = Said(None, None)


def _where(said: Said) -> str:
    return f"at {said.exactly[0]:,}" if isinstance(said.exactly, tuple) else str(said.exactly)


def _around(span: Span | None, text: str) -> str:
    """The words around a span on one line, cut between words."""
    if span is None:
        return ""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = "…" + (before.partition(" ")[2] if " " in before else "")
    if end < len(text):
        after = (after.rpartition(" ")[0] if " " in after else "") + "…"
    return " ".join(f"{before}{span.exact}{after}".split())


def claims_of(extraction: Extraction, ties: Ties) -> list[Thing]:
    """The claims of a report, with what each is tied to."""
    by_id = {claim.id: claim for claim in extraction.claims}
    return [
        Thing(claim.id, claim.span, claim.outcome, {**_claim(claim, by_id), **ties.get(claim.id, {})})
        for claim in extraction.claims
    ]


def _claim(claim: Claim, claims: Mapping[str, Claim]) -> dict[str, Said]:
    figure = claim.figure
    whole = claims.get(claim.part_of) if claim.part_of else None
    when, as_of = claim.when, claim.as_of
    return {
        "figure": Said(f"“{figure.words}” ({_interval(figure.low, figure.high)})", figure),
        "outcome": _plain(claim.outcome),
        "victims": _span(claim.victims),
        "status": _plain(claim.status),
        "age": _plain(claim.age),
        "sex": _plain(claim.sex),
        "claimant": _span(claim.claimant),
        "relay": Said(", ".join(f"“{one.exact}”" for one in claim.relay) or None, claim.relay),
        "perpetrator": _span(claim.perpetrator),
        "place": _span(claim.place),
        "when": _span(when.span if when else None),
        "days": _plain(f"{when.period.start or '…'} to {when.period.end or '…'}" if when else None),
        "as of": _plain(f"{as_of.day} ({as_of.basis})" if as_of else None),
        "scope": _plain(claim.scope),
        "stance": _plain(claim.stance),
        "part of": Said(f"“{whole.figure.words}” {whole.outcome}", (whole.span.start, whole.span.end, whole.outcome))
        if whole
        else _NONE,
    }


def victims_of(extraction: Extraction) -> list[Thing]:
    """The persons whom a report names or tells of."""
    return [
        Thing(one.id, one.mentions[0] if one.mentions else None, one.outcome, _victim(one))
        for one in extraction.victims
        if one.fates
    ]


def _victim(victim: Victim) -> dict[str, Said]:
    return {
        "name": _plain(victim.name),
        "age": _plain(None if victim.age is None else str(victim.age)),
        "sex": _plain(victim.sex),
        "role": _plain(victim.role),
        "outcome": _plain(victim.outcome),
        "scope": _plain(victim.scope),
    }


def ties_of(links: Links) -> dict[str, dict[str, Said]]:
    """What each claim's claimant, perpetrator and place were tied to, by the claim's id."""
    found: dict[str, dict[str, Said]] = {}
    claimants = {one.id: one.name for one in links.claimants}
    actors = {one.id: one.name for one in links.actors}
    places = {one.id: one.name for one in links.places}
    for said in links.attributions:
        words = f"{claimants.get(said.claimant, said.claimant)} ({said.certainty})"
        found.setdefault(said.claim, {})["claimed by"] = Said(words, words)
    for caused in links.perpetrations:
        found.setdefault(caused.claim, {})["caused by"] = _plain(actors.get(caused.actor, caused.actor))
    for placed in links.placings:
        name = places.get(placed.place, placed.place) if placed.place else "several places of the name"
        found.setdefault(placed.claim, {})["stands for"] = Said(name, placed.place)
    return found


def text_of(reports: Iterable[Report]) -> dict[str, str]:
    """The texts of reports by their ids."""
    return {report.id: report.text for report in reports}


def _span(span: Span | None) -> Said:
    return Said(f"“{span.exact}”", (span.start, span.end)) if span else _NONE


def _plain(words: str | None) -> Said:
    return Said(words.replace("_", " ") if words else words, words)


def _interval(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return f"{low:,}"
    return f"{'…' if low is None else f'{low:,}'} to {'…' if high is None else f'{high:,}'}"
