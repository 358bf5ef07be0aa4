"""Voices: who stands behind each toll. Independence is counted by claimants, never by outlets; copies count once."""

from __future__ import annotations

from collections import Counter

from recount.model import ClaimantKind, Voices

from .book import Book
from .say import capital, listed
from .series import Run
from .tolls import TollKey, toll_id

_KINDS: dict[ClaimantKind, tuple[str, str]] = {
    "monitor": ("monitor", "monitors"),
    "government": ("government", "governments"),
    "ministry": ("ministry", "ministries"),
    "military": ("military", "militaries"),
    "police": ("police force", "police forces"),
    "medical": ("medical source", "medical sources"),
    "rescue": ("rescue service", "rescue services"),
    "un_body": ("UN body", "UN bodies"),
    "ngo": ("NGO", "NGOs"),
    "agency": ("news agency", "news agencies"),
    "outlet": ("outlet that claims it itself", "outlets that claim it themselves"),
    "armed_group": ("armed group", "armed groups"),
    "official": ("official", "officials"),
    "witness": ("witness", "witnesses"),
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def voices(book: Book) -> tuple[Voices, ...]:
    """The voices behind each current toll, by toll."""
    found = []
    for key, runs in book.by_key.items():
        found.append(book.memo.piece("voices", key, runs, _voices, key, runs, book))
    return tuple(found)


def _voices(key: TollKey, runs: tuple[Run, ...], book: Book) -> Voices:
    named, probable, unnamed = set(), set(), set()
    own_voice: set[str] = set()
    for run in runs:
        if run.voice.claimant is None:
            own_voice.update(run.sources)
        elif not book.is_named(run.voice):
            unnamed.add(run.voice.claimant)
        elif run.certain:
            named.add(run.voice.claimant)
        else:
            probable.add(run.voice.claimant)
    every = sorted({*named, *probable, *unnamed})
    parties = tuple(one for one in every if one in book.claimants and book.claimants[one].party is not None)
    reports = sorted({report for run in runs for snap in run.snaps for report in snap.reports})
    publishers = tuple(sorted({book.reports[report].outlet for report in reports}))
    return Voices(
        toll=toll_id(key),
        named=tuple(sorted(named)),
        probable=tuple(sorted(probable)),
        unnamed=tuple(sorted(unnamed)),
        own_voice=tuple(sorted(own_voice)),
        parties=parties,
        reports=tuple(reports),
        outlets=publishers,
        says=_says(len(publishers), sorted(named), sorted(probable), len(unnamed), len(own_voice), parties, book),
    )


def _says(
    outlets: int, named: list[str], probable: list[str], unnamed: int, own: int, parties: tuple[str, ...], book: Book
) -> str:
    """The voices in a sentence: "Five outlets, one monitor, and one claimant without a name."."""
    said = [_counted(outlets, "outlet", "outlets")]
    kinds = Counter(book.claimants[one].kind if one in book.claimants else "unknown" for one in named)
    order = [*_KINDS, *sorted(set(kinds) - set(_KINDS))]
    said += [_counted(kinds[k], *_KINDS.get(k, ("named claimant", "named claimants"))) for k in order if kinds[k]]
    if not named:
        said.append("no claimant who is certain and named")
    if probable:
        said.append(_counted(len(probable), "claimant who is only probable", "claimants who are only probable"))
    if unnamed:
        said.append(_counted(unnamed, "claimant without a name", "claimants without a name"))
    if own:
        said.append(_counted(own, "report that names nobody", "reports that name nobody"))
    says = capital(listed(said)) + "."
    sides = [f"{book.claimants[one].name} ({book.claimants[one].party})" for one in parties]
    if sides:
        says += f" {'Party' if len(sides) == 1 else 'Parties'} to the conflict: {listed(sides)}."
    return says


def _counted(n: int, one: str, many: str) -> str:
    return f"{_NUMBERS[n] if n < len(_NUMBERS) else f'{n:,}'} {one if n == 1 else many}"
