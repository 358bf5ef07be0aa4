"""Holdings: land told by who holds it or by an operation's name, and names that no word leads to.

"Areas under SDF control", "the 'Olive Branch' zone", "north and east Hadar"; "Tell was bombed", "residents of Tell".
"""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_after
from .grounds import GroundWords, ground_words, named_place, proper

_OF = frozenset(["of"])


def holding(view: View, line: Line, at: int, *, led: bool = True) -> Np | None:
    """The land that begins at `at` and is told by who holds it or what it is for; by a mere name where it is `led`."""
    tokens, stems, tags = view.tokens, view.stems, view.tags
    known = ground_words(view.language)
    first, last = at, line.sentence.last
    while first < last and (tags[first] == "D" or stems[first] in known.divers):
        first += 1
    if first >= last:
        return None
    for head in range(_past_quotes(view, first, last), min(first + HEAD, last)):
        if stems[head] in known.zones:
            break
        if tags[head] not in ('NJDEC"' if led else 'NJ"') or stems[head] in known.nations:
            return None
    else:
        return None
    named = led or (first < head and tags[first] == '"')
    held = any(_holds(view, k, known) or (named and proper(view, k, known)) for k in range(first, head))
    end = _holder(view, head + 1, last, known) or (head + 1 if held else None)
    if end is None or any(t.span.start < tokens[end - 1].end and tokens[first].start < t.span.end for t in line.times):
        return None
    while end < last and tags[end] == '"':
        end += 1
    if end + 1 < last and stems[end] == "of":
        np = np_after(tokens, tags, end + 1, last, links=_OF)
        if np is not None and (stems[np.last - 1] in known.grounds or tokens[np.last - 1].capital):
            end = np.last  # "rebel-held parts of the city"
    first += tags[first] == '"' and tokens[end - 1].end < tokens[first].end
    return Np(first, end - 1 if tags[end - 1] == '"' and tags[first] != '"' else end)


def _past_quotes(view: View, first: int, last: int) -> int:
    """The index of the word after marks that open at `first`: "the 'Spring of Peace' zone"."""
    if view.tags[first] != '"':
        return first
    return next((k + 1 for k in range(first + 2, min(first + HEAD - 1, last)) if view.tags[k] == '"'), first)


HEAD = 7
"""Within so many words of what leads to it stands the noun of such land."""


def land(view: View, line: Line, k: int, known: GroundWords) -> Np | None:
    """The land that the word at `k` leads to and that is told by who holds it."""
    leads = view.stems[k] in known.prepositions or view.stems[k] in known.hits
    if k > line.sentence.first and view.stems[k - 1] in known.seats:
        return None
    if not leads or (view.stems[k] in ("of", "to", "from", "between") and not leads_of(view.stems[k - 1], known)):
        return None
    return holding(view, line, k + 1)


def leads_of(stem: str, known: GroundWords) -> bool:
    """Whether "of" after a word leads to a place: "the shelling of Tell", "the town of Tell"."""
    return stem in known.acts or stem in known.kinds or stem in known.regions


def called(view: View, np: Np, last: int, known: GroundWords) -> int:
    """Where the name of a place without one begins: "in a village called Tell", "in the capital, Tell"; `last` if
    none does."""
    at, stems = np.last, view.stems
    if (stems[at - 1] not in known.grounds and stems[at - 1] not in known.zones) or at + 1 >= last:
        return last
    if stems[at] in known.called:
        return at + 2 if stems[at + 1] == "as" else at + 1
    return at + 1 if stems[at] == "," and view.tokens[at + 1].capital and stems[at - 1] in known.kinds else last


def body_hit(view: View, k: int, last: int, known: GroundWords) -> bool:
    """ "A bullet, striking Hassan in the head": who is hit is no place."""
    stems = view.stems
    for at in range(k + 2, min(last - 2, k + 5)):
        if stems[at] == "in":
            return stems[at + 1] in ("the", "his", "her") and stems[at + 2] in known.body
    return False


def _holds(view: View, k: int, known: GroundWords) -> bool:
    """Whether a word before the noun says who holds the land or what it is for: "SDF-held", "buffer"."""
    stem = view.stems[k]
    return stem.endswith(known.held) or stem in known.holders


def _holder(view: View, at: int, last: int, known: GroundWords) -> int | None:
    """Where the words after the noun end that say who holds it: "controlled by X", "under X's control"."""
    tokens, stems, tags = view.tokens, view.stems, view.tags
    if at + 2 >= last:
        return None
    if stems[at] in known.holding and stems[at + 1] == "by":
        np = np_after(tokens, tags, at + 2, last, links=_OF)
        return np.last if np is not None else None
    if stems[at] not in ("under", "of"):
        return None
    end = at + 1
    while end < last and end - at < HEAD and tags[end] in "NJD" and stems[end] not in known.control:
        end += 1
    if end >= last or stems[end] not in known.control:
        return None
    if end + 2 < last and stems[end + 1] == "of":
        np = np_after(tokens, tags, end + 2, last, links=_OF)
        return np.last if np is not None else None
    return end + 1 if end > at + 1 else None


def unled(view: View, line: Line, capitals: list[int]) -> list[tuple[int, Np, str]]:
    """Names among the capitalised words that no word leads to, each with its kind.

    "struck" ("Tell was bombed"), "people" ("residents of Tell", "Tell residents"), or of a country, which may be the
    place of its own sentence wherever it is "named".
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
        kind = _told_of(view, line, k, end, known)
        if kind is not None and known.never.isdisjoint(stems[k:end]) and known.actors.isdisjoint(stems[k:end]):
            np = named_place(view, line, Np(k, end), known)
            if np is not None:
                found.append((k, np, kind))
    return found


def _told_of(view: View, line: Line, first: int, end: int, known: GroundWords) -> str | None:
    """What makes a name that no word leads to a place's, or None."""
    stems, tags, last = view.stems, view.tags, line.sentence.last
    after = end
    while after < last and after < end + 2 and stems[after] in known.grounds and not view.tokens[after].capital:
        after += 1
    if after + 1 < last and stems[after] in known.be and stems[after + 1] in known.struck_by and tags[after + 1] == "E":
        return "struck"
    if after + 1 < last and stems[after] in known.comes and stems[after + 1] == "under":
        return "struck"
    if after < last and stems[after] in known.inhabitants and not view.tokens[after].capital:
        return "people"
    if first >= line.sentence.first + 2 and stems[first - 1] in ("of", "for"):
        return "people" if stems[first - 2] in known.over else None
    return None
