"""Where words stand: the span that everything extracted carries."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """An exact stretch of one report's text.

    `start` and `end` are character (code point) offsets into `Report.text`, end exclusive; `exact` is
    `text[start:end]`. Together they are a W3C TextPositionSelector and the core of a TextQuoteSelector.
    """

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`.

        Raises ValueError where the offsets do not lie inside the text or the span would be empty.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} does not lie in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether the exact words stand at these offsets of `text`."""
        return text[self.start : self.end] == self.exact

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character (both must be of the same report)."""
        return self.start < other.end and other.start < self.end
