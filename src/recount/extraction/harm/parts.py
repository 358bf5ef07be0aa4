"""Parts and lists: which count contains another ("including five children"), and which share an outcome.

`whole_of` follows words of inclusion and breakdowns; `neighbour_of` follows plain lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..counting.counts import Count, Sentence
from ..counting.traits import traits
from ..language import Language, per_language
from ..words.people import people, plural
from ..words.syntax import parts_played
from .postposed import whole_before

if TYPE_CHECKING:
    from .frames import Frame


@per_language
def _markers(language: Language) -> dict[str, list[tuple[str, ...]]]:
    """The words of inclusion by their last word, the longest first."""
    phrases = [tuple(phrase.split()) for phrase in language.table("parts")["markers"]]
    made: dict[str, list[tuple[str, ...]]] = {}
    for stems in sorted(phrases, key=lambda stems: (-len(stems), stems)):
        made.setdefault(stems[-1], []).append(stems)
    return made


@per_language
def _adults(language: Language) -> frozenset[str]:
    nouns = language.table("people")["age"]["adult"]
    return frozenset([*nouns, *(plural(noun) for noun in nouns)])


def marker_before(sentence: Sentence, at: int) -> int | None:
    """Where the words of inclusion begin that lead to the count `at` (an index), or None."""
    count = sentence.counts[at]
    k = count.first - 1
    tokens, tags = sentence.tokens, sentence.tags
    if k > sentence.first and tokens[k].stem == "of" and tokens[k - 1].stem in ("those", "that"):
        k -= 2  # "38 bodies, among them those of 14 children"
    while k >= sentence.first and (tags[k] in 'DR"(' or tokens[k].stem in ("other", "another", "mostly")):
        k -= 1
    for stems in _markers(sentence.language).get(tokens[k].stem, ()) if k >= sentence.first else ():
        start = k + 1 - len(stems)
        if start >= sentence.first and all(tokens[start + n].stem == stem for n, stem in enumerate(stems)):
            return start
    return None


def whole_of(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The index of the count that contains count `at`, where the wording shows it; None else."""
    count = sentence.counts[at]
    tokens = sentence.tokens
    marker = marker_before(sentence, at)
    if marker is not None:
        for other in range(at - 1, -1, -1):
            if (
                sentence.counts[other].last <= marker
                and other in frames
                and not _is_part(frames, other, marker, sentence)
            ):
                return other
        return None
    if (included := whole_before(sentence, at, frames)) is not None:
        return included
    if tokens[count.figure.last - 1].stem == "of" or (
        count.figure.last < sentence.last and tokens[count.figure.last].stem == "of"
    ):
        k = count.figure.last + (tokens[count.figure.last - 1].stem != "of")
        if k < sentence.last and tokens[k].stem in ("them", "whom", "these", "which") and at:
            return max((n for n in frames if n < at), default=None)
    if at > 1 and is_told(sentence, at - 1) and at - 2 in frames and frames[at - 2].relation == "part":
        return _beyond_told(sentence, at, frames)
    if at == 0 or at - 1 not in frames:
        return None
    before = sentence.counts[at - 1]
    gap = range(before.last, count.first)
    whole = frames[at - 1].head if frames[at - 1].relation == "part" else None
    runs_on = len(gap) > 0 or bool(before.phrase.heads)
    listed = list_gap(sentence, gap) or _placed_gap(sentence, at, gap) or _placed_then(sentence, at, gap)
    if whole is not None and runs_on and listed:
        if not _may_contain(sentence, whole, at) and whole in frames and frames[whole].relation == "part":
            whole = frames[whole].head
        return whole if whole is not None and _may_contain(sentence, whole, at) else None
    if _in_brackets(sentence, at, gap) or _one_of_them(sentence, at, gap):
        return whole if whole is not None and not _in_brackets(sentence, at, gap) else at - 1
    if whole is not None and whole in frames and frames[whole].relation == "part" and _after_brackets(sentence, gap):
        return frames[whole].head
    if _breakdown(sentence, gap) and frames[at - 1].relation != "part":
        return at - 1
    return _after_colon(sentence, at, frames)


