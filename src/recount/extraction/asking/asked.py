"""The extractor that asks a language model, stretch by stretch, and takes only what stands in the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import msgspec

from recount.model import Claim, Extraction, Report, Statement

from ..language import language
from ..persons.persons import find_victims
from ..words.tags import tag
from ..words.tokens import tokenize
from .checking import Checker
from .client import Client
from .replies import reply_of

STRETCH = 12_000
"""So many characters of a report are put before the model at once, cut between paragraphs where there are any."""


class Answers(Protocol):
    """Whatever answers a text under instructions: `Client`, or a stand-in."""

    def ask(self, instructions: str, text: str) -> str:
        """The answer. Raises InputError where there is none."""
        ...


class Asked:
    """Claims and statements from a language model; victims as persons from the grammar.

    A model at another's address may answer differently tomorrow: what it said is kept with the extraction, and only the
    grammar gives the same bytes for ever.
    """

    def __init__(self, model: str, answers: Answers) -> None:
        self.name = f"asked {model}"
        self._answers = answers

    @classmethod
    def at(cls, url: str, model: str, key: str | None = None) -> Asked:
        """The extractor that asks `model` at an OpenAI-compatible address. Raises UsageError as `Client` does."""
        return cls(model, Client(url, model, key))

    def extract(self, report: Report) -> Extraction:
        """What the model says of the report and the report's own words bear out. Raises InputError as `Client.ask`."""
        spoken = language(report.language)
        tokens = tokenize(report.text)
        checker = Checker(report, tokens, tag(tokens, spoken), spoken)
        claims: list[Claim] = []
        statements: list[Statement] = []
        for first, last in stretches(report.text):
            reply = reply_of(self._answers.ask(instructions(), report.text[first:last]), self.name)
            claims += checker.claims(reply.claims, first, last)
            statements += checker.statements(reply.statements, first, last)
        numbered = _numbered(report.id, claims)
        return Extraction(
            report=report.id,
            extractor=self.name,
            claims=numbered,
            victims=find_victims(report, tokens, numbered, spoken),
            statements=tuple(
                msgspec.structs.replace(one, id=f"{report.id}#q{n}") for n, one in enumerate(statements, start=1)
            ),
        )


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """A text in stretches of at most `STRETCH` characters, cut after the last line's end, else the last space."""
    first = 0
    while first < len(text):
        last = min(len(text), first + STRETCH)
        if last < len(text):
            cut = max(
                text.rfind("\n", first, last), text.rfind(" ", first, last) if "\n" not in text[first:last] else -1
            )
            last = cut + 1 if cut > first else last
        yield first, last
        first = last


@lru_cache(maxsize=1)
def instructions() -> str:
    """What a model is told to do."""
    return files(__package__).joinpath("instructions.md").read_text(encoding="utf-8")


def _numbered(report: str, claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with their final ids, in order of appearance."""
    ids = {claim.id: f"{report}#c{n}" for n, claim in enumerate(claims, start=1)}
    return tuple(
        msgspec.structs.replace(claim, id=ids[claim.id], part_of=ids.get(claim.part_of or "")) for claim in claims
    )
