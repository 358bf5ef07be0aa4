"""Parts: which count contains another, by words of inclusion ("including five children") and breakdowns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..counting.counts import Sentence
from ..counting.traits import traits
from ..language import Language, per_language
from ..words.people import plural
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
def _openers(language: Language) -> dict[str, list[tuple[str, ...]]]:
    """The words of inclusion by their first word."""
    made: dict[str, list[tuple[str, ...]]] = {}
    for stems in (tuple(phrase.split()) for phrase in language.table("parts")["markers"]):
        made.setdefault(stems[0], []).append(stems)
    return made


def opens_with_part(sentence: Sentence) -> bool:
    """Whether words of inclusion open a line, which goes on with the one before: "including 19 children"."""
    first = sentence.first
    for stems in _openers(sentence.language).get(sentence.tokens[first].stem, ()):
        end = first + len(stems)
        if end < sentence.last and tuple(sentence.stems[first:end]) == stems and sentence.tags[end] in "#D":
            return not sentence.tokens[first].capital
    return False


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
    if k > sentence.first and tags[k] == "A" and tokens[k - 1].stem in parts_played(sentence.language)["pointing"]:
        k -= 1  # "among whom were six women"
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
            return _last_as_large(sentence, at, frames)
    if at > 1 and is_told(sentence, at - 1) and at - 2 in frames and frames[at - 2].relation == "part":
        return _beyond_told(sentence, at, frames)
    if at == 0 or at - 1 not in frames:
        return None
    before = sentence.counts[at - 1]
    gap = range(before.last, count.first)
    whole = frames[at - 1].head if frames[at - 1].relation == "part" else None
    runs_on = len(gap) > 0 or bool(before.phrase.heads)
    listed = list_gap(sentence, gap) or _placed_gap(sentence, at, gap) or _placed_then(sentence, at, gap)
    listed = listed or (whole is not None and whole in frames and _of_casualties(sentence, frames[whole], gap))
    if whole is not None and _apart_from_them(sentence, at, gap):
        return None
    if whole is not None and runs_on and listed:
        if not _may_contain(sentence, whole, at) and whole in frames and frames[whole].relation == "part":
            whole = frames[whole].head
        return whole if whole is not None and _may_contain(sentence, whole, at) else None
    if _in_brackets(sentence, at, gap) or _one_of_them(sentence, at, gap):
        return whole if whole is not None and not _in_brackets(sentence, at, gap) else at - 1
    if whole is not None and whole in frames and frames[whole].relation == "part" and after_brackets(sentence, gap):
        return frames[whole].head
    if _breakdown(sentence, gap) and frames[at - 1].relation != "part":
        return at - 1
    broken_down = _after_colon(sentence, at, frames)
    return broken_down if broken_down is not None else _further_item(sentence, at, frames)


def _of_casualties(sentence: Sentence, whole: Frame, gap: range) -> bool:
    """ "casualties reached 54 - 12 dead and 42 injured": after a part that a word of harm ends."""
    harmed = parts_played(sentence.language)["harmed_all"]
    mixed = whole.outcome == "killed_or_injured" and len(gap) > 1 and sentence.stems[gap.start] in harmed
    return mixed and list_gap(sentence, gap[1:])


def _last_as_large(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The last count told before count `at` that can hold it: "20 were hurt and two killed, nine of them by mines"."""
    least = sentence.counts[at].figure.figure.low or 0
    before = sorted((n for n in frames if n < at), reverse=True)
    for other in before:
        most = sentence.counts[other].figure.figure.high
        if most is None or most >= least:
            return other
    return before[0] if before else None


