"""Quotations: the same words of one speaker, in the wordings and spellings of several reports."""

from __future__ import annotations

import difflib
import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from recount.model import Change, Event, Extraction, Piece, Quotation, Report, Statement, Wording

from .claimants import person_in, resolve
from .context import Context, Surroundings
from .names import one_form, person_key, same_person
from .rarity import UNSEEN, background
from .rewording import LONGEST, changes
from .words import Word, words

ENOUGH = 0.45
"""The share of the shorter wording's content, weighed by rarity, that two wordings of one named speaker must share."""
MUCH = 0.65
"""The same where a body speaks, which says much in set phrases ("remnants of the former regime")."""
MOST = 0.8
"""The same where one of the two has no known speaker."""
FEWEST, MORE, MOST_WORDS = 3, 4, 5
"""Content words that two wordings must share, with one named speaker, with one body, and without."""
COMMON = 0.3
"""A word in more than this share of reports carries no content."""
STEM = 5
"""Words that agree in their first five letters, or all but three, are one content word: normal, normalcy."""
CROWD = 60
"""A content word in more statements of an event than this proposes no pairs."""


class Voice(NamedTuple):
    """What one report gives as somebody's words, with its surroundings for names."""

    report: Report
    statements: tuple[Statement, ...]
    around: Context


class _Said(NamedTuple):
    """A statement with its words, its content (stem to weight), and who said it."""

    statement: Statement
    report: Report
    words: tuple[Word, ...]
    content: dict[str, float]
    stems: dict[str, list[str]]
    person: str | None
    claimant: str | None


def find_quotations(
    reports: Mapping[str, Report],
    extractions: Mapping[str, Extraction],
    events: Sequence[Event],
    around: Surroundings | None = None,
) -> tuple[Quotation, ...]:
    """The utterances that more than one report of an event gives, sorted by id; `reports`, `extractions` by id."""
    around = around or Surroundings(reports)
    found = [each for event in events for each in quoted(voices_of(event, reports, extractions, around))]
    return tuple(sorted(found, key=lambda quotation: quotation.id))


def voices_of(
    event: Event, reports: Mapping[str, Report], extractions: Mapping[str, Extraction], around: Surroundings
) -> tuple[Voice, ...]:
    """What the reports of an event give as somebody's words, by report id; of one report alone nothing."""
    if len(event.reports) < 2:
        return ()
    given = [(id, extractions[id].statements) for id in sorted(event.reports) if id in extractions]
    return tuple(Voice(reports[id], statements, around.of(id)) for id, statements in given if statements)


def quoted(voices: Sequence[Voice]) -> tuple[Quotation, ...]:
    """The utterances that more than one report of one event gives, sorted by id. Pure."""
    if len(voices) < 2:
        return ()
    said: list[_Said] = []
    for voice in voices:
        speakers: dict[str, tuple[str | None, str | None]] = {}
        said.extend(_said(statement, voice, speakers) for statement in voice.statements)
    return tuple(sorted((_quotation(group) for group in _groups(said)), key=lambda quotation: quotation.id))


def pieces(text: str, fullest: str) -> tuple[Piece, ...]:
    """A wording's runs of words against the fullest wording's: the same, others, only here, or missing here.

    Case, accents and punctuation make no difference. All but the missing pieces, in order, are the wording's words.
    """
    here, there = words(text)[:LONGEST], words(fullest)[:LONGEST]
    match = difflib.SequenceMatcher(None, [w.folded for w in there], [w.folded for w in here], autojunk=False)
    made = []
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "equal":
            made.append(Piece("same", text[here[c].start : here[d - 1].end]))
        elif tag == "replace":
            made.append(Piece("other", text[here[c].start : here[d - 1].end]))
        elif tag == "insert":
            made.append(Piece("only_here", text[here[c].start : here[d - 1].end]))
        else:
            made.append(Piece("missing_here", fullest[there[a].start : there[b - 1].end]))
    return tuple(made)


@lru_cache(maxsize=1 << 15)
def _weight(folded: str) -> float:
    """How much of a statement's content a word is; 0 for one that carries none."""
    rate = max(background().get(folded, UNSEEN), UNSEEN)
    return -math.log(rate) if rate <= COMMON and len(folded) > 2 else 0.0


def _said(statement: Statement, voice: Voice, speakers: dict[str, tuple[str | None, str | None]]) -> _Said:
    """A statement read; `speakers` keeps who the report's words for them name."""
    row = tuple(words(statement.span.exact)[:LONGEST])
    content = {stem: weight for word in row if (weight := _weight(word.folded)) for stem in (one_form(word.folded),)}
    stems: dict[str, list[str]] = {}
    for stem in content:
        stems.setdefault(stem[:STEM], []).append(stem)
    speaker = statement.speaker.exact if statement.speaker else ""
    if speaker not in speakers:
        speakers[speaker] = _speaker(speaker, voice)
    return _Said(statement, voice.report, row, content, stems, *speakers[speaker])


