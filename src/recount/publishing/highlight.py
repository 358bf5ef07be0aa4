"""A report's text with its words highlighted: nested and overlapping spans, hidden characters, nothing else changed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

# Characters that show nothing and can hide or reorder what stands around them. Marks and joiners that scripts
# need (U+200C-U+200F) are left as they are.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to highlight as one element.

    `rank` decides who stays whole where two marks cross: the higher one. `anchor` is the id of its first piece,
    `back` the anchor that a small label behind it leads to, `label` that label, `title` what it says when pointed at.
    """

    start: int
    end: int
    kind: str
    rank: int = 0
    anchor: str | None = None
    back: str | None = None
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of text that led to a field of a claim; shown lightly and never a link's target."""

    start: int
    end: int
    kind: str


@dataclass
class _Edges:
    opens: list[Mark] = field(default_factory=list)
    closes: bool = False
    cues_on: list[str] = field(default_factory=list)
    cues_off: list[str] = field(default_factory=list)


def highlighted(text: str, marks: Iterable[Mark], cues: Iterable[Cue] = ()) -> Markup:
    """The text as markup whose own text is the text, character by character.

    Marks that lie in one another nest; where two cross, the one of lower rank is split, and only its first piece
    carries the anchor. Cues fill what is no mark of the highest rank. Marks outside the text are left out.
    """
    edges: dict[int, _Edges] = defaultdict(_Edges)
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.rank, m.anchor or "")):
        if 0 <= mark.start < mark.end <= len(text):
            edges[mark.start].opens.append(mark)
            edges[mark.end].closes = True
    for cue in sorted(cues, key=lambda c: (c.start, c.end, c.kind)):
        if 0 <= cue.start < cue.end <= len(text):
            edges[cue.start].cues_on.append(cue.kind)
            edges[cue.end].cues_off.append(cue.kind)
    return _Writer(text).write(edges)


class _Writer:
    """Walks the edges with a stack of open marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.stack: list[Mark] = []
        self.begun: set[int] = set()
        self.cues: dict[str, int] = {}

    def write(self, edges: dict[int, _Edges]) -> Markup:
        at = 0
        for position in sorted(edges):
            self._text(at, position)
            at = position
            edge = edges[position]
            if edge.closes:
                self._close_at(position)
            for kind in edge.cues_off:
                self.cues[kind] -= 1
            for kind in edge.cues_on:
                self.cues[kind] = self.cues.get(kind, 0) + 1
            for mark in edge.opens:
                self._open(mark)
        self._text(at, len(self.text))
        return Markup("".join(self.out))  # noqa: S704 - every piece was escaped when it was written

    def _text(self, start: int, end: int) -> None:
        if start == end:
            return
        words = _visible(self.text[start:end])
        kinds = sorted(kind for kind, open_now in self.cues.items() if open_now)
        if kinds and not any(mark.rank >= FIGURE for mark in self.stack):
            names = " ".join(f"cue-{kind}" for kind in kinds)
            self.out.append(Markup('<span class="cue {}">{}</span>').format(names, words))
        else:
            self.out.append(words)

    def _open(self, mark: Mark) -> None:
        # What ends inside the new mark and gives way to it is closed before it, and goes on inside.
        first = next(
            (i for i, old in enumerate(self.stack) if old.rank < mark.rank and old.end < mark.end), len(self.stack)
        )
        tail = self.stack[first:]
        for old in reversed(tail):
            self._pop(old, ended=False)
        for new in (mark, *tail):
            self._push(new)

    def _close_at(self, position: int) -> None:
        lowest = next((i for i, mark in enumerate(self.stack) if mark.end == position), None)
        if lowest is None:
            return
        tail = self.stack[lowest:]
        for mark in reversed(tail):
            self._pop(mark, ended=mark.end == position)
        for mark in tail:
            if mark.end != position:
                self._push(mark)

    def _push(self, mark: Mark) -> None:
        self.stack.append(mark)
        anchor = Markup("")
        if mark.anchor is not None and id(mark) not in self.begun:
            anchor = Markup(' id="{}"').format(mark.anchor)
        title = Markup(' title="{}"').format(mark.title) if mark.title else Markup("")
        self.begun.add(id(mark))
        self.out.append(Markup('<mark class="{}"{}{}>').format(mark.kind, anchor, title))

    def _pop(self, mark: Mark, *, ended: bool) -> None:
        self.stack.pop()
        self.out.append("</mark>")
        if ended and mark.back is not None:
            # The label is written by the style sheet: the report's text stays what it is, also when copied.
            label = '<a class="back" href="#{}" data-label="{}" aria-label="{}"></a>'
            self.out.append(
                Markup(label).format(  # noqa: S704 - a frame of ours
                    mark.back, mark.label, f"back to {mark.label} in the ledger"
                )
            )


WORDS, STATEMENT, PERSON, FIGURE = -1, 0, 1, 2
"""Ranks: a figure's highlight is never split for the sake of the statement or the mention that it crosses."""


def _visible(text: str) -> Markup:
    """The text escaped; what hides or reorders is fenced in and named, other control characters get their picture."""
    out: list[Markup] = []
    at = 0
    for match in _HIDDEN.finditer(text):
        out.append(_escaped(text[at : match.start()]))
        code = f"U+{ord(match.group()):04X}"
        name = unicodedata.name(match.group(), "control character").lower()
        fence = '<bdi class="hidden-char" data-code="{}" title="a hidden character: {}">{}</bdi>'
        out.append(
            Markup(fence).format(  # noqa: S704 - a frame of ours
                code, name, match.group().translate(_CONTROLS)
            )
        )
        at = match.end()
    out.append(_escaped(text[at:]))
    return Markup("").join(out)


# A page cannot hold NUL, and other controls are errors in it; U+2400 and on are their pictures, one for one.
_CONTROLS = {c: 0x2400 + c for c in range(0x20) if chr(c) not in "\t\n\r"} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)


def _escaped(text: str) -> Markup:
    return Markup(str(escape(text.translate(_CONTROLS))).replace("\r", "&#13;"))  # noqa: S704 - escaped just here
