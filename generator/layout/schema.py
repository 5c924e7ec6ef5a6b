"""What may stand in a layout file. Field names are the words that layout authors write."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from generator.layout.phrases import (
    DISPLAYED_PARENTS,
    EACH_FORMULA,
    LARGEST_OF_ONE,
    ONE_SHAPE_OF_CHECK,
    ROWS_OR_PANELS,
    TWO_COLUMNS,
    WHERE_COUNTS,
    YEARS_AGAINST,
    ContradictionError,
    one_of,
)


class Part(BaseModel):
    """Base: unknown words are refused, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Word = Annotated[str, BeforeValidator(_as_text)]
"""A name or code; digits may be written without quotes."""

WordList = Annotated[list[Word], Field(min_length=1)]
Choice = Word | WordList
Where = dict[
    Literal["资金来源", "预算", "年度", "性质", "支出类型", "经费", "经济类", "经济款", "类"], Choice
]
"""Which line items count: each dimension equals the value, or one of the values, given."""

Shown = Literal["类", "款", "项", "名称", "项目"]
Level = Literal["总计", "单位", "类", "款", "项", "经济类", "经济款", "项目"]
Ledger = Literal["收入", "支出"]
EntryLedger = Literal["单位", "收入", "支出"]
"""What has an entry sheet: the ledgers of money, and the list of budget units."""


class Heading(Part):
    """One heading of a table: either it spans `columns`, or it is a column.

    A column shows part of the row's key (`shows`), sums the line items that meet `where`, or adds
    up other columns (`sum`).
    """

    heading: str
    id: str = ""
    columns: Annotated[list[Heading], Field(min_length=1)] | None = None
    width: Annotated[float, Field(gt=0, le=120, strict=False)] = 12.0
    shows: Shown | None = None
    where: Where | None = None
    sum: WordList | None = None

    @model_validator(mode="after")
    def _one_role(self) -> Heading:
        roles = [self.columns, self.shows, self.where, self.sum]
        if sum(role is not None for role in roles) != 1:
            raise ContradictionError(one_of("columns", "shows", "where", "sum"))
        return self

    @property
    def name(self) -> str:
        """How sums and checks call this column."""
        return self.id or self.heading

    def leaves(self) -> list[Heading]:
        """The columns under this heading, from left to right."""
        if self.columns is None:
            return [self]
        return [leaf for heading in self.columns for leaf in heading.leaves()]

    def depth(self) -> int:
        """How many heading rows this needs."""
        return 1 + max((heading.depth() for heading in self.columns or []), default=0)


class FixedRow(Part):
    """A row that always stands there: it counts items (`where`) or adds up other rows (`sum`)."""

    row: str
    id: str = ""
    bold: bool = False
    indent: Annotated[int, Field(ge=0, le=5)] = 0
    where: Where | None = None
    sum: WordList | None = None

    @model_validator(mode="after")
    def _one_role(self) -> FixedRow:
        if (self.where is None) == (self.sum is None):
            raise ContradictionError(one_of("where", "sum"))
        return self

    @property
    def name(self) -> str:
        """How sums and checks call this row."""
        return self.id or self.row


class RepeatedRow(Part):
    """One row for each 类 of the year's classification, in its order. Sums call them 每类."""

    each: Literal["类"]


def _row_kind(row: Any) -> str:
    repeated = isinstance(row, RepeatedRow) or (isinstance(row, dict) and "each" in row)
    return "RepeatedRow" if repeated else "FixedRow"


Row = Annotated[
    Annotated[FixedRow, Tag("FixedRow")] | Annotated[RepeatedRow, Tag("RepeatedRow")],
    Discriminator(_row_kind),
]


class Panel(Part):
    """One of the blocks that stand side by side in a table of fixed rows."""

    id: str
    counts: Ledger
    columns: list[Heading]
    rows: Annotated[list[Row], Field(min_length=1)]
    last: FixedRow | None = None


class Table(Part):
    """One official table: of `rows` that grow with the entries, or of `panels` of fixed rows."""

    table: str
    title: str
    unit: Literal["元", "万元"]
    page: Literal["portrait", "landscape"]
    covers: Where = {}
    empty: str = ""
    number_row: bool = False
    columns: list[Heading] = []
    rows: list[Level] = []
    panels: list[Panel] = []

    @model_validator(mode="after")
    def _one_shape(self) -> Table:
        if bool(self.rows) == bool(self.panels) or bool(self.rows) != bool(self.columns):
            raise ContradictionError(ROWS_OR_PANELS)
        return self


class Sentence(Part):
    """The same thing said in Chinese and in English."""

    zh: str
    en: str


