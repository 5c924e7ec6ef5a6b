"""What stands in the way of an export."""

from __future__ import annotations

from typing import Literal

Fault = Literal["destination", "library", "amount"]


class ExportError(Exception):
    """Nothing can be exported; `fault` is the kind, `details` what it is about.

    destination   no such kind of destination
    library       something has to be installed
    amount        an amount has more digits than the column of a Parquet file holds
    """

    def __init__(self, fault: Fault, details: str) -> None:
        super().__init__(f"{fault}: {details}")
        self.fault: Fault = fault
        self.details = details
