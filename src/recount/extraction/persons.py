"""Individuals whom a report says were harmed: named or described, told apart from suspects, officials and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recount.model import Claim, Fate, Outcome, Report, Span, Victim, When

from .individuals import Person, Told
from .page import page
from .personforms import person_grammar
from .personreader import Reader
from .tables import code_of
from .telling import name_span
from .tokens import Token
from .when import TimeExpression, find_times

_OUTCOMES: dict[str, Outcome] = {"killed": "killed", "killed_last": "killed"}
_DEADLY = frozenset(_OUTCOMES)
_UNSAID = frozenset({"hit", "struck", "victim"})


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
    harmed = [person for person in reader.named.values() if _harmed(person)]
    described = [person for person in reader.described if _harmed(person)]
    described = _settled(harmed, described, reader)
    alone = not any(_DEADLY & _gives(person) for person in [*harmed, *described])
    found: list[tuple[Person, tuple[Told, ...], Outcome]] = []
    for person in [*harmed, *described]:
        told = _telling(person)
        outcome = _unsaid_outcome(person, reader, alone=alone)
        last = "killed" if _DEADLY & _gives(person) else outcome
        if person.name is not None or not any(_may_be(person, last, other) for other in found):
            found.append((person, told, last))
    times = find_times(report.text, report.published, language) if found else []
    drafts = [_draft(person, told, last, reader, times) for person, told, last in found]
    drafts += _from_claims(claims, drafts, tokens, reader)
    drafts.sort(key=lambda victim: (victim.mentions[0], victim.name or ""))
    return tuple(
        Victim(
            id=f"{report.id}#v{n}",
            report=report.id,
            name=v.name,
            age=v.age,
            sex=v.sex,
            role=v.role,
            fates=v.fates,
            mentions=v.mentions,
        )
        for n, v in enumerate(drafts, start=1)
    )


def _settled(named: Sequence[Person], described: list[Person], reader: Reader) -> list[Person]:
    """The described people who are none of the named; what was told of the others is added to the named ones.

    The one whose age alone is not told is the one described with an age, where only one pair fits; and an age that
    stands beside nobody is that person's, where the report has no other such age.
    """
    for deadly in (True, False):
        aged = [p for p in described if p.age is not None and bool(_DEADLY & _gives(p)) == deadly and not p.another]
        ageless = [p for p in named if p.age is None and bool(_DEADLY & _gives(p)) == deadly]
        known = {(p.age, p.sex) for p in named}
        open_ = [p for p in aged if not any(p.fits(age, sex) for age, sex in known if age is not None)]
        if len(ageless) == 1 and len({p.age for p in open_}) == 1 and ageless[0].fits(open_[0].age, open_[0].sex):
            for person in open_:
                ageless[0].take(person)
            described = [p for p in described if p not in open_]
    ageless = [p for p in named if p.age is None]
    others = {p.age for p in reader.named.values()} | {p.age for p in described}
    loose = {one.age for one in reader.asides.loose if one.age not in others}
    if len(ageless) == 1 and len(loose) == 1:
        [age] = loose
        sexes = {one.sex for one in reader.asides.loose if one.age == age} - {"unknown"}
        if all(ageless[0].fits(age, sex) for sex in sorted(sexes)):
            ageless[0].age = age
            for sex in sorted(sexes):
                ageless[0].tells(sex)
    return described


def _gives(person: Person) -> set[str]:
    return {told.gives for told in person.fates}


def _harmed(person: Person) -> bool:
    """Whether the gathered fates show a person harmed and nothing outweighs them.

    What is only said to be hit or struck is a person where an age, a sex or a role is told, else perhaps a place.
    """
    gives = _gives(person)
    if gives == {"struck"} and person.age is None and person.sex == "unknown" and person.role is None:
        return False
    return bool(gives) and (not person.against or any(told.direct and told.gives in _DEADLY for told in person.fates))


def _telling(person: Person) -> tuple[Told, ...]:
    """The fates that tell most: that one is a victim says nothing where it is told of what."""
    told = [one for one in person.fates if one.gives != "victim"] or person.fates
    return tuple(sorted(set(told), key=lambda one: (one.span, one.gives)))


def _unsaid_outcome(person: Person, reader: Reader, *, alone: bool) -> Outcome:
    """What befell one of whom only "shot" or "victim" is said: death where the whole report speaks of nothing else."""
    gives = {told.gives for told in _telling(person)}
    if gives <= _UNSAID and reader.deaths and (gives == {"victim"} or (alone and not reader.wounds)):
        return "killed"
    return "injured"


def _may_be(person: Person, outcome: Outcome, other: tuple[Person, tuple[Told, ...], Outcome]) -> bool:
    return not person.another and outcome == other[2] and other[0].fits(person.age, person.sex)


def _draft(
    person: Person, told: Iterable[Told], last: Outcome, reader: Reader, times: Sequence[TimeExpression]
) -> Victim:
    """The victim, still without an id."""
    fates: list[Fate] = []
    for one in told:
        outcome = _OUTCOMES.get(one.gives, "injured")
        if one.gives in _UNSAID and not _DEADLY & _gives(person):
            outcome = last
        fates.append(Fate(outcome, one.span, _when(one, times)))
    name = None if person.name is None else name_span(reader.view, person.name).exact
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