def _beyond_told(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The total of a list that goes on after who a part is: "(two boys, one of them an infant, two women)"."""
    gap = range(sentence.counts[at - 1].last, sentence.counts[at].first)
    whole = frames[at - 2].head
    if whole is None or not list_gap(sentence, gap) or not gap or sentence.tags[gap.start] != ",":
        return None
    above = frames.get(whole)
    return above.head if above is not None and above.relation == "part" else whole


def _apart_from_them(sentence: Sentence, at: int, gap: range) -> bool:
    """ "16 rebels, six of them foreigners, and three others were killed": a comma and "and" lead back."""
    before = sentence.counts[at - 1].figure.last
    of = sentence.stems[before - 1 : before + 2]
    them = of[1:] in (["of", "them"], ["of", "whom"]) or of[:2] in (["of", "them"], ["of", "whom"])
    end = sentence.counts[at].last
    finite = end < sentence.last and sentence.tags[end] in "AVM"
    return them and finite and [sentence.tags[k] for k in gap] == [",", "C"]


def _further_item(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The total that a colon breaks down, for an item far on: "913 dead: 259 civilians, …, as well as 25 rebels"."""
    count, tags, stems = sentence.counts[at], sentence.tags, sentence.stems
    k = count.first - 1
    joined = tags[k] in ",C" or f"{stems[k - 1]} {stems[k]}" in parts_played(sentence.language)["added"]
    if not joined or count.phrase.counts != "people" or (count.last < sentence.last and tags[count.last] in "AVM"):
        return None
    if k - sentence.counts[at - 1].last > ITEM or any(tags[j] == "." for j in range(sentence.counts[at - 1].last, k)):
        return None
    for other in range(at - 1, 0, -1):
        frame = frames.get(other)
        if frame is None or frame.relation != "part":
            return None
        if sentence.tokens[sentence.counts[other].first - 1].text == ":":
            return frame.head
    return None


ITEM = 20
"""So many words at most stand between two items of a total broken down in one sentence."""


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


def after_brackets(sentence: Sentence, gap: range) -> bool:
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
        if gap and sentence.stems[gap.start] in parts_played(sentence.language)["harmed_all"]:
            gap = gap[1:]
        if number is None or (part > at and not list_gap(sentence, gap)):
            return False
        rest -= number
        if rest <= 0:
            end = sentence.counts[part].last
            told = end < sentence.last and sentence.stems[end] in parts_played(sentence.language)["harmed_all"]
            return rest == 0 and part > at and (end >= sentence.last or told or sentence.tags[end] not in "AVE")
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
    harmed = parts_played(sentence.language)["harmed_all"]  # "casualties reached 54: 12 dead and 42 injured"
    if not count.phrase.heads and not (end < sentence.last and sentence.stems[end] in _apart(sentence) | harmed):
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
    if in_a_decade(sentence, gap.start):
        return gap.start + 3
    if tokens[gap.start].stem not in parts_played(sentence.language)["ages"]:
        return gap.start
    number = next((k for k in gap[1:6] if tags[k] == "#"), None)
    between = range(gap.start + 1, number or gap.start)
    return number + 1 if number is not None and all(tags[k] in "DNPR" for k in between) else gap.start


def in_a_decade(sentence: Sentence, k: int) -> bool:
    """Whether "in their 40s" stands at `k`."""
    tokens = sentence.tokens
    if k + 2 >= sentence.last or tokens[k].stem != "in":
        return False
    decade = tokens[k + 2].text
    whose = tokens[k + 1].stem in parts_played(sentence.language)["whose"]
    return whose and decade.endswith("0s") and decade[:-1].isdecimal()


def _breakdown(sentence: Sentence, gap: range) -> bool:
    """Whether a colon or bracket opens a list right after a total ("reached 166: 114 fighters")."""
    if not 1 <= len(gap) <= 3:
        return False
    return any(sentence.tokens[k].text in (":", "(") for k in gap) and all(sentence.tags[k] in ":(D," for k in gap)


def exact(sentence: Sentence, at: int) -> int | None:
    """The number that a count names without a bound; None for any other figure."""
    figure = sentence.counts[at].figure.figure
    return figure.low if figure.modifier == "exact" else None
