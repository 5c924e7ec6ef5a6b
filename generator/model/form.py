"""The form (表样) that a bureau issues: which layout and year, which version, and when it went out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssuedForm:
    """A form as it was issued (下发).

    `version` (表样版本) is that of the layout set; `issued_on` (下发日期) is an ISO date.

    Example:
        >>> str(IssuedForm("xinjiang", 2025, "1f2e3d4c", "2024-11-25"))
        'xinjiang-2025-1f2e3d4c'
    """

    layout: str
    year: int
    version: str
    issued_on: str

    def __str__(self) -> str:
        return f"{self.layout}-{self.year}-{self.version}"
