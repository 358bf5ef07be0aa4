"""Claims tied to claimants and actors: report by report what words say, then event by event who stands behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from recount.model import (
    Actor,
    Attribution,
    Claim,
    Claimant,
    Event,
    Extraction,
    Perpetration,
    Place,
    Placing,
    Report,
)

from .actors import Acting, act
from .claimants import resolve
from .context import Context, Surroundings
from .generics import Said, behind, sits
from .known import knowledge
from .names import person_key, same_person, sounded
from .naming import Naming, of_entry
from .packed import NOTHING
from .spellings import spellings_of
from .voices import Voice, actor, claimant, voice
from .words import key


class Tied(NamedTuple):
    """Claimants and actors with the claims tied to them, all sorted."""

    claimants: tuple[Claimant, ...]
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    perpetrations: tuple[Perpetration, ...]


def name_claimants(extractions: Mapping[str, Extraction], around: Surroundings) -> dict[str, Naming]:
    """Whom each claim's claimant words name, by claim id, as far as its report alone tells; own-voice claims lack."""
    seen: dict[tuple[str, str], Naming] = {}
    namings: dict[str, Naming] = {}
    for id in sorted(extractions):
        for claim in extractions[id].claims:
            if claim.claimant:
                if (id, claim.claimant.exact) not in seen:
                    seen[id, claim.claimant.exact] = resolve(claim.claimant.exact, id, around.of(id))
                namings[claim.id] = seen[id, claim.claimant.exact]
    return namings


def name_actors(extractions: Mapping[str, Extraction], around: Surroundings) -> dict[str, Acting]:
    """Whom each claim's perpetrator words name, by claim id."""
    return {
        claim.id: act(claim.perpetrator.exact, around.of(id))
        for id in sorted(extractions)
        for claim in extractions[id].claims
        if claim.perpetrator
    }


class Held(NamedTuple):
    """One claim with its claimant in the end, and the spellings by which the report certainly means him."""

    claim: str
    naming: Naming
    spellings: frozenset[str]


class EventTies(NamedTuple):
    """Who stands behind the claims of one event."""

    attributions: tuple[Attribution, ...]
    held: tuple[Held, ...]


def tie_event(
    event: Event,
    reports: Mapping[str, Report],
    extractions: Mapping[str, Extraction],
    places: Mapping[str, Place],
    placings: Mapping[str, Placing],
    around: Surroundings,
    namings: Mapping[str, Naming],
    actings: Mapping[str, Acting],
) -> EventTies:
    """Every claim of an event with its claimant; `namings` and `actings` are what each report alone tells."""
    said = [
        Said(
            claim,
            reports[id],
            namings[claim.id],
            actings[claim.id].id if claim.id in actings else None,
            _where(claim, placings.get(claim.id)),
        )
        for id in event.reports
        if id in extractions
        for claim in extractions[id].claims
        if claim.id in namings
    ]
    attributions, held = [], []
    for one, probable in _settle(_one_spelling(_one_person(said)), places, around):
        attributions.append(
            Attribution(
                claim=one.claim.id,
                claimant=one.naming.id,
                certainty="probable" if probable else "certain",
                reason=probable or one.naming.reason,
            )
        )
        spellings = () if probable else spellings_of(one.claim, one.naming, one.report, around.of(one.report.id))
        held.append(Held(one.claim.id, one.naming, frozenset(spellings) if spellings else NOTHING))
    return EventTies(tuple(attributions), tuple(held))


def tied(ties: Iterable[EventTies], actings: Mapping[str, Acting], extractions: Mapping[str, Extraction]) -> Tied:
    """The ties of all events together; `actings` are by claim id."""
    attributions: list[Attribution] = []
    held: list[Held] = []
    for one in ties:
        attributions += one.attributions
        held += one.held
    return Tied(
        claimants=tuple(claimant(id, one) for id, one in sorted(claimant_voices(held).items())),
        attributions=tuple(sorted(attributions, key=lambda a: a.claim)),
        actors=tuple(actor(id, one) for id, one in sorted(actor_voices(actings, extractions.values()).items())),
        perpetrations=tuple(
            Perpetration(claim=id, actor=actings[id].id, reason=actings[id].reason) for id in sorted(actings)
        ),
    )


def _where(claim: Claim, placing: Placing | None) -> str | None:
    """The place of a claim's harm (id); a name that no placing settles is a place of its own."""
    if claim.place is None:
        return None
    return placing.place if placing and placing.place else f"name:{key(claim.place.exact)}"


