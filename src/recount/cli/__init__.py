"""The command line: a thin door to the stages. Commands are loaded when called, so that help comes at once."""

from .main import main

__all__ = ["main"]
