"""A claim, a person or a statement as the report has it: the words in a little context, and who vouches for them."""

from __future__ import annotations

import msgspec

from recount.model import Claim, Span

from ..index import Index
from ..words import day_words, days_words, shown
from .shapes import Words

AROUND = 100
"""So many characters of a report are shown on either side of the words."""


def words_of(index: Index, report: str, span: Span) -> Words:
    """The words at a span of a report."""
    known = index.reports.get(report)
    text = known.text if known is not None else ""
    before, after = _around(text, span)
    return Words(
        report=report,
        outlet=index.outlet(report),
        published=day_words(known.published) if known is not None and known.published else "",
        address=shown(known.url, 500) if known is not None else "",
        before=before,
        exact=span.exact,
        after=after,
        start=span.start,
        end=span.end,
        stands=0 <= span.start < span.end <= len(text) and span.stands_in(text),
    )


def claim_words(index: Index, claim: Claim) -> Words:
    """A claim's figure in its context, with who is said to vouch for it and why that claimant was taken for them."""
    made = words_of(index, claim.report, claim.span)
    tied = index.attributions.get(claim.id)
    led = [cue.span.exact for cue in claim.cues if cue.kind == "claimant"]
    return msgspec.structs.replace(
        made,
        attributed=shown(claim.claimant.exact, 120) if claim.claimant is not None else "",
        led_by=shown(led[-1], 80) if led and claim.claimant is not None else "",
        claimant=index.claimant(tied.claimant) if tied is not None else "",
        certainty=tied.certainty if tied is not None else "",
        because=shown(tied.reason, 400) if tied is not None else "",
        relays=tuple(shown(span.exact, 80) for span in claim.relay),
    )


def claim_notes(index: Index, claim: Claim) -> list[str]:
    """What else was read of a claim, each with its words: victims, place, by whom, when, as of which day."""
    notes = []
    if claim.stance == "denied":
        notes.append("Denied: the report says that this is not so.")
    if claim.scope == "background":
        notes.append("Background: a toll of another time or of a whole war.")
    if claim.victims is not None:
        notes.append(f"Counts “{shown(claim.victims.exact, 80)}”.")
    placing = index.placings.get(claim.id)
    if claim.place is not None:
        said = f"At “{shown(claim.place.exact, 80)}”"
        if placing is not None and placing.place is not None:
            notes.append(f"{said}, taken for {index.place(placing.place)}{_because(placing.reason)}.")
        else:
            notes.append(f"{said}, of which it is not known which place it is.")
    done = index.perpetrations.get(claim.id)
    if claim.perpetrator is not None:
        said = f"By “{shown(claim.perpetrator.exact, 80)}”"
        notes.append(f"{said}, taken for {index.actor(done.actor)}{_because(done.reason)}." if done else f"{said}.")
    if claim.when is not None:
        days = days_words(claim.when.period.start, claim.when.period.end) or "no day that could be fixed"
        notes.append(f"When: “{shown(claim.when.span.exact, 80)}”, {days}.")
    if claim.as_of is not None:
        words = f" (“{shown(claim.as_of.span.exact, 80)}”)" if claim.as_of.span is not None else ""
        notes.append(f"As of {day_words(claim.as_of.day)}{words}.")
    if claim.part_of is not None:
        notes.append(f"The report makes it part of {shown(claim.part_of, 120)}.")
    copied = index.copies_of.get(claim.report, ())
    return [*notes, *(f"The report repeats {index.outlet(one)} and counts with it once." for one in copied)]


def _because(reason: str) -> str:
    return f" ({shown(reason, 300)})" if reason else ""


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and behind a span, cut between words, on one line."""
    start, end = max(0, min(span.start, len(text))), max(0, min(span.end, len(text)))
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = before.partition(" ")[2] or before
    if last < len(text) and not text[last].isspace():
        after = after.rpartition(" ")[0] or after
    open_left = " " if before[-1:].isspace() else ""
    open_right = " " if after[:1].isspace() else ""
    before, after = shown(before, AROUND * 2), shown(after, AROUND * 2)
    return (
        f"{'… ' if first and before else ''}{before}{open_left if before else ''}",
        f"{open_right if after else ''}{after}{' …' if last < len(text) and after else ''}",
    )
