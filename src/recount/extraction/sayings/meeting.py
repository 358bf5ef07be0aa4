"""Where two sayings of one sentence meet: which of them governs what stands between."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import Language
from ..words.syntax import parts_played
from ..words.tokens import Token
from .saying import Saying
from .unmarked import clause_start, told_by


def bounded(made: list[Saying], tokens: Sequence[Token], tags: Sequence[str], language: Language) -> list[Saying]:
    """Where two sayings of a sentence meet, each keeps its own side."""
    outlets = parts_played(language)["outlets"]
    for k in range(1, len(made)):
        before, here = made[k - 1], made[k]
        if here.kind == "after" and before.kind != "headline" and _passed_on(before, here, tokens, outlets):
            made[k] = here = here._replace(start=here.stop)
        if here.kind == "after" and _opens_and_closes(before, here, tokens):
            made[k - 1] = before._replace(stop=before.start)
        if here.kind == "after" and before.kind == "before" and before.lemma in _LEARNING:
            made[k - 1] = before = before._replace(stop=before.start)  # "they learned that two were shot, police said"
        if here.kind in ("after", "according") and before.kind == "before" and before.stop > here.source.first:
            if here.kind == "according" and here.stop <= here.source.last + 1:
                made[k] = here._replace(start=clause_start(tokens, tags, before.cue.last, here))
            continue  # the nearer one wins by its smaller reach
        if told_by(before, here, tokens, tags):
            made[k] = here = here._replace(source=before.source)
        if here.kind == "before" and before.kind == "before" and before.cue.last <= here.source.first < before.stop:
            made[k - 1] = before._replace(stop=min(before.stop, here.source.first))
        if here.kind in ("after", "headline", "according") and before.kind != "before" and here.start < before.cue.last:
            made[k] = here._replace(start=max(here.start, before.cue.last))
    return made


_LEARNING = frozenset(["learn"])
"""Whoever does this in what another says is told of, and tells nothing."""


def _passed_on(before: Saying, here: Saying, tokens: Sequence[Token], outlets: frozenset[str]) -> bool:
    """Whether an outlet that closes the sentence passes on what others say in it.

    "According to the ministry, nine died, the news agency reported"; "A source said that nine died; SANA reported".
    """
    apart = tokens[min(here.source.first, here.cue.first) - 1].text == ";"
    if apart and before.stop >= here.source.first and before.kind in ("before", "according"):
        return True
    opens = before.kind == "according" and before.start == before.source.last and before.stop >= here.cue.first
    return opens and not outlets.isdisjoint(tokens[k].stem for k in range(*here.source))


def _opens_and_closes(before: Saying, here: Saying, tokens: Sequence[Token]) -> bool:
    """A headline without a stop that runs on into a sentence with a source of its own: "UN says … the army said"."""
    between = tokens[before.cue.last : here.source.first]
    return before.kind == "before" and len(between) > LONG and not any(token.text == "," for token in between)


LONG = 20
"""So many words without a comma between two sources are no clause of the first."""
