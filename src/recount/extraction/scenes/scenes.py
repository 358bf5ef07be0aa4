"""Scenes: which of the places that a report names is where the harm of a claim happened.

Every place that the claim's sentence, the sentences around it or the lead name is a candidate once, however often it is
named, and so is none. Each is weighed by a few traits (`evidence.py`): how near it stands and on which side of the
figure, how narrow it is, how it is led to, whether the claim's sentence points back to it ("the town", "the attack"),
and whether the claims before are set there. The weights stand in the language's table `scenes.toml`, learned from
annotated reports; a language without it uses the few of `places.toml`, set by judgement. The greatest sum wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recount.model import Claim, Cue

from ..counting.counts import Count
from ..harm.frames import Frame
from ..language import Language, per_language
from ..sayings.reporting import reporting
from ..view.view import View
from ..words.syntax import parts_played
from .actors import acts
from .candidates import Asking, Candidate, Key, Mention, grouped, key_of, nearest
from .evidence import LEAD, beside, best_own, of_claim, of_none, own, pointed, rivals, standing
from .grounds import ground_words, place_span
from .places import Place, capitals, find_places, forces, mentions, names_of, nations

BACK = 8
"""So many sentences back a place is sought."""

AHEAD = 5
"""So many sentences on."""

MATES = 12
"""So many claims back those of the same sentence are looked for."""

ELSEWHERE = 12
"""So many places at most are taken from another sentence: one with more is a mere list."""

MANY = 1000
"""A toll of so many may be of a whole country that is only named."""

NATION = ("nation",)
"""What speaks for a country that is only named."""

Weighed = tuple[Asking, list[Candidate], list[list[str]]]


@per_language
def _weights(language: Language) -> dict[str, float]:
    learned = language.table("scenes" if language.has("scenes") else "places")
    return {trait: float(weight) for trait, weight in learned["weights"].items()}


def settle_places(view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their places."""
    weigh = _weights(view.language).get
    made: list[Claim] = []
    for asking, candidates, traits in weighed(view, placed, claims, made):
        sums = [sum([weigh(trait, 0.0) for trait in of]) for of in traits]
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
) -> Iterator[Weighed]:
    """Each claim in order with its candidates and the traits of each; the last traits are those of no place.

    `made` are the claims before it as they were settled: whoever iterates adds to them.
    """
    scenes = Scenes(view)
    numbers = {claim.id: number for number, claim in enumerate(claims)}
    for at, claim in enumerate(claims):
        number, frame = placed[at]
        total = numbers.get(claim.part_of) if claim.part_of is not None else None
        near = range(at - 1, max(-1, at - 1 - MATES), -1)
        mate = next((k for k in near if placed[k][0] == number and claims[k].scope == claim.scope), None)
        count = view.lines[number].sentence.counts[frame.at]
        bound = scenes.bound(number, count)
        asking = Asking(
            claim,
            number,
            count,
            made[total].place if total is not None and total < at and not bound else None,
            made[mate].place if mate is not None and not bound else None,
            mate is not None and not bound,
            made[-1].place if made else None,
            max(claim.figure.low or 0, claim.figure.high or 0),
            bound,
        )
        candidates = [candidate for candidate in scenes.around(number) if scenes.may_be(asking, candidate)]
        sides = rivals(asking, scenes.named_in(number))
        traits = [scenes.traits(asking, candidate, sides) for candidate in candidates]
        none = of_none(asking, view.lines[number], len(sides[0]) + len(sides[1]), at == 0)
        yield asking, candidates, [*traits, none]


def _rule(chosen: Candidate, asking: Asking) -> str:
    """In words, where a place was found."""
    if chosen.own:
        return "heads the line" if chosen.place.kind == "heading" else "place of the sentence"
    if chosen.number < LEAD:
        return "as the lead"
    return "as a sentence before it" if chosen.number < asking.number else "as a sentence after it"


