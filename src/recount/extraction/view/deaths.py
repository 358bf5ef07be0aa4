"""What became of the shot, told elsewhere in the report: the claims of those who died are of their deaths."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from recount.model import Outcome

from ..counting.counts import Sentence
from ..harm.fates import doer_about, one_shot
from ..harm.graver import tells_death
from ..harm.look import Frame
from ..words.syntax import parts_played
from .line import Line

NEAR_HEAD = 4
"""So many sentences on, one who was shot is the one whom the head tells dead."""

NAMED = 12
"""So many sentences on the name of one who was shot is sought."""


def tell_of_death(lines: list[Line], sentence: Sentence) -> None:
    """Where a sentence tells that one told of before has died, the claim of him is of a death.

    It may stand right before, or before sentences that tell no toll.
    """
    for back in range(1, min(3, len(lines)) + 1):
        line = lines[-back]
        at = one_shot(line.frames, line.sentence, sentence)
        if doer_about(line.sentence):
            return
        if at is not None:
            _change(lines, len(lines) - back, "killed", [at])
            return
        if line.frames:
            return


def tell_of_deaths(lines: list[Line], dead: int) -> None:
    """Where a sentence tells that all of several told right before have died (`dead` of them, 0: any number)."""
    if not lines or doer_about(lines[-1].sentence):
        return
    before = lines[-1]
    harmed = [(k, before.number(f) or 0) for k, f in enumerate(before.frames) if f.real and f.outcome in _MAY_DIE]
    _change(lines, len(lines) - 1, "killed", (k for k, number in harmed if number > 1 and dead in (0, number)))


_MAY_DIE = ("injured", "killed_or_injured")


def sum_up_shot(lines: list[Line]) -> None:
    """Several who were shot were killed or injured, where a sentence tells as many killed and injured together.

    "Five people were shot on Monday." and elsewhere "Two were killed and three wounded".
    """
    totals = {sum(told) for line in lines if line.frames and all(told := _harmed(line))}
    if not totals:
        return
    for at, line in enumerate(lines):
        shot = [k for k, frame in enumerate(line.frames) if line.only_shot(frame) and line.number(frame) in totals]
        if shot and not _harmed(line)[0]:
            _change(lines, at, "killed_or_injured", shot)


def name_victims(lines: list[Line]) -> None:
    """Victims of whom their own sentence does not tell what befell them suffered what all others of the report did.

    But of more victims than were killed some may live.
    """
    told: set[Outcome] = set()
    most = 0
    for line in lines:
        for frame in line.frames:
            if frame.real and frame.relation != "none" and not _victims(line, frame):
                told.add(frame.outcome)
                most = max(most, line.sentence.counts[frame.at].figure.figure.low or 0)
    told -= {"displaced", "missing", "abducted"}
    if len(told) != 1 or not told <= {"killed", "injured"}:
        return
    outcome = told.pop()
    for at, line in enumerate(lines):
        victims = [(k, line.sentence.counts[f.at]) for k, f in enumerate(line.frames) if _victims(line, f)]
        few = (k for k, count in victims if outcome == "injured" or (count.figure.figure.low or 0) <= most)
        if victims:
            _change(lines, at, outcome, few)


SURE = 10
"""Of so many victims, whoever else is told to be as many are the same."""


def told_of_before(lines: list[Line], line: Line) -> Line:
    """A line in which "the 40 victims" suffered what an earlier sentence tells of as many."""
    frames = list(line.frames)
    for k, frame in enumerate(frames):
        count = line.sentence.counts[frame.at]
        definite = line.sentence.stems[count.first - 1] == "the"
        if definite and (line.number(frame) or 0) >= SURE and _victims(line, frame):
            same = {
                other.outcome
                for before in lines
                for other in before.frames
                if before.number(other) == line.number(frame)
            }
            if len(same) == 1:
                frames[k] = frame._replace(outcome=same.pop())
    return line._replace(frames=tuple(frames)) if frames != list(line.frames) else line


def _victims(line: Line, frame: Frame) -> bool:
    """Whether a frame tells of victims, killed or injured, by that noun alone."""
    if frame.outcome != "killed_or_injured":
        return False
    yielding = parts_played(line.sentence.language)["yielding"]
    return not yielding.isdisjoint(line.sentence.stems[frame.first : frame.last])


def tell_named_deaths(lines: list[Line]) -> None:
    """Those whom a report says were shot, where it counts no other harmed, are those whose death it tells."""
    news = ((at, line) for at, line in enumerate(lines) if line.news)
    harmed = [(at, k) for at, line in news for k, frame in enumerate(line.frames) if frame.real]
    if len(harmed) != 1:
        return
    at, k = harmed[0]
    line, frame = lines[at], lines[at].frames[k]
    if not line.only_shot(frame) or line.number(frame) is None or _one_more(line.sentence):
        return
    later = (other for other in lines[at + 1 : at + 1 + NAMED] if other.news and not _long_ago(other))
    if any(tells_death(other.sentence) for other in later):
        several = (line.number(frame) or 0) > 2  # of whom some may live
        _change(lines, at, "killed_or_injured" if several else "killed", [k])


def tell_dead_again(lines: list[Line]) -> None:
    """So many shot as the report tells dead, and nobody hurt, are the dead: "Two dead. Two people were shot"."""
    shot_at = {
        at: mine
        for at, line in enumerate(lines)
        if line.frames and line.news and (mine := [k for k, frame in enumerate(line.frames) if line.only_shot(frame)])
    }
    if not shot_at:
        return
    tolls = {_harmed(line) for line in lines if line.news and line.frames}
    head = {_harmed(line) for line in islice((line for line in lines if line.news), 2)}
    for at, mine in shot_at.items():
        if _one_more(lines[at].sentence):
            continue
        killed, shot = _harmed(lines[at])
        hurt = any(injured for other, injured in tolls if (other, injured) != (killed, shot))
        if killed or not shot or hurt or (shot, 0) not in tolls:
            continue
        if shot == 1 and (at > NEAR_HEAD or (1, 0) not in head):
            continue  # one of several
        _change(lines, at, "killed", mine)


def _harmed(line: Line) -> tuple[int, int]:
    """How many a sentence tells were killed, and how many injured, its parts left out."""
    counted = {"killed": 0, "injured": 0}
    for frame in line.frames:
        if frame.real and frame.outcome in counted and frame.relation not in ("part", "none"):
            counted[frame.outcome] += line.number(frame) or 0
    return counted["killed"], counted["injured"]


def _change(lines: list[Line], at: int, outcome: Outcome, which: Iterable[int]) -> None:
    """Give those frames of a line, by their indices, another outcome."""
    frames = list(lines[at].frames)
    for k in which:
        frames[k] = frames[k]._replace(outcome=outcome)
    lines[at] = lines[at]._replace(frames=tuple(frames))


def _long_ago(line: Line) -> bool:
    """Whether a sentence names a time well before the report."""
    return any(time.kind == "past" or time.period.precision == "year" for time in line.times)


def _one_more(sentence: Sentence) -> bool:
    """Whether a sentence tells of one more than those told before: "a second victim", "another man"."""
    play = parts_played(sentence.language)
    stems = sentence.stems[sentence.first : sentence.last]
    return not all(play[part].isdisjoint(stems) for part in ("ordinal", "adding", "also"))
