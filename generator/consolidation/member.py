"""A member (汇总单位): one department's accepted submission, and what the roster says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.budget import Department, PreviousFigure
from generator.model.wording import plain_name

_WIDE_SIGNS = str.maketrans("*?~", "＊？～")
"""Look-ups take the half-width signs for wildcards."""


@dataclass(frozen=True, slots=True)
class Member:
    """One department that is consolidated.

    `file` and `digest` (SHA-256) are those of the workbook that it sent; the rows of its entries are the
    `origin` of each. `items_at` and `income_at` say in which sheet and column the amounts stand there, such
    as 支出录入!I; "" is as in the form. `code`, `name`, `superior` (上级部门, its code or name) and `group`
    (分组) are those of the roster, "" where it does not say. `last_year` are last year's figures. It is not
    `accepted` where it takes part although reasons are missing (待说明).
    """

    department: Department
    file: str
    digest: str
    code: str = ""
    name: str = ""
    superior: str = ""
    group: str = ""
    last_year: tuple[PreviousFigure, ...] = ()
    items_at: str = ""
    income_at: str = ""
    accepted: bool = True

    @property
    def shown_name(self) -> str:
        """The name of the roster, or the one that the department gives itself."""
        return self.name or self.department.name


def plain(name: str) -> str:
    """A name as the sheets' own formulas can look it up: on one line, without wildcards.

    Example:
        >>> plain(" 水务局*  本级")
        '水务局＊ 本级'
    """
    return " ".join(name.split()).translate(_WIDE_SIGNS)


def distinct_names(members: Sequence[Member]) -> tuple[str, ...]:
    """A name for each member that no other one has; namesakes are told apart by code or by number."""
    taken = set[str]()
    names: list[str] = []
    for place, member in enumerate(members, start=1):
        name = plain(member.shown_name) or f"部门 {place}"
        if plain_name(name) in taken and member.code:
            name = f"{name}（{member.code}）"
        if plain_name(name) in taken:
            name = f"{name}（第 {place} 个）"
        taken.add(plain_name(name))
        names.append(name)
    return tuple(names)
