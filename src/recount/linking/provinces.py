"""A town and its province of one name: where a report puts another of its places into it, it means the province.

"183 in Tartus, including 60 in Baniyas", "Baniyas in Tartus": Baniyas is no part of the town of Tartus. Where nothing
in the report tells, the town stays, and its toll is never counted apart from the rest of the province
(`recount.reckoning`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from recount.model import Claim, Place

from .gazetteer import gazetteer

_DEEPEST = 5
"""So many parts within parts are followed."""
_DEPTH = 50_000
"""Characters of a report that are searched for "X in Y"."""


def meant(text: str, claims: Sequence[Claim], places: Mapping[str, Place]) -> dict[str, tuple[Place, str]]:
    """The place words of a report that mean a province though a town has their name: the province, and why.

    `claims` are the report's, `places` the places that their words were tied to, by words.
    """
    found: dict[str, tuple[Place, str]] = {}
    twins = {words: twin for words, place in sorted(places.items()) if (twin := _twin(place)) is not None}
    if not twins:
        return found
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        inner = places.get(claim.place.exact) if claim.place is not None else None
        if claim.place is None or inner is None:
            continue
        wholes = _wholes(claim, by_id)
        for words, twin in twins.items():
            if words in found or twin.id not in inner.within or places[words].id in (inner.id, *inner.within):
                continue
            if words in wholes:
                why = f"a part of its figure is counted in {inner.name}, which lies in {twin.name}"
            elif _in(claim.place.exact, words, text):
                why = f"the report puts {inner.name} in it, which lies in {twin.name}"
            else:
                continue
            found[words] = (twin, f"{twin.name}, not the town: {why}")
    return found


def _twin(place: Place) -> Place | None:
    """The province that bears a town's name; None for what is no town, or has none."""
    if place.precision != "exact":
        return None
    for holder in place.within:
        entry = gazetteer().get(holder)
        if entry is not None and entry.kind == "province" and f"{entry.place.name} ".startswith(f"{place.name} "):
            return entry.place
    return None


def _wholes(claim: Claim, by_id: Mapping[str, Claim]) -> set[str]:
    """The place words of the claims that the text makes a claim part of."""
    found: set[str] = set()
    for _ in range(_DEEPEST):
        whole = by_id.get(claim.part_of or "")
        if whole is None:
            break
        if whole.place is not None:
            found.add(whole.place.exact)
        claim = whole
    return found


def _in(inner: str, outer: str, text: str) -> bool:
    """Whether a text says "inner in outer"."""
    between = r",?\s+(?:(?:which\s+is|a\s+(?:town|city|village))\s+)?in\s+"
    return re.search(rf"(?<!\w){re.escape(inner)}{between}{re.escape(outer)}(?!\w)", text[:_DEPTH]) is not None
