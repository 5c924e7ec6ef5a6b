"""Department, unit, line item, income entry: what a department tells us, and nothing derived.

The line item (支出明细) is the only truth; every official figure is a view of it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class ExpenditureKind(enum.StrEnum):
    """支出类型."""

    BASIC = "基本支出"
    PROJECT = "项目支出"


@dataclass(frozen=True, slots=True)
class FundingSource:
    """One way money comes to a department (资金来源), as a layout set lists it.

    `budget` 预算 and `period` 年度 and `nature` 性质 say in which tables its money appears.
    """

    name: str
    english: str
    budget: str
    period: str
    nature: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact was read: file, row and, for a single value, its heading."""

    file: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """预算单位: a budget unit. `kind` is 行政单位, 参公事业单位, 事业单位…"""

    name: str
    code: str = ""
    kind: str = ""
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class LineItem:
    """支出明细: unit × function × economic × kind × project × source, and an amount in fen.

    Codes are whole digits as text (7 and 5 of them). `project` is "" for 基本支出. `fen` is None while
    the amount is not filled in. `function_name` and `economic_name` are what the person wrote, kept for
    codes that our list does not know.
    """

    unit: str
    function_code: str
    economic_code: str
    kind: str
    project: str
    funding_source: str
    fen: int | None
    note: str = ""
    function_name: str = ""
    economic_name: str = ""
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class IncomeEntry:
    """收入: unit × funding source, and an amount in fen; None while it is not filled in."""

    unit: str
    funding_source: str
    fen: int | None
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class PreviousFigure:
    """A figure of last year's published budget (上年预算数), in fen, named by measure and item."""

    measure: str
    item: str
    fen: int
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row of a register (登记表): what is known besides units and money.

    `cells` gives the text of each typed field in plain form: amounts in yuan such as "1234.50", numbers
    as written, words as typed; a field that is left out or "" is not filled in.
    """

    cells: Mapping[str, str]
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class Department:
    """部门 with everything it submits for one year.

    `name` is "" in a blank (空白表) for anybody. `level_word` is 部门 or 单位; `compiled_on` (编制日期)
    is an ISO date or "". `registers` holds the rows of each register by its name.
    """

    name: str
    year: int
    units: tuple[Unit, ...]
    items: tuple[LineItem, ...] = ()
    income: tuple[IncomeEntry, ...] = ()
    previous: tuple[PreviousFigure, ...] = ()
    code: str = ""
    layout: str = "xinjiang"
    level_word: str = "部门"
    compiled_on: str = ""
    registers: Mapping[str, tuple[RegisterEntry, ...]] = field(default_factory=dict, hash=False)