class Scenes:
    """The places of a report's sentences, found when they are first asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.led: dict[int, list[Place]] = {}
        self.named: dict[int, dict[str, str]] = {}
        self.words: dict[int, list[int]] = {}
        self.manned: dict[int, list[Place]] = {}
        self.known: dict[Place, Mention] = {}
        self.near: dict[int, list[Candidate]] = {}
        self.told: dict[int, list[Place]] = {}
        self.loud: dict[int, bool] = {}

    def of(self, number: int) -> list[Place]:
        """The places that the words of a line lead to."""
        if number not in self.led:
            self.led[number] = find_places(self.view, self.view.lines[number])
        return self.led[number]

    def named_in(self, number: int) -> list[Place]:
        """All places that a line names, in order, as the lines around it tell them."""
        self.around(number)
        return self.told[number]

    def around(self, number: int) -> list[Candidate]:
        """The candidates for a claim of a line, in the order in which they are first named."""
        if number not in self.near:
            lines = self.view.lines
            window = range(max(0, number - BACK), min(len(lines), number + AHEAD + 1))
            numbers = (*range(min(LEAD, window.start)), *window)
            names: dict[str, str] = {}
            for other in reversed(numbers):  # the first that names a place tells how narrow it is
                names.update(self._names(other))
            places = {other: self._told(other, number, names) for other in numbers}
            self.told[number] = places[number]
            self.near[number] = self._candidates(number, places)
            self.near[number] += self._nations(numbers, {one.span.exact for one in self.near[number]})
        return self.near[number]

    def _candidates(self, number: int, places: dict[int, list[Place]]) -> list[Candidate]:
        """The places that these lines name, each once, with what speaks for them in claims of the line `number`."""
        groups = grouped(self._mention(other, place) for other, told in places.items() for place in told)
        turns = _turns(groups, number)
        kinds, act = self._points(number)
        town = _last_town(groups, number)
        found = []
        for order, (key, group) in enumerate(groups.items()):
            one = nearest(group, number)
            inside = tuple(mention.place for mention in group if mention.number == number)
            lines = tuple(mention.number for mention in group)
            candidate = Candidate(one.number, one.place, one.span, inside, lines, ())
            traits: list[str] = []
            if not inside:
                gap, other = number - one.number, self.view.lines[one.number]
                same = other.paragraph == self.view.lines[number].paragraph
                traits += standing(
                    one.place, gap, turns.get(key, 9), order, lines, other, same, not self.tells(one.number)
                )
                traits += beside(one.place, places[one.number], "elsewhere")
                traits += pointed(self.view, candidate, gap, kinds, act, key == town)
            found.append(candidate._replace(traits=tuple(traits)))
        return found

    def _nations(self, numbers: Sequence[int], known: set[str]) -> list[Candidate]:
        """The countries that these lines name and no word leads to: where a whole war was."""
        found = []
        for number in numbers:
            for place in nations(self.view, self.words[number]) if self.words[number] else ():
                span = place_span(self.view, place.np)
                if span.exact not in known:
                    known.add(span.exact)
                    found.append(Candidate(number, place, span, (), (number,), NATION))
        return found

    def tells(self, number: int) -> bool:
        """Whether a line tells of violence."""
        if number not in self.loud:
            line = self.view.lines[number]
            violent = acts(self.view.language).telling
            self.loud[number] = not violent.isdisjoint(self.view.stems[line.sentence.first : line.sentence.last])
        return self.loud[number]

    def _mention(self, number: int, place: Place) -> Mention:
        """A place as a mention of its name."""
        if place not in self.known:
            view = self.view
            self.known[place] = Mention(number, place, place_span(view, place.np), key_of(view, place.np, place.level))
        return self.known[place]

    def _names(self, number: int) -> dict[str, str]:
        """The words of the names of the places that the words of a line lead to."""
        if number not in self.named:
            self.named[number] = names_of(self.view, self.of(number))
        return self.named[number]

    def _told(self, number: int, asking: int, names: dict[str, str]) -> list[Place]:
        """The places of a line, those that only `names` tell among them, and towns by their police; in order."""
        line, led = self.view.lines[number], self.of(number)
        if number not in self.words:
            self.words[number] = capitals(self.view, line, led)
        words = self.words[number]
        more = mentions(self.view, line, words, names) if words else []
        if number == asking or number < LEAD:
            if number not in self.manned:
                self.manned[number] = forces(self.view, line, led)
            more += self.manned[number]
        told = sorted([*led, *more], key=lambda place: place.at) if more else led
        return told if number == asking else told[:ELSEWHERE]

    def bound(self, number: int, count: Count) -> bool:
        """Whether a place stands between a count and the next one of its sentence."""
        counts = self.view.lines[number].sentence.counts
        end = min((other.first for other in counts if other.first >= count.last), default=None)
        return any(
            place.kind == "led" and not place.away and not place.chained and count.last <= place.at
            and (end is None or place.at < end)
            for place in self.of(number)
        )  # fmt: skip

    def may_be(self, asking: Asking, candidate: Candidate) -> bool:
        """Whether a place can be a claim's at all, not another figure's: "12 in A, 9 in B"."""
        if candidate.place.kind == "nation":
            return asking.size >= MANY or asking.claim.scope == "background"
        if not candidate.own:
            return not candidate.place.listed or asking.claim.part_of is not None
        return any(not place.listed or self._owns(asking, place) for place in candidate.own)

    def _owns(self, asking: Asking, place: Place) -> bool:
        """Whether a listed place is that of the figure that asks."""
        before = [count for count in self.view.lines[asking.number].sentence.counts if count.last <= place.at]
        owner = max(before, key=lambda count: count.last)
        return owner.first == asking.counted.first or place.at < asking.counted.first

    def traits(self, asking: Asking, candidate: Candidate, sides: tuple[list[Place], list[Place]]) -> list[str]:
        """What speaks for and against a candidate, by names of the table."""
        if not candidate.own:
            return [*candidate.traits, *of_claim(asking, candidate)]
        place = best_own(asking, candidate.own)
        traits = own(self.view, asking, place, sides, candidate.lines)
        return traits + beside(place, self.told[asking.number], "own") + of_claim(asking, candidate)

    def _points(self, number: int) -> tuple[set[str], bool]:
        """The kinds of place that a line points back to, and whether it points back to an act."""
        view = self.view
        tokens, tags = view.tokens, view.tags
        known = ground_words(view.language)
        harm = reporting(view.language).anaphors
        definite = parts_played(view.language)["definite"]
        sentence = view.lines[number].sentence
        kinds: set[str] = set()
        act = False
        for k in range(sentence.first, sentence.last - 1):
            if tokens[k].stem not in definite:
                continue
            end = k + 1
            while end < sentence.last - 1 and tags[end] in "JE" and not tokens[end].capital:
                end += 1
            stem = tokens[end].stem
            act = act or stem in harm
            named = end + 1 < sentence.last and tokens[end + 1].stem == "of"
            if not tokens[end].capital and stem in known.grounds and not named:
                kinds.add(stem)
        return kinds, act


def _turns(groups: dict[Key, list[Mention]], number: int) -> dict[Key, int]:
    """How many places were named between a line and the last mention of each before it."""
    last = {key: max((one.number, one.place.at) for one in group if one.number < number)
            for key, group in groups.items() if any(one.number < number for one in group)}  # fmt: skip
    return {key: turn for turn, key in enumerate(sorted(last, key=last.__getitem__, reverse=True))}


def _last_town(groups: dict[Key, list[Mention]], number: int) -> Key | None:
    """The town or site that was named last before a line."""
    towns = [
        (one.number, one.place.at, key)
        for key, group in groups.items()
        for one in group
        if one.number < number and one.place.level in ("town", "site") and one.place.kind not in ("force", "source")
    ]
    return max(towns, key=lambda town: town[:2])[2] if towns else None
