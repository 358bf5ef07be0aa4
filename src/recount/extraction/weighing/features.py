"""What of a claim tells how likely it is to be right: the rules that read it, and its surroundings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from recount.model import Claim

FIELDS = ("victims", "claimant", "perpetrator", "place", "when", "part_of")
"""The fields that a claim may lack."""

_LACKS = tuple((field, f"no {field}") for field in FIELDS)
_EDGES = (250, 1_000, 3_000, 10_000)
_SIZES = (2, 5, 20, 100, 1_000, 10_000)
_NUMBERS = (2, 4, 8, 16, 32)


def features(claim: Claim, among: Sequence[Claim], share: int | None = None) -> list[str]:
    """The features of a claim among all claims of its report, sorted, each once; all count alike.

    `share` is the `background_share` of those claims, where it is known.
    """
    size = max(claim.figure.low or 0, claim.figure.high or 0)
    found = {f"{cue.kind}: {cue.rule}" for cue in claim.cues if cue.kind != "as_of"}
    found.update([lacks for field, lacks in _LACKS if getattr(claim, field) is None])
    found |= {
        f"outcome {claim.outcome}",
        f"modifier {claim.figure.modifier}",
        f"status {claim.status}",
        f"scope {claim.scope}",
        f"size {_step(size, _SIZES)}",
        f"where {_step(claim.span.start, _EDGES)}",
        f"among {_step(len(among), _NUMBERS)}",
        f"{claim.scope}, {'no ' if claim.claimant is None else ''}claimant",
        f"{claim.scope}, {'no ' if claim.when is None else ''}time",
        f"background share {background_share(among) if share is None else share}",
    }
    return sorted(found)


def background_share(among: Sequence[Claim]) -> int:
    """How many quarters of a report's claims are background."""
    return 4 * sum(claim.scope == "background" for claim in among) // max(1, len(among))


def _step(number: int, edges: Sequence[int]) -> int:
    """How many of the edges a number has reached."""
    return bisect_right(edges, number)
