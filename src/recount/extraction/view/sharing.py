"""Deaths that share out a toll: "Four were killed. A man was shot in Tell, a boy was hit …" tells of the dead.

Whoever was only said to be shot or hit is dead where such persons, with those said to be killed, make up exactly a toll
of dead told right before, or where a list breaks such a toll down. They are parts of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from .line import Line

REACH = 5
"""So many sentences after a toll share it out."""

Told = tuple[int, int]
"""A frame by its line and its index there."""


def share_out(lines: list[Line], lists: Mapping[int, int]) -> None:
    """Make deaths of the shot that share out a toll of dead."""
    for at, line in enumerate(lines):
        for k, frame in enumerate(line.frames):
            number = line.number(frame, least=True)
            if frame.outcome == "killed" and frame.real and number is not None and number > 1:
                for told in _shares(lines, at, k, number):
                    _is_dead(lines, told)
    for at, intro in lists.items():
        if _of_dead(lines, intro, lists):
            for k, frame in enumerate(lines[at].frames):
                if frame.real and lines[at].only_shot(frame):
                    _is_dead(lines, (at, k))


def _of_dead(lines: list[Line], intro: int, lists: Mapping[int, int]) -> bool:
    """Whether a list breaks down a toll of dead alone: that of its opening, or the one told last before it."""
    for at in range(intro, max(-1, intro - BEFORE), -1):
        if lines[at].frames and (at == intro or at not in lists):
            return all(frame.outcome == "killed" and frame.real for frame in lines[at].frames)
    return False


BEFORE = 4
"""So many sentences before the opening of a list tell the toll that it breaks down."""


def _shares(lines: list[Line], at: int, k: int, number: int) -> list[Told]:
    """The shot among the claims after a toll that make it up exactly; none where they do not, or none was only shot."""
    rest, shot = number, []
    for number_of, line in enumerate(lines[at : at + 1 + REACH], start=at):
        for j, frame in enumerate(line.frames):
            if (number_of, j) <= (at, k) or not frame.real:
                continue
            count = line.number(frame, least=True)
            if frame.relation in ("toll", "none"):
                return []
            inside = frame.relation == "part" and not (number_of == at and frame.head == lines[at].frames[k].at)
            if count is None or inside:
                continue
            if line.only_shot(frame):
                shot.append((number_of, j))
            elif frame.outcome != "killed":
                return []
            rest -= count
            if rest <= 0:
                return shot if rest == 0 else []
    return []


def _is_dead(lines: list[Line], told: Told) -> None:
    at, k = told
    frames = list(lines[at].frames)
    frames[k] = frames[k]._replace(outcome="killed", relation="part", head=None)
    lines[at] = lines[at]._replace(frames=tuple(frames))
