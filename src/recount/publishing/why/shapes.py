"""What an answer to "why" is made of: plain data, for a terminal, a page or a program."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "own_toll", "estimate", "component", "contradiction", "relation", "question", "bound", "toll", "series", "figure",
    "person", "claim", "victim", "statement", "event", "unknown",
]  # fmt: skip
"""What an id is an id of. `figure` is a snapshot; `unknown` an id that nothing in the ledger has."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be asked about, in one line: its id, the id of its event, what it is, and what it says."""

    id: str
    event: str
    kind: Kind
    says: str


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report, and what is known of who vouches for them.

    `exact` stands in the report's text from `start` to `end` (code points), between `before` and `after`; `stands`
    says whether it does. `attributed` are the words for the source, `led_by` those that tie it to the figure, and
    `because` why the source was taken for `claimant`. `relays` are who passed it on, nearest to the claimant first.
    """

    report: str
    outlet: str
    published: str
    address: str
    before: str
    exact: str
    after: str
    start: int
    end: int
    stands: bool
    attributed: str = ""
    led_by: str = ""
    claimant: str = ""
    certainty: str = ""
    because: str = ""
    relays: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One number of an equation: whose it is, what it is in words, its value, and whether it is taken off."""

    id: str
    end: str
    value: int
    minus: bool
    says: str


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a result worked out: the field that it gives, its value, the equation, and what its numbers are."""

    gives: str
    value: int
    says: str
    parts: tuple[Part, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why something stands in the ledger: its sentence, its numbers worked out, and what it rests on, each answered.

    `at` numbers it within the whole answer ("2.1"; the question's own is empty); `see` is the number under which it was
    answered already. `end` says which end of a bound it is about. `beside` is shown with it and no part of it, `aside`
    was not rested on and why, `further` leads on. `unshown` counts premises that were left out for their number, and
    `deeper` says that what it rests on was left out for its depth.
    """

    id: str
    kind: Kind
    what: str
    at: str = ""
    see: str | None = None
    end: str = ""
    says: str = ""
    rule: str = ""
    worked: tuple[Worked, ...] = ()
    notes: tuple[str, ...] = ()
    words: Words | None = None
    because: tuple[Answer, ...] = ()
    beside: tuple[Answer, ...] = ()
    aside: tuple[Line, ...] = ()
    further: tuple[Line, ...] = ()
    unshown: int = 0
    deeper: bool = False
