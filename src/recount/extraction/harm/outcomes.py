"""The words of harm in a sentence: what each says, and how it stands (passive, bare participle, active, unreal)."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Outcome

from ..language import Language, per_language
from ..record import Record
from ..words.memo import Memo
from ..words.tokens import Token, stems_of
from .harm import Grammar, Harm, harm


class Predicate(Record, frozen=True):
    """One word or phrase of harm: its tokens, what it says, and how it stands.

    `passive`: after a form of *be*; `bare`: a participle without it; else active. `real` is False for harm that is only
    possible or planned; `people` where the verb harms only people.
    """

    first: int
    last: int
    outcome: Outcome
    victim: Grammar
    passive: bool = False
    bare: bool = False
    real: bool = True
    weak: bool = False
    people: bool = False


def find_predicates(
    tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, language: Language
) -> list[Predicate]:
    """The words of harm among `tokens[first:last]`, in order, joined ones ("killed or wounded") as one."""
    known, begins = harm(language), _begins(language)
    found: list[Predicate] = []
    end = first
    for at in begins.where(stems_of(tokens), first, last):
        if at < end:
            continue
        made = _pattern(tokens, tags, first, at, last, known) or _word(tokens, tags, first, at, last, known)
        if made is None:
            continue
        if found and _joins(tokens, tags, found[-1], made, known):
            before = found.pop()
            fatal = before.weak and tokens[made.last - 1].stem in known.counted  # "shot or burned to death"
            dies = made.outcome == "killed" and (made.victim == "subject" or before.weak)
            fatal = fatal or (dies and before.outcome == "injured" and _and_so(tokens, before, made))  # "shot and died"
            made = made._replace(
                first=before.first,
                outcome="killed" if fatal else _both(before.outcome, made.outcome),
                passive=before.passive or made.passive,
                real=before.real,
                bare=made.bare if _has_object(tags, made) else before.bare or made.bare,
            )
        found.append(made)
        end = made.last
    return found


def _has_object(tags: Sequence[str], made: Predicate) -> bool:
    """Whether the second of two joined words of harm has an object, so both are active: "shot and wounded a man"."""
    active = made.victim == "object" and not made.bare and not made.passive
    return active and made.last < len(tags) and tags[made.last] in "D#"


def _and_so(tokens: Sequence[Token], before: Predicate, made: Predicate) -> bool:
    """Whether "and" or a comma, and no "or", joins two words of harm."""
    return all(tokens[k].stem != "or" for k in range(before.last, made.first))


@per_language
def _begins(language: Language) -> Memo[bool]:
    """Whether a word of harm may begin with a stem, whatever stands after it."""
    known = harm(language)
    words = {*known.patterns, *known.verbs, *known.states}
    return Memo(lambda stem: stem in words)


def _pattern(
    tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, last: int, known: Harm
) -> Predicate | None:
    for pattern in known.patterns.get(tokens[at].stem, ()):
        end = _match(tokens, at, last, pattern.parts, known)
        if end is None:
            continue
        be = _be_before(tokens, tags, first, at, known)
        active = not be and not tokens[at].stem.endswith("ing") and pattern.victim == "object"
        if pattern.victim == "object" and tokens[end - 1].stem not in ("of",):
            if be or not _object_follows(tokens, tags, end, last, known):
                return Predicate(at, end, pattern.outcome, "object", be, not be, _real(tokens, tags, first, at, known))
            if active or tokens[at].stem.endswith("ing"):
                return Predicate(
                    at, end, pattern.outcome, "object", False, False, _real(tokens, tags, first, at, known)
                )
        return Predicate(at, end, pattern.outcome, pattern.victim, be, False, _real(tokens, tags, first, at, known))
    return None


def _match(tokens: Sequence[Token], at: int, last: int, parts: tuple[frozenset[str], ...], known: Harm) -> int | None:
    for part in parts:
        if part == _OPTIONAL:
            if at < last and tokens[at].stem in known.fillers:
                at += 1
            continue
        if at >= last or tokens[at].stem not in part:
            return None
        at += 1
    return at


_OPTIONAL = frozenset(["+"])


def _word(
    tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, last: int, known: Harm
) -> Predicate | None:
    stem = tokens[at].stem
    verb = known.verbs.get(stem)
    if verb is not None:
        if _nominal_use(tokens, tags, first, at, last, stem, known):
            return None
        noun = verb.weak and tags[at] == "G" and not _object_follows(tokens, tags, at + 1, last, known)
        if noun and at > first and tokens[at - 1].stem not in known.play["be"] and tags[at - 1] not in ",C":
            return None  # "a Wednesday night shooting in Tell"
        be = _be_before(tokens, tags, first, at, known)
        participle = tags[at] == "E"
        if verb.weak and not be and at + 1 < last and _aimed(tokens, tags, at, last, known):
            return None
        if tags[at] == "G" and verb.victim == "subject" and at > first and tokens[at - 1].stem in known.play["charged"]:
            return None  # "charges of fleeing"
        bare = (
            participle
            and not be
            and not _had_before(tokens, first, at, known)
            and verb.victim == "object"
            and (_of_so_many(tokens, tags, at, first) or not _object_follows(tokens, tags, at + 1, last, known))
        )
        if verb.people and bare and tags[at] == "E" and not _after_count(tokens, tags, first, at):
            return None  # "when the shell hit"
        real = _real(tokens, tags, first, at, known)
        return Predicate(at, at + 1, verb.outcome, verb.victim, be and participle, bare, real, verb.weak, verb.people)
    if stem in known.states:
        return Predicate(
            at,
            at + 1,
            known.states[stem],
            "state",
            _be_before(tokens, tags, first, at, known),
            True,
            _real(tokens, tags, first, at, known),
        )
    return None


def _of_so_many(tokens: Sequence[Token], tags: Sequence[str], at: int, first: int) -> bool:
    """ "Of the nine wounded three have died": how many are harmed, right after "of the"."""
    number = at - 1
    while number > first and tags[number] in "NJ" and number > at - 4:
        number -= 1
    return number - 2 >= first and tags[number] == "#" and tags[number - 1] == "D" and tokens[number - 2].stem == "of"


def _aimed(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, known: Harm) -> bool:
    """Whether "shot" is said of who shoots: "shot at officers", but not "1 person shot at a car wash"."""
    after = tokens[at + 1].stem
    if after not in known.play["aimed"]:
        return False
    if after not in known.play["where"]:
        return True
    head = at + 2
    while head + 1 < last and tags[head] in "D#JNR" and tags[head + 1] in "JN":
        head += 1
    return head >= last or tags[head] == "O" or tags[head] == "D" or tokens[head].stem in known.play["targets"]


def _after_count(tokens: Sequence[Token], tags: Sequence[str], first: int, at: int) -> bool:
    """Whether a number or an article stands shortly before: "2 people hit by gunfire"."""
    back = at - 1
    while back >= first and at - back < 5:
        if tags[back] == "#" or tokens[back].stem in ("a", "an", "another", "one"):
            return True
        if tags[back] not in "NJR":
            return False
        back -= 1
    return False


def _nominal_use(
    tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, last: int, stem: str, known: Harm
) -> bool:
    """Whether a form that is also a noun ("the killing of", "gunshot wounds", "a murder") is one here."""
    if tags[at] == "G":
        if at + 1 < last and tokens[at + 1].stem == "of":
            return True
        return at > first and tags[at - 1] in "DJ" and not (at + 1 < last and tags[at + 1] in "#D")
    if stem.endswith("ed") or tags[at] == "E":
        return False
    before = tags[at - 1] if at > first else "."
    if stem in known.play["noun_forms"]:
        return before in "DJPN#E" and not (at + 1 < last and tags[at + 1] in "#D" and before == "N")
    return before == "D"


def _be_before(tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, known: Harm) -> bool:
    """Whether a form of *be* governs the word at `at` (adverbs and joined participles between)."""
    back = at - 1
    while back >= first and at - back < 7:
        stem = tokens[back].stem
        if stem in known.play["be"] and tags[back] == "A":
            return True
        if tags[back] in "RX" or stem in known.play["between_verb"]:
            back -= 1
        elif tags[back] == "C" and back - 1 >= first and tags[back - 1] in "EJ":
            back -= 2
        elif tags[back] == "E" and tokens[back].stem in known.play["raising"]:
            back -= 1
        else:
            return False
    return False


def _had_before(tokens: Sequence[Token], first: int, at: int, known: Harm) -> bool:
    back = at - 1
    while back >= first and at - back < 4:
        if tokens[back].stem in known.play["have"]:
            return True
        if not tokens[back].stem.endswith("ly") and tokens[back].stem not in known.play["between_verb"]:
            return False
        back -= 1
    return False


def _object_follows(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, known: Harm) -> bool:
    """Whether a noun phrase follows that can be an active verb's object."""
    if at < last and tags[at] == '"':
        if tokens[at].start == tokens[at - 1].end:
            return False  # a closing mark
        at += 1
    if at >= last:
        return False
    if tags[at] == "D" and tokens[at].stem in known.play["all_of"]:
        return True  # "struck all three victims"
    if tokens[at].stem in known.play["to_number"] and _leads_to_number(tokens, tags, at, last, known):
        return True
    if _tells(tokens, tags, at, last, known):
        return False
    return (
        tags[at] in "D#N"
        or (tags[at] == "O" and tokens[at].stem not in known.play["subjects"])
        or (tags[at] in "J" and at + 1 < last and tags[at + 1] in "NJ#")
    )


