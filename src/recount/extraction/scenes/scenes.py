"""Scenes: which of the places that a report names is where the harm of a claim happened.

Every place of the claim's own sentence, of the sentences around it and of the lead is a candidate, so are the scenes of
violence told further back, and so is none. Each is weighed by a few traits: how near it stands and on which side of the
figure, how narrow it is, how it is led to, whether the claim's sentence points back to it ("the town", "the attack"),
and whether the claims beside are set there. The weights stand in the language's table `scenes.toml`, learned from
annotated reports; a language without it uses the few of `places.toml`, set by judgement. The greatest sum wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec

from recount.model import Claim, Cue, Span

from ..counting.counts import Count
from ..harm.frames import Frame
from ..language import Language, per_language
from ..view.stamps import apart
from ..view.view import View
from ..words.phrases import Np
from .actors import acts
from .candidates import Asking, Candidate, Rivals, rivals
from .grounds import place_span
from .places import Place, forces, mentions
from .pointing import places_meant
from .shown import Shown, shown_by

BACK = 25
"""So many sentences back a place is sought."""

AHEAD = 6
"""So many sentences on."""

FAR = 6
"""Of sentences further off, only those that tell of violence are asked, and only for what they lead to."""

LEAD = 3
"""So many sentences are the lead: their places count for the whole report."""

MANY = 1000
"""A toll of so many is seldom one scene's."""

SOME = 100
"""A toll of so many covers more than one scene: it takes nothing from what follows or from another paragraph."""

MATES = 12
"""So many claims back those of the same sentence and the total are looked for."""


ELSEWHERE = 8
"""So many places at most are taken from another sentence: one with more is a mere list."""


@per_language
def _weights(language: Language) -> dict[str, float]:
    learned = language.table("scenes" if language.has("scenes") else "places")
    return defaultdict(float, {trait: float(weight) for trait, weight in learned["weights"].items()})


