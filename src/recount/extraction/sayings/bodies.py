"""The one body that speaks in a report beside states, armies and outlets: whom "a monitoring group" may stand for.

Monitors are named in many ways, and most of their names have no word that tells what they are ("Emergency Lawyers",
"Mwatana for Human Rights"). Where only one body speaks that is no state's, no side's and no outlet's, a monitor that
the report does not name is that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..words.phrases import Np
from ..words.tokens import Token
from .reporting import Reporting


def only_body(
    tokens: Sequence[Token], tags: Sequence[str], spoken: Iterable[Np], known: Reporting, agencies: frozenset[str]
) -> Np | None:
    """The longest name of the one such body among those that speak; None where there are several or none."""
    found: list[tuple[frozenset[str], Np]] = []
    for np in spoken:
        words = frozenset(token.stem for token in tokens[np.first : np.last] if token.capital and len(token.text) > 1)
        if not words or not _body(tokens, tags, np, known) or not words.isdisjoint(agencies):
            continue
        at = next((k for k, (other, _) in enumerate(found) if other <= words or words <= other), None)
        if at is None:
            found.append((words, np))
        elif len(words) > len(found[at][0]):
            found[at] = (words, np)
    return found[0][1] if len(found) == 1 else None


def _body(tokens: Sequence[Token], tags: Sequence[str], np: Np, known: Reporting) -> bool:
    """Whether a source is written as a body's name, and is none of a state, of a side, or an outlet."""
    stems = {token.stem for token in tokens[np.first : np.last]}
    if not stems.isdisjoint(known.sided) or not stems.isdisjoint(known.roles):
        return False
    capitals = [token for token in tokens[np.first : np.last] if token.capital and token.kind == "word"]
    inner = [k for k in range(np.first, np.last) if not tokens[k].capital]
    if any(tags[k] not in "DPCJ" and tokens[k].stem not in known.generic for k in inner):
        return False  # "Tell residents"
    linked = any(tags[k] == "P" for k in inner) and len(capitals) > 1
    based = any(token.stem.endswith("-based") for token in tokens[np.first : np.last])
    organ = not stems.isdisjoint(known.organs | known.bodies | known.named)
    return linked or based or (organ and len(capitals) > 1)
