"""Sources that no verb of theirs introduces: "according to …", "by activists' count", "quoted a source as saying"."""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after, np_before
from .reporting import Reporting
from .saying import Saying
from .spokesmen import names_source, source_at, subject_of


def according(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "According to the ministry", "as reported by residents", "by activists' count", "…, citing doctors"."""
    tokens, tags = sentence.tokens, sentence.tags
    stem = tokens[at].stem
    for stems in known.according.get(stem, ()):
        if at + len(stems) >= sentence.last:
            continue
        if any(tokens[at + k].stem != word for k, word in enumerate(stems)):
            continue
        source = source_at(sentence, at + len(stems), known)
        if source is None:
            return None
        named = names_source(sentence, source, known) or all(
            tokens[k].capital or tags[k] == "." for k in range(*source)
        )
        toll = stems[0] in known.reckonings or stems[0] in known.tolls
        if not named and (toll or stems == ("per",) or stems in _REPORTED):
            return None  # "the toll by governorate", "sources reported by phone that"
        source = issuer(sentence, source, known) or _without_subject(sentence, source, known)
        source = _with_others(sentence, _whose_paper(sentence, source, known), known)
        return over_sentence(sentence, source, Np(at, at + len(stems)), stem)
    if stem == "by":
        return _reckoned(sentence, at, known)
    if stem in known.reckonings and sentence.stems[at + 1 : at + 2] == ["of"]:
        return _count_of(sentence, at, known)
    if stem == "as" and (at == sentence.first or tags[at - 1] == ","):
        return _as_told(sentence, at, known)
    if stem in known.citing and at > sentence.first and tags[at] in "GEV" and stem.endswith("ing"):
        source = np_after(tokens, tags, at + 1, sentence.last)
        if source is not None and not _as_saying(sentence, source, known):
            return Saying(source, Np(at, at + 1), sentence.first, at, "headline", "cite")
    return None


_REPORTED = frozenset([("reported", "by"), ("confirmed", "by"), ("announced", "by"), ("told", "by"), ("given", "by")])


def _as_told(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "As the report documents, nine died", "Jets, as residents told the agency, …": who tells all of the rest."""
    tokens = sentence.tokens
    source = np_after(tokens, sentence.tags, at + 1, sentence.last, titles=True)
    if source is None or source.last >= sentence.last:
        return None
    if tokens[source.last - 1].stem in known.bare and source.last - source.first > 1:
        source = Np(source.first, source.last - 1)  # "As the report documents, …"
    verb = source.last
    while verb + 1 < sentence.last and sentence.tags[verb] in "AR" and sentence.tags[verb + 1] in "AREV":
        verb += 1
    has_it = sentence.tags[verb] == "A" and tokens[verb + 1].stem == "it"  # "As the radio has it, …"
    lemma = "say" if has_it else known.lemmas.get(tokens[verb].stem) or known.bare.get(tokens[verb].stem)
    stop = range(verb + 1, min(verb + 10, sentence.last))
    comma = next((k for k in stop if tokens[k].text == ","), None)
    opens = at == sentence.first
    if lemma is None or not names_source(sentence, source, known) or (comma is None and not opens):
        return None
    start = sentence.first if not opens else verb + 1 if comma is None else comma + 1
    return Saying(source, Np(at, at + 1), start, sentence.last, "according", lemma)


def over_sentence(sentence: Sentence, source: Np, cue: Np, lemma: str) -> Saying:
    """A source that stands for its whole sentence: what follows it where it opens the sentence, else all."""
    tags = sentence.tags
    opens = all(tags[k] in 'CRSP",' or tags[k] == "D" for k in range(sentence.first, cue.first))
    parted = next(
        (k for k in range(cue.first - 1, sentence.first, -1) if sentence.tokens[k].text == ";"), sentence.first
    )
    start = source.last if opens else parted
    stop = next((k for k in range(source.last, sentence.last) if sentence.tokens[k].text == ";"), sentence.last)
    return Saying(source, cue, start, stop, "according", lemma)


def _whose_paper(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """Whose figures they are: "according to Lowland Watch figures"."""
    tokens = sentence.tokens
    bare = Np(np.first, np.last - 1)
    paper = np.last - np.first > 1 and tokens[np.last - 1].stem in known.papers and not tokens[np.last - 1].capital
    named = paper and all(tokens[k].capital or tokens[k].stem == "the" for k in range(*bare))
    return bare if named and tokens[np.last - 2].capital else np


def _with_others(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """With whom it is joined to: "according to residents, medics and a local official"."""
    tokens, tags, end, whole = sentence.tokens, sentence.tags, np.last, np
    for _ in range(4):
        joins = tokens[end].stem == "and" if end + 1 < sentence.last else False
        if not joins and not (end + 1 < sentence.last and tags[end] == "," and tags[end + 1] in "ND"):
            return whole
        if any(count.first == end + 1 and not count.article for count in sentence.counts):
            return whole
        other = np_after(tokens, tags, end + 1, sentence.last, titles=True)
        named = other is not None and all(tokens[k].capital for k in range(*other))
        if other is None or not (named or names_source(sentence, other, known)):
            return whole
        end = other.last
        closed = end >= sentence.last or tags[end] in '.,HPC"'
        if joins:
            return Np(np.first, end) if closed else whole
    return whole


def _without_subject(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """Without the subject that follows where commas were lost: "According to the Lakeside Clinic shells hit Tell"."""
    tokens, end = sentence.tokens, np.last
    if end >= sentence.last or sentence.tags[end] not in "VEA" or tokens[end - 1].capital:
        return np
    sources = known.organs | known.roles | known.generic
    told = next((k for k in range(end - 2, np.first, -1) if tokens[k].stem in sources), None)
    if (
        told is not None
        and all(sentence.tags[k] in "NJ" for k in range(told, end))
        and tokens[end - 1].stem not in sources
    ):
        return Np(np.first, told + 1)  # "According to the monitoring group air strikes killed nine"
    bare = Np(np.first, end - 1)
    if bare.last - bare.first < 2:
        return np
    return bare if tokens[end - 2].capital and names_source(sentence, bare, known) else np


def issuer(sentence: Sentence, np: Np, known: Reporting) -> Np | None:
    """Who stands behind "a statement released by X", "figures published by X"."""
    tokens = sentence.tokens
    if tokens[head_of(tokens, sentence.tags, np)].stem not in known.papers:
        return None
    for k in range(np.last, min(np.last + 5, sentence.last)):
        if tokens[k].stem in ("by", "from"):
            return np_after(tokens, sentence.tags, k + 1, sentence.last)
        if sentence.tags[k] not in "EHRP":
            return None
    return None


def issued_from(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """Whose figures speak: "Figures from the ministry of health put the dead at nine"."""
    tokens = sentence.tokens
    link = next((k for k in range(np.first + 1, np.last - 1) if tokens[k].stem == "from"), None)
    if link is None or tokens[link - 1].stem not in known.papers or sentence.tags[np.first] == "D":
        return np  # "A statement from the army said"
    whose = Np(link + 1, np.last)
    return whose if names_source(sentence, whose, known) or tokens[whose.last - 1].capital else np


def _reckoned(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "By activists' count, 61 people were killed": whose count it is."""
    tokens, tags = sentence.tokens, sentence.tags
    np = np_after(tokens, tags, at + 1, min(at + 9, sentence.last))
    k = at + 1 + (tags[at + 1 : at + 2] == ["D"])
    if k + 1 < sentence.last and tokens[k].stem in known.reckonings and tokens[k + 1].stem == "of":
        whose = np_after(tokens, tags, k + 2, sentence.last)  # "by the count of medics"
        likely_so = whose is not None and names_source(sentence, whose, known)
        return over_sentence(sentence, whose, Np(at, k + 2), "count") if whose is not None and likely_so else None
    if np is None or np.last - np.first < 2 or tokens[np.last - 1].stem not in known.reckonings:
        return None
    owner = Np(np.first, np.last - 1)
    if not (tokens[owner.last - 1].possessive or tokens[owner.last - 1].text.endswith("s")):
        return None
    return over_sentence(sentence, owner, Np(at, np.last), "count")


def _count_of(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """Whose count of those harmed it is: "the ministry's count of nine dead could not be verified"."""
    counted = any(count.first == at + 2 for count in sentence.counts)
    owner = np_before(sentence.tokens, sentence.tags, at, sentence.first) if counted else None
    if owner is None or not sentence.tokens[owner.last - 1].possessive:
        return None
    if not (names_source(sentence, owner, known) or sentence.tokens[owner.last - 1].capital):
        return None
    return Saying(owner, Np(at, at + 1), at + 1, sentence.last, "before", "count")


def _as_saying(sentence: Sentence, np: Np, known: Reporting) -> int | None:
    """The end of "as saying", "as reporting" or "saying" after whom a text quotes."""
    tokens, k = sentence.tokens, np.last
    while k < sentence.last and k - np.last < 6 and sentence.tags[k] in "HPN#RDJ" and tokens[k].stem != "as":
        k += 1
    if k < sentence.last and tokens[k].stem == "as":
        k += 1
    if k < sentence.last and sentence.tags[k] == "G" and tokens[k].stem in known.lemmas:
        return k + 1
    return None


def quoting(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "The agency quoted a source as saying that …": the source says it, the agency passes it on.

    Before a colon no verb of saying need follow; where nothing follows, all before it was said.
    """
    if sentence.tokens[at].stem not in known.quoting or at + 2 >= sentence.last:
        return None
    source = np_after(sentence.tokens, sentence.tags, at + 1, sentence.last)
    said = _as_saying(sentence, source, known) if source is not None else None
    if source is not None and said is None and sentence.tokens[source.last : source.last + 1]:
        said = source.last if sentence.tokens[source.last].stem in (":", "that") else None
    if source is None or said is None:
        return None
    outlet = subject_of(sentence, at, known) if at > sentence.first and sentence.tags[at] in "VE" else None
    cue = Np(at, max(said, at + 1))
    if outlet is not None and sentence.tags[said : said + 1] in ([], ["."]):
        return Saying(source, cue, sentence.first, outlet.first, "after", "quote", outlet, said)
    return Saying(source, cue, said, sentence.last, "before", "quote", outlet, said)


def quoted(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "The mayor was quoted as saying by the agency that …": who is quoted says it, before it or after it."""
    tokens, tags = sentence.tokens, sentence.tags
    if tokens[at].stem not in known.quoting or tags[at - 1] != "A" or at - 1 <= sentence.first:
        return None
    follow, outlet = _relayed(sentence, at + 1)
    if follow + 1 >= sentence.last or tokens[follow].stem != "as" or tokens[follow + 1].stem not in known.lemmas:
        return None
    source = subject_of(sentence, at, known)
    if source is None:
        return None
    cue, (follow, other) = Np(at, follow + 2), _relayed(sentence, follow + 2)
    outlet = outlet or other
    if tags[follow : follow + 1] in ([], ["."]):
        return Saying(source, cue, sentence.first, source.first, "after", "quote", outlet, follow)
    return Saying(source, cue, follow, sentence.last, "before", "quote", outlet, follow)


def _relayed(sentence: Sentence, at: int) -> tuple[int, Np | None]:
    """Where the words go on after "by the agency", "on state television", and who that is."""
    if at + 1 >= sentence.last or sentence.tokens[at].stem not in ("by", "on", "in"):
        return at, None
    outlet = np_after(sentence.tokens, sentence.tags, at + 1, sentence.last)
    return (outlet.last, outlet) if outlet is not None else (at, None)


def hearsay(sentence: Sentence, at: int, known: Reporting, made: Sequence[Saying]) -> Saying | None:
    """ "There were unconfirmed reports that …", "amid reports that …": the words themselves are the source."""
    tokens, tags = sentence.tokens, sentence.tags
    if tokens[at].stem not in known.hearsay or at + 1 >= sentence.last or tokens[at + 1].stem != "that":
        return None
    held = next((k + 1 for k in range(at - 1, max(sentence.first, at - 4), -1) if tags[k] == "P"), at - 4)
    source = np_before(tokens, tags, at + 1, max(sentence.first, held))  # "aware of claims that"
    if made and source is not None and tokens[source.first - 1].stem in known.heard:
        return None
    return Saying(source, Np(at, at + 2), at + 2, sentence.last, "before", "hearsay") if source is not None else None


def given_out(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "Denied a report by the council that nine had died": whoever gave it out says it, not who speaks of it."""
    tokens = sentence.tokens
    if tokens[at].stem not in known.given_out or at + 3 >= sentence.last or tokens[at + 1].stem not in _BY:
        return None
    source = np_after(tokens, sentence.tags, at + 2, sentence.last, titles=True)
    if source is None or source.last >= sentence.last or tokens[source.last].stem != "that":
        return None
    if sentence.tags[source.last + 1 : source.last + 2] in (["V"], ["E"], ["A"], ["M"]):
        return None  # "a statement by the army that came after the raid"
    named = names_source(sentence, source, known) or tokens[source.last - 1].capital
    return Saying(source, Np(at, at + 2), source.last + 1, sentence.last, "before", "report") if named else None


_BY = frozenset(["by", "from"])
