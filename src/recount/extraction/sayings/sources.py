"""Sources by their fullest names: whom "it", "the group", "the Observatory" or "a monitor" stands for in a report."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from recount.model import Span

from ..language import Language
from ..record import Record
from ..words.phrases import Np, head_of, np_after, np_before, span_of
from ..words.syntax import parts_played
from ..words.tokens import Token
from .acronyms import initials, initials_only, written_out
from .bodies import only_body, only_later
from .reporting import Reporting, reporting
from .saying import Saying


class Source(Record, frozen=True):
    """A source as the report first or most fully names it, and whether it is a person."""

    span: Span
    person: bool
    stems: frozenset[str]
    rule: str
    loose: bool = False
    """Whether it is one name alone, which a person or a body may have."""


class Sources:
    """The sources of one report. `name` resolves one saying after another, in the order of the text."""

    def __init__(
        self, text: str, tokens: Sequence[Token], tags: Sequence[str], language: Language, spoken: Iterable[Np] = ()
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.tags = tags
        self.known: Reporting = reporting(language)
        self.spoken = spoken
        self.empty = parts_played(language)["empty"]
        self.past: deque[Source] = deque(maxlen=80)  # a pronoun looks no farther back
        self.monitor: Source | None = None
        self.sought = False
        self.places: dict[str, list[int]] | None = None
        self.initials: dict[str, Np] | None = None
        self.phrases: dict[int, Np | None] = {}
        self.full: dict[Np, Source] = {}

    def name(self, saying: Saying) -> Source | None:
        """Who the source of a saying is; None where a pronoun or short form stands for nobody named before."""
        if self.tokens[saying.source.first].stem in self.known.own and saying.source.last - saying.source.first == 1:
            return self._own(saying)
        source = self.plain(saying.source, "as written") if saying.lemma == "hearsay" else self._name(saying.source)
        if source is not None:
            # "The mayor issued a statement. “…,” it read": a pronoun may stand for what he gave out
            self.past.append(source._replace(loose=True) if saying.lemma in self.known.releasing else source)
        return source

    def _own(self, saying: Saying) -> Source | None:
        """ "We documented the deaths of 48": the monitor that speaks in its own text, where it was named before."""
        if saying.lemma not in self.known.documenting:
            return None
        for source in reversed(self.past):
            if not source.person and not source.stems.isdisjoint(self.known.ngos):
                return source._replace(rule="“we” stands for the monitor named before")
        return None

    def _name(self, np: Np) -> Source | None:
        tokens = self.tokens
        np = self._without_seat(np)
        stem = tokens[np.first].stem
        if stem in self.known.owners and np.last - np.first > 1 and self._role(np):
            if tokens[np.first].capital and (name := self._name_after(np)) is not None:
                return self.plain(name, "the name of whoever speaks for the body")
            owner = self._pronoun("he" if stem in self.known.his else "it")
            if owner is not None and owner.span.end < tokens[np.first].start:
                return owner._replace(rule="the body whose spokesman speaks", loose=True)
        if self._role(np) and (name := self._named_next(np)) is not None:
            return self.plain(name, "the name that an office is given next")
        if np.last - np.first == 1 and stem in self.known.pronouns and not initials_only(tokens[np.first]):
            return self._pronoun(stem)
        if self._joined(np):
            return self.plain(np, "two who speak together")
        head = head_of(tokens, self.tags, np)
        short = tokens[head].stem
        definite = stem in ("the", "this", "that", "same") or tokens[np.first].stem == "same"
        named = any(tokens[k].capital and k > np.first for k in range(np.first, np.last)) or (
            tokens[np.first].capital and not definite and self.tags[np.first] == "N"
        )
        lower = not any(tokens[k].capital for k in range(max(np.first + 1, self._after_seat(np)), np.last))
        if short == "group" and self._of_another_kind(np, head):
            return self.plain(np, "as written")
        if definite and lower and short in self.known.short:
            return self._short(np, short) or self._told_later(np, short)
        if definite and lower:
            whole = self._last_with(short) or (self._by_head(short) if short in self.known.organs else None)
            if whole is not None:
                return whole
        generic = not named or (tokens[head].capital and np.last - np.first <= 2 and short in self.known.generic)
        if (
            short == "group"
            and lower
            and tokens[head - 1].stem in self.known.watching
            and self.tags[np.first - 1] != "#"
        ):
            short = "monitor"
        if (
            short in self.known.generic and lower and (stem in ("a", "an", "one", "the") or tokens[np.first].capital)
        ) or (generic and short in ("monitor", "watchdog")):
            only = self._only_monitor()
            if only is not None and short in self.known.generic:
                return only
            if np.last - np.first == 1:
                return self.plain(np, "as written")  # a headline's "Monitor"
        return self._fullest(np)

    def _named_next(self, np: Np) -> Np | None:
        """Who speaks next by name alone, after an office without one: "A spokesman said … Adel Haddad told AFP"."""
        tokens = self.tokens
        if tokens[np.last - 1].stem not in self.known.officials or any(
            tokens[k].capital for k in range(np.first + 1, np.last)
        ):
            return None
        after = next((other for other in self.spoken if other.first > np.last), None)
        if after is None or not 1 < after.last - after.first < 4 or after.first - np.last > NEAR:
            return None
        alone = all(tokens[k].capital and not tokens[k].text.isupper() for k in range(after.first, after.last))
        return after if alone and self._person(after) and self._first_named(after) else None

    def _first_named(self, np: Np) -> bool:
        """Whether a name stands here for the first time in the text."""
        return self._where(self.tokens[np.last - 1].stem)[:1] == [np.last - 1]

    def _name_after(self, np: Np) -> Np | None:
        """The name between commas after an office: "Its spokesman, Rami Saleh, said"."""
        tokens, k = self.tokens, np.last + 1
        if k >= len(tokens) or tokens[np.last].text != ",":
            return None
        while k < len(tokens) and tokens[k].capital and k - np.last < 6:
            k += 1
        closed = k < len(tokens) and tokens[k].text == ","
        return Np(np.last + 1, k) if closed and k - np.last > 2 else None

    def _of_another_kind(self, np: Np, head: int) -> bool:
        """Whether a group is told apart by what it is ("the jihadist group"), so that it is no monitor named before."""
        known, empty = self.known.of_monitors, self.empty
        stems = (self.tokens[k].stem for k in range(self._after_seat(np), head))
        return any(stem not in known and stem not in empty and not stem.endswith("-based") for stem in stems)

    def _after_seat(self, np: Np) -> int:
        """After the word that tells where a body sits: "the New York-based group"."""
        return next((k + 1 for k in range(np.first, np.last) if self.tokens[k].stem.endswith("-based")), np.first)

    def _without_seat(self, np: Np) -> Np:
        """A name without where its bearer sits: "the Observatory for Human Rights in the UK"."""
        for k in range(np.first + 2, np.last):
            if self.tokens[k].stem in ("in", "at") and self.tokens[k - 1].capital:
                return Np(np.first, k)
        return np

    def plain(self, np: Np, rule: str) -> Source:
        """A source as it is written at one place."""
        stems = frozenset([token.stem for token in self.tokens[np.first : np.last]]) - self.empty
        span = span_of(self.text, self.tokens, np)
        alone = np.last - np.first == 1 and self.tokens[np.first].capital and not self.known.organs & stems
        return Source(span, self._person(np), stems, rule, alone)

    def _joined(self, np: Np) -> bool:
        """Whether a phrase joins two who speak: "activists and a doctor"."""
        return any(self.tags[k] == "C" and not self.tokens[k - 1].capital for k in range(np.first + 1, np.last))

    def _role(self, np: Np) -> bool:
        return self.tokens[head_of(self.tokens, self.tags, np)].stem in self.known.voices

    def _person(self, np: Np) -> bool:
        stems = [token.stem for token in self.tokens[np.first : np.last]]
        if "C" in self.tags[np.first + 1 : np.last] and self._joined(np):
            return False  # two who speak together
        head = self.tokens[head_of(self.tokens, self.tags, np)].stem
        body = head in self.known.organs and head not in self.known.roles  # "the General Staff"
        if not body and not self.known.roles.isdisjoint(stems):
            return True
        if not self.known.organs.isdisjoint(stems) or not self.known.named.isdisjoint(stems):
            return False
        if np.last - np.first == 1 and initials_only(self.tokens[np.first]):
            return False  # "UNAMA"
        if stems[0] == "the" and self.tokens[np.first + 1].capital:
            return False  # "the Pentagon"
        return any(self.tokens[k].capital for k in range(np.first, np.last))

    def tell(self, np: Np) -> None:
        """A noun phrase that was the subject of a sentence: a pronoun after it may stand for it."""
        if not self.known.pronouns & {self.tokens[np.first].stem}:
            self.past.append(self._name(np) or self.plain(np, "as written"))

    def _pronoun(self, stem: str) -> Source | None:
        want_person = stem in ("he", "she", "who")
        for source in reversed(self.past):
            if stem in ("they", "which", "who") or source.loose or source.person == want_person:
                return source._replace(rule=f"“{stem}” stands for the source named before")
        if want_person or not self.past:
            return None  # nobody whom the text has named as a person
        return self.past[-1]._replace(rule=f"“{stem}” stands for the source named before")

    def _last_with(self, short: str) -> Source | None:
        """The source named last that has a word."""
        for source in reversed(self.past):
            if short in source.stems:
                return source._replace(rule="short form of a source named before")
        return None

    def _told_later(self, np: Np, short: str) -> Source:
        """The only source told after a short form that ends in it: "the ministry … the Lowland health ministry"."""
        later = only_later(self.tokens, self.tags, self.spoken, np, short)
        return self._fullest(np) if later is None else self.plain(later, "the name that follows")

    def _office(self, short: str) -> Source | None:
        """Whoever holds an office and spoke last, for "the official"."""
        if short not in self.known.officials:
            return None
        for source in reversed(self.past):
            if source.person and not source.stems.isdisjoint(self.known.roles):
                return source._replace(rule="who spoke before in an office")
        return None

    def _short(self, np: Np, short: str) -> Source | None:
        if (named := self._last_with(short) or self._office(short)) is not None:
            return named
        if short in self.known.own_kind:
            return self._told_later(np, short)
        if short in self.known.monitors:
            for source in reversed(self.past):
                if not source.stems.isdisjoint(self.known.named | self.known.monitors):
                    return source._replace(rule="short form of a monitor named before")
            return self._only_monitor() or self.plain(np, "as written")
        if short in self.known.organs and short not in self.known.generic and short not in self.known.papers:
            whole = self._by_head(short)
            kind = short not in self.known.pointing or self._of_another_kind(np, np.last - 1)
            if whole is not None or kind:
                return whole or self._told_later(np, short)
        for source in reversed(self.past):
            if not source.person:
                return source._replace(rule="short form of a source named before")
        if short in self.known.papers and self.past:
            return self.past[-1]._replace(rule="whoever spoke before, whose statement it is")
        if short not in self.known.generic:
            return self._only_monitor() if short not in self.known.pointing else None
        return self._body_before(np) or (self._only_monitor() if short not in self.known.pointing else None)

    def _body_before(self, np: Np) -> Source | None:
        """The body named last before "the group" where nobody has spoken yet: "Two of Tell Watch died, it said"."""
        for at in range(np.first - 1, max(-1, np.first - NEAR), -1):
            token = self.tokens[at]
            if token.capital and token.stem in self.known.bodies:
                name = self._around(at)
                if name is not None and sum(self.tokens[k].capital for k in range(*name)) > 1:
                    return self.plain(name, "the body named before")
        return None

    def _fullest(self, np: Np) -> Source:
        """The longest name in the text that holds all the capitalised words of this one."""
        if np not in self.full:
            self.full[np] = self._seek_fullest(np)
        return self.full[np]

    def _seek_fullest(self, np: Np) -> Source:
        own = self.plain(np, "as written")
        keys = [
            self.tokens[k].stem
            for k in range(np.first, np.last)
            if self.tokens[k].capital and self.tokens[k].stem not in self.empty
        ]
        if not keys:
            return own
        if len(keys) == 1 and (whole := self._spelled_out(np)) is not None:
            return whole
        best, length = own, own.span.end - own.span.start
        for at in self._where(keys[-1])[:24]:
            if not self.tokens[at].capital:
                continue
            other = self._around(at)
            if other is None or other.last - other.first > 12 or other.first < np.first < other.last:
                continue  # nor this name with words that were found to be none of it
            stems = [self.tokens[k].stem for k in range(other.first, other.last)]
            if not set(keys) <= set(stems) or not _same_kind(keys, self.tokens, self.tags, other, np):
                continue
            span = span_of(self.text, self.tokens, other)
            if span.end - span.start > length:
                best = Source(span, own.person, frozenset(stems) - self.empty, "fullest name in the text")
                length = span.end - span.start
        return best

    def _spelled_out(self, np: Np) -> Source | None:
        """The name that an acronym stands for: "Doctors for the Lowlands (DFL)", or one with its initials."""
        if sum(self.tags[k] != "D" for k in range(np.first, np.last)) != 1:
            return None
        head = self.tokens[head_of(self.tokens, self.tags, np)]
        if (known := written_out(self.tokens, self.known.acronyms.get(head.stem, ()), self._where)) is not None:
            return self.plain(known, "the name that the acronym stands for")
        acronym = head.text
        if not acronym.isupper() or len(acronym) < 3:
            return None
        if self.initials is None:
            self.initials = initials(self.tokens)
        name = self.initials.get(acronym)
        return self.plain(name, "the name that the acronym stands for") if name is not None else None

    def _by_head(self, stem: str) -> Source | None:
        """The longest name that ends in a word: "the Lakeside Clinic" for "the clinic"."""
        best: Source | None = None
        for at in self._where(stem)[:24]:
            other = self._around(at)
            if other is None or other.last - other.first > 12 or head_of(self.tokens, self.tags, other) != at:
                continue
            name = self.plain(other, "the name that the noun stands for")
            if best is None or len(name.span.exact) > len(best.span.exact):
                best = name
        return best

    def _around(self, at: int) -> Np | None:
        """The noun phrase around a token; sought once for each."""
        if at not in self.phrases:
            self.phrases[at] = self._seek_around(at)
        return self.phrases[at]

    def _seek_around(self, at: int) -> Np | None:
        last = min(len(self.tokens), at + 12)
        after = np_after(self.tokens, self.tags, at, last)
        end = after.last if after is not None else at + 1
        before = np_before(self.tokens, self.tags, at + 1, max(0, at - 10))
        return Np(before.first if before is not None else at, end)

    def _where(self, stem: str) -> list[int]:
        if self.places is None:
            self.places = {}
            for at, token in [(at, token) for at, token in enumerate(self.tokens) if token.capital]:
                if token.text[0].isupper():
                    self.places.setdefault(token.stem, []).append(at)
        return self.places.get(stem, [])

    def _only_monitor(self) -> Source | None:
        """The one named monitor of the text, where there is only one; sought once."""
        if not self.sought:
            self.sought = True
            self.monitor = self._seek_monitor()
        return self.monitor

    def _seek_monitor(self) -> Source | None:
        known = self.known
        if (one := self._one_named(known.named - known.rights)) is not None:
            return one
        body = only_body(self.tokens, self.tags, self.spoken, known, known.agencies)
        if body is not None:
            return self.plain(body, "the one body that speaks in the text")
        return self._one_named(known.named) or self._one_named(known.monitors, least=1)

    def _written_out(self, np: Np) -> bool:
        """Whether a phrase is a name and no headline that runs on into its source ("… raid on village Monitor AFP")."""
        words = range(np.first, np.last)
        if any(not self.tokens[k].capital and self.tags[k] not in "DPC" for k in words):
            return False
        if self.tokens[head_of(self.tokens, self.tags, np)].stem not in self.known.monitors:
            return False  # "Civilians Watchdog Lowlanders"
        return self.known.agencies.isdisjoint(self.tokens[k].stem for k in words)

    def _one_named(self, stems: frozenset[str], least: int = 2) -> Source | None:
        found: dict[frozenset[str], Source] = {}
        for stem in sorted(stems):
            for at in self._where(stem)[:12]:
                np = self._around(at)
                if np is None or np.last - np.first > 12 or (least == 1 and not self._written_out(np)):
                    continue
                if np.last == at + 2 and not self.tokens[at + 1].capital:
                    np = Np(np.first, at + 1)  # "Tell Watch issues …"
                source = self.plain(np, "the one monitor that the text names")
                names = (
                    frozenset(self.tokens[k].stem for k in range(np.first, np.last) if self.tokens[k].capital)
                    - self.empty
                )
                if len(names) < least:
                    continue
                key = next((old for old in found if old & names >= {stem}), names)
                if key not in found or len(source.span.exact) > len(found[key].span.exact):
                    found[key] = source
        return next(iter(found.values())) if len(found) == 1 else None


NEAR = 60
"""So many words back a body is sought that "the group" stands for."""


def _same_kind(keys: list[str], tokens: Sequence[Token], tags: Sequence[str], other: Np, np: Np) -> bool:
    """Whether a longer name may be the same source: its head is the shorter one's."""
    head = tokens[head_of(tokens, tags, other)].stem
    mine = tokens[head_of(tokens, tags, np)].stem
    return head == mine
