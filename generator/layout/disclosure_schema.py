"""What may stand in the file of the disclosure (公开文本): the document's parts, sentences and figures.

Texts hold slots in braces, each a name and perhaps an aspect of it: `{部门}`, `{基本支出}`,
`{基本支出 占比}`. `{a 或 b}` is b where a is blank.

- Everywhere: 部门 年度 上年 级别 编制日期 (as 2024年02月25日), any figure, list or fact of 事项.
- Aspects of a figure: none (the amount as printed), 占比 (share, with %), 上年 (last year's amount), 增减
  (the word), 增减额 (without sign), 升降 (the word), 增减率 (without sign, with %), 名称, 原因 (the reason or
  purpose written for its subject).
- In rows (`each`): 序 (running number), 中文序 (一, 二, 三 …), 名称, 码, 额, and the aspects above without a
  name; rows of a table also 类名 款名 项名, those of a register their fields, units 性质.
- `{表8 空表说明}` is the sentence of an empty table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from generator.layout.phrases import ContradictionError, one_of
from generator.layout.schema import Choice, FigureWhere, LastYear, Ledger, Level, Part, Word, WordList


class Counted(Part):
    """Line items or income that meet `where`, added up."""

    ledger: Ledger
    where: FigureWhere = {}


class StatedFigure(Part):
    """A figure that sentences state (数据项).

    It is exactly one of: `value`, a sum or difference of table cells; `counts`, entries added up; `item`,
    what stands in 事项; `sum` of other figures; `units` that are of one of these kinds (all of them: []),
    without the first so many (`beyond`); the rows of a register (`rows_of`) that meet `where`, counted;
    `projects`, how many have line items meeting conditions. A figure that is itself a change has no
    `last_year`: its aspects 增减 and 增减额 speak of its own sign.
    `unit` is what it is stated in: 万元 and 元 with two decimals and thousands separators; 简 is 万元 without
    needless zeros; 个 is a whole number; 数 as it was typed, with separators. `last_year` is what it is
    compared with. `shares` names the figure of which this is a part: the shares of all its parts add up to
    100.00. `subject` is what its
    reason is written for; where neither year has money, `unchanged` stands in for a reason nobody wrote.
    """

    figure: str
    name: str = ""
    value: str = ""
    counts: Counted | None = None
    item: str = ""
    sum: WordList | None = None
    units: list[Word] | None = None
    beyond: Annotated[int, Field(ge=0)] = 0
    rows_of: str = ""
    where: dict[Word, Choice] = {}
    projects: Counted | None = None
    unit: Literal["万元", "元", "简", "个", "数"] = "万元"
    last_year: LastYear | None = None
    shares: str = ""
    subject: str = ""
    unchanged: str = ""

    @model_validator(mode="after")
    def _one_role(self) -> StatedFigure:
        roles = (
            bool(self.value),
            self.counts is not None,
            bool(self.item),
            self.sum is not None,
            self.units is not None,
            bool(self.rows_of),
            self.projects is not None,
        )
        if sum(roles) != 1:
            raise ContradictionError(one_of("value", "counts", "item", "sum", "units", "rows_of", "projects"))
        return self


class Each(Part):
    """The rows over which a text is repeated. Exactly one of `table`, `rows_of`, `units`, `figures`.

    `table` with `level`: the rows of that level whose column `value` is not 0. `rows_of`: the rows of a
    register that count and meet `where` (field: value) and, with `having`, whose derived amount of that
    name is not 0; with `of_row` only those whose field of that name equals that of the row in which the list
    stands.
    `units`: the budget units, or those of these kinds. `figures`: those of them that are not 0.
    Rows of tables may have `last_year`, `shares`, `subject` and `unchanged` as figures have them; the item of
    last year is the row's code.
    """

    table: str = ""
    level: Level | None = None
    value: str = ""
    rows_of: str = ""
    where: dict[Word, Choice] = {}
    having: str = ""
    of_row: str = ""
    units: list[Word] | None = None
    figures: WordList | None = None
    last_year: LastYear | None = None
    shares: bool = False
    subject: str = ""
    unchanged: str = ""
    amount: str = ""
    """The amount field of a register's rows that 额 shows."""
    unit: Literal["万元", "元", "简", "个", "数"] = "万元"

    @model_validator(mode="after")
    def _one_role(self) -> Each:
        roles = (bool(self.table), bool(self.rows_of), self.units is not None, self.figures is not None)
        if sum(roles) != 1:
            raise ContradictionError(one_of("table", "rows_of", "units", "figures"))
        return self


