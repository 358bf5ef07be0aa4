"""Whom the annotated claimants' words are tied to: `python -m benchmarks.claimants`.

Every distinct wording of a report is resolved in that report, as linking does it before events are known. On the tuned
part the ties are held against `claimants.toml`, a key made by hand from the reports; on the unseen third only wordings
that the key has as well can be held against it, and the rest are counted. Generic descriptions are held against the
key after linking the whole set, as the program's own extraction reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from recount.extraction import extract
from recount.linking import link
from recount.linking.claimants import resolve
from recount.linking.context import Surroundings
from recount.linking.known import knowledge
from recount.linking.naming import Naming

from .data import at_hand, reports, rows, unseen

KEY = Path(__file__).with_suffix(".toml")
KINDS = ("known", "general", "new name", "nobody named")


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A description without a name, and whom its report tells that it means."""

    report: str
    words: str
    id: str


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of `claimants.toml`; its head explains them."""

    known: dict[str, str]
    general: dict[str, str]
    told: tuple[Told, ...]

    @property
    def right(self) -> dict[str, str]:
        """Every name of the key with who it is."""
        return {**self.known, **self.general}


class Tie(NamedTuple):
    """One wording of one report and whom it was resolved to."""

    report: str
    words: str
    naming: Naming


class Share(NamedTuple):
    """How many of some wordings are right, and those that are not."""

    of: int
    wrong: tuple[Tie, ...]

    def __str__(self) -> str:
        right = self.of - len(self.wrong)
        return f"{right} of {self.of} right ({right / max(self.of, 1):.3f})"


@cache
def key() -> Key:
    """The key. Raises msgspec.ValidationError where it breaks its format."""
    return msgspec.toml.decode(KEY.read_bytes(), type=Key)


def ties() -> Iterator[Tie]:
    """Each report's distinct claimant words, resolved, in the order of the gold."""
    held = {report.id: report for report in reports("toll-dev.docs.jsonl")}
    around = Surroundings(held)
    for row in rows("toll-dev.gold.jsonl"):
        id = row["doc_id"]
        for words in dict.fromkeys(claim["claimant"] for claim in row["claims"] if claim["claimant"]):
            yield Tie(id, words, resolve(words, id, around.of(id)))


def kind_of(tie: Tie) -> str:
    """How a wording was resolved: a known body, a state's body by the general rule, a new name, or nobody named."""
    known = knowledge()
    if tie.naming.id in known.entries:
        return "known"
    state, _, body = tie.naming.id.partition("-")
    if state in known.states and any(body == one.id for one in known.institutions.values()):
        return "general"
    return "new name" if tie.naming.named else "nobody named"


def held_against(right: Mapping[str, str], ties: Iterable[Tie]) -> Share:
    """The ties whose words the key has, up to case, articles and punctuation, held against it."""
    plain = {_plain(words): id for words, id in right.items()}
    listed = [tie for tie in ties if _plain(tie.words) in plain]
    return Share(len(listed), tuple(tie for tie in listed if tie.naming.id != plain[_plain(tie.words)]))


def _plain(words: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", words.lower()) if word not in {"the", "a", "an"})


def extra(right: Mapping[str, str], ties: Iterable[Tie]) -> list[Tie]:
    """The ties to somebody known of words that the key has as nobody's."""
    plain = {_plain(words) for words in right}
    return [tie for tie in ties if _plain(tie.words) not in plain and kind_of(tie) in {"known", "general"}]


def mergers(right: Mapping[str, str], ties: Iterable[Tie]) -> list[Tie]:
    """The ties of one known body's words to another."""
    known = knowledge().entries.keys()
    return [tie for tie in ties if tie.naming.id in known and right.get(tie.words, tie.naming.id) != tie.naming.id]


class Guessed(NamedTuple):
    """What came of descriptions in the tuned part: those of the key right, left open, another's; the rest."""

    right: tuple[Told, ...]
    open: tuple[Told, ...]
    wrong: tuple[Told, ...]
    others: tuple[tuple[str, str, str], ...]


def guessed(told: Sequence[Told]) -> Guessed:
    """Link the whole set and hold what is only probable against the key."""
    held = reports("toll-dev.docs.jsonl")
    extractions = [extract(report) for report in held]
    claims = {claim.id: claim for extraction in extractions for claim in extraction.claims}
    ties: dict[tuple[str, str], tuple[str, str]] = {}
    for tied in link(held, extractions).attributions:
        claim = claims[tied.claim]
        if claim.claimant and not unseen(claim.report):
            ties[claim.report, claim.claimant.exact] = (tied.claimant, tied.certainty)
    met = [(one, *ties.get((one.report, one.words), ("unnamed:", "certain"))) for one in told]
    listed = {(one.report, one.words) for one in told}
    right = [one for one, id, certainty in met if (id, certainty) == (one.id, "probable")]
    wrong = [one for one, id, _ in met if one not in right and id in knowledge().entries]
    return Guessed(
        tuple(right),
        tuple(one for one, _, _ in met if one not in right and one not in wrong),
        tuple(wrong),
        tuple(
            sorted((*at, id) for at, (id, certainty) in ties.items() if certainty == "probable" and at not in listed)
        ),
    )


def print_claimants() -> dict[str, float]:
    """Print the ties as a Markdown table and what is wrong; return the shares that a gate may hold."""
    known, right = knowledge(), key().right
    everyone = list(ties())
    parts = {
        "tuned part": [tie for tie in everyone if not unseen(tie.report)],
        "unseen third": [tie for tie in everyone if unseen(tie.report)],
    }
    print(f"Wordings of claimants, each once a report; the knowledge base has {len(known.entries)} bodies.\n")
    print(f"| toll-dev | wordings | {' | '.join(KINDS)} | in the key |\n{'| --- ' * (len(KINDS) + 3)}|")
    shares: dict[str, Share] = {}
    for name, part in parts.items():
        counts = [sum(kind_of(tie) == kind for tie in part) for kind in KINDS]
        shares[name] = held_against(right, part)
        print(f"| {name} | {len(part)} | {' | '.join(map(str, counts))} | {shares[name]} |")
    tuned = parts["tuned part"]
    more, merged = extra(right, tuned), mergers(right, everyone)
    print(f"\ntuned part, tied though the key has nobody: {len(more)}; one body taken for another, all: {len(merged)}")
    for tie in (*shares["tuned part"].wrong, *more, *(tie for tie in merged if not unseen(tie.report))):
        print(f"  {tie.words!r} in {tie.report}: {tie.naming.id} ({tie.naming.reason})")
    told = guessed(key().told)
    print(
        f"tuned part, descriptions that a report explains: {len(told.right)} of {len(key().told)} probable and right, "
        f"{len(told.open)} left open, {len(told.wrong)} wrong; others called probable: {len(told.others)}"
    )
    for one in (*told.open, *told.wrong, *told.others):
        print(f"  {one}")
    return {name: 1 - len(share.wrong) / max(share.of, 1) for name, share in shares.items()}


if __name__ == "__main__":
    if not at_hand():
        raise SystemExit("The annotated data (../shared/gold) is not at hand: nothing to measure with.")
    print_claimants()