class Check(Part):
    """One relation (勾稽关系).

    `left` and `right` are formulas of table references; the right side may also be 0. With `each` they
    are compared in every row of that level (行: every row) of the table that `left` names first, or
    for every funding source or unit. Both may also refer to registers, as `register[row]` to a fixed row and
    as `register[word, field]` to the sum of a field over the rows whose first key is the word, and add
    numbers; such a check waits until there is such a row. `parents`: in these tables every parent row
    equals its children, in every column; with `displayed`, as printed. `names`: every row of these tables
    bears the name of its code. `codes`: every code is in the code list, and its parent in the table.
    `statements`: these tables say they are empty exactly when they are. `capacity`: no row of these
    tables, and no entry, is cut off. `facts`: these facts of the department are given. `magnitude`: the
    amounts of these entry sheets look as if they were in yuan. `projects`: every project with expenditure
    has a row in these registers, once they have any. `subjects`: every reason that is needed is written
    (已写), and the words of each fit the sign of the change (相符), once any reason is written.
    """

    id: str
    severity: Literal["error", "warning", "note"]
    says: Sentence
    left: str = ""
    right: str = ""
    relation: Literal["=", ">="] = "="
    each: Literal["类", "款", "项", "经济类", "经济款", "行", "资金来源", "单位"] | None = None
    parents: list[str] = []
    displayed: bool = False
    names: list[str] = []
    codes: list[str] = []
    statements: list[str] = []
    capacity: list[str] = []
    facts: list[str] = []
    magnitude: list[str] = []
    projects: list[str] = []
    subjects: list[str] = []
    below: Annotated[int, Field(gt=0)] = 1000
    """An amount (in yuan) below which an entry looks like 万元; `magnitude` speaks up when most do."""

    @model_validator(mode="after")
    def _one_shape(self) -> Check:
        shapes = [
            self.left or self.right,
            self.parents,
            self.names,
            self.codes,
            self.statements,
            self.capacity,
            self.facts,
            self.magnitude,
            self.projects,
            self.subjects,
        ]
        if sum(bool(shape) for shape in shapes) != 1 or bool(self.left) != bool(self.right):
            raise ContradictionError(ONE_SHAPE_OF_CHECK)
        if self.displayed and not self.parents:
            raise ContradictionError(DISPLAYED_PARENTS)
        if self.each and not self.left:
            raise ContradictionError(EACH_FORMULA)
        return self


class EntryColumn(Part):
    """One column of an entry sheet. `field` is its name in rules; filled columns show a code's name.

    A column for hints may go without a heading. `choices` names a list to choose from: a column of kind
    choice takes nothing else, others take what is typed as well. `example` is shown above the heading
    and never counted.
    """

    heading: str
    field: str
    width: Annotated[float, Field(gt=0, le=120, strict=False)] = 14.0
    kind: Literal["text", "code", "amount", "choice", "filled", "hint"] = "text"
    choices: str = ""
    prompt: str = ""
    example: str = ""


class EntryRule(Part):
    """What may be wrong with an entry row. The first rule that applies is shown.

    A row that breaks a rule with `counts: false` stays out of every table until it is mended. A rule
    with `pending: true` speaks of rows that still wait for their amount: nobody has to explain them
    before the first amount is entered.
    """

    id: str
    severity: Literal["error", "warning", "note"]
    when: str
    counts: bool = True
    pending: bool = False
    says: Sentence


class EntrySheet(Part):
    """An entry sheet: its columns, and the rules for its rows."""

    sheet: str
    ledger: EntryLedger
    help: str
    columns: list[EntryColumn]
    rules: list[EntryRule]


class Entries(Part):
    """The entry sheets, which economic classes are 人员经费, and the guide for those who fill in.

    `unit_kinds` are the kinds of budget units (单位性质) to choose from.
    """

    personnel_classes: WordList
    unit_kinds: WordList
    guide: list[str]
    sheets: list[EntrySheet]


def _as_sentence(value: object) -> object:
    return {"zh": value, "en": value} if isinstance(value, str) and value else value


class Year(Part):
    """What every year file says of itself: its place, and the official document that it rests on.

    A year whose document has not come yet says what it `awaits` instead.
    """

    layout: str
    year: int
    document: str = ""
    awaits: Annotated[Sentence | None, BeforeValidator(_as_sentence)] = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Year:
        if bool(self.document) == bool(self.awaits):
            raise ContradictionError(one_of("document", "awaits"))
        return self

    def basis(self, language: str) -> str:
        """The document, or what is awaited."""
        if self.awaits is None:
            return self.document
        return self.awaits.en if language == "en" else self.awaits.zh


class YearFile(Year):
    """One year of one jurisdiction: which files make up its layout.

    Of a year that `follows` another these are the files that the first of them began with.
    """

    follows: int | None = None
    name: Sentence
    tables: list[str]
    entries: str
    checks: str
    funding_sources: str
    classification: str
    previous_figures: str = ""
    consolidation: str = ""
    registers: str = ""
    forms: list[str] = []
    disclosure: str = ""


class Changes(Part):
    """What a year changes; `changes` of the layout says how it is read."""

    tables: list[Any] = []
    entries: dict[str, Any] = {}
    checks: list[Any] = []
    registers: list[Any] = []
    forms: list[Any] = []
    disclosure: dict[str, Any] = {}