def _beyond_told(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The total of a list that goes on after who a part is: "(two boys, one of them an infant, two women)"."""
    gap = range(sentence.counts[at - 1].last, sentence.counts[at].first)
    whole = frames[at - 2].head
    if whole is None or not list_gap(sentence, gap) or not gap or sentence.tags[gap.start] != ",":
        return None
    above = frames.get(whole)
    return above.head if above is not None and above.relation == "part" else whole


def _may_contain(sentence: Sentence, whole: int, at: int) -> bool:
    """Whether a total can hold what follows its parts: not in "12 civilians, including a child, and nine rebels"."""
    total, part = sentence.counts[whole], sentence.counts[at]
    most, least = total.figure.figure.high, part.figure.figure.low
    if most is not None and least is not None and least > most:
        return False
    if not total.phrase.heads or not part.phrase.heads:
        return True
    whole_traits = traits(sentence.tokens, total.phrase, sentence.language)
    own = traits(sentence.tokens, part.phrase, sentence.language)
    if whole_traits.age == "child" and sentence.tokens[part.phrase.heads[-1]].stem in _adults(sentence.language):
        return False
    statuses = {whole_traits.status, own.status}
    return len(statuses) < 2 or not statuses.isdisjoint(("unknown", "mixed"))


def _one_of_them(sentence: Sentence, at: int, gap: range) -> bool:
    """ "Four civilians, one an elderly man, were hurt": a bare number, and the noun of one person right after it."""
    count = sentence.counts[at]
    follow = sentence.counts[at + 1] if at + 1 < len(sentence.counts) else None
    bare = not count.phrase.heads and not count.article and count.figure.figure.high == 1
    return bare and follow is not None and is_told(sentence, at + 1) and list_gap(sentence, gap)


def is_told(sentence: Sentence, at: int) -> bool:
    """Whether an article and its noun only tell who the one counted right before them is: "one an elderly man"."""
    if at == 0 or not sentence.counts[at].article:
        return False
    before = sentence.counts[at - 1]
    return before.last == sentence.counts[at].first and not before.phrase.heads and before.figure.figure.high == 1


def _in_brackets(sentence: Sentence, at: int, gap: range) -> bool:
    """Whether a bracket that opens right before a count breaks down the count before it: "7 dead (two children …"."""
    tags = sentence.tags
    opens = next((k for k in reversed(gap) if tags[k] == "("), None)
    if opens is None or opens - gap.start > 4 or sentence.counts[at].phrase.counts in ("things", "unknown"):
        return False
    if any(tags[k] not in "EJHRN," for k in range(gap.start, opens)):
        return False
    if any(tags[k] not in "DRP" for k in range(opens + 1, gap.stop)):
        return False
    total, part = exact(sentence, at - 1), exact(sentence, at)
    return total is None or part is None or total > part


def _after_brackets(sentence: Sentence, gap: range) -> bool:
    """Whether only a closing bracket, commas and "and" stand between a part of a part and a count."""
    return len(gap) < 5 and any(sentence.tags[k] == ")" for k in gap) and all(sentence.tags[k] in "),CR" for k in gap)


def _placed_gap(sentence: Sentence, at: int, gap: range) -> bool:
    """Whether only a place and a comma or "and" stand between two counts that both tell a place."""
    tokens, tags = sentence.tokens, sentence.tags
    placing = _apart(sentence)
    end = sentence.counts[at].last
    if len(gap) < 3 or len(gap) > 10 or end >= sentence.last or tokens[end].stem not in placing:
        return False
    if tokens[gap[0]].stem not in placing or (tags[gap[-1]] not in ",C" and not tokens[gap[-1]].capital):
        return False
    return all(tags[k] in "NJD,C" or tokens[k].capital or tokens[k].stem in _IN_PLACES for k in gap[1:])


def _apart(sentence: Sentence) -> frozenset[str]:
    """Words that tell a part by its place, or by what befell it: "60 in Tell", "four by mines"."""
    return parts_played(sentence.language)["placing"] | parts_played(sentence.language)["by_means"]


_IN_PLACES = frozenset(["of", "in", "around"])


def _placed_then(sentence: Sentence, at: int, gap: range) -> bool:
    """ "including 12 in Hama and five soldiers": after a part that its place tells, people."""
    tokens, tags, count = sentence.tokens, sentence.tags, sentence.counts[at]
    placing = parts_played(sentence.language)["placing"]
    if not 2 < len(gap) < 7 or tokens[gap[0]].stem not in placing or tags[gap[-1]] != "C":
        return False
    named = all(tokens[k].capital or tags[k] in "NJD" for k in gap[1:-1])
    follow = tags[count.last] if count.last < sentence.last else "."
    return named and count.phrase.counts == "people" and follow in "W.,P"


_OPENS = frozenset([":", "-", "–", "—", ";", ","])


def _adds_up(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> bool:
    """Whether the list that begins at a count adds up to the last total before it."""
    total = next((n for n in range(at - 1, -1, -1) if n in frames), None)
    rest = exact(sentence, total) if total is not None else None
    if rest is None:
        return False
    for part in range(at, len(sentence.counts)):
        number = exact(sentence, part)
        gap = range(sentence.counts[part - 1].last, sentence.counts[part].first)
        if number is None or (part > at and not list_gap(sentence, gap)):
            return False
        rest -= number
        if rest <= 0:
            end = sentence.counts[part].last
            return rest == 0 and part > at and (end >= sentence.last or sentence.tags[end] not in "AVE")
    return False


def _after_colon(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The total that a colon right before a count breaks down: "… were killed in three provinces: 60 in Tell"."""
    count = sentence.counts[at]
    end = count.last
    mark = sentence.tokens[count.first - 1].text
    if (
        mark not in _OPENS
        or (mark != ":" and not _adds_up(sentence, at, frames))
        or count.phrase.counts in ("things", "unknown")
    ):
        return None
    if not count.phrase.heads and not (end < sentence.last and sentence.tokens[end].stem in _apart(sentence)):
        return None
    for other in range(at - 1, -1, -1):
        if other in frames and frames[other].relation != "part":
            least = sentence.counts[other].figure.figure.low
            part = count.figure.figure.low or 0
            return other if least is None or least > part else None
    return None


def _is_part(frames: Mapping[int, Frame], at: int, marker: int, sentence: Sentence) -> bool:
    """Whether a count is itself a part, so a further "including" speaks of it only right after it."""
    frame = frames[at]
    return frame.relation == "part" and frame.head is not None and sentence.counts[at].last < marker - 1


def list_gap(sentence: Sentence, gap: range) -> bool:
    """Whether only commas, "and" and the like stand between two counts, and what tells the age of the first."""
    gap = range(_after_age(sentence, gap), gap.stop)
    if len(gap) > 6:
        return False
    return all(
        sentence.tags[k] in ',CDR"' or sentence.tokens[k].stem in ("as", "well", "plus", "other", "another")
        for k in gap
    )


def _after_age(sentence: Sentence, gap: range) -> int:
    """Where a gap goes on after what tells an age: "women (adult female)", "children under the age of eighteen"."""
    tokens, tags = sentence.tokens, sentence.tags
    if len(gap) < 3:
        return gap.start
    if tags[gap.start] == "," and tags[gap.start + 1] == "#" and tags[gap.start + 2] in ",C":
        return gap.start + 2  # "a Gary man, 76, and a nurse"
    if tags[gap.start] == "(":
        closed = next((k for k in gap[1:5] if tags[k] == ")"), None)
        bare = closed is not None and all(tags[k] in "NJR" for k in range(gap.start + 1, closed))
        return closed + 1 if closed is not None and bare else gap.start
    if tokens[gap.start].stem not in parts_played(sentence.language)["ages"]:
        return gap.start
    number = next((k for k in gap[1:6] if tags[k] == "#"), None)
    between = range(gap.start + 1, number or gap.start)
    return number + 1 if number is not None and all(tags[k] in "DNPR" for k in between) else gap.start


def _breakdown(sentence: Sentence, gap: range) -> bool:
    """Whether a colon or bracket opens a list right after a total ("reached 166: 114 fighters")."""
    if not 1 <= len(gap) <= 3:
        return False
    return any(sentence.tokens[k].text in (":", "(") for k in gap) and all(sentence.tags[k] in ":(D," for k in gap)


def exact(sentence: Sentence, at: int) -> int | None:
    """The number that a count names without a bound; None for any other figure."""
    figure = sentence.counts[at].figure.figure
    return figure.low if figure.modifier == "exact" else None


def neighbour_of(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The index of the count before `at` that shares its outcome in a list, or None."""
    if at == 0 or at - 1 not in frames:
        return None
    tokens, tags = sentence.tokens, sentence.tags
    before, count = sentence.counts[at - 1], sentence.counts[at]
    frame = frames[at - 1]
    host = at - 1
    total = frame.head if frame.relation == "part" else None
    if total is not None and total in frames and frame.outcome == frames[total].outcome:
        gap = range(before.last, count.first)
        if list_gap(sentence, gap) or _after_brackets(sentence, gap):
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
            return host if after not in "AVM" or owned else None
        return host if after in "P.,C:" and count.phrase.counts in ("nobody", "people") else None
    if frame.relation == "subject":
        return host if after in "P" and count.last < sentence.last and _goes_where(sentence, count, stems) else None
    return None


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
