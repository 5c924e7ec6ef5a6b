"""A small book with the mirrors that forms read, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from generator.expression.block import Block, Book, Column
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value
from generator.layout.form_schema import Form
from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.form_values import FilledForm, filled_forms
from generator.workbook.forms import PlacedForms, place_forms
from generator.workbook.sheet import Sheet
from tests.strategies import layout

DEPARTMENT = "青河县水利局"
LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标"],
    "成本指标": ["经济成本指标"],
    "满意度指标": ["满意度指标"],
}
_PAIRS = [(first, second) for first, words in LEVELS.items() for second in words]

Row = Mapping[str, Value]


def project(name: str, **fields: Value) -> dict[str, Value]:
    """A row of 项目明细 that counts: 100 yuan of fiscal money unless it says otherwise."""
    row: dict[str, Value] = {
        "项目": name,
        "预算单位": DEPARTMENT,
        "项目负责人": "张三",
        "总体目标": "保障供水",
    }
    return row | {"表式": "", "财政拨款": 100, "其他资金": 0, "计入": 1} | fields


def indicator(owner: str, second: str, third: str, **fields: Value) -> dict[str, Value]:
    """A row of 指标明细 that counts: ≥5 次 with a weight of 10 unless it says otherwise."""
    first = next(first for first, word in _PAIRS if word == second)
    row: dict[str, Value] = {"项目": owner, "一级指标": first, "二级指标": second, "三级指标": third}
    row |= {"一级指标序": list(LEVELS).index(first) + 1, "二级指标序": _PAIRS.index((first, second)) + 1}
    row |= {"运算符": "≥", "指标值": "5", "计量单位": "次", "依据": "计划标准", "上年完成值": "无"}
    row |= {"权重": "10", "权重数": 10, "赋分规则": "直接赋分", "佐证资料": "工作资料", "计入": 1}
    return row | fields


@dataclass
class FormBook:
    """The rows of the mirrors, line items as (fen, 性质, 资金来源), and the forms of a layout on them."""

    projects: Sequence[Row] = ()
    indicators: Sequence[Row] = ()
    items: Sequence[tuple[int, str, str]] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    spare: int = 3
    placed: PlacedForms | None = None

    def __post_init__(self) -> None:
        self.book, self.sheets = Book(), list[Sheet]()
        self.evaluation = Evaluation(self.book)
        self._mirror("项目明细", project(""), self.projects)
        self._mirror("指标明细", indicator("", "数量指标", ""), self.indicators)
        facts: list[Row] = [{"事项": name, "内容": written} for name, written in self.facts.items()]
        self._mirror("事项明细", {"事项": "", "内容": ""}, facts)
        items: list[Row] = [
            {"金额数": Decimal(fen) / 100, "分": fen, "性质": nature, "资金来源": source}
            for fen, nature, source in self.items
        ]
        blank = {"金额数": "", "分": 0, "性质": "", "资金来源": ""}
        self._mirror(naming.MIRRORS["支出"], blank, items)
        self._mirror(naming.MIRRORS["收入"], {"金额数": ""}, [])
        for name, value in (("名称", DEPARTMENT), ("年度", 2024)):
            self._mirror(naming.DEPARTMENT, {name: value}, [{name: value}], f"部门·{name}")

    @property
    def layout(self) -> LayoutSet:
        """The shipped layout, with these forms where there are any."""
        return replace(layout(), forms=self.forms) if self.forms else layout()

    def _mirror(self, prefix: str, columns: Row, rows: Sequence[Row], block_name: str = "") -> None:
        blank = {name: "" if isinstance(value, str) else 0 for name, value in columns.items()}
        blank |= {"表式": "含赋分规则"} if "表式" in blank else {}
        filled = [*rows, *[cast("Row", blank)] * self.spare]
        sheet = Sheet(block_name or prefix, hidden=True, banner=False)
        block = self.book.add(
            Block.of(
                sheet.name,
                sheet.name,
                1,
                len(filled),
                [Column(name, place, [row[name] for row in filled]) for place, name in enumerate(columns)],
            )
        )
        sheet.paint(block, {})
        for name in columns:
            self.book.name(naming.defined_name(prefix, name), block, name)
        self.sheets.append(sheet)

    def place(self, growing: bool = True) -> PlacedForms:
        """The forms on their sheets, placed when first asked for."""
        if self.placed is None:
            self.placed = place_forms(self.book, self.layout, self.evaluation, growing)
        return self.placed

    def probe(self, rule: Expression) -> Value | Fault:
        """What an expression gives in this book."""
        name = f"试算{len(self.book.blocks)}"
        self.book.add(Block.of(name, name, 1, 1, [Column("值", 0, rule)]))
        return self.evaluation.column(name, "值")[0]

    def filled(self) -> list[FilledForm]:
        """The forms in use, sheet by sheet."""
        forms = self.place().forms
        return [filled for form in forms for filled in filled_forms(form, self.book, self.evaluation)]
