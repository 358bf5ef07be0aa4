"""Frames: which word of harm tells what befell those whom a figure counts.

For each count of a sentence the grammar looks, in this order, at the phrase itself ("two dead men", "six deaths"), at
what governs it from the left ("killing five", "the death of two"), at what is said of it to the right ("were killed"),
at tolls, and last at the counts beside it (a list or a part shares the outcome of what it belongs to). Every look has
a bounded reach, so the cost grows with the sentence only.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from recount.model import Outcome

from .attribution import reporting
from .counts import Count, Sentence
from .outcomes import BE, Harm, Predicate, find_predicates, harm
from .victims import people

Relation = Literal["object", "subject", "noun", "nominal", "toll", "none", "joined", "part"]

REACH = 40
"""How many tokens a look goes at most."""


class Frame(NamedTuple):
    """What befell a count: the outcome, the tokens that say so, and by which grammar.

    `head` is the index (among the sentence's counts) of the whole that a part belongs to, or of the count that shares
    its outcome; `real` is False where the harm is only possible.
    """

    count: int
    outcome: Outcome
    first: int
    last: int
    relation: Relation
    head: int | None = None
    real: bool = True


def find_frames(sentence: Sentence) -> tuple[list[Frame], list[Predicate]]:
    """The frames of a sentence's counts, in the order of the counts, and its predicates."""
    if not sentence.counts:
        return [], []
    known = harm(sentence.language)
    predicates = find_predicates(sentence.tokens, sentence.tags, sentence.first, sentence.last, sentence.language)
    look = _Look(sentence, predicates, known)
    frames: dict[int, Frame] = {}
    for at in range(len(sentence.counts)):
        frame = look.count(at, frames)
        if frame is not None:
            frames[at] = frame
    for at in range(len(sentence.counts)):
        if at not in frames and (frame := look.beside(at, frames)) is not None:
            frames[at] = frame
    return [frames[at] for at in sorted(frames)], predicates


class _Look:
    """The looks at one sentence; `at_first` and `at_last` find a predicate by where it begins or ends."""

    def __init__(self, sentence: Sentence, predicates: list[Predicate], known: Harm) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.tags = sentence.tags
        self.known = known
        self.people = people(sentence.language).nouns
        self.reporting = reporting(sentence.language).lemmas
        self.predicates = predicates
        self.at_first = {predicate.first: predicate for predicate in predicates}
        self.at_last = {predicate.last: predicate for predicate in predicates}
        self.ends = {predicate.last - 1 for predicate in predicates}
        self.starts = {count.first: at for at, count in enumerate(sentence.counts)}

    def stem(self, at: int) -> str:
        return self.tokens[at].stem if self.s.first <= at < self.s.last else ""

    def tag(self, at: int) -> str:
        return self.tags[at] if self.s.first <= at < self.s.last else "."

    # -- one count ------------------------------------------------------------------------------------------------

    def count(self, at: int, frames: dict[int, Frame]) -> Frame | None:
        count = self.s.counts[at]
        if count.article and self.appositive(count):
            return None
        if count.figure.kind == "none":
            return self.nobody(at, count)
        part = self.part_of(at, frames)
        if part is not None and part in frames:
            whole = frames[part]
            if not self.contradicts(count, whole):
                return Frame(at, whole.outcome, whole.first, whole.last, "part", part, whole.real)
        return (
            self.phrase(at, count)
            or self.left(at, count, frames)
            or (None if self.adjacent_own(count) else self.toll(at, count))
            or self.right(at, count)
            or self.toll(at, count)
            or self.among(at, count)
        )

    def appositive(self, count: Count) -> bool:
        """ "Amal Haddad, a mother of two, was hurt": the article counts nobody who is not already named."""
        k = count.first
        if self.tag(k - 1) != "," or not (self.tag(k - 2) == "N" and self.tokens[k - 2].capital and self.tokens[k - 3].capital):
            return False
        return any(self.tag(j) == "," for j in range(count.last, min(count.last + 7, self.s.last)))

    def nobody(self, at: int, count: Count) -> Frame | None:
        """ "No casualties were reported", "no one was hurt"."""
        for head in count.phrase.heads:
            if self.stem(head) in self.known.counted:
                return Frame(at, self.known.counted[self.stem(head)], head, head + 1, "none")
        return self.right(at, count)

    def contradicts(self, count: Count, whole: Frame) -> bool:
        """A part whose own words tell another outcome ("ten casualties, including two dead")."""
        own = self.phrase(0, count)
        return own is not None and own.outcome != whole.outcome

    def phrase(self, at: int, count: Count) -> Frame | None:
        """The noun itself, or a word of harm before it, says it: "six deaths", "100 wounded people"."""
        for head in count.phrase.heads:
            stem = self.stem(head)
            if stem in self.known.counted and not count.article:
                if stem in ("killings", "murders", "victims", "victim") and self.right(at, count):
                    return None
                if self.stem(count.first - 1) == "of" and self.stem(count.first - 2) in self.known.nominal:
                    return None
                outcome = self.known.counted[stem]
                return Frame(at, outcome, head, head + 1, "noun")
        for k in range(count.figure.core if count.article else count.figure.last, count.phrase.last):
            predicate = self.at_first.get(k)
            if predicate is not None and count.phrase.heads and k < count.phrase.heads[0] and predicate.victim in ("object", "state"):
                if predicate.weak and self.right(at, count):
                    return None
                return Frame(at, predicate.outcome, k, predicate.last, "noun", None, True)
        after = count.figure.last
        if self.stem(after) == "of":
            k = after + 1
            while self.tag(k) == "D" or self.stem(k) in ("those", "them", "whom"):
                k += 1
            predicate = self.at_first.get(k)
            if predicate is not None and k > after + 1 and predicate.victim != "subject":
                return Frame(at, predicate.outcome, k, predicate.last, "noun")
            if self.stem(k) in self.known.counted and k > after + 1 and self.stem(k + 1) in BE:
                return Frame(at, self.known.counted[self.stem(k)], k, k + 1, "noun")
        return None

    # -- to the left ----------------------------------------------------------------------------------------------

    def left(self, at: int, count: Count, frames: dict[int, Frame]) -> Frame | None:
        """What governs the count: a verb whose object it is, a noun of harm with "of", a light verb."""
        k = self.skip_left(count.first - 1)
        predicate = self.at_last.get(k + 1)
        if predicate is not None and predicate.victim == "object" and not predicate.passive:
            if count.phrase.counts == "unknown" and not self.plausible(count):
                return None
            if self.stolen(at, count, predicate):
                return None
            if not (predicate.bare and self.tag(predicate.first) == "E" and self.adjacent_own(count)):
                return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)
        if predicate is not None and predicate.victim == "subject" and self.tag(predicate.first) in "G" and count.phrase.counts == "people":
            return None
        link = self.stem(k)
        noun = k - 1
        if link in ("of", "to", "among"):
            if self.tag(noun) == "N" and self.stem(noun) not in self.known.nominal:
                noun -= 1
            found = self.known.nominal.get(self.stem(noun))
            if found is not None and link in found[1] and not self.negated(noun):
                return Frame(at, found[0], noun, noun + 1, "nominal")
        if link in ("with", "alongside", "including") and (link == "alongside" or self.stem(k - 1) == "along"):
            for j in range(k, max(self.s.first, k - 8), -1):
                predicate = self.at_last.get(j)
                if predicate is not None:
                    return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
        return self.light(at, count, k)

    def stolen(self, at: int, count: Count, predicate: Predicate) -> bool:
        """Whether the verb to the left is a bare participle that belongs to the count before it.

        Texts without commas: "Seven killed 37 others injured" has two reduced passives, not one active verb.
        """
        if self.tag(predicate.first) != "E":
            return False
        if not self.adjacent_own(count):
            return False
        before = self.s.counts[at - 1] if at else None
        if before is not None and before.last == predicate.first:
            return not before.article
        return predicate.first - 1 >= self.s.first and self.stem(predicate.first - 1) in self.people and self.tag(predicate.first - 2) != "D"

    def adjacent_own(self, count: Count) -> bool:
        """Whether a participle of harm without an object of its own follows the count directly."""
        predicate = self.at_first.get(count.last)
        if predicate is None or predicate.victim == "subject":
            return False
        return predicate.victim == "state" or (predicate.bare and self.tag(predicate.first) == "E")

    def plausible(self, count: Count) -> bool:
        """Whether an unknown noun may name people: a plural or a name."""
        head = self.tokens[count.phrase.heads[-1]]
        return head.capital or head.stem.endswith("s")

    def skip_left(self, k: int) -> int:
        """Over words that may stand between a governor and its figure ("killing another five", "killed all eight")."""
        steps = 0
        while k >= self.s.first and steps < 4:
            stem = self.stem(k)
            if self.tag(k) in 'DR"' or stem in ("other", "another", "further", "additional", "estimated", "more", "least", "also"):
                k -= 1
            elif stem == "of" and self.stem(k - 1) in ("total", "family", "families", "convoy", "crew", "group"):
                k -= 2
                while self.tag(k) in "NJ" and self.tag(k - 1) in "VEGDNJ" and steps < 4 and k not in self.ends:
                    k -= 1
                    steps += 1
            elif stem == "to" and self.stem(k - 1) == "up":
                k -= 2
            else:
                break
            steps += 1
        return k

    def negated(self, k: int) -> bool:
        return any(self.tag(j) == "X" or self.stem(j) == "no" for j in range(max(self.s.first, k - 4), k))

    def light(self, at: int, count: Count, k: int) -> Frame | None:
        """A verb that harms with what follows the figure: "claimed 17 lives", "left ten dead", "forced thousands to flee"."""
        stem = self.stem(k)
        head = self.stem(count.phrase.heads[-1]) if count.phrase.heads else ""
        for verb in self.known.lights:
            if stem in verb.verbs and head in verb.nouns:
                return Frame(at, verb.outcome, k, k + 1, "object", None, self.possible(k))
        governor = k
        if stem not in self.known.leave and self.tag(k) in ",C" and at and self.s.counts[at - 1].last >= k - 1:
            governor = self.skip_left(self.s.counts[at - 1].first - 1)
        if self.stem(governor) in self.known.leave:
            found = self.state_after(count)
            if found is not None:
                return Frame(at, found.outcome, found.first, found.last, "object", None, self.possible(governor))
        for verb in self.known.flights:
            if stem in verb.verbs:
                for j in range(count.last, min(count.last + 9, self.s.last)):
                    if self.tag(j) in ".":
                        break
                    if self.stem(j) in verb.goals or self.stem(j) in verb.nouns:
                        return Frame(at, verb.outcome, k, k + 1, "object", None, self.possible(k))
        return None

    def possible(self, k: int) -> bool:
        return not any(self.stem(j) in self.known.modals for j in range(max(self.s.first, k - 3), k))

    def state_after(self, count: Count) -> Predicate | None:
        """The state that a "left …" ends in, over the phrase's complements and parts: "left 25 members of X dead"."""
        for j in range(count.last, min(count.last + 18, self.s.last)):
            predicate = self.at_first.get(j)
            if predicate is not None:
                return predicate if predicate.victim == "state" or self.tag(j) == "E" else None
            if self.tag(j) in ".VM":
                return None
        return None

    # -- to the right ---------------------------------------------------------------------------------------------

    def right(self, at: int, count: Count) -> Frame | None:
        """What is said of the count: a passive, a death, a state, wounds."""
        if count.phrase.counts == "unknown" and not self.plausible(count):
            return None
        inside = self.inside(count)
        relative = 0
        be = False
        k = count.last
        stop = min(self.s.last, k + REACH)
        while k < stop:
            predicate = self.at_first.get(k)
            if predicate is not None:
                kind = self.takes(count, predicate, be, k)
                if inside and not relative and not self.reduced(count, k):
                    return None
                if kind == "yes" and (later := self.later_death(count, predicate, k)) is not None:
                    return Frame(at, later.outcome, later.first, later.last, "subject", None, later.real)
                if kind == "yes":
                    return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
                if kind == "no" and not relative:
                    return None
                relative = 0
                k = predicate.last
                be = False
                continue
            other = self.starts.get(k)
            if other is not None:
                if not relative and self.tag(k - 1) not in ",CPDG:TE" and not self.listed(k):
                    return None
                k = self.s.counts[other].last
                continue
            tag, stem = self.tag(k), self.stem(k)
            suffered = self.suffers(k, be) if not inside or relative or self.reduced(count, k) else None
            if suffered is not None:
                return Frame(at, suffered, k, k + 1, "subject", None, self.possible(k))
            if tag == "W" or (stem == "that" and tag == "W"):
                relative += 1
            elif tag == "A":
                be = be or (stem in BE and tag == "A")
            elif tag == "M":
                pass
            elif tag == "E" and be and stem not in _RAISING:
                if relative:
                    relative -= 1
                    be = False
                elif not self.joined_harm(k):
                    return None
            elif tag == "V" and stem not in _RAISING:
                if not relative:
                    return None
                relative -= 1
            elif tag == "S" or (stem == "as" and self.stem(k + 1) not in ("well", "many", "having") and self.tag(k - 1) != "E"):
                return None
            elif stem in ("said", "told", "says") or (tag == "." and stem not in (";",)) or (tag == ":" and self.tokens[k].text in ":|"):
                return None
            elif tag == "." or tag == "H" and self.tag(k + 1) in "DN" and not relative and self.tag(k + 2) not in "A":
                return None
            elif tag == "O" and stem not in ("them", "themselves", "one", "whom", "there", "here", "him", "us") and not relative:
                return None
            k += 1
        return None

    def later_death(self, count: Count, predicate: Predicate, k: int) -> Predicate | None:
        """ "A man injured in a shooting has died": what a reduced participle tells gives way to the main verb."""
        if predicate.outcome != "injured" or predicate.passive or k != count.last or not count.article:
            return None
        for later in self.predicates:
            if later.first > predicate.last and later.victim == "subject" and self.tag(later.first - 1) in "AR":
                between = range(predicate.last, later.first)
                return None if any(self.tag(j) in '.CSV,"' or j in self.starts for j in between if j not in self.ends) else later
        return None

    def inside(self, count: Count) -> bool:
        """Whether the count is no subject: a complement ("the mother of a boy") or another verb's object."""
        k = self.skip_left(count.first - 1)
        tag, stem = self.tag(k), self.stem(k)
        if self.stem(k + 1) == "that":
            return False
        if tag == "P":
            return stem in _COMPLEMENT
        return tag in "VEG" and stem not in self.reporting and k not in self.ends

    def reduced(self, count: Count, k: int) -> bool:
        """Whether what stands at `k` follows the count directly, or over words like "believed" and "newly"."""
        return all(
            self.stem(j) in _RAISING or self.tag(j) in "R" or self.stem(j) == "being" for j in range(count.last, k)
        )

    def listed(self, k: int) -> bool:
        """Whether the count at `k` follows another count's phrase directly: lists in texts without commas."""
        return any(count.last == k for count in self.s.counts)

    def joined_harm(self, k: int) -> bool:
        """ "were hit and killed": a participle joined with a word of harm."""
        return any(
            self.stem(j) == "and" and (j + 1 in self.at_first or j + 2 in self.at_first) for j in range(k + 1, min(k + 4, self.s.last))
        )

    def takes(self, count: Count, predicate: Predicate, be: bool, k: int) -> Literal["yes", "no", "skip"]:
        """Whether a predicate to the right is said of the count."""
        if predicate.victim == "subject":
            return "yes"
        if predicate.victim == "state":
            return "yes" if be or k - count.last <= 1 or predicate.passive else "skip"
        if predicate.passive or (be and self.tag(predicate.first) == "E"):
            return "yes"
        if predicate.bare:
            return "yes"
        if self.tag(k) == "E" and k == count.last and not count.article:
            follow = self.starts.get(predicate.last)
            if follow is not None and self.adjacent_own(self.s.counts[follow]):
                return "yes"
        return "no"

    def suffers(self, k: int, be: bool) -> Outcome | None:
        """ "suffered wounds", "in critical condition", "was hit in the leg"."""
        stem = self.stem(k)
        for group in self.known.suffer:
            if stem in group.verbs:
                for j in range(k + 1, min(k + 8, self.s.last)):
                    if self.tag(j) in ".":
                        break
                    if self.stem(j) in group.nouns:
                        return group.outcome
        for group in self.known.flights:
            if stem in group.verbs and self.tag(k) in "VEG":
                for j in range(k + 1, min(k + 6, self.s.last)):
                    if self.tag(j) in ".":
                        break
                    if self.stem(j) in group.nouns and (not group.goals or be):
                        return group.outcome
        return None

    # -- tolls, parts, neighbours ---------------------------------------------------------------------------------

    def toll(self, at: int, count: Count) -> Frame | None:
        """ "The death toll rose to 42", "bringing to 45 the number killed"."""
        if count.article:
            return None
        k = count.first - 1
        linked = self.stem(self.skip_left(k)) in self.known.toll_links or self.tag(k) == ":"
        if linked:
            for j in range(k, max(self.s.first, k - REACH) - 1, -1):
                if self.tag(j) == "." or (j in self.starts and self.s.counts[self.starts[j]].figure.kind == "number" and j != count.first and self.tag(j - 1) == "C"):
                    break
                frame = self.toll_at(at, j, k)
                if frame is not None:
                    return frame
        for j in range(count.last, min(self.s.last, count.last + 5)):
            frame = self.toll_at(at, j, None)
            if frame is not None and linked:
                return frame
        return None

    def toll_at(self, at: int, j: int, link: int | None) -> Frame | None:
        """The toll noun at `j`, or "the number of people killed"."""
        stem = self.stem(j)
        kinds = self.known.toll_kinds
        if stem in self.known.toll_nouns:
            for near in (j - 1, j + 1, j + 2, j + 3):
                if self.stem(near) in kinds:
                    return Frame(at, kinds[self.stem(near)], min(j, near), max(j, near) + 1, "toll")
            return Frame(at, "killed", j, j + 1, "toll")
        if stem in self.known.toll_counted and self.stem(j + 1) in ("of", "killed", "dead", "wounded", "number", "toll"):
            end = link if link is not None else j + 10
            for near in range(j + 1, min(j + 10, end, self.s.last)):
                if self.stem(near) in kinds:
                    return Frame(at, kinds[self.stem(near)], j, near + 1, "toll")
        return None

    def among(self, at: int, count: Count) -> Frame | None:
        """ "five children were among the dead"; "among those killed were three children"."""
        for k in range(count.last, min(count.last + 12, self.s.last)):
            if self.tag(k) == ".":
                break
            if self.stem(k) in ("among", "amongst"):
                found = self.harmed(k + 1)
                return Frame(at, found.outcome, found.first, found.last, "subject") if found else None
        for k in range(count.first - 1, max(self.s.first, count.first - 14) - 1, -1):
            if self.tag(k) == ".":
                break
            if (self.stem(k) in ("included", "include", "includes") or self.stem(k) in BE) and self.tag(k - 2) == "D":
                found = self.harmed(k - 1)
                if found is not None and found.last == k:
                    return Frame(at, found.outcome, found.first, found.last, "subject")
            if self.stem(k) in ("among", "amongst") and any(self.stem(j) in BE for j in range(k, count.first)):
                found = self.harmed(k + 1)
                return Frame(at, found.outcome, found.first, found.last, "subject") if found else None
        return None

    def harmed(self, k: int) -> Predicate | None:
        """The word of harm in "the dead", "those killed", "the 84 people killed", "the victims" from `k` on."""
        for j in range(k, min(k + 8, self.s.last)):
            if j in self.at_first:
                return self.at_first[j]
            if self.stem(j) in self.known.counted:
                return Predicate(j, j + 1, self.known.counted[self.stem(j)], "counted")
            if self.tag(j) in ".,VAM":
                break
        return None

    def part_of(self, at: int, frames: dict[int, Frame]) -> int | None:
        """The count whose part this one is said to be ("including five children"), or None."""
        from .parts import whole_of

        return whole_of(self.s, at, frames)

    def beside(self, at: int, frames: dict[int, Frame]) -> Frame | None:
        """A count in a list shares the outcome of the one before it ("five in Homs and two in Hama")."""
        from .parts import neighbour_of

        other = neighbour_of(self.s, at, frames)
        if other is None:
            part = self.part_of(at, frames)
            if part is None or part not in frames:
                return None
            whole = frames[part]
            return Frame(at, whole.outcome, whole.first, whole.last, "part", part, whole.real)
        frame = frames[other]
        return Frame(at, frame.outcome, frame.first, frame.last, "joined", other, frame.real)


_COMPLEMENT = frozenset(["of", "in", "by", "for", "from", "near", "at", "on", "against", "to", "into", "onto", "toward", "towards", "between", "under", "like", "about", "amid"])

_RAISING = frozenset([
    "reported", "believed", "confirmed", "feared", "presumed", "thought", "found", "known", "left", "declared", "recorded",
    "documented", "said", "estimated", "considered", "appear", "appeared", "seem", "seemed", "continue", "continued", "began",
    "started", "remain", "remained", "remains", "listed", "registered", "verified", "announced", "lying", "lay", "newly", "still",
])  # fmt: skip
