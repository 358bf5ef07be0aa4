"""Every reporting word of a text that stands outside quotations, with its speaker: what statements are tied by.

Subjects are resolved in reading order: a surname to the fullest name of the text, "he" to the person last spoken of,
"they" and "the sources" to the source last named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter

from recount.model import Span

from ..record import Record
from ..words.names import Name
from ..words.quotes import Quote
from ..words.tokens import Token, breaks_of, starts_of, stems_of
from .speakers import Scene, Subject, reporting, subject_after, subject_before

_REACH = 40
"""Tokens within which a subject stands before or after its verb."""

_LOOK_BACK = 120
"""Tokens that a pronoun looks back for a person named at the head of a sentence."""


class Told(Record, frozen=True):
    """A reporting word: its token indices (`last` exclusive), its subject, and who that is.

    `inverted` tells that the subject stands after it; `inherited` that it has the subject of a verb before it.
    """

    first: int
    last: int
    subject: Subject
    speaker: Span | None
    inverted: bool = False
    inherited: bool = False


class Layout(Record, frozen=True):
    """Where quotations and sentences stand among the tokens.

    `quoted` tells for each token whether it lies in a quotation (its marks included); `starts` are the first tokens of
    the sentences outside quotations.
    """

    quoted: Sequence[bool]
    starts: Sequence[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds a token: its first token, and the first of the next one."""
        k = bisect_right(self.starts, at)
        first = self.starts[k - 1] if k else 0
        return first, self.starts[k] if k < len(self.starts) else len(self.quoted)


_end = attrgetter("end")


def layout(tokens: Sequence[Token], quotes: Sequence[Quote], abbreviations: frozenset[str]) -> Layout:
    """The layout of a tokenised text. A stop inside a quotation ends no sentence; a line break always does."""
    quoted = [False] * len(tokens)
    at = 0
    for quote in quotes:
        first = bisect_right(tokens, quote.outer, at, key=_end)
        at = bisect_left(starts_of(tokens), quote.after, first)
        quoted[first:at] = [True] * (at - first)
    starts = [0]
    for k in breaks_of(tokens):
        if tokens[k].text == "\n":
            starts.append(k + 1)
        elif not quoted[k] and not _abbreviates(tokens, k, abbreviations):
            following = tokens[k + 1] if k + 1 < len(tokens) else None
            if following is None or following.kind != "word" or following.text[0].isupper():
                starts.append(k + 1)
    return Layout(quoted, [s for k, s in enumerate(starts) if k == 0 or s > starts[k - 1]])


def _abbreviates(tokens: Sequence[Token], at: int, abbreviations: frozenset[str]) -> bool:
    if at == 0 or tokens[at].text != "." or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 1]
    return before.stem in abbreviations or (len(before.text) == 1 and before.text.isupper())


def find_told(scene: Scene, plan: Layout) -> list[Told]:
    """The reporting words outside quotations, in order."""
    return _Ear(scene, plan).listen()


@cache
def _hearing(code: str) -> tuple[Mapping[str, list[list[str]]], frozenset[str]]:
    """The phrases before a source ("according to") by their first word, and all words that may tell of a saying."""
    opens: dict[str, list[list[str]]] = {}
    for phrase in reporting(code).according:
        opens.setdefault(phrase.partition(" ")[0], []).append(phrase.split())
    return opens, reporting(code).verbs | opens.keys()


