"""The one small hierarchy of errors: each names the input, what is wrong with it, and how to mend it."""

from __future__ import annotations


class RecountError(Exception):
    """The base of all errors that Recount raises on purpose.

    `input` names what was given (never report text), `wrong` says what is wrong with it, `mend` how to mend it.
    """

    def __init__(self, input: str, wrong: str, mend: str) -> None:
        super().__init__(f"{input}: {wrong}; {mend}")
        self.input = input
        self.wrong = wrong
        self.mend = mend

    def __reduce__(self) -> tuple[type[RecountError], tuple[str, str, str]]:
        """So that it comes whole out of another process."""
        return type(self), (self.input, self.wrong, self.mend)


class InputError(RecountError):
    """An input that cannot be read: missing, empty, binary, too large, broken."""


class OutputError(RecountError):
    """A place that cannot be written to."""


class DataError(RecountError):
    """Data that ships with Recount, or that a user adds to it, and that breaks its documented format."""


class UsageError(RecountError):
    """A call that asks for something that does not exist, such as an unknown policy."""
