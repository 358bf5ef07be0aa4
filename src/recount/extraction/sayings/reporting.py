"""The words of reporting of a language: who may be a source, and how reports name one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..language import Language, per_language
from ..record import Record


class Reporting(Record, frozen=True):
    """What `attribution.toml` compiles to; each set is described beside its entry there."""

    lemmas: Mapping[str, str]
    """Forms of verbs of reporting to their lemma."""
    according: Mapping[str, list[tuple[str, ...]]]
    """Phrases before a source by their first stem, longest first."""
    acronyms: Mapping[str, list[tuple[str, ...]]]
    """What acronyms stand for whose letters are not its initials, by their stems, fullest first."""
    starts: frozenset[str]
    """Every stem that a saying may begin at: all else is passed over."""
    telling: frozenset[str]
    """Of these, the words of reporting: a sentence without one names a source in its headline's way at most."""
    named_by: frozenset[str]
    """What such a source may be."""
    # [verbs]
    objects: frozenset[str]
    after: frozenset[str]
    carrying: frozenset[str]
    assessing: frozenset[str]
    clausal: frozenset[str]
    showing: frozenset[str]
    shown_by: frozenset[str]
    bare: Mapping[str, str]
    releasing: frozenset[str]
    seeing: frozenset[str]
    stationed: frozenset[str]
    giving: frozenset[str]
    mentioning: frozenset[str]
    condemning: frozenset[str]
    announcing: frozenset[str]
    aftermath: frozenset[str]
    enabling: frozenset[str]
    subordinate: frozenset[str]
    joining: frozenset[str]
    reasons: frozenset[str]
    prospects: frozenset[str]
    passing: frozenset[str]
    passive: frozenset[str]
    identifying: frozenset[str]
    tellers: frozenset[str]
    supposing: frozenset[str]
    supposed: frozenset[str]
    harms: frozenset[str]
    wordings: Mapping[str, list[tuple[str, ...]]]
    """Verbs of saying of several words by their first stem, longest first."""
    # [according]
    citing: frozenset[str]
    quoting: frozenset[str]
    reckonings: frozenset[str]
    # [sources]
    pronouns: frozenset[str]
    own: frozenset[str]
    documenting: frozenset[str]
    governed: frozenset[str]
    ngos: frozenset[str]
    persons: frozenset[str]
    officials: frozenset[str]
    short: frozenset[str]
    pointing: frozenset[str]
    own_kind: frozenset[str]
    generic: frozenset[str]
    watching: frozenset[str]
    of_monitors: frozenset[str]
    named: frozenset[str]
    rights: frozenset[str]
    sided: frozenset[str]
    states: frozenset[str]
    monitors: frozenset[str]
    owners: frozenset[str]
    his: frozenset[str]
    spans: frozenset[str]
    moments: frozenset[str]
    partly: frozenset[str]
    means: frozenset[str]
    through: frozenset[str]
    voices: frozenset[str]
    headline: frozenset[str]
    closing: frozenset[str]
    unmarked: frozenset[str]
    before_headline: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    never: frozenset[str]
    organs: frozenset[str]
    roles: frozenset[str]
    papers: frozenset[str]
    genres: frozenset[str]
    tolls: frozenset[str]
    hearsay: frozenset[str]
    given_out: frozenset[str]
    labels: frozenset[str]
    heard: frozenset[str]
    news: frozenset[str]
    onlookers: frozenset[str]
    relating: frozenset[str]
    naming: frozenset[str]
    many: frozenset[str]
    seats: frozenset[str]
    # [headed]
    headed: frozenset[str]
    headed_by: frozenset[str]
    # [goes_on]
    connectives: frozenset[str]
    adding: frozenset[str]
    told_of: frozenset[str]
    told_of_all: frozenset[str]
    wholes: frozenset[str]
    rest: frozenset[str]
    history: frozenset[str]
    apart: frozenset[str]
    came: frozenset[str]
    unknown: frozenset[str]
    unsettled: frozenset[str]
    follows: frozenset[str]
    anaphors: frozenset[str]
    within: frozenset[str]
    bodies: frozenset[str]
    leading: frozenset[str]
    details: frozenset[str]
    witnesses: frozenset[str]
    told_of_it: frozenset[str]
    causing: frozenset[str]
    happened: frozenset[str]
    aside: frozenset[str]
    investigators: frozenset[str]
    warring: frozenset[str]
    given: frozenset[str]
    others: frozenset[str]
    openers: frozenset[tuple[str, ...]]
    """What opens a sentence that follows on the one before, as its stems."""


@per_language
def reporting(language: Language) -> Reporting:
    """The compiled words of reporting of a language."""
    table = language.table("attribution")
    lemmas = {form: lemma for group in table["verb"] for lemma, forms in group["forms"].items() for form in forms}
    according = _by_first(table["according"]["phrases"])
    wordings = _by_first(table["verbs"]["wordings"])
    sets = {
        name: frozenset(stems)
        for part in ("verbs", "according", "sources", "goes_on")
        for name, stems in table[part].items()
        if name in Reporting.field_names() and name not in ("according", "acronyms", "bare", "wordings", "openers")
    }
    sets["headed"], sets["headed_by"] = (frozenset(table["headed"][name]) for name in ("papers", "by"))
    bare: Mapping[str, str] = table["verbs"]["bare"]
    telling = frozenset(lemmas).union(
        bare,
        according,
        wordings,
        *(sets[name] for name in ("citing", "quoting", "seeing", "hearsay", "given_out", "reckonings")),
        ("by",),
    )
    named_by = sets["headline"] | sets["organs"] | sets["roles"]
    return Reporting(
        lemmas=lemmas,
        bare=bare,
        according=according,
        acronyms={short: [tuple(name.split()) for name in names] for short, names in table["acronyms"].items()},
        wordings=wordings,
        openers=frozenset(tuple(phrase.split()) for phrase in table["goes_on"]["openers"]),
        telling=telling,
        starts=telling | sets["headline"] | sets["closing"],
        named_by=named_by,
        **sets,
    )


def _by_first(phrases: Iterable[str]) -> Mapping[str, list[tuple[str, ...]]]:
    """Phrases as their stems, by the first of them, longest first."""
    made: dict[str, list[tuple[str, ...]]] = {}
    for stems in sorted((tuple(phrase.split()) for phrase in phrases), key=lambda stems: (-len(stems), stems)):
        made.setdefault(stems[0], []).append(stems)
    return made