class TextList(Part):
    """A list inside a sentence: `text` for each row, `between` them; `nothing` where there are none."""

    list: str
    of: Each
    text: str = "{名称}"
    between: str = "、"
    nothing: str = "无"


class HeadingBlock(Part):
    """A heading of the document. Level 1 is a part (第一部分), 2 a section (一、), 3 （一）.

    Later years call it by its text, or by `id` where it has one.
    """

    heading: str
    id: str = ""
    level: Annotated[int, Field(ge=1, le=3)] = 2
    when: str = ""


class TextBlock(Part):
    """A paragraph (or several), or one for each row. It stands there only `when` the condition holds.

    Names in the condition are figures, compared in their own unit, and facts of 事项, "" where not filled in.
    Later years call it by its text (the first of several), or by `id` where it has one.
    """

    text: str | Annotated[list[str], Field(min_length=1)]
    id: str = ""
    each: Each | None = None
    when: str = ""


class TableBlock(Part):
    """An official table, or all of them in order (`全部`)."""

    table: str


class FormBlock(Part):
    """A form of performance targets, once for each row that it covers."""

    form: str


BLOCK_KINDS: Mapping[str, type[Part]] = {
    "heading": HeadingBlock,
    "text": TextBlock,
    "table": TableBlock,
    "form": FormBlock,
}
"""The kinds of blocks by the word that each begins with."""


def block_kind(block: Mapping[str, Any]) -> type[Part]:
    """The kind of block that such words make; a paragraph where nobody can tell."""
    return next((kind for word, kind in BLOCK_KINDS.items() if word in block), TextBlock)


def _tag(block: Any) -> str:
    return (block_kind(block) if isinstance(block, dict) else type(block)).__name__


Block = Annotated[
    Annotated[HeadingBlock, Tag("HeadingBlock")]
    | Annotated[TextBlock, Tag("TextBlock")]
    | Annotated[TableBlock, Tag("TableBlock")]
    | Annotated[FormBlock, Tag("FormBlock")],
    Discriminator(_tag),
]


class Wording(Part):
    """The words that follow from figures, and the house rules of the layout.

    `growth_from_zero` is what 增减率 says where last year was 0 and this year is not: a percentage, or words
    such as 上年为零, before which 升降 is left out.
    """

    more: str = "增加"
    less: str = "减少"
    up: str = "增长"
    down: str = "下降"
    growth_from_zero: str = "100.00%"
    growth_of_nothing: str = "0.00%"
    rising: WordList = ["增", "升", "涨", "扩", "新"]
    falling: WordList = ["减", "降", "缩", "压", "取消", "不再"]
    """What speaks of a rise and of a fall in a reason, in a word or in part of one."""
    missing_reason: str = "（待写原因）"
    reason_beyond_percent: Annotated[float, Field(ge=0, strict=False)] = 0.0
    """Changes of at most so many per cent need no reason; `small_change` stands in for it."""
    small_change: str = "与上年基本持平"


class DisclosureFile(Part):
    """The disclosure of a layout: what the document says, in order."""

    cover: Annotated[list[str], Field(min_length=1)]
    contents: str = "目　录"
    blocks: Annotated[list[Block], Field(min_length=1)]
    closing: list[str] = []
    """What stands at the end at the right: department and date."""
    figures: list[StatedFigure] = []
    lists: list[TextList] = []
    wording: Wording = Wording()
