"""Names of places that no word leads to: "Tell was bombed", "residents of Tell", a country named in passing."""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.people import people
from ..words.phrases import Np, np_after
from .ground_words import GroundWords, ground_words
from .grounds import named_place, proper


def unled(view: View, line: Line, capitals: list[int]) -> list[tuple[int, Np, str]]:
    """Names among the capitalised words that no word leads to, each with its kind.

    "struck" ("Tell was bombed", "Tell saw heavy shelling"), "told" ("the place was Tell"), "people" ("residents of
    Tell", "Tell residents"), "ground" ("the Tell market"), or of a country, which may be the place of its own sentence
    wherever it is "named".
    """
    known = ground_words(view.language)
    stems = view.stems
    found: list[tuple[int, Np, str]] = []
    end = line.sentence.first
    for k in capitals:
        if k < end:
            continue
        stem = stems[k]
        if stem in known.countries or (stem[-1] == "s" and stem[:-1] in known.countries):
            found.append((k, Np(k, k + 1), "named"))
        if not proper(view, k, known):
            continue
        end = k + 1
        while end < line.sentence.last and view.tokens[end].capital and proper(view, end, known):
            end += 1
        if not known.never.isdisjoint(stems[k:end]) or not known.actors.isdisjoint(stems[k:end]):
            continue
        after = end
        while after < line.sentence.last and after < end + 2 and _ground(view, after, known):
            after += 1
        kind = _told_of(view, line, k, end, after, known)
        if kind is not None:
            first = k - 1 if after > end and k > line.sentence.first and stems[k - 1] == "the" else k
            np = named_place(view, line, Np(first, after), known)
            if np is not None:
                found.append((k, np, kind))
                end = after
    return found


def _ground(view: View, k: int, known: GroundWords) -> bool:
    """Whether a noun of ground in lower case stands at `k`."""
    return view.stems[k] in known.grounds and not view.tokens[k].capital and view.tags[k] in "NJ"


def _told_of(view: View, line: Line, first: int, end: int, after: int, known: GroundWords) -> str | None:
    """What makes a name up to `end`, with its ground up to `after`, a place's though no word leads to it, or None."""
    stems, last = view.stems, line.sentence.last
    verb = _past_aside(view, after, last, known)
    if _was_hit(view, verb, last, known) and stems[end - 1] not in known.nations:  # not "Others were seized"
        return "struck"
    if verb + 1 < last and stems[verb] in known.comes and stems[verb + 1] == "under":
        return "struck"
    if verb < last and stems[verb] in known.suffers:
        borne = stems[verb + 1 : verb + 4]
        if not known.attacks.isdisjoint(borne) or not known.brunt.isdisjoint(borne):
            return "struck"
    if _scene_is(view, line, first, known) or _is_scene(view, verb, last, known):
        return "told"
    if after < last and stems[after] in known.inhabitants and not view.tokens[after].capital:
        return None if _opens_alone(view, line, first, end) else "people"
    if first >= line.sentence.first + 2 and stems[first - 1] in ("of", "for") and stems[first - 2] in known.over:
        return "people"
    if after > end and after < last and stems[after] == "of" and stems[after - 1] in known.settled:
        return None  # "the Tell suburb of Sarmin" is Sarmin
    if after > end or (end > first + 1 and stems[end - 1] in known.quarters):
        return None if comes_from(view, first) or _lies_under(view, line, first, known) else "ground"
    return None


def comes_from(view: View, first: int) -> bool:
    """Whether a name tells where somebody comes from: "a man from Tell village", "a local of Tell town"."""
    at = first - 1 - (view.stems[first - 1] == "the")
    if at < 1 or view.stems[at] not in ("from", "of"):
        return False
    who = view.stems[at - 1]
    return view.stems[at] == "from" or who in people(view.language).nouns or who in ground_words(view.language).away


def _lies_under(view: View, line: Line, first: int, known: GroundWords) -> bool:
    """Whether a name tells where another place lies: "which falls under Tell district", "a part of Tell city"."""
    back = range(max(line.sentence.first, first - LYING), first)
    return any(view.stems[k] in known.lying for k in back)


LYING = 4
"""So many words back stands what says that a place lies in another."""


def _was_hit(view: View, verb: int, last: int, known: GroundWords) -> bool:
    """Whether a place was hit, by what stands at `verb`: "was bombed", "had already been hit", "was worst hit"."""
    stems, tags = view.stems, view.tags
    k, been = verb, False
    while (
        k < last and k - verb < HELPERS and (stems[k] in known.be or tags[k] in "AR" or tags[k : k + 2] == ["P", "A"])
    ):
        been = been or stems[k] in known.be
        k += 1
    if not been or k >= last:
        return False
    hit = k + (stems[k] == "the" and k + 1 < last)
    if stems[hit] in known.worst:
        return not known.struck_by.isdisjoint((stems[hit].rpartition("-")[2], *stems[hit + 1 : min(last, hit + 2)]))
    return hit == k and stems[k] in known.struck_by and (tags[k] == "E" or stems[k] not in known.hits)


HELPERS = 4
"""So many helping words at most stand before the participle: "had already been hit"."""


def _past_aside(view: View, at: int, last: int, known: GroundWords) -> int:
    """Where a sentence goes on after a name and what is added to it.

    "Tell, on the edge of Hadar, was bombed"; where the marks are lost "Tell the biggest town of Hadar was bombed".
    """
    if at < last and view.tags[at] == "D":
        noun = next((k for k in range(at + 1, min(last, at + APPOSED)) if view.stems[k] in known.kinds), last)
        np = np_after(view.tokens, view.tags, at, last, links=_OF) if noun < last else None
        return np.last if np is not None and noun < np.last else at
    if at >= last or view.tags[at] != ",":
        return at
    return next((k + 1 for k in range(at + 1, min(last - 1, at + ASIDE)) if view.tags[k] == ","), at)


_OF = frozenset(["of"])

APPOSED = 5
"""So many words at most make the noun of what a place is: "the second biggest town"."""

ASIDE = 12
"""So many words at most add something to a name."""


def _scene_is(view: View, line: Line, first: int, known: GroundWords) -> bool:
    """Whether a name is said to be where it was: "the place was Tell", "the town that came under fire is Tell"."""
    stems, at = view.stems, first - 1
    if at > line.sentence.first and stems[at] == "the":
        at -= 1
    if at <= line.sentence.first or stems[at] not in known.be:
        return False
    noun = next(
        (k for k in range(at - 1, max(line.sentence.first, at - SUBJECT), -1) if stems[k] in known.scenes), None
    )
    return noun is not None and stems[noun - 1] == "the" and "," not in view.tags[noun:at]


def _is_scene(view: View, verb: int, last: int, known: GroundWords) -> bool:
    """Whether the verb at `verb` says that a name is what was hit: "Tell and Sarmin were the towns hit"."""
    stems = view.stems
    if verb + 3 >= last or stems[verb] not in known.be or stems[verb + 1] != "the":
        return False
    return stems[verb + 2] in known.grounds and stems[verb + 3] in known.struck_by


SUBJECT = 8
"""So many words at most make what is said to be somewhere."""


def _opens_alone(view: View, line: Line, first: int, end: int) -> bool:
    """Whether a name is one word whose capital its sentence gives it, and which the text has nowhere else."""
    if end - first > 1 or (first > line.sentence.first and view.tags[first - 1] != '"'):
        return False
    stem = view.stems[first]
    return not any(
        one == stem and k != first and view.tokens[k].capital and view.tags[k - 1] not in '."'
        for k, one in enumerate(view.stems)
    )
