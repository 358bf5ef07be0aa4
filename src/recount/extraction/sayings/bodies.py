"""The one body that speaks in a report beside states, armies and outlets: whom "a monitoring group" may stand for.

Monitors are named in many ways, and most of their names have no word that tells what they are ("Emergency Lawyers",
"Mwatana for Human Rights"). Where only one body speaks that is no state's, no side's and no outlet's, a monitor that
the report does not name is that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..words.phrases import Np, head_of
from ..words.tokens import Token
from .reporting import Reporting


def only_body(
    tokens: Sequence[Token], tags: Sequence[str], spoken: Iterable[Np], known: Reporting, agencies: frozenset[str]
) -> Np | None:
    """The longest name of the one such body that speaks; of several the one that speaks most. None where there is none.

    A body whose seat is told ("the London-based …") is introduced as one that watches from there: it counts double.
    """
    found: list[tuple[frozenset[str], Np]] = []
    weights: Counter[int] = Counter()
    for np in spoken:
        words = frozenset(token.stem for token in tokens[np.first : np.last] if _of_name(token))
        if not words or not words.isdisjoint(agencies):
            continue
        at = next((k for k, (other, _) in enumerate(found) if other <= words or words <= other), None)
        if not _body(tokens, tags, np, known):
            if at is not None:
                weights[at] += 1
            continue
        if at is None:
            at = len(found)
            found.append((words, np))
        elif len(words) > len(found[at][0]):
            found[at] = (words, np)
        weights[at] += 1 + any(_seat(token) for token in tokens[np.first : np.last])
    best = weights.most_common(2)
    alone = len(best) == 1 or (len(best) == 2 and best[0][1] > best[1][1])
    return found[best[0][0]][1] if alone else None


def only_later(tokens: Sequence[Token], tags: Sequence[str], spoken: Iterable[Np], np: Np, short: str) -> Np | None:
    """The only source told after `np` whose noun it is ("the ministry … the Lowland health ministry"), fullest form.

    None where there is none, or where more than one has that noun.
    """
    found: list[tuple[frozenset[str], Np]] = []
    for other in spoken:
        if other.first <= np.last or tokens[head_of(tokens, tags, other)].stem != short:
            continue
        words = frozenset(token.stem for token in tokens[other.first : other.last] if token.capital)
        if words - {"the"}:
            found.append((words, other))
    if not found:
        return None
    longest = max(found, key=lambda one: len(one[0]))
    return longest[1] if all(words <= longest[0] for words, _ in found) else None


def _of_name(token: Token) -> bool:
    return token.capital and token.kind == "word" and len(token.text) > 1 and not _seat(token)


def _seat(token: Token) -> bool:
    """Whether a word tells where a body sits: "London-based"."""
    return token.stem.endswith("-based")


def _body(tokens: Sequence[Token], tags: Sequence[str], np: Np, known: Reporting) -> bool:
    """Whether a source is written as a body's name, and is none of a state, of a side, or an outlet."""
    capitals = [token for token in tokens[np.first : np.last] if _of_name(token)]
    stems = {token.stem for token in capitals}
    if not stems.isdisjoint(known.sided) or not stems.isdisjoint(known.roles):
        return False
    inner = [k for k in range(np.first, np.last) if not _of_name(tokens[k])]
    described = known.generic | known.of_monitors
    if any(tags[k] not in "DPCJ" and tokens[k].stem not in described and not _seat(tokens[k]) for k in inner):
        return False  # "Tell residents"
    linked = any(tags[k] == "P" for k in inner) and len(capitals) > 1
    based = any(_seat(token) for token in tokens[np.first : np.last])
    if len(capitals) == 1 and not inner:
        name = capitals[0]
        if tags[np.last - 1] != "N":
            return False  # "Several said", at the head of a sentence
        return len(name.text) > 2 and name.stem not in known.states and _stands_alone(tokens, name.stem)
    organ = not stems.isdisjoint(known.organs | known.bodies | known.named)
    return linked or based or (organ and len(capitals) > 1)


def _stands_alone(tokens: Sequence[Token], stem: str) -> bool:
    """Whether a name never stands beside another word with a capital, as a surname does somewhere."""
    for at, token in enumerate(tokens):
        if token.stem == stem and token.capital:
            beside = [tokens[k] for k in (at - 1, at + 1) if 0 <= k < len(tokens)]
            if any(other.kind == "word" and other.capital for other in beside):
                return False
    return True
