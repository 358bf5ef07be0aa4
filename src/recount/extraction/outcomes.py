"""The words of harm in a sentence: which outcome each tells, and by what grammar it takes its victims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from recount.model import Outcome

from .language import Language, per_language
from .tokens import Token

Grammar = Literal["object", "subject", "state", "counted"]
"""object: the object (passive: the subject) suffers; subject: the subject does; state: of whom it is said; counted: itself."""


class Verb(NamedTuple):
    """A verb of harm. `weak` gives way to any other harm told of the same people ("shot" to "dead")."""

    outcome: Outcome
    victim: Grammar
    lemma: str
    weak: bool


class Light(NamedTuple):
    """A verb that harms only together with a noun or goal after the figure."""

    outcome: Outcome
    verbs: frozenset[str]
    nouns: frozenset[str]
    goals: frozenset[str]


class Pattern(NamedTuple):
    """Alternatives of stems, one set a token ("*" up to three of any, "+" none or one), and what they say."""

    parts: tuple[frozenset[str], ...]
    outcome: Outcome
    victim: Grammar


class Harm(NamedTuple):
    """What `harm.toml` compiles to."""

    verbs: Mapping[str, Verb]
    states: Mapping[str, Outcome]
    counted: Mapping[str, Outcome]
    nominal: Mapping[str, tuple[Outcome, frozenset[str]]]
    patterns: Mapping[str, list[Pattern]]
    lights: tuple[Light, ...]
    leave: frozenset[str]
    suffer: tuple[Light, ...]
    flights: tuple[Light, ...]
    toll_nouns: frozenset[str]
    toll_kinds: Mapping[str, Outcome]
    toll_counted: frozenset[str]
    toll_links: frozenset[str]
    none_nouns: frozenset[str]
    blocked: frozenset[str]
    modals: frozenset[str]
    plans: frozenset[str]
    ifs: frozenset[str]
    denials: frozenset[str]
    triggers: frozenset[str]


@per_language
def harm(language: Language) -> Harm:
    """The compiled words of harm of a language."""
    table = language.table("harm")
    verbs: dict[str, Verb] = {}
    for group in table["verb"]:
        for lemma, forms in group["forms"].items():
            for form in forms:
                verbs[form] = Verb(group["outcome"], group["victim"], lemma, group.get("weak", False))
    patterns: dict[str, list[Pattern]] = {}
    for group in table["phrase"]:
        for line in group["patterns"]:
            parts = tuple(frozenset(part.split("|")) for part in line.split())
            for stem in parts[0]:
                patterns.setdefault(stem, []).append(Pattern(parts, group["outcome"], group["victim"]))
    for several in patterns.values():
        several.sort(key=lambda pattern: -len(pattern.parts))
    states = {word: group["outcome"] for group in table["state"] for word in group["words"]}
    counted = {word: group["outcome"] for group in table["counted"] for word in group["words"]}
    nominal = {
        word: (group["outcome"], frozenset(group["links"])) for group in reversed(table["nominal"]) for word in group["words"]
    }  # fmt: skip
    lights = tuple(_light(group) for group in table["light"])
    suffer = tuple(_light(group) for group in table["suffer"])
    flights = tuple(_light(group) for group in table["flight"])
    kinds = table["toll"]["kinds"]
    nouns = frozenset(table["toll"]["nouns"])
    triggers = {*verbs, *states, *counted, *nominal, *nouns}
    for group in (*lights, *flights):
        triggers |= group.verbs
    for group in suffer:
        triggers |= group.nouns
    return Harm(
        verbs, states, counted, nominal, patterns, lights, frozenset(table["leave"]["verbs"]), suffer, flights, nouns, kinds,
        frozenset(table["toll"]["counted"]), frozenset(table["toll"]["links"]), frozenset(table["none"]["nouns"]),
        frozenset(table["none"]["blocked"]), frozenset(table["unreal"]["modals"]), frozenset(table["unreal"]["plans"]),
        frozenset(table["unreal"]["ifs"]), frozenset(table["denial"]["words"]), frozenset(triggers),
    )  # fmt: skip


def _light(group: Mapping[str, object]) -> Light:
    def stems(key: str) -> frozenset[str]:
        found = group.get(key, [])
        return frozenset(found) if isinstance(found, list) else frozenset()

    outcome: Outcome = group["outcome"]  # type: ignore[assignment]  # the table holds only the model's outcomes
    return Light(outcome, stems("verbs"), stems("nouns") | stems("homes"), stems("goals"))


class Predicate(NamedTuple):
    """One word or phrase of harm: its tokens, what it says, and how it stands.

    `passive`: after a form of *be*; `bare`: a participle without it; else active. `real` is False for harm that is only
    possible or planned.
    """

    first: int
    last: int
    outcome: Outcome
    victim: Grammar
    passive: bool = False
    bare: bool = False
    real: bool = True
    weak: bool = False


BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "getting", "am", "wasn't", "weren't"])
_HAVE = frozenset(["has", "have", "had", "having"])
_GOING_ON = frozenset(["manage", "manages", "managed", "managing", "continue", "continues", "continued", "went", "known", "believed", "reported", "said", "confirmed", "first", "feared", "thought"])  # fmt: skip


def find_predicates(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, language: Language) -> list[Predicate]:
    """The words of harm among `tokens[first:last]`, in order, joined ones ("killed or wounded") as one."""
    known = harm(language)
    found: list[Predicate] = []
    at = first
    while at < last:
        made = _pattern(tokens, tags, first, at, last, known) or _word(tokens, tags, first, at, last, known)
        if made is None:
            at += 1
            continue
        if found and _joins(tokens, tags, found[-1], made):
            before = found.pop()
            made = made._replace(
                first=before.first, outcome=_both(before.outcome, made.outcome), passive=before.passive or made.passive,
                real=before.real, bare=before.bare or made.bare,
            )  # fmt: skip
        found.append(made)
        at = made.last
    return found


def _pattern(
    tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, last: int, known: Harm
) -> Predicate | None:
    for pattern in known.patterns.get(tokens[at].stem, ()):
        end = _match(tokens, at, last, pattern.parts)
        if end is None:
            continue
        be = _be_before(tokens, tags, first, at)
        active = not be and not tokens[at].stem.endswith("ing") and pattern.victim == "object"
        if pattern.victim == "object" and tokens[end - 1].stem not in ("of",):
            if be or not _object_follows(tokens, tags, end, last):
                return Predicate(at, end, pattern.outcome, "object", be, not be, _real(tokens, tags, first, at, known))
            if active or tokens[at].stem.endswith("ing"):
                return Predicate(at, end, pattern.outcome, "object", False, False, _real(tokens, tags, first, at, known))
        return Predicate(at, end, pattern.outcome, pattern.victim, be, False, _real(tokens, tags, first, at, known))
    return None


def _match(tokens: Sequence[Token], at: int, last: int, parts: tuple[frozenset[str], ...]) -> int | None:
    for part in parts:
        if part == _OPTIONAL:
            if at < last and tokens[at].stem in _FILLERS:
                at += 1
            continue
        if at >= last or tokens[at].stem not in part:
            return None
        at += 1
    return at


_OPTIONAL = frozenset(["+"])
_FILLERS = frozenset(["the", "also", "later", "both"])


def _word(
    tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, last: int, known: Harm
) -> Predicate | None:
    stem = tokens[at].stem
    verb = known.verbs.get(stem) or (known.verbs.get(stem.replace("-", "")) if "-" in stem else None)
    if verb is not None:
        if _nominal_use(tokens, tags, first, at, last, stem):
            return None
        be = _be_before(tokens, tags, first, at)
        participle = tags[at] == "E"
        if verb.weak and at + 1 < last and tokens[at + 1].stem in _AIMED:
            return None
        bare = participle and not be and not _had_before(tokens, first, at) and verb.victim == "object" and not _object_follows(tokens, tags, at + 1, last)
        real = _real(tokens, tags, first, at, known)
        return Predicate(at, at + 1, verb.outcome, verb.victim, be and participle, bare, real, verb.weak)
    if stem in known.states:
        return Predicate(at, at + 1, known.states[stem], "state", _be_before(tokens, tags, first, at), True, _real(tokens, tags, first, at, known))
    return None


_AIMED = frozenset(["into", "at", "toward", "towards", "himself", "herself", "themselves", "back", "from", "up", "down"])


def _nominal_use(tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, last: int, stem: str) -> bool:
    """Whether a form that is also a noun ("the killing of", "gunshot wounds", "a murder") is one here."""
    if tags[at] == "G":
        if at + 1 < last and tokens[at + 1].stem == "of":
            return True
        return at > first and tags[at - 1] in "DJ" and not (at + 1 < last and tags[at + 1] in "#D")
    if stem.endswith("ed") or tags[at] == "E":
        return False
    before = tags[at - 1] if at > first else "."
    if stem in ("murder", "murders", "massacre", "massacres", "slaughter", "wound", "wounds", "kidnap", "shoots"):
        return before in "DJPN#E" and not (at + 1 < last and tags[at + 1] in "#D" and before == "N")
    return before == "D"


def _be_before(tokens: Sequence[Token], tags: Sequence[str], first: int, at: int) -> bool:
    """Whether a form of *be* governs the word at `at` (adverbs and joined participles between)."""
    back = at - 1
    while back >= first and at - back < 7:
        stem = tokens[back].stem
        if stem in BE and tags[back] == "A":
            return True
        if tags[back] in "RX" or stem in ("more", "reportedly", "allegedly", "also", "all", "both", "later", "either", "dead"):
            back -= 1
        elif tags[back] == "C" and back - 1 >= first and tags[back - 1] in "EJ":
            back -= 2
        elif tags[back] == "E" and tokens[back].stem in _RAISING:
            back -= 1
        else:
            return False
    return False


_RAISING = frozenset(["reported", "believed", "confirmed", "feared", "presumed", "thought", "found", "known", "left", "declared", "recorded", "documented"])


def _had_before(tokens: Sequence[Token], first: int, at: int) -> bool:
    back = at - 1
    while back >= first and at - back < 4:
        if tokens[back].stem in _HAVE:
            return True
        if not tokens[back].stem.endswith("ly") and tokens[back].stem not in ("also", "so", "already", "since", "now"):
            return False
        back -= 1
    return False


def _object_follows(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int) -> bool:
    """Whether a noun phrase follows that can be an active verb's object."""
    if at < last and tags[at] == '"':
        at += 1
    if at >= last:
        return False
    if tokens[at].stem in ("more", "at", "up", "over", "about", "around", "as", "close", "nearly", "almost") and _leads_to_number(tokens, tags, at, last):
        return True
    return tags[at] in "D#N" or (tags[at] == "O" and tokens[at].stem not in ("here", "there", "they", "he", "it", "she", "we", "i")) or (tags[at] in "J" and at + 1 < last and tags[at + 1] in "NJ#")


