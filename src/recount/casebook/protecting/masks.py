"""What is hidden in each report: where names stand, which passages are hidden, and the marks in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from recount.model import Report
from recount.reckoning.spellings import words as words_of_name

from .folding import Folded, compact
from .identities import Identity, Stretch
from .masking import Hiding, Masked
from .passages import stretches_of

FIELDS = ("text", "title", "publisher", "url", "source", "id")
"""The fields of a report in which a name may stand, in the order in which marks are given out."""
PASSAGE = "[Words-"
"""How the mark of a hidden passage begins."""
NOWHERE = "[withheld]"
"""What stands in the place of a word that stands only in what is hidden."""
_OF_HASH = re.compile(r"-[0-9a-f]{8,}$")


class Secret(NamedTuple):
    """Somebody to be hidden, and the words of reports that are known to speak of them."""

    identity: Identity
    spans: Mapping[str, Sequence[Stretch]]


class Masks:
    """The reports that are shown, with what is hidden in them; and any other words, freed of hidden names."""

    def __init__(
        self,
        reports: Iterable[Report],
        secrets: Sequence[Secret] = (),
        passages: Mapping[str, Sequence[Stretch]] | None = None,
    ) -> None:
        """`passages` are stretches of reports' texts, by report id, of which all words are hidden."""
        self._secrets = secrets
        self._originals = {report.id: report for report in sorted(reports, key=lambda one: one.id)}
        self._present: dict[str, list[int]] = {}
        found = {id: self._found(report) for id, report in self._originals.items()}
        self.labels = _labels([found[id] for id in self._in_order(found)], len(secrets))
        hidings = {
            id: {field: [Hiding(*at, self.mark(one)) for one, at in row] for field, row in fields.items()}
            for id, fields in found.items()
        }
        self.sentences = self._passages(passages or {}, hidings)
        self.texts = {id: Masked(one.text, hidings[id]["text"]) for id, one in self._originals.items()}
        self.words = self._hidden_words(hidings)
        """The folded words that stand in what is hidden."""
        shown = {id: self._shown(one, hidings[id]) for id, one in self._originals.items()}
        self.ids = self._named(shown, hidings)
        """The ids that reports have now, by those that they had."""
        self._unsaid = self._said_nowhere(shown.values())
        self.reports = {self.ids[id]: replace(report, id=self.ids[id]) for id, report in shown.items()}

    def mark(self, secret: int) -> str:
        """What stands in the place of somebody's name."""
        return f"[Withheld-{self.labels[secret]}]"

    def is_touched(self, report: str) -> bool:
        """Whether anything of a report is hidden, given the id that it had."""
        return self.reports[self.ids[report]] != self._originals[report]

    def clean(self, words: str, reports: Iterable[str] = ()) -> str:
        """Any words without hidden names; of those who stand in `reports` (the ids that they had) without parts."""
        bare = compact(words)
        present = {one for report in reports for one in self._present.get(report, ())}
        folded = None
        hidings: list[Hiding] = []
        for at, (identity, _) in enumerate(self._secrets):
            if identity.may_stand_in(bare):
                folded = folded or Folded(words)
                hits = identity.stands_in(folded)
                hits += identity.parts_in(folded, loose=True) if at in present else []
                hidings += [Hiding(*hit, self.mark(at)) for hit in hits]
        hidings += [Hiding(*at, mark) for at, mark in stretches_of(words, self.sentences)]
        if self._unsaid:
            here = folded or Folded(words)
            hidings += [Hiding(one.start, one.end, NOWHERE) for one in here.tokens if one.folded in self._unsaid]
        return Masked(words, hidings).text if hidings else words

    def _found(self, report: Report) -> dict[str, list[tuple[int, Stretch]]]:
        """Where each one's name stands in each field of a report."""
        fields = {field: str(getattr(report, field)) for field in FIELDS} | {"url": unquote(report.url)}
        bare = compact("\n".join(fields.values()))
        folded: dict[str, Folded] = {}
        found: dict[str, list[tuple[int, Stretch]]] = {field: [] for field in FIELDS}
        for at, (identity, spans) in enumerate(self._secrets):
            own = list(spans.get(report.id, ()))
            if not own and not identity.may_stand_in(bare):
                continue
            folded = folded or {field: Folded(words) for field, words in fields.items()}
            rows = {field: identity.stands_in(folded[field]) for field in FIELDS}
            rows["text"] += own
            if not any(rows.values()):
                continue
            self._present.setdefault(report.id, []).append(at)
            for field, row in rows.items():
                row += identity.parts_in(folded[field], loose=field != "text")
                row += identity.ages_in(folded[field], row) if identity.ages else []
                found[field] += [(at, hit) for hit in row]
        return found

    def _in_order(self, found: Mapping[str, Mapping[str, Sequence[tuple[int, Stretch]]]]) -> list[str]:
        """The reports in an order that follows from nothing hidden, as their ids may."""

        def shown(id: str) -> tuple[str, str, str]:
            report = self._originals[id]
            bare = (
                Masked(words, [Hiding(*at, NOWHERE) for _, at in found[id][field]]).text
                for field, words in (("text", report.text), ("title", report.title))
            )
            return (str(report.published), *bare)  # type: ignore[return-value]

        return sorted(found, key=shown)

    def _passages(
        self, passages: Mapping[str, Sequence[Stretch]], hidings: dict[str, dict[str, list[Hiding]]]
    ) -> dict[str, str]:
        """Hide passages, and whatever repeats one word by word; the marks by the bare letters that they stand for."""
        marks: dict[str, str] = {}
        names = _letters()
        for report, start, end in sorted((id, *one) for id, row in passages.items() for one in row):
            needle = compact(self._originals[report].text[start:end])
            if needle not in marks:
                marks[needle] = f"{PASSAGE}{next(names)} withheld]"
            hidings[report]["text"].append(Hiding(start, end, marks[needle]))
        for id, one in self._originals.items():
            for field, words in (("text", one.text), ("title", one.title)):
                hidings[id][field] += [Hiding(*at, mark) for at, mark in stretches_of(words, marks)]
        return marks

    def _hidden_words(self, hidings: Mapping[str, Mapping[str, Sequence[Hiding]]]) -> frozenset[str]:
        return frozenset(
            word
            for id, fields in hidings.items()
            for field, row in fields.items()
            for one in row
            for word in Folded(str(getattr(self._originals[id], field))[one.start : one.end]).words
        )

    def _said_nowhere(self, shown: Iterable[Report]) -> frozenset[str]:
        """The hidden words that no report that is shown has: nothing that is shown may rest on them."""
        if not self.words:
            return self.words
        said = {word for one in shown for words in (one.text, one.title, one.publisher) for word in Folded(words).words}
        return frozenset(word for word in self.words - said if word.isalpha() and len(word) > 2)

    def _shown(self, report: Report, hidings: Mapping[str, Sequence[Hiding]]) -> Report:
        if not any(hidings.values()):
            return report
        return replace(
            report,
            text=self.texts[report.id].text,
            title=Masked(report.title, hidings["title"]).text,
            publisher=Masked(report.publisher, hidings["publisher"]).text,
            source=Masked(report.source, hidings["source"]).text,
            url="" if hidings["url"] else report.url,
            sha256="",  # from the rest of the words and the hash, a hidden name could be guessed
        )

    def _named(
        self, shown: Mapping[str, Report], hidings: Mapping[str, Mapping[str, Sequence[Hiding]]]
    ) -> dict[str, str]:
        """Ids of the reports, of which none tells a hidden name or the hash of hidden words."""
        telling = [
            id
            for id, report in shown.items()
            if hidings[id]["id"] or (report != self._originals[id] and _OF_HASH.search(id))
        ]
        made = {id: id for id in shown if id not in telling}
        taken = set(made.values())
        for id in sorted(telling, key=lambda one: (shown[one].text, shown[one].title, shown[one].publisher)):
            made[id] = next(new for n in range(1, len(shown) + 2) if (new := f"withheld-name-{n}") not in taken)
            taken.add(made[id])
        return made


def _labels(found: Iterable[Mapping[str, Sequence[tuple[int, Stretch]]]], count: int) -> list[str]:
    """A label for each secret, in the order in which they are first met: none follows from a name."""
    order: dict[int, None] = {}
    for fields in found:
        for field in FIELDS:
            order.update((one, None) for one, _ in sorted(fields[field], key=lambda hit: hit[1]))
    order.update((one, None) for one in range(count))
    labels = dict(zip(order, _letters(), strict=False))
    return [labels[one] for one in range(count)]


def _letters() -> Iterator[str]:
    """A, B, …, Z, AA, …: those that a name's words may end in without being taken for an article or a suffix."""
    length = 1
    while True:
        for number in range(26**length):
            letters = "".join(chr(65 + number // 26**at % 26) for at in reversed(range(length)))
            if len(words_of_name(f"Withheld-{letters}")) == 2:
                yield letters
        length += 1