def _tells(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, known: Harm) -> bool:
    """ "100 were injured the Russian military said": the phrase after a participle says it, so it is no object."""
    end = at
    while end < min(at + 8, last) and tags[end] in "DNJ":
        end += 1
    return (
        at < end < last and tokens[end].stem in known.play["tellers"] and (end + 1 == last or tags[end + 1] in ".,PH")
    )


def _leads_to_number(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int, known: Harm) -> bool:
    k = at + 1
    while k < min(at + 4, last) and tokens[k].stem in known.play["in_number"]:
        k += 1
    return k < last and tags[k] == "#"


def _real(tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, known: Harm) -> bool:
    """False for harm that is only possible, planned or denied by a modal: "could kill", "tried to kill"."""
    back = at - 1
    perfect = False
    while back >= first and at - back < 6:
        stem = tokens[back].stem
        if stem in known.risks:
            return False
        if stem in known.modals:
            return perfect and stem in known.play["may_have"]
        if tags[back] == "X":
            return False
        if stem in known.play["have"]:
            perfect = True
        elif tags[back] == "T" and not tokens[at].stem.endswith("ing"):
            before = tokens[back - 1].stem if back > first else ""
            return perfect or before in known.play["real_to"]
        elif stem not in known.play["be"] and tags[back] not in "RC" and not (tags[back] == "E" and at - back < 3):
            return True
        back -= 1
    return True


