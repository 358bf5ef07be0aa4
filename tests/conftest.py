"""What every test may use: reports made on the spot, and the shared data where it is at hand."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from recount.model import Report

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("unhurried")  # a busy machine fails no test


def skip_or_fail(reason: str) -> None:
    """Skip the test on a laptop; in CI, where everything must be at hand, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"in CI nothing may skip: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the project's root."""
    if not SHARED.is_dir():
        skip_or_fail("the shared data (../shared) is not at hand")
    return SHARED


MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    """A factory of reports: `make_report("text", id="a", published="2025-03-10", publisher="…")`."""

    def make(text: str, *, id: str = "r1", published: str | None = "2025-03-10", **more: str) -> Report:
        day = dt.date.fromisoformat(published) if published else None
        return Report(id=id, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, published=day, **more)

    return make
