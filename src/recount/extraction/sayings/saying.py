"""A saying: a source, the reporting word, and the stretch of its sentence that it governs."""

from __future__ import annotations

from typing import Literal

from ..record import Record
from ..words.phrases import Np

SayingKind = Literal["before", "after", "according", "headline"]


class Saying(Record, frozen=True):
    """A source, the reporting word, and the tokens (`start` to `stop`, exclusive) that it governs.

    `end` is where the words of the reporting itself end, with its time and place ("said in Geneva on Tuesday").
    """

    source: Np
    cue: Np
    start: int
    stop: int
    kind: SayingKind
    lemma: str
    to: Np | None = None
    end: int = 0
