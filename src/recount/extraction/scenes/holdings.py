"""Holdings: land told by who holds it or by an operation's name.

"Areas under SDF control", "the 'Olive Branch' zone", "rebel-held parts of the city".
"""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_after
from .ground_words import GroundWords, ground_words
from .grounds import proper
from .leads import leads_of

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