def _speaker(words: str, voice: Voice) -> tuple[str | None, str | None]:
    """The person and the claimant (id) that a report's words for who speaks name."""
    if not words:
        return None, None
    person = person_in(words)
    if person is None and len(person_key(words)) == 1 and words[:1].isupper():
        person = words
    naming = resolve(words, voice.report.id, voice.around)
    return person, naming.id if naming.named else None


def _groups(said: Sequence[_Said]) -> list[list[_Said]]:
    """Statements that give one utterance: quotations alike, and each paraphrase with the quotation it is most like."""
    head = list(range(len(said)))

    def root(i: int) -> int:
        while head[i] != i:
            head[i] = head[head[i]]
            i = head[i]
        return i

    best: dict[int, tuple[float, int]] = {}
    for one, other in _candidates(said):
        likeness = _likeness(said[one], said[other])
        if likeness is None:
            continue
        kinds = said[one].statement.kind, said[other].statement.kind
        if kinds == ("quotation", "quotation"):
            head[max(root(one), root(other))] = min(root(one), root(other))
        elif "quotation" in kinds:
            told, quoted = (one, other) if kinds[0] == "paraphrase" else (other, one)
            best[told] = max(best.get(told, (0.0, quoted)), (likeness, quoted))
    for told, (_, quoted) in sorted(best.items()):
        head[root(told)] = root(quoted)
    groups: dict[int, list[_Said]] = {}
    for i, each in enumerate(said):
        groups.setdefault(root(i), []).append(each)
    return [group for group in groups.values() if len({one.report.id for one in group}) > 1]


def _candidates(said: Sequence[_Said]) -> list[tuple[int, int]]:
    """Pairs of different reports' statements that share a content word which not too many have."""
    index: dict[str, list[int]] = {}
    for i, one in enumerate(said):
        for stem in sorted(one.stems):
            index.setdefault(stem, []).append(i)
    pairs = {
        (held[i], held[j])
        for held in index.values()
        if len(held) <= CROWD
        for i in range(len(held))
        for j in range(i + 1, len(held))
        if said[held[i]].report.id != said[held[j]].report.id
    }
    return sorted(pairs)


def _likeness(one: _Said, other: _Said) -> float | None:
    """How much content two wordings share, 0..1, or None where they are not one utterance's."""
    named = one.person is not None and other.person is not None
    if named and not same_person(str(one.person), str(other.person)):
        return None
    if not named and one.claimant and other.claimant and one.claimant != other.claimant:
        return None
    less, more = sorted((one, other), key=lambda said: (sum(said.content.values()), sorted(said.content)))
    short, long = less.content, more.content
    met = [word for word in short if word in long or any(_one_stem(word, at) for at in more.stems.get(word[:STEM], ()))]
    share = sum(short[word] for word in met) / (sum(short.values()) or 1.0)
    body = one.claimant is not None and one.claimant == other.claimant
    words, least = (FEWEST, ENOUGH) if named else (MORE, MUCH) if body else (MOST_WORDS, MOST)
    if len(met) < words or share < least:
        return None
    return share


def _one_stem(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= STEM and max(len(one), len(other)) - shared <= 4


def _changes(one: _Said, fullest: _Said) -> tuple[Change, ...]:
    """What a wording says otherwise than the fullest; of another language only the numbers can be compared."""
    if one is fullest:
        return ()
    here, there = one.report.language.partition("-")[0], fullest.report.language.partition("-")[0]
    return changes(one.statement.span.exact, fullest.statement.span.exact, here if here == there else "")


def _quotation(group: Sequence[_Said]) -> Quotation:
    ordered = sorted(group, key=lambda one: one.statement.id)
    fullest = min(ordered, key=lambda one: (one.statement.kind != "quotation", -len(one.words), one.statement.id))
    days = sorted((one.report.published, one.statement.id) for one in ordered if one.report.published)
    dated = len(days) == len(ordered) and len(days) > 1 and days[0][0] != days[1][0]
    persons = Counter(" ".join(one.person.split()) for one in ordered if one.person)
    names = sorted(persons, key=lambda name: (-len(person_key(name)), -persons[name], -len(name), name))
    spoken = sorted({one.statement.speaker.exact for one in ordered if one.statement.speaker})
    spellings = sorted(names or {" ".join(name.split()) for name in spoken})
    print_ = hashlib.sha256("\n".join(one.statement.id for one in ordered).encode()).hexdigest()[:10]
    count = len({one.report.id for one in ordered})
    who = (
        f"one speaker under {len(spellings)} spelling{'' if len(spellings) == 1 else 's'}"
        if names
        else "no named speaker"
    )
    return Quotation(
        id=f"q-{print_}",
        speaker=names[0] if names else spoken[0] if spoken else None,
        spellings=tuple(spellings),
        wordings=tuple(
            Wording(
                statement=one.statement.id,
                pieces=pieces(one.statement.span.exact, fullest.statement.span.exact),
                changes=_changes(one, fullest),
            )
            for one in ordered
        ),
        fullest=fullest.statement.id,
        earliest=days[0][1] if dated else None,
        reason=f"{len(ordered)} wordings in {count} reports share their rare words; {who}",
    )