def settle_places(view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their places."""
    weight = _weights(view.language).__getitem__
    made: list[Claim] = []
    for asking, candidates, traits in weighed(view, placed, claims, made):
        sums = [sum(map(weight, of)) for of in traits]
        best = max(range(len(sums)), key=sums.__getitem__)
        if best == len(candidates):
            made.append(asking.claim)
            continue
        chosen = candidates[best]
        cue = Cue("place", chosen.span, _rule(chosen, asking))
        made.append(msgspec.structs.replace(asking.claim, place=chosen.span, cues=(*asking.claim.cues, cue)))
    return tuple(made)


def weighed(
    view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim], made: Sequence[Claim]
) -> Iterator[tuple[Asking, list[Candidate], list[list[str]]]]:
    """Each claim in order with its candidates and the traits of each; the last traits are those of no place.

    `made` are the claims before it as they were settled: whoever iterates adds to them.
    """
    parted, cut = apart(view)
    scenes = Scenes(parted)
    counts = [view.lines[number].sentence.counts[frame.at] for number, frame in placed]
    at_line = [number + (0 < cut <= count.first) for (number, _), count in zip(placed, counts, strict=True)]
    numbers = {claim.id: number for number, claim in enumerate(claims)}
    for at, claim in enumerate(claims):
        number, count = at_line[at], counts[at]
        total = numbers.get(claim.part_of) if claim.part_of is not None else None
        near = range(at - 1, max(-1, at - 1 - MATES), -1)
        mate = next((k for k in near if at_line[k] == number and claims[k].scope == claim.scope), None)
        bound = scenes.bound(number, count)
        headed = total is not None and at_line[total] != number and scenes.headed(number)
        asking = Asking(
            claim,
            number,
            count,
            made[total].place if total is not None and total < at and not (bound or headed) else None,
            made[mate].place if mate is not None and not bound else None,
            mate is not None and not bound,
            max(claim.figure.low or 0, claim.figure.high or 0),
            bound,
        )
        candidates = [candidate for candidate in scenes.around(number) if scenes.may_be(asking, candidate)]
        against = rivals(parted, asking, candidates)
        traits = [scenes.traits(asking, candidate, against) for candidate in candidates]
        yield asking, candidates, [*traits, _traits_of_none(asking)]


def _rule(chosen: Candidate, asking: Asking) -> str:
    """In words, where a place was found."""
    if chosen.number == asking.number:
        return "heads the line" if chosen.place.kind == "heading" else "place of the sentence"
    if chosen.number < LEAD:
        return "as the lead"
    return "as a sentence before it" if chosen.number < asking.number else "as a sentence after it"


class Scenes:
    """The places of a report's sentences, found when they are first asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.shown: dict[int, Shown] = {}
        self.near: dict[int, list[Candidate]] = {}
        self.back: dict[int, tuple[set[str], bool]] = {}
        self.manned: dict[int, list[Place]] = {}
        self.quiet: dict[int, bool] = {}
        self.spans: dict[Np, Span] = {}

    def of(self, number: int) -> Shown:
        """What a line shows of places."""
        if number not in self.shown:
            self.shown[number] = shown_by(self.view, self.view.lines[number])
        return self.shown[number]

    def around(self, number: int) -> list[Candidate]:
        """The candidates for a claim of a line, in the order of the text."""
        if number not in self.near:
            lines = range(max(0, number - BACK), min(len(self.view.lines), number + AHEAD + 1))
            lead = range(min(LEAD, lines.start))
            names: dict[str, str] = {}
            for other in reversed((*lead, *lines)):  # the first that names a place tells how narrow it is
                names.update(self.of(other).names)
            found: list[Candidate] = []
            for other in (*lead, *lines):
                if other == number:
                    found += [Candidate(other, one, self._span(one.np), (), True) for one in self._told(other, names)]
                elif places := self._offered(number, other, names):
                    found += self._elsewhere(number, other, places[:ELSEWHERE])
            self.near[number] = found
        return self.near[number]

    def _offered(self, number: int, other: int, names: dict[str, str]) -> list[Place]:
        """The places that the line `other` offers to claims of the line `number`."""
        if other < LEAD or abs(number - other) <= FAR:
            return self._told(other, names, policed=other < LEAD)
        return self.of(other).led if self.tells(other) else []

    def _span(self, np: Np) -> Span:
        """The words of a place."""
        if np not in self.spans:
            self.spans[np] = place_span(self.view, np)
        return self.spans[np]

    def _told(self, number: int, names: dict[str, str], *, policed: bool = True) -> list[Place]:
        """The places of a line, those that only `names` tell among them, and towns by their police; in order."""
        shown = self.of(number)
        more = shown.bare
        if shown.acts or not names.keys().isdisjoint(shown.stems):
            more = more + mentions(self.view, self.view.lines[number], shown.words, names, acts=shown.acts)
        if policed:
            if number not in self.manned:
                self.manned[number] = forces(self.view, self.view.lines[number], shown.led)
            more = more + self.manned[number]
        return sorted(shown.led + more, key=_where) if more else shown.led

    def bound(self, number: int, count: Count) -> bool:
        """Whether a place stands between a count and the next one of its sentence."""
        counts = self.view.lines[number].sentence.counts
        sentence = self.view.lines[number].sentence
        end = min((other.first for other in counts if other.first >= count.last), default=None)
        if ";" in self.view.stems[count.last : sentence.last if end is None else end]:
            end = self.view.stems.index(";", count.last)  # "In Tell nine died; in Sarmin, seven"
        return any(
            place.kind == "led" and not place.away and not place.chained and count.last <= place.at
            and (end is None or place.at < end)
            for place in self.of(number).led
        )  # fmt: skip

    def headed(self, number: int) -> bool:
        """Whether a place heads a line."""
        return any(place.kind == "heading" for place in self.of(number).led[:1])

    def may_be(self, asking: Asking, candidate: Candidate) -> bool:
        """Whether a place can be a claim's at all: not another figure's, nor far from a toll of many scenes."""
        place = candidate.place
        if place.kind == "origin":
            return False
        if candidate.number != asking.number:
            if place.kind in ("named", "people"):
                return False  # named in passing: a country, whose people
            if place.listed and asking.claim.part_of is None:
                return False  # "12 in A, 9 in B": each is of its own figure
            if asking.size >= MANY and place.level in ("town", "site", "beside"):
                return False  # so many are seldom one town's
            if self.view.lists.get(candidate.number) == asking.number:
                return False  # where an item happened is not where all of the list did
            beside = candidate.beside
            if asking.claim.outcome == "displaced" and not (
                asking.claim.scope == "background" and place.level == "country"
            ):
                return False  # whence and whither some fled says nothing of others
            if candidate.number > asking.number:  # what is told later tells of no earlier harm unless it tells of harm
                return asking.size < SOME and (beside or self.tells(candidate.number))
            return asking.size < SOME or beside or place.kind == "held"
        if not place.listed:
            return True
        before = [count for count in self.view.lines[asking.number].sentence.counts if count.last <= place.at]
        owner = max(before, key=lambda count: count.last)
        return owner.first == asking.counted.first or place.at < asking.counted.first

    def beside(self, one: int, other: int) -> bool:
        """Whether two lines stand in one paragraph."""
        return self.view.lines[one].paragraph == self.view.lines[other].paragraph

    def tells(self, number: int) -> bool:
        """Whether a line tells of violence."""
        if number not in self.quiet:
            line = self.view.lines[number]
            violent = acts(self.view.language).telling
            self.quiet[number] = violent.isdisjoint(self.view.stems[line.sentence.first : line.sentence.last])
        return not self.quiet[number]

    def traits(self, asking: Asking, candidate: Candidate, rivals: Rivals) -> list[str]:
        """What speaks for and against a candidate, by names of the table."""
        place, claim = candidate.place, asking.claim
        own = candidate.number == asking.number
        traits = self._own(asking, candidate, rivals) if own else self._not_own(asking, candidate, rivals)
        traits.append(place.level)
        if place.kind not in ("led", "heading", "dateline"):
            traits.append(f"{place.kind}, own" if own else place.kind)
        if place.away:
            traits.append("away")
        if claim.outcome == "displaced":
            traits.append("displaced, own" if own else "displaced, elsewhere")
        if claim.scope == "background":
            traits += [f"background, {place.level}", "background, own" if own else "background, elsewhere"]
        if asking.size >= MANY:
            traits.append(f"many, {place.level}")
        if asking.size >= SOME and not own:
            traits.append("some, elsewhere")
        if asking.total is not None and _same(asking.total, candidate.span):
            traits.append("of the total")
        if asking.mate is not None and _same(asking.mate, candidate.span):
            traits.append("of the claim beside")
        return traits

    def _own(self, asking: Asking, candidate: Candidate, rivals: Rivals) -> list[str]:
        """Traits of a place in the claim's own sentence."""
        view, place, count = self.view, candidate.place, asking.counted
        traits = [f"own, {place.level}"]
        if place.kind in ("heading", "dateline"):
            alone = rivals.after is None and rivals.before is None
            return [*traits, place.kind, *([f"{place.kind}, alone"] if alone else [])]
        after = place.at >= count.last
        between = range(count.last, place.at) if after else range(place.np.last, count.first)
        near = place in (rivals.after, rivals.before) and ";" not in view.stems[between.start : between.stop]
        side = "after" if after else "before"
        traits.append(f"nearest {side}" if near else side)
        counts = view.lines[asking.number].sentence.counts
        if any(other.first in between for other in counts):
            traits.append("beyond a count, bound" if asking.bound else "beyond a count")
        elif asking.bound:
            traits.append("bound" if place.at >= count.last else "before, bound")
        tags, stems = (all_of[between.start : between.stop] for all_of in (view.tags, view.stems))
        if place.at < count.first and rivals.hung:
            traits.append("its clause's head" if place is rivals.before else "beyond its clause's head")
        opens = place.at == view.lines[asking.number].sentence.first  # "In Tell the Monitor said six had died"
        if not opens and any(saying.cue.first in between for saying in view.lines[asking.number].sayings):
            traits.append("beyond a saying")
        if "." in tags or ";" in stems or "S" in tags or "while" in stems or "but" in stems:
            traits.append("beyond a clause")
        if place.chained:
            traits.append("own, chained")
        if place.listed:
            traits.append("own, listed")
        return traits

    def _elsewhere(self, number: int, other: int, places: Sequence[Place]) -> list[Candidate]:
        """The candidates of the line `other` for all claims of the line `number`, with the traits that these share."""
        beside = self.beside(number, other)
        way, off = ("before", number - other) if other < number else ("after", other - number)
        side = f"{way} {min(off, 4) if off <= FAR else FAR + 1}"
        where = "paragraph" if beside else "apart"
        lead = other < LEAD
        heads = (side, where, f"{side}, {where}")
        opens = ("opens the list",) if self.view.lists.get(number) == other else ()
        tails = self._of_line(other)
        made: list[Candidate] = []
        for place in places:
            traits = ["lead, held"] if lead and place.kind == "held" else []
            traits += opens
            if lead:
                traits.append("lead")
                if number - other >= 4:
                    traits += ["lead, far", f"lead, far, {place.level}"]
            elif off > FAR:
                traits.append(f"far, {place.level}")
            if place.first:
                traits.append("first")
            if place.chained:
                traits.append("chained")
            if place.listed:
                traits.append("listed")
            if place.kind in ("heading", "dateline"):
                traits.append(f"{place.kind} elsewhere")
            made.append(Candidate(other, place, self._span(place.np), (*heads, *traits, *tails), beside))
        return made

    def _of_line(self, number: int) -> list[str]:
        """Traits of all places of a line that is not the claim's own."""
        line = self.view.lines[number]
        traits = [] if self.tells(number) else ["quiet"]
        if line.frames:
            traits.append("counted there")
        if not line.news:
            traits.append("no news")
        return traits

    def _not_own(self, asking: Asking, candidate: Candidate, rivals: Rivals) -> list[str]:
        """Traits of a place in another sentence."""
        traits, when = list(candidate.traits), asking.claim.when
        own = rivals.after or rivals.before
        level = own.level if own else "heading" if rivals.heading else "none"
        traits.append(f"elsewhere, own {level}, {candidate.place.level}")
        if when is not None and any(
            time.span.exact.lower() == when.span.exact.lower() for time in self.view.lines[candidate.number].times
        ):
            traits.append("same time")
        return traits + self._pointed(asking, candidate, rivals)

    def _pointed(self, asking: Asking, candidate: Candidate, rivals: Rivals) -> list[str]:
        """Whether the claim's sentence points back to a place: "the town", "the same square", "the attack"."""
        if candidate.number >= asking.number:
            return []
        traits: list[str] = []
        if asking.number not in self.back:
            self.back[asking.number] = places_meant(self.view, asking.number)
        kinds, act = self.back[asking.number]
        if act and candidate.number == asking.number - 1:
            traits.append("the attack")
        if not kinds:
            return traits
        if candidate.place.level in ("town", "site"):
            traits.append("the town")
            if rivals.town == candidate.span.exact:
                traits.append("the town, nearest")
        if not kinds.isdisjoint(self.view.stems[candidate.place.np.first : candidate.place.np.last]):
            traits.append("the town, of its kind")
        return traits


def _traits_of_none(asking: Asking) -> list[str]:
    """What speaks for no place."""
    traits = ["none"]
    if asking.claim.scope == "background":
        traits.append("none, background")
    if asking.claim.outcome == "displaced":
        traits.append("none, displaced")
    if asking.size >= MANY:
        traits.append("none, many")
    if asking.mated and asking.mate is None:
        traits.append("none, beside")
    return traits


_where = attrgetter("at")


def _same(one: Span, other: Span) -> bool:
    return one.exact == other.exact
