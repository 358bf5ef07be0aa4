"""What is told of nobody: "no casualties were reported", "no one was hurt", "no lives were lost", "no human losses"."""

from __future__ import annotations

from recount.model import Outcome

from ..counting.counts import Count
from .further import lost_lives
from .look import Frame, Look
from .subjects import right


def nobody(look: Look, at: int, count: Count) -> Frame | None:
    """What befell none of those whom a count of nobody names; its own noun tells it, or what is said of it."""
    for head in count.phrase.heads:
        if (outcome := _told_by(look, head)) is not None:
            return Frame(at, _or_another(look, head, outcome), head, head + 1, "none")
    if _knows_none(look, count.last):
        return None
    told = lost_lives(look, at, count) or right(look, at, count)
    if told is not None and told.outcome == "injured" and look.stem(told.first) in look.play["in_state"]:
        return None  # "none of them in critical condition"
    return told


def _told_by(look: Look, k: int) -> Outcome | None:
    """The outcome that a noun of harm, or of those harmed, tells: "deaths", "wounded", "losses", "loss of life"."""
    stem = look.stem(k)
    if stem in look.known.losses:
        return "killed" if look.stem(k + 1) == "of" else "killed_or_injured"
    verb = look.known.verbs.get(stem)
    harmed = verb.outcome if verb is not None and verb.victim == "object" and look.tag(k) in "EJN" else None
    return look.known.counted.get(stem) or look.known.states.get(stem) or harmed


def _knows_none(look: Look, k: int) -> bool:
    """ "No one knows how many died", "nobody can say how many were hurt": nobody has a count; a toll is not denied."""
    while look.tag(k) in "AMRX":
        k += 1
    return look.stem(k) in look.play["knows"]


def _or_another(look: Look, k: int, outcome: Outcome) -> Outcome:
    """ "No deaths or injuries", "no dead or wounded": of one or the other."""
    other = _told_by(look, k + 2) if look.tag(k + 1) == "C" else None
    return "killed_or_injured" if {outcome, other} == {"killed", "injured"} else outcome
