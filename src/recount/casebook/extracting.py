"""One report through the extractor, whose failure costs no other report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recount.model import DataError, Extraction, RecountError, Report, SetAside

if TYPE_CHECKING:
    from recount.extraction import Extractor


def grammar() -> Extractor:
    """The extractor that ships with Recount, loaded when it is first used."""
    from recount.extraction.grammar import GRAMMAR

    return GRAMMAR


def extract_from(report: Report, extractor: Extractor) -> Extraction | SetAside:
    """What the extractor takes from a report, or why it cannot.

    Raises DataError where the language data that the extractor reads with is broken.
    """
    try:
        return extractor.extract(report)
    except DataError:  # broken language data is no report's fault: nothing can be read with it
        raise
    except RecountError as fault:  # the extractor's own word of what is wrong
        return SetAside(report.source or report.id, f"{fault.input}: {fault.wrong}", fault.mend)
    except Exception as fault:  # an extractor's defect must not cost the other reports
        return SetAside(
            report.source or report.id,
            f"the extractor failed on it ({type(fault).__name__}), which is a defect of Recount and not of the report",
            "tell the developers which report it is; the other reports went through",
        )