class FollowingYear(Year):
    """A year that states only what is not as in the year that it `follows`."""

    follows: int
    name: Sentence | None = None
    funding_sources: str | None = None
    classification: str | None = None
    previous_figures: str | None = None
    consolidation: str | None = None
    registers: str | None = None
    forms: list[str] | None = None
    disclosure: str | None = None
    changes: Changes = Changes()


FigureWhere = dict[
    Literal["资金来源", "预算", "年度", "性质", "支出类型", "经费", "经济类", "经济款", "类", "单位性质"],
    Choice,
]
"""Which entries a figure counts: the dimensions of tables, and the kind of the budget unit."""

Split = Literal["类", "款", "项", "经济类", "经济款", "预算", "资金来源", "支出类型"]
"""What a measure may be split by: one figure for each value."""


class Figure(Part):
    """One of last year's figures (`item`), or one for each value of a dimension (`by`), of a measure (指标).

    It sums the entries of a ledger (`counts`) that meet `where`. `name` is the measure's in words.
    """

    measure: str
    name: Sentence
    counts: Ledger
    item: str = ""
    by: Split | None = None
    where: FigureWhere = {}

    @model_validator(mode="after")
    def _one_role(self) -> Figure:
        if bool(self.item) == bool(self.by):
            raise ContradictionError(one_of("item", "by"))
        if self.counts == "收入" and self.by not in (None, "预算", "资金来源"):
            raise ContradictionError(one_of("by: 预算", "by: 资金来源"))
        return self


class FigureFile(Part):
    """The figures of a layout, in the order in which a department gets them."""

    figures: Annotated[list[Figure], Field(min_length=1)]


class LastYear(Part):
    """A figure of last year: a measure (指标), or one item of it. Without `item` all items add up."""

    measure: str
    item: Word = ""


class ComparedColumn(Part):
    """One heading of the comparison by department: either it spans `columns`, or it is a column.

    A column counts the entries of a ledger (`counts`) that meet `where`, adds up other columns (`sum`),
    shows a figure of last year (`last_year`), or says by how much (`change`) or by how many per cent
    (`growth`) the first of two columns differs from the second. A `hidden` one serves charts only.
    """

    heading: Sentence
    id: str = ""
    width: Annotated[float, Field(gt=0, le=120, strict=False)] = 14.0
    hidden: bool = False
    columns: Annotated[list[ComparedColumn], Field(min_length=1)] | None = None
    counts: Ledger | None = None
    where: Where = {}
    sum: WordList | None = None
    last_year: LastYear | None = None
    change: WordList | None = None
    growth: WordList | None = None

    @model_validator(mode="after")
    def _one_role(self) -> ComparedColumn:
        roles = ("columns", "counts", "sum", "last_year", "change", "growth")
        if sum(getattr(self, role) is not None for role in roles) != 1:
            raise ContradictionError(one_of(*roles))
        if self.where and self.counts is None:
            raise ContradictionError(WHERE_COUNTS)
        if any(len(pair) != 2 for pair in (self.change, self.growth) if pair is not None):
            raise ContradictionError(TWO_COLUMNS)
        return self

    @property
    def name(self) -> str:
        """How sums, changes and charts call this column."""
        return self.id or self.heading.zh

    def leaves(self) -> list[ComparedColumn]:
        """The columns under this heading, from left to right."""
        if self.columns is None:
            return [self]
        return [leaf for heading in self.columns for leaf in heading.leaves()]

    def depth(self) -> int:
        """How many heading rows this needs."""
        return 1 + max((heading.depth() for heading in self.columns or []), default=0)


class Comparison(Part):
    """The comparison by department (部门对比): one row for each department, and these columns."""

    unit: Literal["元", "万元"]
    columns: Annotated[list[ComparedColumn], Field(min_length=1)]


class ComparedChart(Part):
    """A chart of the comparison.

    `largest`: the departments in which one column is largest. `parts`: the totals of some columns.
    `years`: those beside the totals of the columns in `against`, one for one.
    """

    heading: Sentence
    kind: Literal["largest", "parts", "years"]
    columns: WordList
    against: WordList | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> ComparedChart:
        if self.kind == "largest" and len(self.columns) != 1:
            raise ContradictionError(LARGEST_OF_ONE)
        if (self.kind == "years") != (self.against is not None):
            raise ContradictionError(YEARS_AGAINST)
        if self.against is not None and len(self.against) != len(self.columns):
            raise ContradictionError(YEARS_AGAINST)
        return self


class Elimination(Part):
    """Income that comes from another department: a funding source, and whether its payer is the superior
    (上级) of the department that receives it or one of its subordinates (下级).
    """

    source: str
    counterpart: Literal["上级", "下级"]


class ConsolidationFile(Part):
    """How departments are consolidated (汇总): what is eliminated, compared and drawn."""

    eliminations: list[Elimination] = []
    comparison: Comparison
    charts: list[ComparedChart] = []


class CheckFile(Part):
    """The checks of a layout, in the order of the check sheet."""

    checks: list[Check]
