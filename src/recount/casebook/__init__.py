"""Memory: keeps what each stage made of the reports, and runs the stages on what is new."""

from .memory import Casebook

__all__ = ["Casebook"]
