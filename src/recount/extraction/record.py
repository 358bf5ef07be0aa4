"""Records: what the grammar passes about, in fields that are quick to make and to read."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

Self = TypeVar("Self", bound="Record")


class Record(msgspec.Struct, frozen=True, gc=False):
    """A frozen record with named fields, made in their order; for what is read so often that a NamedTuple is slow."""

    def _replace(self: Self, **fields: Any) -> Self:
        """This record with other values in some fields."""
        return msgspec.structs.replace(self, **fields)

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return cls.__struct_fields__
