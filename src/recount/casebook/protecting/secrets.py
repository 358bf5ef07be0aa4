"""Whose names are hidden: the claimants and victims above a level, with all that is known of how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from recount.linking.claimants import person_in
from recount.linking.known import knowledge
from recount.model import Claimant, Extraction, Links, Victim
from recount.reckoning.persons import NOBODY, Identities, persons

from .folding import Folded
from .hidden import Hidden
from .identities import Identity, Stretch, name_of
from .masks import Secret


class Secrets(NamedTuple):
    """All who are hidden; which of them each hidden claimant and victim is, by the ids that they have now."""

    all: tuple[Secret, ...]
    claimants: dict[str, int]
    victims: dict[str, int]


def secrets(
    hidden: Hidden,
    shown: Mapping[str, Extraction],
    links: Links,
    whole: Mapping[str, Extraction],
    all_links: Links | None,
    identities: Identities | None = None,
) -> Secrets:
    """Who is hidden in the extractions and links of what is shown.

    `whole` and `all_links` are of all reports, also those withheld, under which the levels were given; `all_links` is
    needed only where a claimant is hidden. `identities` are a reviewer's word on who is one person.
    """
    found: list[Secret] = []
    claimants: dict[str, int] = {}
    victims: dict[str, int] = {}
    for id in sorted(hidden.claimants):
        same, secret, heads = _claimant(id, links, all_links or links, shown)
        claimants.update((one, len(found)) for one in same)
        found.append(secret)
        found.extend(heads)
    for group in _persons(hidden, shown, links, whole, identities or NOBODY):
        victims.update((one.id, len(found)) for one in group if one.report in shown)
        spans: dict[str, list[Stretch]] = {}
        for one in group:
            spans.setdefault(one.report, []).extend((span.start, span.end) for span in one.mentions)
        names = {one.name for one in group if one.name}
        ages = {one.age for one in group if one.age is not None}
        found.append(Secret(Identity(names, person=True, ages=ages), spans))
    for stands in hidden.persons:
        spans = {stands.report: [(stands.span.start, stands.span.end)]}
        found.append(Secret(Identity([stands.span.exact], person=True), spans))
    return Secrets(tuple(found), claimants, victims)


def _claimant(
    id: str, links: Links, all_links: Links, shown: Mapping[str, Extraction]
) -> tuple[set[str], Secret, list[Secret]]:
    """One claimant: the ids that it has in what is shown, its name, and those of the persons who speak for it."""
    known = knowledge().entries
    said = {tie.claim for tie in all_links.attributions if tie.claimant == id}
    same = {id} | {tie.claimant for tie in links.attributions if tie.claim in said and tie.claimant not in known}
    held = [one for one in (*all_links.claimants, *links.claimants) if one.id in same]
    names = {name for one in held for name in _names(one)}
    if not held:  # it is called otherwise now, or nothing that it said is here: its id is made of its name
        names = {id.removeprefix("name-").replace("-", " ").title()}
    heads: list[Secret] = []
    if id in known:
        names.update((known[id].name, *known[id].aliases, *known[id].short))
        heads = [Secret(Identity([one], person=True), {}) for one in known[id].people]
    ties = {tie.claim for tie in links.attributions if tie.claimant in same}
    spans: dict[str, list[Stretch]] = {}
    for extraction in shown.values():
        for claim in extraction.claims:
            if claim.id in ties and claim.claimant is not None:
                spans.setdefault(claim.report, []).append((claim.claimant.start, claim.claimant.end))
    person = id not in known and any(map(person_in, [one.name for one in held] or names))
    return same, Secret(Identity(names, person=person), spans), heads


def _names(claimant: Claimant) -> Iterator[str]:
    """The spellings of a claimant that are names: "the monitors" is none, and is hidden only where it means them."""
    if not claimant.named:
        return
    yield claimant.name
    for spelling in claimant.spellings:
        tokens = Folded(spelling).tokens
        person = person_in(spelling)
        if person:
            yield person
        elif any(token.capital for token in tokens[1:]) or spelling.isupper():
            yield spelling


def _persons(
    hidden: Hidden,
    shown: Mapping[str, Extraction],
    links: Links,
    whole: Mapping[str, Extraction],
    identities: Identities,
) -> list[list[Victim]]:
    """The hidden victims, person by person: whoever is one person with a hidden victim, or has the same full name."""
    everybody = {one.id: one for extraction in whole.values() for one in extraction.victims}
    groups = [{one} for one in sorted(hidden.victims) if one in everybody]
    for event in links.events:
        here = [shown[one] for one in event.reports if one in shown]
        if any(victim.name for extraction in here for victim in extraction.victims):
            groups += [set(person.victims) for person in persons(here, identities)]
    full = _by_name(everybody.values())
    groups += full.values()
    joined = [group for group in _joined(groups) if not group.isdisjoint(hidden.victims)]
    words = {word for group in joined for one in group for word in name_of(everybody[one].name or "")}
    taken = {one for group in joined for one in group}
    bare = [
        [one.id]
        for one in everybody.values()
        if one.id not in taken and one.name and len(name_of(one.name)) == 1 and name_of(one.name)[0] in words
    ]
    return [[everybody[one] for one in sorted(group)] for group in (*joined, *bare)]


def _by_name(victims: Iterable[Victim]) -> dict[tuple[str, ...], set[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for one in victims:
        if one.name and len(name := name_of(one.name)) > 1:
            found.setdefault(name, set()).add(one.id)
    return found


def _joined(groups: Sequence[set[str]]) -> list[set[str]]:
    """Groups that share a member, as one."""
    made: list[set[str]] = []
    for group in groups:
        touching = [one for one in made if not one.isdisjoint(group)]
        made = [one for one in made if one.isdisjoint(group)]
        made.append(group.union(*touching))
    return sorted(made, key=min)