def _one_person(said: Sequence[Said]) -> list[Said]:
    """The claims of an event with one naming for one new person, under the fullest spelling of the name.

    A spelling that fits two different fuller names stays by itself.
    """
    names = {one.naming.id: one.naming for one in said if one.naming.person}
    order = sorted(names, key=lambda one: (-len(person_key(names[one].name)), -len(names[one].name), one))
    chosen: dict[str, str] = {}
    for id in order:
        fuller = [head for head in dict.fromkeys(chosen.values()) if same_person(names[head].name, names[id].name)]
        chosen[id] = fuller[0] if len(fuller) == 1 else id
    return [
        one._replace(naming=names[chosen[one.naming.id]]._replace(reason=one.naming.reason))
        if one.naming.person
        else one
        for one in said
    ]


def _one_spelling(said: Sequence[Said]) -> list[Said]:
    """The claims of an event with one naming for one new body: "Tartous police" and "police in Tartus" are one.

    Only transliterations of the same sounds are one, under the spelling used most.
    """
    fresh = Counter(one.naming.id for one in said if one.naming.fresh and one.naming.named)
    names = {one.naming.id: one.naming for one in said}
    chosen: dict[tuple[str, ...], str] = {}
    for id in sorted(fresh, key=lambda one: (-fresh[one], one)):
        chosen.setdefault(_sounds(id), id)
    return [
        one._replace(naming=names[chosen[_sounds(one.naming.id)]]._replace(reason=one.naming.reason))
        if one.naming.id in fresh
        else one
        for one in said
    ]


def _sounds(id: str) -> tuple[str, ...]:
    return tuple(sounded(word) for word in id.split("-"))


def _settle(
    said: Sequence[Said], places: Mapping[str, Place], around: Surroundings
) -> Iterable[tuple[Said, str | None]]:
    """Each claim with its claimant; the reason where it is only probable."""
    named: dict[str, list[Said]] = {}
    phrases: dict[str, list[Said]] = {}
    for one in said:
        if one.naming.named:
            named.setdefault(one.naming.id, []).append(one)
            yield one, one.naming.reason if one.naming.probable else None
        else:
            phrases.setdefault(one.naming.id, []).append(one)
    for id in sorted(phrases):
        phrase = phrases[id]
        guess = behind(phrase, named, places)
        meant = _named_before(phrase[0], around.of(phrase[0].report.id)) if guess is None else None
        for one in phrase:
            if guess:
                yield one._replace(naming=guess.naming), guess.reason
            elif meant:
                yield one._replace(naming=meant), meant.reason
            else:
                yield one, None


def _named_before(one: Said, around: Context) -> Naming | None:
    """Whom "the ministry" or "the monitor" points back to: the one of its kind that the report names."""
    generic = one.naming.generic
    if generic is None or generic.fit != "growth" or not one.naming.definite:
        return None
    known = knowledge()
    found = {id for id in around.entries if known.entries[id].kind in generic.stands_for}
    found |= {id for id in around.institutions if _body_kind(id) in generic.stands_for}
    found = {id for id in found if sits(id, one.naming.bases)}
    if len(found) != 1:
        return None
    id = found.pop()
    reason = f"“{one.naming.name}” points back to the one {generic.kind.replace('_', ' ')} that this report names"
    if id in known.entries:
        return of_entry(known.entries[id], f"{reason}: {known.entries[id].name}", around.day)
    state, _, body = id.partition("-")
    kind = next(inst for inst in known.institutions.values() if inst.id == body)
    name = f"{known.states[state].adjective} {kind.name}"
    return Naming(id, name, kind.kind, f"{reason}: the {name}")


def _body_kind(id: str) -> str:
    body = id.partition("-")[2]
    return next((inst.kind for inst in knowledge().institutions.values() if inst.id == body), "unknown")


def claimant_voices(held: Iterable[Held]) -> dict[str, Voice]:
    """The claimants of some claims by id, with the spellings that certainly are their own."""
    by: dict[str, list[Held]] = {}
    for one in sorted(held, key=lambda one: one.claim):
        by.setdefault(one.naming.id, []).append(one)
    return {
        id: voice(
            [(one.naming.name, one.naming.kind) for one in rows],
            [spelling for one in rows for spelling in one.spellings],
            [one.naming.party for one in rows if one.naming.party is not None],
            rows[0].naming.named,
        )
        for id, rows in by.items()
    }


def actor_voices(actings: Mapping[str, Acting], extractions: Iterable[Extraction]) -> dict[str, Voice]:
    """The actors of some reports by id, with all words for them; `actings` are by claim id."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.perpetrator and claim.id in actings:
                acting = actings[claim.id]
                rows.setdefault(acting.id, []).append((acting.name, " ".join(claim.perpetrator.exact.split())))
    return {id: voice([(name, "") for name, _ in row], [words for _, words in row]) for id, row in rows.items()}
