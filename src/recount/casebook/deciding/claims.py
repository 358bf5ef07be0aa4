"""Decisions on claims: fields set, claims left out, and the parts of those that are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from recount.model import Claim, Cue, Edit, Span, Value

from .applied import LeftOut, Work, held_edits, laid_over, told
from .fields import RULE, UnfitError, edited_claim, value_of
from .finding import NotFoundError, Read, claim_of, read_of
from .standing import Ruled


def decided_claims(
    read: Mapping[str, Read], keys: Mapping[str, str], ruled: Mapping[str, Sequence[Ruled]], work: Work
) -> tuple[dict[str, Claim], tuple[LeftOut, ...]]:
    """The claims that are ruled on, by id, as decided, and those of them that are left out of the count.

    `ruled` are the decisions found on each claim, `keys` the documents' keys by claim id.
    """
    claims = {id: _claim(id, read[keys[id]]) for id in ruled}
    made = {id: _edited(claims[id], ruled[id], read[keys[id]], work) for id in ruled}
    for id, some in ruled.items():
        for one in some:
            if one.decision.ruling == "accept" and one.holds:
                _still_as_accepted(one, made[id], read[keys[id]], ruled[id], work)
    return made, _left_out(made, ruled, read, work)


def part_of_span(claim: Claim, claims: Sequence[Claim]) -> Span | None:
    """The figure of the total that a claim is part of: what its field `part_of` is in a decision."""
    return next((one.span for one in claims if one.id == claim.part_of), None)


def now(claim: Claim, field: str, claims: Sequence[Claim]) -> Value:
    """What a field of a claim is, as decisions tell it."""
    return part_of_span(claim, claims) if field == "part_of" else value_of(claim, field)


def without(claims: Sequence[Claim], left_out: Sequence[LeftOut]) -> tuple[Claim, ...]:
    """A report's claims without those that are left out; their parts are parts of what holds or replaces them."""
    by_id = {one.id: one for one in claims}
    gone = {one.claim.id: one for one in left_out}

    def total(claim: Claim) -> str | None:
        seen = {claim.id}
        above = claim.part_of
        while above in gone and above not in seen:
            seen.add(above)
            instead = [id for id in gone[above].by if id in by_id and id not in seen]
            above = instead[0] if instead else gone[above].claim.part_of
        return None if above in seen else above

    kept = (one for one in claims if one.id not in gone)
    return tuple(replace(one, part_of=total(one)) if one.part_of in gone else one for one in kept)


def _claim(id: str, read: Read) -> Claim:
    return next(one for one in read.extraction.claims if one.id == id)


def _edited(claim: Claim, ruled: Sequence[Ruled], read: Read, work: Work) -> Claim:
    edits = held_edits(ruled)
    if not edits:
        return claim
    work.moved(ruled, lambda field: now(claim, field, read.extraction.claims))

    def lay(claim: Claim, changes: list[Edit]) -> Claim:
        totals = [edit for edit in changes if edit.field == "part_of"]
        made = edited_claim(claim, [edit for edit in changes if edit.field != "part_of"], read.report.text)
        for edit in totals:
            made = _part_of(made, edit.after, read)
        return made

    return laid_over(claim, edits, lay, work, claim.id)


def _part_of(claim: Claim, total: Value, read: Read) -> Claim:
    """The claim as part of the total whose figure stands at a span, or of none. Raises UnfitError."""
    cue = Cue("part_of", total if isinstance(total, Span) else claim.span, RULE)
    if total is None:
        return replace(claim, part_of=None, cues=(*claim.cues, cue))
    there = [one for one in read.extraction.claims if one.span == total and one.id != claim.id]
    there = [one for one in there if one.outcome == claim.outcome] or there
    if len(there) != 1:
        raise UnfitError(
            "no figure is read where its total should be" if not there else "several figures may be its total"
        )
    above: str | None = there[0].id
    parents = {one.id: one.part_of for one in read.extraction.claims}
    while above is not None:
        if above == claim.id:
            raise UnfitError("its total is part of it")
        above = parents.pop(above, None)
    return replace(claim, part_of=there[0].id, cues=(*claim.cues, cue))


def _still_as_accepted(accept: Ruled, claim: Claim, read: Read, ruled: Sequence[Ruled], work: Work) -> None:
    """Take back an acceptance of what is now another: for a later edit silently, else it needs another look."""
    for edit in accept.decision.changes:
        is_ = now(claim, edit.field, read.extraction.claims)
        if is_ == edit.after:
            continue
        later = any(
            one.number > accept.number and any(change.field == edit.field for change in one.changes())
            for one in ruled
            if one.decision.ruling == "edit"
        )
        if later:
            work.on[claim.id] = [one for one in work.on[claim.id] if one is not accept]
        else:
            work.drop(claim.id, accept, f"{edit.field} was accepted as {told(edit.after)}, and is now {told(is_)}")
        return


def _left_out(
    made: Mapping[str, Claim], ruled: Mapping[str, Sequence[Ruled]], read: Mapping[str, Read], work: Work
) -> tuple[LeftOut, ...]:
    found: dict[str, LeftOut] = {}
    superseded: dict[str, tuple[Ruled, tuple[str, ...]]] = {}
    for id in sorted(made):
        for one in ruled[id]:
            if not one.holds:
                continue
            if one.decision.ruling in ("reject", "retract") and (id not in found or one.decision.ruling == "reject"):
                found[id] = LeftOut(made[id], one.decision.ruling, one.number)
            elif one.decision.ruling == "supersede":
                superseded[id] = (one, _replacing(one, read))
    for id, (one, by) in superseded.items():
        if id in found:
            continue
        if not by:
            work.drop(id, one, "the figure that supersedes it is not there any more")
        elif all(other in found and found[other].ruling != "supersede" for other in by):
            work.drop(id, one, "the figure that supersedes it was itself left out")
        elif _comes_back(id, superseded):
            work.drop(id, one, "it is itself superseded by what supersedes it")
        else:
            found[id] = LeftOut(made[id], "supersede", one.number, by)
    return tuple(found[id] for id in sorted(found))


def _replacing(ruled: Ruled, read: Mapping[str, Read]) -> tuple[str, ...]:
    """The claims (ids) that supersede another: those that are found."""
    found = []
    for other in ruled.decision.others:
        try:
            found.append(claim_of(other, read_of(other, read)).id)
        except NotFoundError:
            continue
    return tuple(found)


def _comes_back(id: str, superseded: Mapping[str, tuple[Ruled, tuple[str, ...]]]) -> bool:
    """Whether a claim is superseded, over some others, by itself."""
    seen: set[str] = set()
    ahead = list(superseded[id][1])
    while ahead:
        one = ahead.pop()
        if one == id:
            return True
        if one not in seen and one in superseded:
            seen.add(one)
            ahead.extend(superseded[one][1])
    return False
