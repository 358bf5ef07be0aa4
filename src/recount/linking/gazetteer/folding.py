"""Names of places made comparable: folded letter by letter, and reduced to the skeleton that transliterations share."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib.resources import files

import msgspec

from recount.model import DataError

LONGEST = 80
"""Characters of a name that are looked at; no place in the gazetteer has a longer one."""

SHORTEST_SKELETON = 4
"""Characters below which a skeleton tells too little ("tl", "ras") to find a place by."""

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
        "ħ": "h", "ŋ": "ng", "ŧ": "t",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "ˈ": "", "ˌ": "", "ʹ": "",
    }
)  # fmt: skip
_BETWEEN = re.compile(r"[\W_]+")
_SHORT_FORMS = {"saint": "st", "fort": "ft", "mount": "mt"}
_GLUED_ARTICLE = re.compile(r"[ae]([b-df-hj-np-tv-z])\1")


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of `spelling.toml`; its head documents each field."""

    articles: tuple[str, ...]
    words: dict[str, str]
    letters: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]


@functools.cache
def rules() -> Rules:
    """The transliteration rules that ship with the gazetteer.

    Raises DataError where the file breaks its format.
    """
    text = files("recount.linking.gazetteer").joinpath("spelling.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), Rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DataError("gazetteer/spelling.toml", str(fault), "follow the format in the file's head") from fault


@functools.lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name in lower case without diacritics and apostrophes, its words parted by one space.

    "Al Qardāḩah" and "al-Qardahah" fold to "al qardahah"; Saint, Fort and Mount to their short forms. Letters of
    other scripts than Latin stay as they are, without their marks.
    """
    name = name[:LONGEST].lower()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    name = _BETWEEN.sub(" ", name.translate(_LETTERS)).strip()
    if "saint" in name or "fort" in name or "mount" in name:
        name = " ".join(_SHORT_FORMS.get(word, word) for word in name.split(" "))
    return name


@functools.lru_cache(maxsize=1 << 14)
def skeleton(folded: str) -> str:
    """What the usual Latin spellings of one Arabic, Persian, Kurdish or Hebrew name have in common.

    Takes a folded name; "khan sheikhoun", "khan shaykhun" and "khan sheikhun" have one skeleton. Articles go, at the
    head of the name and inside it; words are joined. Empty where what is left is too short to tell places apart.
    """
    table = rules()
    words = [_bare(word) for word in folded.split(" ")]
    kept = [word for word in words if word not in table.articles] or words
    made = "".join(_reduce(word, table) for word in kept)
    return made if len(made) >= SHORTEST_SKELETON else ""


def without_article(folded: str) -> str:
    """A folded name without the Arabic article before it, joined or apart; the same where it has none."""
    head, _, rest = folded.partition(" ")
    if rest and head in rules().articles:
        return rest
    if not rest and head[:2] in ("al", "el") and len(head) > 5:
        return head[2:]
    return folded


def _bare(word: str) -> str:
    """A word without an assimilated article joined to it: "ezzor", "arraqqa"."""
    return word[2:] if len(word) > 4 and _GLUED_ARTICLE.match(word) else word


def _reduce(word: str, table: Rules) -> str:
    word = table.words.get(word, word)
    for ending, instead in table.endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + instead
            break
    for letters, instead in table.letters:
        word = word.replace(letters, instead)
    return "".join(c for i, c in enumerate(word) if i == 0 or word[i - 1] != c)
