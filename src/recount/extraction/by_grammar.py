"""What the grammar takes from a report: shallow syntax and word tables."""

from __future__ import annotations

from recount.model import Extraction, Report

from .language import language
from .persons.persons import find_victims
from .sayings.statements import find_statements
from .tolls.claims import find_claims
from .view.view import look_at
from .weighing.confidence import weigh


def by_grammar(report: Report, name: str) -> Extraction:
    """Claims first, then statements and victims; the cost grows with the length of the text only.

    `name` is the extractor's, as the extraction carries it.
    """
    spoken = language(report.language)
    view = look_at(report, spoken)
    statements = find_statements(report, view.tokens, spoken)
    claims = weigh(find_claims(view, statements), spoken)
    victims = find_victims(report, view.tokens, claims, spoken)
    return Extraction(report=report.id, extractor=name, claims=claims, victims=victims, statements=statements)
