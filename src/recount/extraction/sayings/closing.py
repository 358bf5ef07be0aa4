"""What stands after a verb of reporting: whether anything said follows it, and where its own time and place end."""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Sentence
from ..words.phrases import Np, np_after
from ..words.tokens import Token
from .reporting import Reporting, reporting
from .spokesmen import names_source, source_at


def ends_in_source(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a source that is named as one follows a verb of reporting, and closes the sentence."""
    np = source_at(sentence, at, known)
    return np is not None and names_source(sentence, np, known) and closes(sentence, np.last)


def ends_in_name(sentence: Sentence, at: int) -> bool:
    """Whether a name alone follows a verb of reporting, and closes the sentence: "…, reported Metro."."""
    np = np_after(sentence.tokens, sentence.tags, at, sentence.last, titles=True)
    if np is None or not all(sentence.tokens[k].capital for k in range(*np)):
        return False
    return np.last >= sentence.last or sentence.tags[np.last] == "."


def adjuncts(sentence: Sentence, at: int, closing: bool) -> int:
    """Where the time and the place of a reporting verb end, which begin at `at`.

    What is said follows a verb that does not close its sentence, so there only times belong to the verb, and places
    only where "that" or a comma comes after them.
    """
    tokens, tags = sentence.tokens, sentence.tags
    k = sure = at
    while k < sentence.last and k - at < 12:
        if tags[k] in "HR" or _day_part(tokens, tags, k):
            k = sure = k + 1
        elif tags[k] == "P" and tags[k + 1 : k + 2] == ["H"]:
            k = sure = k + 2
        elif tags[k] == "P" and (np := np_after(tokens, tags, k + 1, sentence.last)) is not None:
            k = np.last
        else:
            break
    return k if closing or (k < sentence.last and (tags[k] in ",." or tokens[k].stem == "that")) else sure


_CLOSERS = frozenset(['"', ",", ".", ":", "C", "S", "W", "G", ")"])


def closes(sentence: Sentence, at: int) -> bool:
    """Whether nothing said follows a reporting verb: the end, a comma, only a time or "in a statement"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = at
    steps = 0
    while k < sentence.last and steps < 9:
        tag, stem = tags[k], tokens[k].stem
        if stem == "that" or tag in "#A" or any(count.first == k for count in sentence.counts):
            return False
        if tag in _CLOSERS:
            if tag == ":":
                return tokens[k].text != ":"
            if tag == '"' or (tag == "," and k + 1 < sentence.last and tags[k + 1] == '"'):
                return tag == ","
            return True
        if (tag == "P" and (k == at or _day_part(tokens, tags, k - 1))) or (
            tag == "T" and (k > at or tags[k + 1 : k + 2] in (["D"], ["N"]))
        ):
            end = np_after(tokens, tags, k + 1, sentence.last)
            hour = k + 1 < sentence.last and tags[k + 1] in "H#"
            if end is None and not hour:
                return True
            k = end.last if end is not None else k + 2
            steps += 1
            continue
        if tag in "HR" or (tag == "#" and tags[k - 1] in "H#") or _day_part(tokens, tags, k):
            k += 1
            steps += 1
            continue
        if tag == "E" and steps and tags[k - 1] == "N":
            k += 1  # "said in a statement posted on its page"
            steps += 1
            continue
        return k > at and tag in "P"
    return True


def only_before(sentence: Sentence, source: Np, end: int) -> bool:
    """Whether all counts stand before the source and none after, in a text without commas."""
    before = [count for count in sentence.counts if count.last <= source.first]
    if sentence.tokens[source.first - 1].stem == "as" and sentence.tags[end : end + 1] in (["D"], ["N"]):
        return False  # "… were killed as the governor announced a curfew"
    if (
        not before
        or sentence.tokens[source.first - 1].stem in reporting(sentence.language).subordinate
        or sentence.tags[source.first - 1] in ',"C'
        or (sentence.tokens[end : end + 1] and sentence.tokens[end].stem == "that")
    ):
        return False
    return not any(count.first >= end for count in sentence.counts)


def _day_part(tokens: Sequence[Token], tags: Sequence[str], k: int) -> bool:
    """ "early" in "early Friday", "morning" in "Friday morning"."""
    follow = tags[k + 1 : k + 3]
    return (tokens[k].stem in ("early", "late") and (follow[:1] == ["H"] or follow == ["P", "H"])) or (
        tags[k - 1] == "H" and tokens[k].stem in ("morning", "evening", "night", "afternoon")
    )


def says_something(sentence: Sentence, end: int) -> bool:
    """Whether a clause stands before a source: a verb, or a figure."""
    return any(sentence.tags[k] in "VEAM" or sentence.tags[k] == "G" for k in range(sentence.first, end)) or any(
        count.last <= end for count in sentence.counts
    )


def relayed(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether only an outlet that passed it on stands after a verb of reporting: "the note said AFP reported"."""
    outlet = np_after(sentence.tokens, sentence.tags, at, sentence.last)
    if outlet is None or outlet.last >= sentence.last or sentence.tags[outlet.last] not in "VE":
        return False
    return sentence.tokens[outlet.last].stem in known.lemmas and closes(sentence, outlet.last + 1)