class _Ear:
    """Reads a text once from its start, and remembers who spoke last."""

    def __init__(self, scene: Scene, plan: Layout) -> None:
        self.scene, self.plan = scene, plan
        self.made: list[Told] = []
        self._starts = frozenset(plan.starts)
        self.heard: dict[str, Span] = {}
        self.last_person: tuple[int, Span] | None = None
        self.last_source: Span | None = None

    def listen(self) -> list[Told]:
        tokens, words, quoted = self.scene.tokens, self.scene.words, self.plan.quoted
        opens, heard = _hearing(self.scene.code)
        for at in [at for at, stem in enumerate(stems_of(tokens)) if stem in heard]:
            stem = tokens[at].stem
            said = stem in words.verbs and not tokens[at].capital and not self._noun(at)
            if not (said or stem in opens) or quoted[at]:
                continue
            phrase = next((p for p in opens[stem] if self._stands(p, at)), None) if stem in opens else None
            if phrase is not None:
                last = at + len(phrase)
                self._keep(at, last, self._after(last - 1, anyone=True), inverted=True)
            elif said:
                self._verb(at)
        return self.made

    def _stands(self, phrase: list[str], at: int) -> bool:
        return [token.stem for token in self.scene.tokens[at : at + len(phrase)]] == phrase

    def _noun(self, at: int) -> bool:
        """Whether a word that is a verb too stands as a noun: "the report", "his claims"."""
        words = self.scene.words
        if not at or self.scene.tokens[at].stem not in words.nouns:
            return False
        before = self.scene.tokens[at - 1]
        return before.stem in words.determiners or before.possessive

    def _verb(self, at: int) -> None:
        floor, _ = self.plan.sentence(at)
        k = at - 1
        while k >= floor and self.scene.tokens[k].text == ",":
            k -= 1
        after_quote = k >= floor and self.plan.quoted[k]
        if after_quote and self.scene.tokens[at].stem in self.scene.words.inverting:
            subject = self._after(at, anyone=True)
            if subject is not None:
                self._keep(at, at + 1, subject, inverted=True)
                return
        quote_end = next((q + 1 for q in range(at - 1, max(floor, at - _REACH) - 1, -1) if self.plan.quoted[q]), floor)
        quoted = at - 1 > quote_end and self.scene.tokens[at - 1].stem in self.scene.words.quoted_as
        subject = subject_before(self.scene, at - 1 if quoted else at, quote_end)
        if subject is None and any(t.stem in self.scene.words.relatives for t in self.scene.tokens[floor:at][:_REACH]):
            subject = self._opening(floor, at)  # "A neighbour who asked not to be named said"
        if subject is not None:
            self._keep(at, at + 1, subject)
        else:
            self._inherit(at, floor)

    def _after(self, at: int, *, anyone: bool = False) -> Subject | None:
        _, ceiling = self.plan.sentence(at)
        ceiling = min(ceiling, at + _REACH)
        stop = next((k for k in range(at + 1, ceiling) if self.plan.quoted[k]), ceiling)
        return subject_after(self.scene, at, stop, anyone=anyone)

    def _inherit(self, at: int, floor: int) -> None:
        """A verb without a subject of its own ("…, warning that", "and said") has that of its sentence."""
        tokens, words = self.scene.tokens, self.scene.words
        if not (
            tokens[at].stem.endswith(words.gerund_endings)
            or tokens[at - 1].stem in words.conjunctions
            or tokens[at - 1].text == ","
        ):
            return
        if self.made and self.made[-1].first >= floor:
            before = self.made[-1]
            self.made.append(Told(at, at + 1, before.subject, before.speaker, inherited=True))
            return
        opening = self._opening(floor, at)
        if opening is not None:
            self._keep(at, at + 1, opening, inherited=True)

    def _opening(self, floor: int, ceiling: int) -> Subject | None:
        """Who a sentence begins with: a pronoun, a name, a body that may speak."""
        tokens, words = self.scene.tokens, self.scene.words
        if floor < ceiling and (
            tokens[floor].stem in words.pronouns_other or tokens[floor].stem in words.pronouns_person
        ):
            return Subject(
                floor, floor + 1, "person_pronoun" if tokens[floor].stem in words.pronouns_person else "other_pronoun"
            )
        for at in range(floor, min(floor + 6, ceiling)):
            name = self.scene.names.get(at)
            if name is not None and self.scene.register.knows(name) and not name.possessive:
                return Subject(name.first, name.last, "name")
            if tokens[at].stem in words.speakers and at + 1 < ceiling and not tokens[at].possessive:
                return Subject(floor, at + 1, "words")
        return None

    def _keep(
        self, first: int, last: int, subject: Subject | None, *, inverted: bool = False, inherited: bool = False
    ) -> None:
        if subject is None or subject.who == "first_person":
            return
        speaker = self._who(subject, first)
        self.made.append(Told(first, last, subject, speaker, inverted, inherited))
        if speaker is not None:
            self.last_source = speaker
            if subject.who in {"name", "person_pronoun"} or self._one_person(subject):
                self.last_person = (subject.first, speaker)

    def _one_person(self, subject: Subject) -> bool:
        """Whether described words speak of one person ("a cousin", "the head nurse")."""
        words = self.scene.words
        if self.scene.tokens[subject.first].stem in words.one_of_many:
            return True
        return any(token.stem in words.persons for token in self.scene.tokens[subject.first : subject.last])

    def _who(self, subject: Subject, verb: int) -> Span | None:
        """The words in the text that say who a subject is."""
        scene = self.scene
        if subject.who == "name":
            name = scene.names[subject.first]
            return name_span(scene, scene.register.fullest(name))
        if subject.who == "other_pronoun":
            return self.last_source
        if subject.who == "person_pronoun":
            return self._person_before(subject.first)
        words = scene.tokens[subject.first : subject.last]
        span = Span.of(scene.text, words[0].start, words[-1].end)
        head = words[-1].stem
        short = words[0].stem in scene.words.definite and len(words) == 2
        if short and head in self.heard:
            return self.heard[head]
        if not short:
            self.heard[head] = span
        return span

    def _person_before(self, at: int) -> Span | None:
        """The person last spoken of: the last who spoke, or one named since at the head of a sentence."""
        floor = max(0, at - _LOOK_BACK)
        spoke = self.last_person[0] if self.last_person else -1
        sentence, _ = self.plan.sentence(at)
        for k in range(min(sentence, at) - 1, max(floor, spoke) - 1, -1):
            if k in self._starts and not self.plan.quoted[k]:
                described = self._described(k, at)
                if described is not None:
                    return described
            name = self.scene.names.get(k)
            if name is None or self.plan.quoted[k] or name.possessive or not self.scene.register.knows(name):
                continue
            begins, _ = self.plan.sentence(k)
            if name.head - begins <= 6 and not self._named_before(begins, k):
                return name_span(self.scene, self.scene.register.fullest(name))
        return self.last_person[1] if self.last_person and at - spoke <= 4 * _LOOK_BACK else None

    def _described(self, first: int, ceiling: int) -> Span | None:
        """One person without a name at the head of a sentence: "An official in the capital …"."""
        tokens, words = self.scene.tokens, self.scene.words
        if tokens[first].stem not in words.one_of_many and tokens[first].stem not in words.definite:
            return None
        for at in range(first + 1, min(first + 5, ceiling)):
            if at in self.scene.names or tokens[at].kind != "word" or tokens[at].stem in words.breaks | words.joins:
                return None
            more = at + 1 < ceiling and tokens[at + 1].stem in words.persons
            if tokens[at].stem in words.persons and not more and not tokens[at].possessive:
                return Span.of(self.scene.text, tokens[first].start, tokens[at].end)
        return None

    def _named_before(self, begins: int, at: int) -> bool:
        return any(k in self.scene.names and self.scene.register.knows(self.scene.names[k]) for k in range(begins, at))


def name_span(scene: Scene, name: Name) -> Span:
    """The span of a name, without a clitic 's."""
    tokens = scene.tokens[name.first : name.last]
    end = tokens[-1].end
    if name.possessive:
        end -= len(tokens[-1].text) - len(tokens[-1].stem)
    return Span.of(scene.text, tokens[0].start, end)
