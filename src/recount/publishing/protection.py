"""What is said, on top of everything that is published, of what is withheld from it."""

from __future__ import annotations

from recount.model import Protection

from .words import capital, count_words, listed

_FOR = {
    "public": "Made for the public.",
    "restricted": "Made at the level “restricted”: not for the public.",
    "confidential": "Made at the level “confidential”: for those only who may see everything.",
}


def protection_says(protection: Protection | None) -> tuple[str, ...]:
    """At which level it was made, how much of the casebook is above it, and what that does to the figures."""
    if protection is None:
        return ()
    says = [_FOR[protection.level]]
    if protection.level == "confidential":
        return tuple(says)
    if not protection.withheld:
        return (*says, "Nothing in the casebook is above that level.")
    counted = [
        count_words(number, one, many)
        for number, one, many in (
            (protection.reports, "report", "reports"),
            (protection.claimants, "claimant’s name", "claimants’ names"),
            (protection.victims, "victim’s name", "victims’ names"),
            (protection.passages, "passage’s words", "passages’ words"),
        )
        if number
    ]
    says.append(f"{capital(listed(counted))} of the casebook {'is' if protection.withheld == 1 else 'are'} withheld.")
    if protection.reports:
        says.append("Every figure and estimate is of the reports that are shown, as if there were no others.")
    if protection.withheld > protection.reports:
        says.append("A mark in brackets stands for each hidden name or passage; figures stand as they were.")
    return tuple(says)
