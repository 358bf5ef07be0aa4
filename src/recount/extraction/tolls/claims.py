"""Claims: the frames of a report made into toll claims, each field with the cue that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from recount.model import Claim, Cue, CueKind, Scope, Span, Statement, Status

from ..calendar.when import TimeExpression
from ..counting.counts import Count
from ..harm.frames import Frame
from ..harm.parts import opens_with_part
from ..record import Record
from ..sayings.saying import Saying
from ..sayings.sources import Source
from ..scenes.clauses import subject_of
from ..scenes.perpetrators import perpetrator_of
from ..scenes.scenes import settle_places
from ..scenes.timing import as_of, counted_to, dateline_of, said_time, when_field, when_of
from ..view.line import Line
from ..view.lists import titled
from ..view.view import View
from ..words.phrases import span_of
from ..words.syntax import parts_played
from .accounts import Named
from .borrowed import of_the_harmed, told_anew
from .claimants import after_list, claimant_of, name_sources, relays_of
from .groups import told_of, victims_of
from .leaning import NEAR, lean
from .replaced import REPLACED, replaced
from .scope import Scopes, Told
from .several import SEVERAL, several_events
from .sides import of_them
from .stance import denial_of
from .sums import add_up, apart


class Draft(Record, frozen=True):
    """A claim in the making: its line, count and frame."""

    line: int
    counted: Count
    frame: Frame


def find_claims(view: View, statements: Sequence[Statement]) -> tuple[Claim, ...]:
    """The toll claims of a report in the order of their figures."""
    drafts = [
        Draft(number, line.sentence.counts[frame.at], frame)
        for number, line in enumerate(view.lines)
        for frame in line.frames
        if frame.real
    ]
    if not drafts:
        return ()
    maker = _Maker(view, drafts, name_sources(view), statements)
    for draft in drafts:
        maker.told.append(maker.claim(draft))
    placed = [(draft.line, draft.frame) for draft in drafts]
    told = add_up(placed, apart(placed, view.lists, maker.told), partial(_headed, view))
    return lean(view, placed, settle_places(view, placed, told))


def _headed(view: View, first: int, last: int) -> bool:
    """Whether a heading stands between two lines, outside of any list."""
    between = ((at, view.lines[at]) for at in range(first + 1, last))
    return any(at not in view.lists and titled(line, line, view.tokens, view.tags) for at, line in between)


ONLY_SHOT = "only shot"
"""The rule of an outcome's cue whose words leave open whether people live ("Five people were shot, one fatally")."""

TOLD = 12
"""So many claims back a part looks for its total."""


LISTED = 60
"""So many claims back an item of a list looks for the toll that the list breaks down."""


class _Said(NamedTuple):
    """Who said a claim, in which line and when: its parts beside it are said by the same."""

    line: int
    saying: Saying | None
    source: Source | None
    time: TimeExpression | None


