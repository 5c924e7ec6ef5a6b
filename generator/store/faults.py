"""What can be wrong with a store itself."""

from __future__ import annotations

from typing import Any, Literal

Fault = Literal[
    "address",
    "driver",
    "folder",
    "elsewhere",
    "unreachable",
    "missing",
    "full",
    "newer",
    "not_ours",
    "busy",
    "refused",
    "files",
]


class StoreError(Exception):
    """A store cannot be used; `fault` is the kind, `details` what the database or the address says."""

    def __init__(self, fault: Fault, details: str) -> None:
        super().__init__(f"{fault}: {details}")
        self.fault: Fault = fault
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.fault, self.details)
