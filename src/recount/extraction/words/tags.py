"""Shallow word classes: enough syntax to tell noun phrases, verbs and the joints between them.

One letter a token: D determiner, O pronoun, P preposition, C conjunction, S subordinator, W relative, T "to", M modal,
A auxiliary, X negation, H time word, R adverb, J adjective, N noun (and all that is unknown), V finite or base verb,
E participle or past in -ed, G -ing form, # number, "," comma, "." other stop, "(" and ")" brackets, '"' quotation mark,
":" colon, dash or bar. The words stand in `words.toml`; endings tell the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..language import Language, per_language
from ..record import Record
from .memo import Memo
from .tokens import Token, texts_of, token_of


class Words(Record, frozen=True):
    """What `words.toml` compiles to."""

    fixed: dict[str, str]
    """Stem to its class, where one class is enough."""
    verbs: dict[str, str]
    """Verb forms to V, E, G; "v" for forms that are nouns unless a verb is wanted."""
    lemmas: dict[str, str]
    """Verb forms to their lemma."""
    not_participle: frozenset[str]
    not_gerund: frozenset[str]
    not_adverb: frozenset[str]
    abbreviations: frozenset[str]
    numbers: frozenset[str]
    acronyms: frozenset[str]
    channels: frozenset[str]
    in_names: frozenset[str]
    auxiliary: frozenset[str]


@per_language
def words(language: Language) -> Words:
    """The compiled words of a language."""
    table = language.table("words")
    fixed: dict[str, str] = {}
    for tag, stems in table["tag"].items():
        for stem in stems:
            fixed.setdefault(stem, tag)
    verbs: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    past, participle = table["verbs"]["past"], table["verbs"]["participle"]
    for noun, bases in ((False, table["verbs"]["plain"]), (True, table["verbs"]["noun"])):
        for base in bases:
            forms = {base: "v" if noun else "V", _third(base): "v" if noun else "V", _gerund(base): "G"}
            if base in past:
                forms[past[base]] = "V"
            forms[participle.get(base, _past(base))] = "E"
            for form, tag in forms.items():
                verbs.setdefault(form, tag)
                lemmas.setdefault(form, base)
    for subject in ("harm", "attribution"):
        for form, tag, lemma in _other_verbs(language, subject):
            verbs[form] = tag
            lemmas[form] = lemma
    return Words(
        fixed,
        verbs,
        lemmas,
        frozenset(table["not_participle"]),
        frozenset(table["not_gerund"]),
        frozenset(table["not_adverb"]),
        frozenset(table["abbreviations"]),
        frozenset(_number_words(language)),
        frozenset(table["acronyms"]),
        frozenset(table["channels"]),
        frozenset(table["in_names"]),
        frozenset(table["tag"]["A"]),
    )


def _number_words(language: Language) -> set[str]:
    table = language.table("numbers")
    words = {*table["units"], *table["tens"], *table["scales"], "dozen", "half"}
    return words | {
        phrase for phrase in table["vague"] if phrase.endswith("s") and " " not in phrase and len(phrase) > 4
    }


def _other_verbs(language: Language, subject: str) -> list[tuple[str, str, str]]:
    """The verb forms that another table spells out whole: form, class, lemma."""
    made: list[tuple[str, str, str]] = []
    for group in language.table(subject).get("verb", []):
        for lemma, forms in group["forms"].items():
            for form in forms:
                tag = "G" if form.endswith("ing") else "E" if form in group.get("participles", ()) else "V"
                if tag == "V" and (form.endswith("ed") or form in ("slain", "shot", "hurt", "told", "said", "fled")):
                    tag = "E"
                made.append((form, tag, lemma))
    return made


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    return len(base) <= 5 and base[-1] in "bdgklmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if _doubles(base) else base + "ing"


_MARKS = {
    ",": ",",
    "،": ",",
    ";": ".",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ":": ":",
    "|": ":",
    "–": ":",
    "—": ":",
    "-": ":",
    '"': '"',
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "\n": ".",
    "'": '"',
    "‘": '"',
    "’": '"',
    "/": "C",
}


def tag(tokens: Sequence[Token], language: Language) -> list[str]:
    """The class of each token, in order; linear in their number."""
    known, alone = words(language), _alone(language)
    tags = list(map(alone.__getitem__, texts_of(tokens)))
    for at in [at for at, tagged in enumerate(tags) if not tagged]:
        tags[at] = _among(tokens, at, tags, known)
        if tags[at] == "R" and tokens[at].stem == "far" and at and tokens[at - 1].stem == "so":
            tags[at - 1] = "R"  # "so far"
    return tags


def _begins_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb's form begins a name: "Four Free Syrian Army fighters"."""
    return tokens[at].capital and at + 1 < len(tokens) and tokens[at + 1].capital


