"""Lists: which count beside another shares its outcome ("five in Homs and two in Hama")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..counting.counts import Count, Sentence
from ..words.people import people
from ..words.syntax import parts_played
from .harm import harm
from .parts import after_brackets, list_gap

if TYPE_CHECKING:
    from .frames import Frame


def neighbour_of(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The index of the count before `at` that shares its outcome in a list, or None."""
    if at == 0 or at - 1 not in frames:
        return None
    tokens, tags = sentence.tokens, sentence.tags
    before, count = sentence.counts[at - 1], sentence.counts[at]
    frame = frames[at - 1]
    own = frame.relation == "part" and _own_verb(sentence, before)
    if own:
        frame = frame._replace(relation="subject", last=before.last + 1)
    host = at - 1
    total = frame.head if frame.relation == "part" else None
    if total is not None and total in frames and frame.outcome == frames[total].outcome:
        gap = range(before.last, count.first)
        if list_gap(sentence, gap) or after_brackets(sentence, gap):
            host, frame = total, frames[total]  # "12 civilians, including a child, and nine rebels"
    gap = range(max(before.last, frame.last if frame.relation == "subject" else 0), count.first)
    if len(gap) > 16 or count.first <= frame.first < count.last:
        return None
    if gap and frame.relation in ("part", "noun", "joined") and _next_place(sentence, count, gap):
        return host if total is None else total
    stems = [tokens[k].stem for k in gap]
    if gap and frame.relation == "subject" and (_next_place(sentence, count, gap) or _so_were(sentence, gap)):
        return host
    if _gapped(sentence, frame, count, gap):
        return host
    if not gap or not (tags[gap[-1]] in ",C" or (len(gap) > 1 and tags[gap[-2]] in ",C" and tags[gap[-1]] in "DRJ")):
        return None
    if any(tags[k] in "VMSW.AG" or (tags[k] == "E" and k + 1 in gap and tags[k + 1] in "D#P") for k in gap):
        return None
    if any(stem in ("said", "told", "that", "because") for stem in stems):
        return None
    if count.phrase.counts == "unknown":
        return None
    after = tags[count.last] if count.last < sentence.last else "."
    if count.article and tokens[count.last : count.last + 1] and tokens[count.last].stem in _tellers(sentence):
        return None  # "killed two, an official told the agency"
    if frame.relation in ("object", "nominal", "joined", "noun", "toll"):
        if len(gap) <= 3:
            owned = frame.relation == "nominal" and stems[-1] in parts_played(sentence.language)["owners"] - {"the"}
            owned = owned or (frame.relation == "nominal" and _only_told(sentence, count))
            return host if after not in "AVM" or owned else None
        theirs = after == "O" and tokens[count.last].stem in parts_played(sentence.language)["he"]
        closed = after in "P.,C:" or (theirs and tags[count.first - 1] == "D")  # "and the four sons they had brought"
        return host if closed and count.phrase.counts in ("nobody", "people") else None
    if (
        after == "P"
        and sentence.stems[min(count.last + 1, sentence.last - 1)] in parts_played(sentence.language)["custody"]
    ):
        return None  # "two dead, one in custody"
    if frame.relation == "subject":
        return host if after in "P" and count.last < sentence.last and _goes_where(sentence, count, stems) else None
    return None


def _own_verb(sentence: Sentence, count: Count) -> bool:
    """ "Of the 90 killed, 50 died in Tell, …": a verb of harm that its subject suffers, right after a part."""
    verb = harm(sentence.language).verbs.get(sentence.stems[count.last]) if count.last < sentence.last else None
    return verb is not None and verb.victim == "subject" and sentence.tags[count.last] in "VE"


def _only_told(sentence: Sentence, count: Count) -> bool:
    """ "The deaths of a cook and three guards were confirmed": the harm is only told of."""
    k = count.last
    while k < min(count.last + 4, sentence.last) and sentence.tags[k] in "AR":
        k += 1
    return k < sentence.last and sentence.stems[k] in parts_played(sentence.language)["told_of"]


def _gapped(sentence: Sentence, frame: Frame, count: Count, gap: range) -> bool:
    """ "Soldiers killed 20, rebels eight and snipers four": another who did it, and a bare figure."""
    if (
        frame.relation not in ("object", "joined")
        or count.phrase.heads
        or count.figure.kind != "number"
        or len(gap) < 2
    ):
        return False
    known, tokens, tags = people(sentence.language), sentence.tokens, sentence.tags
    doer = range(gap[0] + 1, gap.stop)
    closed = count.last >= sentence.last or tags[count.last] in ".,C"
    if not closed or tags[gap[0]] not in ",C" or any(tags[k] not in "NJD" for k in doer):
        return False
    return tokens[doer[-1]].stem in known.words or tokens[doer[-1]].stem in known.nouns


def _goes_where(sentence: Sentence, count: Count, before: Sequence[str]) -> bool:
    """ "20 were killed in Homs, 12 in Hama", "20 killed by shelling, 12 by gunfire": where, or by whom, as before."""
    stem = sentence.tokens[count.last].stem
    return stem in parts_played(sentence.language)["placing"] - {"on"} or (stem == "by" and stem in before)


def _tellers(sentence: Sentence) -> frozenset[str]:
    return parts_played(sentence.language)["tellers"]


def _next_place(sentence: Sentence, count: Count, gap: range) -> bool:
    """ "were killed in Homs 20 in Hama and 15 in Daraa": bare figures with their places, in texts without commas."""
    tokens, tags = sentence.tokens, sentence.tags
    placing = parts_played(sentence.language)["placing"]
    if count.phrase.heads or count.last >= sentence.last or tokens[count.last].stem not in placing:
        return False
    leads = next((k for k in reversed(gap) if tokens[k].stem in placing), None)
    if leads is None or any(tags[k] in "VMSWA.(" for k in range(gap.start, leads)):
        return False
    name = range(leads + 1, gap.stop)
    return (
        0 < len(name) < 6 and tokens[gap[-1]].capital and all(tags[k] in "NJDC" or tokens[k].stem == "of" for k in name)
    )


def _so_were(sentence: Sentence, gap: range) -> bool:
    """ "20 rebels were killed, as were four soldiers": a form of "be" after "as" or "so" right before the count."""
    play = parts_played(sentence.language)
    return (
        len(gap) > 1
        and sentence.tokens[gap[-1]].stem in play["be"]
        and sentence.tokens[gap[-2]].stem in play["likewise"]
    )