class _Maker:
    """Makes one claim after another in the order of the text; a part's scope follows its total's."""

    def __init__(self, view: View, drafts: Sequence[Draft], named: Named, statements: Sequence[Statement]) -> None:
        self.view = view
        self.drafts = drafts
        self.named = named
        self.statements = statements
        self.dateline: TimeExpression | None = dateline_of(view)
        self.ids = {
            (draft.line, draft.frame.at): f"{view.report.id}#c{number}" for number, draft in enumerate(drafts, start=1)
        }
        self.known = Scopes(view)
        self.scopes: dict[tuple[int, int], Scope] = {}
        self.cues: list[Cue] = []
        self.told: list[Claim] = []
        self.said: dict[str, _Said] = {}
        self.statuses: dict[str | None, Status] = {}

    def cue(self, kind: CueKind, span: Span, rule: str) -> Span:
        """Keep why a field is what it is."""
        self.cues.append(Cue(kind, span, rule))
        return span

    def claim(self, draft: Draft) -> Claim:
        view, count, frame = self.view, draft.counted, draft.frame
        line = view.lines[draft.line]
        self.cues = []
        figure = self.cue("figure", self.words(count.figure.first, count.figure.last), count.figure.figure.modifier)
        outcome = self.words(frame.first, frame.last)
        if line.only_shot(frame):
            self.cue("outcome", outcome, ONLY_SHOT)
        self.cue("outcome", outcome, frame.relation)
        phrase = victims_of(view, line, count, frame)
        victims = self.words(phrase.first, phrase.last) if phrase.heads else None
        if victims is not None:
            self.cue("victims", victims, phrase.counts)
        told = told_of(view, line, count, frame)
        whole = self.whole(draft, told.status)
        bare = not count.phrase.heads and not of_the_harmed(view, count)
        if told.status == "unknown" and bare and whole in self.statuses:
            told = told._replace(status=self.statuses[whole])  # "• 16 in attacks by rebels" among the civilians
        if told.status == "unknown":
            anew = told_anew(view, line, count, frame, self.before(draft))
            told = told._replace(status=anew or "unknown")
        self.statuses[self.ids[(draft.line, frame.at)]] = told.status
        denial = denial_of(view, line, count, frame)
        _, saying, source, said = self.said[self.ids[(draft.line, frame.at)]] = self.sayer(draft, whole, denial)
        if source is not None:
            where = span_of(view.text, view.tokens, saying.cue) if saying is not None else source.span
            self.cue("claimant", where, source.rule if saying is None else f"{saying.kind}: {source.rule}")
        relays = relays_of(view, saying)
        for relay in relays:
            self.cue("relay", relay, "told by the source to this outlet")
        when = when_of(view, line, count, frame, said)
        if when is not None:
            self.cue("when", when.span, "time expression of the sentence")
        older = replaced(view, line, count)
        day = None if older is not None else as_of(said or counted_to(view, line, count, frame), self.dateline)
        if older is not None:
            self.cue("as_of", older, REPLACED)
        if day is not None and day.span is not None:
            self.cue("as_of", day.span, day.basis)
        if (several := several_events(view, line, count)) is not None:
            self.cue("scope", several, SEVERAL)
        scope = self.scope(draft, when, figure)
        perpetrator = perpetrator_of(view, line, count, frame)
        if perpetrator is not None:
            self.cue("perpetrator", *perpetrator)
        if whole is not None:
            self.cue("part_of", outcome, "words of inclusion, or a breakdown beside its total")
        if denial is not None:
            self.cue("stance", denial, "a denial")
        return Claim(
            id=self.ids[(draft.line, frame.at)],
            report=view.report.id,
            span=figure,
            figure=count.figure.figure,
            outcome=frame.outcome,
            victims=victims,
            status=told.status,
            age=told.age,
            sex=told.sex,
            claimant=source.span if source is not None else None,
            relay=relays,
            perpetrator=perpetrator[0] if perpetrator is not None else None,
            place=None,
            when=when_field(when),
            as_of=day,
            scope=scope,
            part_of=whole,
            stance="asserted" if denial is None else "denied",
            cues=tuple(self.cues),
        )

    def sayer(self, draft: Draft, whole: str | None, denial: Span | None) -> _Said:
        """Who said a claim: as its sentence tells, else as its total or the claim before it, else whoever denies it."""
        view, line = self.view, self.view.lines[draft.line]
        saying, source = claimant_of(view, draft.line, draft.counted, self.named, self.statements)
        said = said_time(view, line, saying)
        if saying is None and said is None:  # the time at which another source of the sentence spoke
            said = next((time for other in line.sayings if (time := said_time(view, line, other)) is not None), None)
        total = self.said.get(whole) if whole is not None else None
        if saying is None and source is None and total is not None and self.beside(draft.line, total.line):
            saying, source, said = total.saying, total.source, total.time
        if saying is None and source is None and (before := self.before_another(draft)) is not None:
            saying, source, said = before.saying, before.source, before.time
        if denial is not None and (source is None or source.span.start > denial.start):
            denier = subject_of(view, line, view.token_at(denial.start))  # "the army denied reports that …"
            if denier is not None and view.tags[denier.last - 1] != "O":
                saying = None
                source = Source(span_of(view.text, view.tokens, denier), True, frozenset(), "who denies it")
        return _Said(draft.line, saying, source, said)

    def before(self, draft: Draft) -> tuple[Claim, Line, Count] | None:
        """The claim told last, in this sentence or the one before it, with its line and count."""
        if not self.told or (last := self.drafts[len(self.told) - 1]).line < draft.line - 1:
            return None
        return self.told[-1], self.view.lines[last.line], last.counted

    def beside(self, number: int, total: int) -> bool:
        """Whether a part of line `number` stands by its total's line: in it, right after it, or in a list it opens."""
        return 0 <= number - total <= 1 or (number in self.view.lists and total <= number)

    def before_another(self, draft: Draft) -> _Said | None:
        """Who said the claim to which a sentence adds that begins with "Another nine", in its paragraph."""
        lines, first = self.view.lines, draft.counted.first
        opening = range(lines[draft.line].sentence.first, first + 1)
        more = parts_played(self.view.language)["adding"]
        if not self.told or len(opening) > 3 or not any(self.view.tokens[k].stem in more for k in opening):
            return None
        before = self.said[self.told[-1].id]
        near = draft.line - before.line <= NEAR and lines[before.line].paragraph == lines[draft.line].paragraph
        return before if near else None

    def whole(self, draft: Draft, status: Status) -> str | None:
        """The id of the total that a part belongs to: in its sentence, else the last one told before it.

        "Five of the dead were children" speaks of the dead told before; a total is current, and large enough.
        """
        frame = draft.frame
        if frame.relation != "part":
            return None
        if frame.head is not None:
            return self.ids.get((draft.line, frame.head))
        if of_them(self.view, self.view.lines[draft.line], draft.counted) is not None:
            return None
        least = draft.counted.figure.figure.low or 0
        own = self.ids[(draft.line, frame.at)]
        if opens_with_part(self.view.lines[draft.line].sentence) and (item := self.item_before(draft)) is not None:
            return item
        if (intro := self.view.lists.get(draft.line)) is not None:
            return self.broken_down(draft, intro, least, status)
        for at in range(len(self.told) - 1, max(-1, len(self.told) - 1 - TOLD), -1):
            claim, told = self.told[at], self.drafts[at]
            if told.line == draft.line and told.frame.relation == "part" and told.frame.head is None:
                if claim.part_of is None or claim.part_of == own:
                    continue  # "Among the dead were eight women and three men"
                return claim.part_of
            if claim.outcome not in (frame.outcome, "killed_or_injured") or claim.scope == "background":
                continue
            if told.line != draft.line and self.one_of_several(told):
                continue
            bounds = [bound for bound in (claim.figure.low, claim.figure.high) if bound is not None]
            if max(bounds, default=0) > least or claim.figure.high is None:
                return claim.part_of if claim.part_of and claim.part_of != own else claim.id
        return None

    def one_of_several(self, told: Draft) -> bool:
        """Whether a toll is one of several that its sentence tells by who did the harm, so that it is not all the dead.

        "Soldiers killed nine, raiders 12. Among the victims were two doctors".
        """
        line = self.view.lines[told.line]
        beside = [
            one for one in line.frames if one.outcome == told.frame.outcome and one.relation == "object" and one.real
        ]
        figures = {line.sentence.counts[one.at].figure.figure.stated for one in beside}
        return told.frame.relation == "object" and len({one.first for one in beside}) > 1 and len(figures) > 1

    def item_before(self, draft: Draft) -> str | None:
        """The id of the toll of the line before, with which one goes on: "Civilians: 61", "including 19 children"."""
        for claim, told in zip(reversed(self.told), reversed(self.drafts[: len(self.told)]), strict=True):
            if told.line < draft.line - 1:
                return None
            if told.line == draft.line - 1 and claim.outcome == draft.frame.outcome and told.frame.head is None:
                return claim.id
        return None

    def broken_down(self, draft: Draft, intro: int, least: int, status: Status) -> str | None:
        """The id of the toll that an item of the list opened by line `intro` is a part of.

        Of those that the opening tells, or else the line right before it, the one of the same status, else the largest;
        a part of a total that the same opening tells may itself be broken down.
        """
        whole: tuple[bool, int, str] | None = None
        nearest = 0
        for at in range(len(self.told) - 1, max(-1, len(self.told) - 1 - LISTED), -1):
            claim, line = self.told[at], self.drafts[at].line
            if line > intro:
                continue
            if line < intro - NEAR or (whole is not None and line < nearest):
                break
            size = max(claim.figure.low or 0, claim.figure.high or 0)
            if claim.outcome in (draft.frame.outcome, "killed_or_injured") and size >= least:
                one = (claim.status == status != "unknown", size, claim.id)
                whole, nearest = one if whole is None or one[:2] > whole[:2] else whole, line
        return whole[2] if whole is not None else None

    def words(self, first: int, last: int) -> Span:
        """The span of the tokens `first` to `last` (exclusive)."""
        return Span.of(self.view.text, self.view.tokens[first].start, self.view.tokens[last - 1].end)

    def scope(self, draft: Draft, when: TimeExpression | None, figure: Span) -> Scope:
        """The claim's scope: its total's, else its own, else that of the toll that its list breaks down."""
        frame = draft.frame
        told = self.known.of(draft.line, draft.counted, frame, when)
        whole = self.scopes.get((draft.line, frame.head)) if frame.head is not None else None
        if whole is not None and whole != told.scope:
            told = Told(whole, None, "as the total that it belongs to")
        elif told.scope == "current" and self.of_background_list(draft.line):
            told = Told("background", None, "as the toll that the list breaks down")
        self.scopes[(draft.line, frame.at)] = told.scope
        self.known.keep(draft.line, draft.counted, frame, told.scope)
        self.cue("scope", told.words or figure, told.rule)
        return told.scope

    def of_background_list(self, number: int) -> bool:
        """Whether a line stands in a list that breaks down a background toll: the last one told before its items."""
        intro = self.view.lists.get(number - 1 if after_list(self.view, number) else number)
        if intro is None:
            return False
        for at in range(len(self.told) - 1, max(-1, len(self.told) - 1 - LISTED), -1):
            if (line := self.drafts[at].line) <= intro:
                return line >= intro - NEAR and self.told[at].scope == "background"
        return False
