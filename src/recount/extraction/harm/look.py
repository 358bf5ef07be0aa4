"""A sentence as the looks for harm see it: its counts, its predicates, and small questions about neighbours."""

from __future__ import annotations

from typing import Literal

from recount.model import Outcome

from ..counting.counts import Count, Sentence
from ..record import Record
from ..sayings.reporting import reporting
from ..words.people import people
from ..words.syntax import parts_played
from .harm import harm
from .outcomes import Predicate

Relation = Literal["object", "subject", "noun", "nominal", "toll", "none", "joined", "part"]

REACH = 40
"""How many tokens a look goes at most."""


class Frame(Record, frozen=True):
    """What befell a count: the outcome, the tokens that say so, and by which grammar.

    `at` is the count's index among the sentence's counts, `head` that of the whole that a part belongs to, or of the
    count that shares its outcome; `real` is False where the harm is only possible.
    """

    at: int
    outcome: Outcome
    first: int
    last: int
    relation: Relation
    head: int | None = None
    real: bool = True


class Look:
    """One sentence. `at_first` and `at_last` find a predicate by where it begins or ends, `starts` a count."""

    def __init__(self, sentence: Sentence, predicates: list[Predicate]) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.stems = sentence.stems
        self.tags = sentence.tags
        self.first, self.last = sentence.first, sentence.last
        self.known = harm(sentence.language)
        self.people = people(sentence.language).nouns
        self.reporting = reporting(sentence.language).lemmas
        self.play = parts_played(sentence.language)
        self.predicates = predicates
        self.at_first = {predicate.first: predicate for predicate in predicates}
        self.at_last = {predicate.last: predicate for predicate in predicates}
        self.ends = {predicate.last - 1 for predicate in predicates}
        self.starts = {count.first: at for at, count in enumerate(sentence.counts)}

    def stem(self, at: int) -> str:
        """The stem at an index; empty outside the sentence."""
        return self.stems[at] if self.first <= at < self.last else ""

    def tag(self, at: int) -> str:
        """The class at an index; a stop outside the sentence."""
        return self.tags[at] if self.first <= at < self.last else "."

    def article(self, at: int) -> bool:
        """Whether a determiner other than "that", which may be a relative, stands at an index."""
        return self.tag(at) == "D" and self.stem(at) != "that"

    def adjacent_own(self, count: Count) -> bool:
        """Whether a participle of harm without an object of its own follows the count directly."""
        at = count.last
        while self.tag(at) == "R" and at < count.last + 2:
            at += 1
        predicate = self.at_first.get(at)
        if predicate is None or predicate.victim == "subject":
            return False
        participle = "E" in (self.tag(predicate.first), self.tag(predicate.last - 1))  # "dead or hurt"
        return predicate.victim == "state" or (predicate.bare and participle)

    def plausible(self, count: Count) -> bool:
        """Whether an unknown noun may name people: a plural or a name."""
        head = self.tokens[count.phrase.heads[-1]]
        return head.capital or head.stem.endswith("s")

    def skip_left(self, k: int) -> int:
        """Over words that may stand between a governor and its figure ("killing another five", "killed all eight")."""
        steps = 0
        while k >= self.s.first and steps < 4:
            stem = self.stem(k)
            if (self.tag(k) in 'DR"' and k not in self.ends) or stem in self.play["before_figure"]:
                k -= 1
            elif stem == "of" and self.stem(k - 1) in self.play["groups"]:
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
        """Whether a negation stands shortly before `k`."""
        return any(self.tag(j) == "X" or self.stem(j) == "no" for j in range(max(self.s.first, k - 4), k))

    def real(self, k: int) -> bool:
        """Whether no modal, infinitive or "you" makes what stands at `k` only possible or general."""
        if (self.tag(k - 1) == "T" and self.stem(k - 2) not in self.play["real_to"]) or self.stem(k - 1) == "you":
            return False
        return not any(self.stem(j) in self.known.modals for j in range(max(self.s.first, k - 3), k))

    def harmed(self, k: int) -> Predicate | None:
        """The word of harm in "the dead", "those killed", "the 84 people killed", "the victims" from `k` on."""
        for j in range(k, min(k + 8, self.s.last)):
            if j in self.at_first:
                return self.at_first[j]
            if self.stem(j) in self.known.counted:
                return Predicate(j, j + 1, self.known.counted[self.stem(j)], "counted")
            if self.tag(j) in ".,VAM" and not (self.tag(j) == "A" and self.tag(j - 1) == "W"):
                break
        return None
