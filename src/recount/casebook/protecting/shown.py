"""A casebook without what is above a level.

What is hidden is taken out of what linking and reckoning are given, or ever show: withheld reports before linking,
names and passages before reckoning. So nothing that is computed, named or sorted after that can tell of it, and every
format is made of what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from recount.model import Dossier, Event, Extraction, Ledger, Level, Links, Person, Protection, Report
from recount.reckoning import POLICIES
from recount.reckoning.persons import Identities, Pair

from ..memory import Casebook
from ..progress import Progress, quiet
from .extracted import extraction_shown, renamed, without_traits
from .hidden import Hidden, Leveled, Record, hidden_at
from .masks import Masks
from .passages import passages
from .secrets import Secrets, secrets
from .tied import Tied


class Shown(Casebook):
    """What is shown of a casebook at a level: reports, extractions, links and ledgers that hold nothing above it."""

    def __init__(self, whole: Casebook, hidden: Hidden, progress: Progress = quiet) -> None:
        """`hidden` is what of the whole casebook is above the level."""
        super().__init__(together=whole.together)
        self.protection: Protection = hidden.protection
        self.left_out = len(hidden.reports)
        reports = {one.id: one for one in whole.reports if one.id not in hidden.reports}
        self._all = whole
        self._whole = {one.report: one for one in whole.extractions}
        left = {id: self._whole[id] for id in reports if id in self._whole}
        if not hidden.reports:
            links, all_links = whole.links(progress), whole.links(progress)
        else:
            without = Casebook(together=whole.together, laid=whole.laid)
            without.take((report, left[id]) for id, report in reports.items() if id in left)
            links = without.links(progress)
            all_links = whole.links(progress) if hidden.claimants else links
        who = secrets(hidden, left, links, self._whole, all_links, whole.identities())
        self._mask(reports, left, links, hidden, who)
        self._remarks(whole, hidden)

    def _mask(
        self,
        reports: Mapping[str, Report],
        left: Mapping[str, Extraction],
        links: Links,
        hidden: Hidden,
        who: Secrets,
    ) -> None:
        statements = {one.id: one for extraction in left.values() for one in extraction.statements}
        texts = {id: one.text for id, one in reports.items()}
        masks = Masks(reports.values(), who.all, passages(hidden.passages, texts, links, statements))
        names = {id: masks.mark(at) for id, at in who.victims.items()}
        extracted = {id: extraction_shown(one, texts[id], masks, names) for id, one in left.items()}
        marks = {id: masks.mark(at) for id, at in who.claimants.items()}
        self._reports = dict(masks.reports)
        self._extractions = {one.report: one for one in extracted.values()}
        self._links = Tied(links, masks, extracted, marks).links
        self.masks = masks
        self._persons = frozenset(map(self._victim, who.victims))

    def identities(self) -> Identities | None:
        """A reviewer's word on who is one person, by the ids that victims have here."""
        ruled = self._all.identities()
        return Identities(*map(self._pairs, ruled)) if ruled is not None else None

    def _pairs(self, pairs: Iterable[Pair]) -> frozenset[Pair]:
        made = (tuple(sorted(filter(None, map(self._victim, pair)))) for pair in pairs)
        return frozenset((pair[0], pair[1]) for pair in made if len(pair) == 2)

    def _victim(self, id: str) -> str:
        """The id that a victim has here; empty where it is not shown."""
        old = id.rpartition("#")[0]
        return renamed(id, old, self.masks.ids[old]) if old in self.masks.ids else ""

    def events_known_as(self, asked: str) -> list[Event]:
        """The events whose id is `asked` or begins so, at this level, or else in the whole casebook."""
        if here := super().events_known_as(asked):
            return here
        found = [one for one in self._all.links().events if one.id.startswith(asked)]
        exact = [one for one in found if one.id == asked] or found
        reports = {self.masks.ids[id] for one in exact for id in one.reports if id in self.masks.ids}
        return [one for one in self.links().events if not reports.isdisjoint(one.reports)]

    @property
    def hides_words(self) -> bool:
        """Whether words are hidden in what is shown, or might be, beside whole reports that are withheld."""
        return bool(self.protection.claimants or self.protection.victims or self.protection.passages)

    def _remarks(self, whole: Casebook, hidden: Hidden) -> None:
        """What is said of inputs, cleaned of names; nothing where reports are withheld: it may speak of them."""
        if hidden.reports:
            return
        clean = self.masks.clean
        self._set_aside.update(replace(one, input=clean(one.input), wrong=clean(one.wrong)) for one in whole.set_aside)
        self._notices.update(replace(one, input=clean(one.input), says=clean(one.says)) for one in whole.notices)

    @property
    def extractions(self) -> tuple[Extraction, ...]:
        """What was extracted, in the order of the reports; hidden victims without age and role."""
        return tuple(without_traits(one, self._persons) for one in super().extractions)

    def _reckon(
        self, events: Sequence[Event], policies: tuple[str, ...], own_policy: str, progress: Progress
    ) -> Iterable[Ledger]:
        for ledger in super()._reckon(events, policies, own_policy, progress):
            yield replace(ledger, persons=tuple(map(self._person, ledger.persons)))

    def _person(self, person: Person) -> Person:
        return person if self._persons.isdisjoint(person.victims) else replace(person, age=None)

    def dossier(self, policies: Sequence[str] = POLICIES, progress: Progress = quiet) -> Dossier:
        """Everything that publishing shows at the level."""
        return self._protected(super().dossier(policies, progress))

    def dossier_of(self, event: str, policies: Sequence[str] = POLICIES, progress: Progress = quiet) -> Dossier:
        """What publishing shows of one event at the level."""
        return self._protected(super().dossier_of(event, policies, progress))

    def _protected(self, dossier: Dossier) -> Dossier:
        extractions = (without_traits(one, self._persons) for one in dossier.extractions)
        return replace(dossier, extractions=tuple(extractions))


def at_level(
    casebook: Casebook,
    leveled: Iterable[Leveled],
    level: Level,
    keys: Mapping[str, str] | None = None,
    progress: Progress = quiet,
) -> Casebook:
    """What may be seen of a casebook at a level.

    `leveled` are the subjects that were given one, the later word the last; `keys` the documents' keys by report id,
    by which subjects name reports (the ids themselves where none are given).
    """
    given = list(leveled)
    if not given:
        return casebook
    reports = {one.id: one for one in casebook.reports}
    ids = {key: id for id, key in keys.items()} if keys is not None else {id: id for id in reports}
    record = Record(reports, {one.report: one for one in casebook.extractions}, ids, lambda: casebook.links(progress))
    hidden = hidden_at(level, given, record)
    if not hidden.protection.withheld:
        casebook.protection = hidden.protection
        return casebook
    return Shown(casebook, hidden, progress)