def _channel(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number ends the name of an outlet: "told Kurdistan 24", "Deir Ezzor 24 said"."""
    back = at - 1
    while back >= 0 and at - back < 4 and tokens[back].capital:
        back -= 1
    if back == at - 1:
        return False
    told = back >= 0 and tokens[back].stem in ("told", "tells", "tell")
    told = told or (back > 0 and tokens[back].stem == "to" and tokens[back - 1].stem == "according")
    said = at + 1 < len(tokens) and tokens[at + 1].stem in (
        "said",
        "says",
        "told",
        "reported",
        "reports",
        "that",
        "added",
    )
    return told or said


def _named(tokens: Sequence[Token], at: int, before: str) -> bool:
    """Whether a capitalised verb form begins a name in the middle of a sentence ("attacked Tell Amur")."""
    if not tokens[at].capital or not at or tokens[at - 1].capital or before in '.:"':
        return False
    return at + 1 < len(tokens) and tokens[at + 1].capital


def _shouted(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words around are all in capitals, so that capitals tell nothing."""
    near = [tokens[k] for k in (at - 1, at + 1) if 0 <= k < len(tokens) and tokens[k].kind == "word"]
    if not near:  # "40 DEAD, 200 MISSING"
        near = [tokens[k] for k in (at - 3, at - 2, at + 2) if 0 <= k < len(tokens) and tokens[k].kind == "word"]
    return bool(near) and all(token.text.isupper() for token in near)


@per_language
def _alone(language: Language) -> Memo[str]:
    """The class of a word wherever it stands; "" where the words beside it tell."""
    known = words(language)
    return Memo(lambda word: _settled(token_of(word), known))


def _settled(token: Token, known: Words) -> str:
    stem = token.stem
    if token.text in known.channels or stem in known.in_names or stem == "far":
        return ""
    if token.kind == "number":
        return "#"
    if token.kind == "mark":
        return _MARKS.get(token.text, ":" if not token.text.isalnum() else "N")
    if stem in known.numbers or ("-" in stem and all(piece in known.numbers for piece in stem.split("-"))):
        return "#" if stem != "one" else ""
    if token.text in known.acronyms:
        return ""
    fixed = known.fixed.get(stem)
    if fixed is not None and not (token.possessive and fixed in "HR"):
        return fixed if fixed != "T" and stem != "that" else ""
    verb = _verb(stem, known)
    if verb is not None:
        return "E" if verb == "E" and not token.capital and not token.text.isupper() else ""
    if token.possessive:
        return "N"
    return _by_ending(stem, known) if not token.capital else "" if stem.endswith(("ed", "ing")) else "N"


def _verb(stem: str, known: Words) -> str | None:
    verb = known.verbs.get(stem)
    return known.verbs.get(stem.replace("-", "")) if verb is None and "-" in stem else verb


def _by_ending(stem: str, known: Words) -> str:
    """The class of a word that stands in no table."""
    if stem.endswith("ed") and len(stem) > 4:
        return "J" if "-" in stem or stem in known.not_participle else "E"
    if stem.endswith("ing") and len(stem) > 5 and stem not in known.not_gerund:
        return "G"
    if stem.endswith("ly") and len(stem) > 4 and stem not in known.not_adverb:
        return "R"
    return "N"


def _among(tokens: Sequence[Token], at: int, tags: Sequence[str], known: Words) -> str:
    """The class of a word by the words beside it; the `tags` of those before it are settled."""
    token = tokens[at]
    stem = token.stem
    before = tags[at - 1] if at else "."
    if token.kind == "number":
        return "N" if _channel(tokens, at) else "#"
    if stem == "one":
        return "#" if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else "O"
    if token.text in known.acronyms and not _shouted(tokens, at):
        return "N"
    fixed = known.fixed.get(stem)
    if fixed is not None and not (token.possessive and fixed in "HR"):
        if fixed == "T" and at and tokens[at - 1].stem in ("according", "due", "thanks", "owing"):
            return "P"
        if stem == "that" and before not in "VEP":
            return "W" if before in "NH" else "D"
        return fixed
    verb = _verb(stem, known)
    if verb is not None:
        tagged = _verb_among(tokens, at, verb, tags, known)
        return "N" if tagged == "V" and stem in known.in_names and _begins_name(tokens, at) else tagged
    if token.possessive or (token.capital and before not in '.:"'):
        return "N"
    if stem.endswith(("ed", "ing")) and token.text.isupper() and not _shouted(tokens, at):
        return "N"  # "ACLED said"
    name = token.capital and (stem.endswith("ly") or _begins_name(tokens, at)) and not _shouted(tokens, at)
    return "N" if name else _by_ending(stem, known)


def _verb_among(tokens: Sequence[Token], at: int, verb: str, tags: Sequence[str], known: Words) -> str:
    """The class of a form of a verb: that of a noun or a name where it stands as one."""
    token, stem = tokens[at], tokens[at].stem
    before = tags[at - 1] if at else "."
    if token.capital and before not in '.:"' and at and tokens[at - 1].capital and verb in "vG":
        return "N"
    if token.text.isupper() and len(stem) > 1 and not _shouted(tokens, at):
        return "N"
    if verb in "Vv" and _named(tokens, at, before):
        return "N"
    if verb in "Vv" and before in "PD" and stem not in known.auxiliary:
        return "N"
    if verb in "Vv" and before == "#" and stem.endswith("s") and stem not in known.auxiliary:
        return "N"  # "112 murders"
    if verb == "v":
        return "V" if before in "TMO" or (before == "R" and at > 1 and tags[at - 2] in "TMO") else "N"
    if verb == "G" and stem in known.not_gerund:
        follow = tokens[at + 1].stem if at + 1 < len(tokens) else ""
        if before == "N" and (follow in ("the", "a", "an") or known.fixed.get(follow) in ("P", "T")):
            return "G"
        return "N" if before in "DJPN#" else "G"
    return verb
