"""Father and son of one name: "Rolando Pardo, 45, and his son, Rolando Pardo Jr., 22", "Henry Jr."."""

from __future__ import annotations

from collections.abc import Callable

from ..sayings.speakers import Scene
from ..words.names import Name
from .personforms import PersonGrammar

_YOUNGER = frozenset({"jr", "ii", "iii", "iv"})
_ELDER = "sr"
_BESIDE = 4
"""Words before a name among which a word for a child tells that it is the younger's."""


class Namesakes:
    """Tells the younger of two of one name by the suffix, where a text has both; `full` leads to the fullest name.

    A text has both where it names an elder ("Sr."), or somebody's child with the suffix and another without it.
    """

    def __init__(self, view: Scene, grammar: PersonGrammar, full: Callable[[Name], Name]) -> None:
        self.shown: dict[tuple[str, ...], str] = {}
        self._view = view
        self._two: set[tuple[str, ...]] = set()
        younger: dict[tuple[str, ...], bool] = {}
        elder: dict[tuple[str, ...], bool] = {}
        if _YOUNGER.isdisjoint([name.words[-1] for name in view.names.values()]):
            return
        for name in view.names.values():
            bare, suffix = full(name).bare, name.words[-1]
            if suffix in _YOUNGER:
                before = view.tokens[max(0, name.head - _BESIDE) : name.head]
                child = any(grammar.kinds.get(token.stem) in {"kin", "group"} for token in before)
                younger[bare] = younger.get(bare, False) or child
            elif len(name.bare) > 1:
                elder[bare] = elder.get(bare, False) or suffix == _ELDER
        self._two = {bare for bare, child in younger.items() if bare in elder and (child or elder[bare])}

    def told(self, name: Name, full: Name) -> Name:
        """Whom a mention names: the fullest name, or the younger's of that name."""
        if full.bare not in self._two or name.words[-1] not in _YOUNGER:
            return full
        made = full._replace(bare=(*full.bare, name.words[-1]))
        tokens = self._view.tokens[full.first : full.last]
        elder = " ".join(token.text[: len(token.stem)] for token in tokens if token.kind == "word")
        suffix = next(t.text for t in reversed(self._view.tokens[name.first : name.last]) if t.kind == "word")
        plain = elder.rsplit(" ", 1)[0] if full.words[-1] in {*_YOUNGER, _ELDER} else elder
        self.shown.setdefault(made.bare, f"{plain} {suffix}")
        return made
