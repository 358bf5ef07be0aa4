"""What is computed of a stored casebook, and kept under keys that name all that went into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from recount.model import Event, Extraction, Ledger, Links, Notice, Report, SetAside
from recount.reckoning.policies.registry import SHIPPED

from .deciding import Laid
from .memory import Casebook
from .progress import Progress
from .store.caches import key_of, recall, remember, version_of
from .store.engine import Store


class Kept(NamedTuple):
    """Where a casebook is kept, and what is kept of it beside reports and readings.

    `seals` names, by report id, all of a report and of what was extracted from it, without decisions. `tied` gives the
    links of just these reports where they are kept event by event, else None. `back` is for an earlier state: what is
    remembered of it takes nothing of today's place. Where these are only a part of its reports, `elsewhere` puts into
    their links, as decided, what the casebook knows beside them of those whom they name, and `plain` names all of their
    links without decisions: other reports too have a say in these.
    """

    store: Store
    seals: Mapping[str, str]
    tied: Callable[[Sequence[Report], Progress], Links | None] | None = None
    back: bool = False
    elsewhere: Callable[[Links], Links] | None = None
    plain: str = ""

    @property
    def kinds(self) -> tuple[str, str]:
        """What links and ledgers are remembered as: those of a part beside those of the whole."""
        return ("links", "ledger") if self.elsewhere is None else ("part links", "part ledger")


class Recalled(Casebook):
    """The casebook in memory, whose links and ledgers are taken from the store where nothing has changed."""

    def __init__(
        self,
        kept: Kept,
        *,
        together: bool = False,
        laid: Laid | None = None,
        without: Callable[[], Casebook] | None = None,
        of: Recalled | None = None,
    ) -> None:
        """`of` is the casebook as decided, where this one is the same without decisions: what is remembered of both
        rests on that one's links.
        """
        super().__init__(together=together, laid=laid, without=without)
        self._of = of
        self._kept = kept
        self._held = ""

    @property
    def held(self) -> str:
        """The key of the links: what rests on others is not needed any more."""
        return self._held

    def take(
        self,
        taken: Iterable[tuple[Report, Extraction | SetAside]],
        set_aside: Iterable[SetAside] = (),
        notices: Iterable[Notice] = (),
    ) -> None:
        """As in memory; the key of the links is made anew."""
        super().take(taken, set_aside, notices)
        rulings = self.laid.rulings if self.laid is not None else ()
        ruled = [sorted(pairs) for pairs in rulings] if any(rulings) else []
        version = version_of("linking", "model")
        beside = [self._kept.plain] if self._kept.plain else []
        self._held = key_of(version, [(id, self._seal(id)) for id in sorted(self._reports)], *ruled, *beside)

    def _rests_on(self) -> str:
        """The key of the links that what is remembered is dropped with."""
        return self._of._held if self._of is not None else self._held

    def _beside(self) -> list[str]:
        """The key of the links without decisions, which are kept beside those with them."""
        plain = self._without() if self._without is not None else None
        return [plain._held] if isinstance(plain, Recalled) else []

    def _seal(self, id: str) -> str:
        """What names a report with all that is taken from it, as decided."""
        if self.laid is None or not self.laid.changes(id):
            return self._kept.seals[id]
        return key_of(self._kept.seals[id], self._extractions[id])

    def _identities(self, event: Event) -> list[object]:
        """A reviewer's word on who is one person, as far as it concerns an event; nothing where there is none."""
        found = self.laid.decided.persons.of(event.reports) if self.laid is not None else []
        return [found] if found else []

    def _link(self, progress: Progress) -> Links:
        is_plain = self.laid is None or not self.laid.standing.ruled
        if is_plain and self._kept.tied is not None and (tied := self._kept.tied(self.reports, progress)) is not None:
            return tied
        kind, _ = self._kept.kinds
        known = recall(self._kept.store, kind, [self._held], Links).get(self._held)
        if known is None:
            known = super()._link(progress)
            remember(self._kept.store, self._rests_on(), {(kind, self._held): known})
        return known if self._kept.elsewhere is None else self._kept.elsewhere(known)

    def _reckon(
        self, events: Sequence[Event], policies: tuple[str, ...], own_policy: str, progress: Progress
    ) -> Iterable[Ledger]:
        if not {*policies, own_policy} <= {policy.name for policy in SHIPPED}:  # nobody knows what goes into another's
            return super()._reckon(events, policies, own_policy, progress)
        portions = self._portions(progress)
        version = version_of("model", "reckoning")
        keys = {
            event.id: key_of(
                version,
                event,
                [self._seal(id) for id in event.reports],
                portions[event.id],
                policies,
                own_policy,
                *self._identities(event),
            )
            for event in events
        }
        _, kind = self._kept.kinds
        known = recall(self._kept.store, kind, list(keys.values()), Ledger)
        new = [event for event in events if keys[event.id] not in known]
        made = {keys[one.event.id]: one for one in super()._reckon(new, policies, own_policy, progress)}
        whole = len(events) == len(self.links(progress).events)
        if made:
            rows = {(kind, key): ledger for key, ledger in made.items()}
            still = [] if self._kept.back else [*known, *self._beside()]
            swept = self._kept.kinds if whole and not self._kept.back else ()
            remember(self._kept.store, self._rests_on(), rows, still=still, sweep=swept)
        return [(known | made)[keys[event.id]] for event in events]