def _leads_to_number(tokens: Sequence[Token], tags: Sequence[str], at: int, last: int) -> bool:
    k = at + 1
    while k < min(at + 4, last) and tokens[k].stem in ("than", "least", "to", "many", "as", "of", "estimated", "few"):
        k += 1
    return k < last and tags[k] == "#"


def _real(tokens: Sequence[Token], tags: Sequence[str], first: int, at: int, known: Harm) -> bool:
    """False for harm that is only possible, planned or denied by a modal: "could kill", "tried to kill"."""
    back = at - 1
    perfect = False
    while back >= first and at - back < 6:
        stem = tokens[back].stem
        if stem in known.modals:
            return perfect and stem in ("could", "may", "might", "must")
        if tags[back] == "X":
            return False
        if stem in ("have", "has", "had"):
            perfect = True
        elif tags[back] == "T" and not tokens[at].stem.endswith("ing"):
            before = tokens[back - 1].stem if back > first else ""
            return perfect or before in _GOING_ON
        elif stem not in BE and tags[back] not in "RC" and not (tags[back] == "E" and at - back < 3):
            return True
        back -= 1
    return True


def _joins(tokens: Sequence[Token], tags: Sequence[str], before: Predicate, after: Predicate) -> bool:
    """Whether two words of harm are one ("killed and wounded", "dead or missing"), not two with objects of their own."""
    gap = after.first - before.last
    active = not after.bare and not after.passive and after.victim == "object"
    active = active and _object_follows(tokens, tags, after.last, len(tokens))
    if active and tags[after.first] != tags[before.last - 1]:
        return False
    if gap not in (1, 2):
        return False
    joint = tokens[before.last].stem
    if joint not in ("and", "or", "/", "and/or"):
        return False
    return gap == 1 or tokens[before.last + 1].stem in ("either", "otherwise", "then", "seriously", "badly", "were", "severely")


def _both(one: Outcome, other: Outcome) -> Outcome:
    if one == other:
        return one
    pair = {one, other}
    if pair <= {"killed", "injured", "killed_or_injured"}:
        return "killed_or_injured"
    if "killed" in pair and "missing" in pair:
        return "killed"
    return "injured" if "injured" in pair else one
