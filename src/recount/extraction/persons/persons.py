"""Individuals whom a report says were harmed: named or described, told apart from suspects, officials and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from recount.model import Claim, Fate, Outcome, Report, Scope, Span, Victim, When

from ..calendar.when import TimeExpression, find_times
from ..sayings.page import page
from ..tables import code_of
from ..words.tokens import Token, stems_of
from .individuals import DEADLY, UNSAID, Person, Told
from .personforms import person_grammar
from .personreader import Reader
from .scoping import recalled
from .settling import settled

_OUTCOMES: dict[str, Outcome] = {
    "killed": "killed",
    "killed_last": "killed",
    "missing": "missing",
    "abducted": "abducted",
}


def find_victims(
    report: Report, tokens: Sequence[Token], claims: Sequence[Claim] = (), language: object = "en"
) -> tuple[Victim, ...]:
    """The individuals whom a report says were harmed, ids `<report.id>#v<n>` by their first mention.

    `tokens` are the report's; `claims` its toll claims, of which current ones of exactly one person add whom the forms
    did not find ("a woman was wounded"); `language` is a code or an object that carries one as `.code`. One who is only
    described is left out where the words may mean somebody already found: individuals are a floor under the tolls.
    Never raises on any text. The words and forms are `languages/<code>/persons.toml`.
    """
    code = code_of(language)
    reader = Reader(page(report.text, tokens, code), person_grammar(code))
    reader.read()
    _name_doer(reader)
    harmed = [person for person in reader.named.values() if _harmed(person)]
    described = [person for person in reader.described if _harmed(person)]
    described = settled(harmed, described, reader.named.values(), reader.asides, reader.grammar.oldest)
    described += _doer(reader, [*harmed, *described])
    alone = not any(DEADLY & person.gives for person in [*harmed, *described])
    news = [claim for claim in claims if claim.scope == "current" and claim.stance == "asserted"]
    found: list[tuple[Person, tuple[Told, ...], Outcome]] = []
    for person in [*harmed, *described]:
        told = _telling(person)
        outcome = _unsaid_outcome(person, reader, news, alone=alone)
        last = "killed" if DEADLY & person.gives else outcome
        if person.name is not None or not any(_may_be(person, last, other) for other in found):
            found.append((person, told, last))
    times = find_times(report.text, report.published, language) if found else []
    harmed_on = [time for time in times if not reader.said_at(time.span)]
    before = recalled([(person, told) for person, told, _ in found], harmed_on, report.published)
    drafts = [
        _draft(person, told, last, reader, times, "background" if old else "current")
        for old, (person, told, last) in zip(before, found, strict=True)
    ]
    drafts += _from_claims(claims, drafts, tokens, reader)
    drafts.sort(key=lambda victim: (victim.mentions[0], victim.name or ""))
    return tuple(
        msgspec.structs.replace(victim, id=f"{report.id}#v{n}", report=report.id)
        for n, victim in enumerate(drafts, start=1)
    )


def _name_doer(reader: Reader) -> None:
    """Give what befell one who did harm and died, only described, to the one named accused: there is but one such.

    "A man shot his wife before killing himself. Jose Abreu, 24, shot her three times." "The gunman, identified as Jose
    Abreu, … The gunman then shot himself."
    """
    accused = [person for person in reader.named.values() if person.against]
    several = not reader.grammar.accomplices.isdisjoint(stems_of(reader.view.tokens))
    if len(accused) != 1 or accused[0].fates or several:
        return
    [one] = accused
    own = [person for person in reader.by_own_hand if person.name is None]
    doer = reader.doer.person
    dead = [person for person in [*own, *([doer] if doer is not None else [])] if DEADLY & person.gives]
    if any(not one.fits(person.age, person.told_sex) for person in dead):
        return
    for person in dict.fromkeys(dead):
        one.take(person)
        if person in reader.described:
            reader.described.remove(person)
        if person is doer:
            reader.doer.person = None


def _doer(reader: Reader, known: Iterable[Person]) -> list[Person]:
    """Who did the harm and suffered some ("the gunman"), where nobody known may be that one.

    One who is accused, or turned on himself, is who did it.
    """
    doer = reader.doer.person
    if doer is None or not _harmed(doer):
        return []
    return [] if any(person.against or person in reader.by_own_hand for person in known) else [doer]


def _harmed(person: Person) -> bool:
    """Whether the gathered fates show a person harmed and nothing outweighs them.

    What is only said to be hit or struck is a person where an age, a sex or a role is told, else perhaps a place.
    """
    gives = person.gives
    if gives == {"struck"} and person.age is None and person.told_sex == "unknown" and person.role is None:
        return False
    outweighs = DEADLY | {"injured", "hit"} | ({"victim"} if person.against == {"agent"} else set())
    return bool(gives) and (not person.against or any(told.direct and told.gives in outweighs for told in person.fates))


def _telling(person: Person) -> tuple[Told, ...]:
    """The fates that tell most: that one is a victim says nothing where it is told of what."""
    told = [one for one in person.fates if one.gives != "victim"] or person.fates
    return tuple(sorted(set(told), key=lambda one: (one.span, one.gives)))


def _unsaid_outcome(person: Person, reader: Reader, news: Sequence[Claim], *, alone: bool) -> Outcome:
    """What befell one of whom only "shot" or "victim" is said.

    It is what the current claims `news` tell of the same words, where they do; else death where the whole report speaks
    of nothing else, and its claims do not count wounded and no dead.
    """
    gives = {told.gives for told in _telling(person)}
    if gives <= UNSAID:
        for claim in news:
            one = claim.figure.high == 1 and claim.outcome in ("killed", "injured")
            if one and any(claim.span.overlaps(mention) for mention in person.mentions):
                return claim.outcome
    counted = {claim.outcome for claim in news if claim.figure.high != 0}
    if person.name is None and "injured" in counted and "killed" not in counted:
        return "injured"
    fatal = gives == {"victim"} or (not reader.wounds and (alone or not reader.injuries))
    if gives <= UNSAID and reader.deaths and fatal:
        return "killed"
    return "injured"


def _may_be(person: Person, outcome: Outcome, other: tuple[Person, tuple[Told, ...], Outcome]) -> bool:
    if person.another or other[0] in person.apart:
        return False
    return outcome == other[2] and other[0].fits(person.age, person.sex)


def _draft(
    person: Person,
    told: Iterable[Told],
    last: Outcome,
    reader: Reader,
    times: Sequence[TimeExpression],
    scope: Scope,
) -> Victim:
    """The victim, still without an id and its report."""
    fates: list[Fate] = []
    for one in told:
        outcome = _OUTCOMES.get(one.gives, "injured")
        if one.gives in UNSAID and not DEADLY & person.gives:
            outcome = last
        fates.append(Fate(outcome, one.span, _when(one, times)))
    name = None if person.name is None else reader.shown(person.name)
    mentions = tuple(sorted(set(person.mentions)))
    return Victim(
        id="",
        report="",
        name=name,
        age=person.age,
        sex=person.sex,
        role=person.role,
        fates=tuple(fates),
        mentions=mentions,
        scope=scope,
    )


def _when(told: Told, times: Sequence[TimeExpression]) -> When | None:
    """The time expression of the same sentence that stands nearest to the words."""
    begin, end = told.sentence
    here = [time for time in times if begin <= time.span.start and time.span.end <= end and time.kind != "past"]
    if not here:
        return None
    nearest = min(here, key=lambda time: (abs(time.span.start - told.span.end), time.span.start))
    return When(nearest.span, nearest.period)


def _from_claims(
    claims: Sequence[Claim], found: Sequence[Victim], tokens: Sequence[Token], reader: Reader
) -> list[Victim]:
    """Victims of current claims of exactly one person whom nothing found so far may be."""
    made: list[Victim] = []
    for claim in claims:
        figure = claim.figure
        if (figure.low, figure.high, figure.modifier) != (1, 1, "exact") or claim.scope != "current":
            continue
        if claim.stance != "asserted" or claim.outcome == "displaced":
            continue
        age, sex, role = reader.described_by(tokens, claim.span)
        draft = Person(None)
        draft.age = age
        draft.tells(claim.sex if sex == "unknown" else sex)
        spans = [claim.span, *([claim.victims] if claim.victims else [])]
        known = any(span.overlaps(mention) for victim in found for mention in victim.mentions for span in spans)
        if (
            known
            or role is None
            or any(v.outcome == claim.outcome and draft.fits(v.age, v.sex) for v in [*found, *made])
        ):
            continue
        fate = Fate(claim.outcome, _outcome_words(claim), claim.when)
        made.append(Victim(id="", report="", age=age, sex=draft.sex, role=role, fates=(fate,), mentions=(claim.span,)))
    return made


def _outcome_words(claim: Claim) -> Span:
    return next((cue.span for cue in claim.cues if cue.kind == "outcome"), claim.span)