def _joins(tokens: Sequence[Token], tags: Sequence[str], before: Predicate, after: Predicate, known: Harm) -> bool:
    """Whether two words of harm are one ("dead or missing"), not two with objects of their own."""
    gap = after.first - before.last
    active = not after.bare and not after.passive and after.victim == "object"
    active = active and _object_follows(tokens, tags, after.last, len(tokens), known)
    if active and tags[after.first] != tags[before.last - 1] and not _both_gerunds(tokens, before, after):
        return False
    if gap not in (1, 2):
        return False
    joint = tokens[before.last].stem
    if joint == "," and gap == 1:  # a headline's "militants killed, wounded"
        end = after.last
        closes = end >= len(tokens) or tags[end] in ".PS:"
        return before.bare and after.bare and closes and {before.outcome, after.outcome} == {"killed", "injured"}
    if joint not in known.play["joins"]:
        return False
    return gap == 1 or tokens[before.last + 1].stem in known.play["between_harm"]


def _both_gerunds(tokens: Sequence[Token], before: Predicate, after: Predicate) -> bool:
    """ "with killing and injuring a number of …": one of them may look like a noun."""
    return tokens[before.last - 1].stem.endswith("ing") and tokens[after.first].stem.endswith("ing")


def _both(one: Outcome, other: Outcome) -> Outcome:
    if one == other:
        return one
    pair = {one, other}
    if pair <= {"killed", "injured", "killed_or_injured"}:
        return "killed_or_injured"
    if "killed" in pair and "missing" in pair:
        return "killed"
    return "injured" if "injured" in pair else one
