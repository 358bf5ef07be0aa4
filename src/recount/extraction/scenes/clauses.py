"""Clauses: which phrase is the subject of a verb, past what stands between them."""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_before
from ..words.syntax import parts_played
from .actors import acts

REACH = 6
"""So many phrases at most stand between an act and who is its subject."""


CLAUSE = 20
"""So many words at most make a subject with its clause."""


def subject_of(view: View, line: Line, verb: int) -> Np | None:
    """The phrase that a verb has for its subject: before it, and before what tells where that lies."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    play = parts_played(view.language)
    k = verb - 1
    while k >= first and (
        tags[k] in "RAMW"
        or tokens[k].stem == "to"
        or (tokens[k].stem in play["real_to"] and tokens[k + 1].stem == "to")
    ):
        if tokens[k].stem in play["be"]:
            return None  # it was done to them
        k -= 1
    if k >= first and tags[k + 1] == "W" and tags[k] == ",":
        k -= 1  # "X, who killed"
    if k > first and view.stems[k] == "and":
        return _joined(view, line, k)
    k = before_saying(view, line, k)
    k = before_aside(view, first, k)
    if k < first:
        return None
    np = np_before(tokens, tags, k + 1, first)
    if np is None and tokens[k].stem in acts(view.language).anybody:
        np = Np(k, k + 1)
    for _ in range(REACH):
        if np is not None and np.first - 2 >= first and tags[np.first - 1] == "G" and tags[np.first - 2] == "N":
            np = np_before(tokens, tags, np.first - 1, first)  # "Gunmen riding a motorcycle opened fire"
        if (
            np is None
            or np.first - 1 <= first
            or tags[np.first - 1] not in "PT"
            or tokens[np.first - 1].stem in acts(view.language).starts
        ):
            break
        end = np.first - 1
        bound = tokens[end - 1].stem in acts(view.language).bound
        while end - 1 > first and (tags[end - 1] in "ER" or tokens[end - 1].stem in acts(view.language).bound):
            end -= 1  # "gunmen positioned in the hills fired"
        before = np_before(tokens, tags, end, first)
        someone = tokens[end - 1].stem in acts(view.language).anybody
        if before is None and someone:
            before = Np(end - 1, end)
        np = Np(before.first, np.last) if before is not None and (bound or someone) else before
    if np is not None and np.first - 1 > first and tokens[np.first - 1].stem == "and":
        other = np_before(tokens, tags, np.first - 1, first)
        if other is not None and tokens[other.last - 1].stem in acts(view.language).actors:
            np = Np(other.first, np.last)
    if np is None or (np.first > first and tokens[np.first - 1].stem in acts(view.language).till):
        return None
    while (
        np.last - 1 > np.first
        and tags[np.last - 1] == "J"
        and tokens[np.last - 1].stem not in acts(view.language).actors
    ):
        np = Np(np.first, np.last - 1)  # "A man armed with a knife stabbed four"
    for j in range(np.first - 1, max(first, np.first - 6) - 1, -1):
        if tags[j] == ",":
            break
        if tokens[j].stem == "between":
            return None  # "clashes between X and Y": neither is said to have done it
    return np


def _joined(view: View, line: Line, at: int) -> Np | None:
    """The subject of the verb before "and" or a mark: "Two men jumped out and fired", "He walked in, drew and shot"."""
    tags = view.tags
    for k in range(at - 1, max(line.sentence.first, at - CLAUSE), -1):
        if tags[k] in "SW.;:":
            return None
        if tags[k] == "E" and tags[k - 1] == "," and before_aside(view, line.sentence.first, k - 1) < k - 1:
            return subject_of(view, line, k)  # "The war, which ended when he fled, killed 600 and displaced …"
        if tags[k] == "V" or (tags[k] == "E" and tags[k - 1] in "NJ"):
            after = k - 1 > line.sentence.first and tags[k - 1] == ","
            return _joined(view, line, k - 1) if after else subject_of(view, line, k)
    return None


def before_saying(view: View, line: Line, k: int) -> int:
    """Where a subject ends that who tells of it parts from its verb: "the militia, the monitor said, shelled"."""
    if view.tags[k] != ",":
        return k
    for saying in line.sayings:
        start = min(saying.source.first, saying.cue.first)
        if max(saying.source.last, saying.cue.last) == k and view.tags[start - 1] == ",":
            return start - 2
    return k


def before_aside(view: View, first: int, k: int) -> int:
    """Where a subject ends that an aside between commas parts from its verb: "the group, backed by jets, killed"."""
    if view.tags[k] != ",":
        return k
    for j in range(k - 1, max(first, k - CLAUSE), -1):
        if view.tags[j] == ",":
            inner = view.tags[j + 1]
            named = all(view.tokens[n].capital for n in range(j + 1, k))
            return j - 1 if inner in "EGWD#" or named or j == k - 2 else k
    return k


def opens_clause(view: View, line: Line, np: Np) -> bool:
    """Whether a phrase stands where a subject begins, not behind another verb ("blasts that rocked Tell killed")."""
    before = np.first - 1
    if before < line.sentence.first or view.tokens[np.first].stem == "that":
        return True
    if view.tags[before] in ',SCHD":(#' or view.tokens[before].stem in parts_played(view.language)["says"]:
        return True
    return any(saying.cue.first <= before < saying.cue.last for saying in line.sayings)


def hangs_on(view: View, np: Np, at: int) -> bool:
    """Whether the word at `at` is in a clause about what a phrase tells of: "the raid on Tell that cost 15"."""
    tags = view.tags[np.last : at]
    if "W" not in tags:
        return False
    head, clause = tags[: tags.index("W")], tags[tags.index("W") :]
    return _VERBAL.isdisjoint(head) and "," not in clause and sum(tag in "VE" for tag in clause) <= 1


_VERBAL = frozenset("VEAG")
