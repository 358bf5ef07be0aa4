"""Counts right after a total that break it down: "three civilians, two women and a man"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..counting.counts import Sentence
from ..words.people import people
from ..words.syntax import parts_played
from .parts import exact, list_gap

if TYPE_CHECKING:
    from .frames import Frame


def breakdowns(sentence: Sentence, frames: Mapping[int, Frame]) -> list[tuple[int, int]]:
    """Counts right after a total that add up to it: "three civilians, two women and a man" (part, total)."""
    found: list[tuple[int, int]] = []
    for at in sorted(frames):
        total = exact(sentence, at)
        if total is None or total < 2 or frames[at].relation == "part":
            continue
        rest, part = total, at + 1
        if (sibling := _and_kin(sentence, part, total)) and sibling in frames:
            found.append((sibling, at))
            continue
        while part in frames and rest > 0:
            gap = range(sentence.counts[part - 1].last, sentence.counts[part].first)
            number = exact(sentence, part)
            opens = part > at + 1 or (len(gap) > 0 and sentence.tags[gap[0]] in ",:(")
            if number is None or not opens or not list_gap(sentence, gap) or frames[part].outcome != frames[at].outcome:
                break
            rest -= number
            part += 1
        if rest == 0 and part > at + 2:
            found += [(other, at) for other in range(at + 1, part)]
    return found


def _and_kin(sentence: Sentence, at: int, total: int) -> int | None:
    """ "Two siblings, a girl aged 9 and her brother, were killed": the one after two who is told with his kin."""
    if total != 2 or at >= len(sentence.counts) or not sentence.counts[at].article:
        return None
    tokens, tags, count = sentence.tokens, sentence.tags, sentence.counts[at]
    if [tags[k] for k in range(sentence.counts[at - 1].last, count.first)][-1:] != [","]:
        return None
    ages = parts_played(sentence.language)["aged"]
    k = count.last + 2 * (count.last < sentence.last and tokens[count.last].stem in ages)
    if k + 2 >= sentence.last or tags[k] != "C" or tokens[k + 1].stem not in ("his", "her"):
        return None
    kin = people(sentence.language).nouns.get(tokens[k + 2].stem)
    return at if kin is not None and not kin.plural else None
