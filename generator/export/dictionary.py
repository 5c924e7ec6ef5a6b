"""The data dictionary (数据字典): every relation that is exported, with its columns."""

from __future__ import annotations

from generator.export.relation import Field, Kind, Reach, Relation

_IDENTITY = (
    Field("department_code", Kind.TEXT, "部门编码", "Department code", "as on the roster, for those on it"),
    Field("department_name", Kind.TEXT, "部门名称", "Department", "as on the roster, for those on it"),
    Field("year", Kind.NUMBER, "年度", "Year", "the budget year; 0: nobody can say", required=True),
    Field("round", Kind.TEXT, "轮次", "Round", "the round of submission"),
    Field(
        "version",
        Kind.NUMBER,
        "版次",
        "Version",
        "which version of this department, year and round, in the order in which they were sent",
        required=True,
    ),
    Field(
        "in_force", Kind.FLAG, "现行有效", "In force", "1: the version in force; 0: it is not", required=True
    ),
)
_PLACE = ("department_code", "department_name", "year", "round", "version")
_FILE = ("digest", "round")
_ROW_NUMBER = Field("row_number", Kind.NUMBER, "序号", "Row", "its place in the list", required=True)
_DIGEST = Field("digest", Kind.TEXT, "文件指纹", "Digest", "SHA-256 of the bytes of the file", required=True)
_FILE_NAME = Field("file", Kind.TEXT, "文件名", "File", "name of the file")
_UNIT = Field("unit", Kind.TEXT, "预算单位", "Unit", "the budget unit")
_FUND_SOURCE = Field("fund_source", Kind.TEXT, "资金来源", "Funding source")
_SHEET = Field("sheet", Kind.TEXT, "工作表", "Sheet", "the sheet of the file")
_AMOUNT_CELL = Field("cell", Kind.TEXT, "单元格", "Cell", "the cell of the amount")
_OUTCOMES = ("accepted", "to_explain", "refused", "unreadable")


def _money(*, required: bool) -> tuple[Field, Field]:
    """The two columns of an amount."""
    waiting = "" if required else "; empty while it is not filled in"
    return (
        Field("fen", Kind.FEN, "金额（分）", "Amount (fen)", f"whole fen{waiting}", required=required),
        Field(
            "yuan", Kind.YUAN, "金额（元）", "Amount (yuan)", f"the same in yuan{waiting}", required=required
        ),
    )


SUBMISSIONS = Relation(
    "submissions",
    "上报",
    "Submissions",
    "a submission: one version of a department, year and round",
    Reach.SUBMITTED,
    (
        *_IDENTITY,
        Field("on_roster", Kind.FLAG, "在名册上", "On the roster", "1: on the roster; 0: not", required=True),
        Field(
            "name_differs",
            Kind.FLAG,
            "名称不同",
            "Name differs",
            "1: the code is on the roster with another name",
            required=True,
        ),
        Field(
            "code_differs",
            Kind.FLAG,
            "编码不同",
            "Code differs",
            "1: the name is on the roster with another code",
            required=True,
        ),
        Field(
            "state",
            Kind.TEXT,
            "结论",
            "State",
            "what is concluded now, with waivers and accepted explanations",
            required=True,
            choices=_OUTCOMES,
        ),
        Field(
            "outcome",
            Kind.TEXT,
            "审核结论",
            "Outcome",
            "what the reading concluded, without waivers",
            required=True,
            choices=_OUTCOMES,
        ),
        Field("to_mend", Kind.NUMBER, "要改", "To mend", "places to mend, without waivers", required=True),
        Field(
            "to_explain",
            Kind.NUMBER,
            "要说明",
            "To explain",
            "places to explain, without accepted explanations",
            required=True,
        ),
        Field("notes", Kind.NUMBER, "提示", "Notes", "how many notes", required=True),
        Field(
            "waived",
            Kind.NUMBER,
            "放行",
            "Waived",
            "places that a waiver or an accepted explanation covers",
            required=True,
        ),
        _FILE_NAME,
        Field("source", Kind.TEXT, "来源", "Source", "where it came from"),
        Field(
            "sent_at",
            Kind.MOMENT,
            "送来时间",
            "Sent at",
            "when the file was last changed (UTC)",
            required=True,
        ),
        Field(
            "received_at",
            Kind.MOMENT,
            "收到时间",
            "Received at",
            "when it first came in (UTC)",
            required=True,
        ),
        _DIGEST,
        Field(
            "reading_id",
            Kind.NUMBER,
            "审核编号",
            "Reading",
            "number of the reading in the store",
            required=True,
        ),
        Field("layout", Kind.TEXT, "表样", "Layout"),
        Field("layout_version", Kind.TEXT, "表样版本", "Layout version"),
        Field("form", Kind.TEXT, "下发的表样", "Form", "the form that was issued"),
        Field("check_code", Kind.TEXT, "校验码", "Check code"),
        Field("written_code", Kind.TEXT, "文件中的编码", "Written code", "department code as in the file"),
        Field("written_name", Kind.TEXT, "文件中的名称", "Written name", "department name as in the file"),
        Field(
            "plain_name",
            Kind.TEXT,
            "统一写法",
            "Plain name",
            "name in plain form, by which waivers are found",
        ),
    ),
    order=(*_PLACE, "digest"),
    key=_FILE,
)

LINE_ITEMS = Relation(
    "line_items",
    "支出明细",
    "Line items",
    "a line item of expenditure",
    Reach.IN_FORCE,
    (
        *_IDENTITY,
        _ROW_NUMBER,
        _UNIT,
        Field("function_code", Kind.TEXT, "功能科目编码", "Function code", "functional classification, 项"),
        Field("function_name", Kind.TEXT, "功能科目名称", "Function", "its name, as the department typed it"),
        Field("economic_code", Kind.TEXT, "经济科目编码", "Economic code", "department economic code, 款"),
        Field("economic_name", Kind.TEXT, "经济科目名称", "Economic item", "its name, as typed"),
        Field(
            "expenditure_kind", Kind.TEXT, "支出类型", "Expenditure kind", "基本支出 basic, 项目支出 project"
        ),
        Field("project", Kind.TEXT, "项目", "Project"),
        _FUND_SOURCE,
        *_money(required=False),
        Field("note", Kind.TEXT, "备注", "Note", "the note beside it"),
        _SHEET,
        _AMOUNT_CELL,
        _FILE_NAME,
        _DIGEST,
    ),
    order=(*_PLACE, "digest", "row_number"),
    key=(*_FILE, "row_number"),
    submission=_FILE,
)

INCOME_ENTRIES = Relation(
    "income_entries",
    "收入明细",
    "Income entries",
    "an entry of income",
    Reach.IN_FORCE,
    (
        *_IDENTITY,
        _ROW_NUMBER,
        _UNIT,
        _FUND_SOURCE,
        *_money(required=False),
        _SHEET,
        _AMOUNT_CELL,
        _FILE_NAME,
        _DIGEST,
    ),
    order=(*_PLACE, "digest", "row_number"),
    key=(*_FILE, "row_number"),
    submission=_FILE,
)

PREVIOUS_FIGURES = Relation(
    "previous_figures",
    "上年数",
    "Previous figures",
    "a figure of last year's budget, as the department typed it",
    Reach.IN_FORCE,
    (
        *_IDENTITY,
        _ROW_NUMBER,
        Field("measure", Kind.TEXT, "指标", "Measure", "what is measured"),
        Field("item", Kind.TEXT, "项目", "Item", "the code or name it is measured for"),
        *_money(required=True),
        _DIGEST,
    ),
    order=(*_PLACE, "digest", "row_number"),
    key=(*_FILE, "row_number"),
    submission=_FILE,
)

TABLE_FIGURES = Relation(
    "table_figures",
    "公开表数",
    "Table figures",
    "a figure of an official table, other than zero",
    Reach.IN_FORCE,
    (
        *_IDENTITY,
        Field("official_table", Kind.TEXT, "表号", "Table", "the official table", required=True),
        Field("line", Kind.NUMBER, "行", "Line", "which row of the table", required=True),
        Field("code", Kind.TEXT, "科目编码", "Code", "the code of the row, if it has one"),
        Field("label", Kind.TEXT, "行名", "Label", "the name of the row"),
        Field("column_name", Kind.TEXT, "栏", "Column", "the name of the column"),
        *_money(required=True),
        _DIGEST,
    ),
    order=(*_PLACE, "digest", "official_table", "line", "column_name"),
    submission=_FILE,
)

FINDINGS = Relation(
    "findings",
    "发现的问题",
    "Findings",
    "one place of a finding",
    Reach.SUBMITTED,
    (
        *_IDENTITY,
        _ROW_NUMBER,
        Field("code", Kind.TEXT, "问题编号", "Code", "the code of the finding", required=True),
        Field(
            "severity",
            Kind.TEXT,
            "程度",
            "Severity",
            "error: to mend, warning: to explain, note: to know",
            required=True,
            choices=("error", "warning", "note"),
        ),
        Field("check_id", Kind.TEXT, "校验编号", "Check", "the check that is broken"),
        _SHEET,
        Field("cell", Kind.TEXT, "单元格", "Cell"),
        Field("title", Kind.TEXT, "问题", "Title", "what it is, in Chinese"),
        Field("found", Kind.TEXT, "发现", "Found", "what was found, in Chinese"),
        Field("expected", Kind.TEXT, "应为", "Expected", "what was expected, in Chinese"),
        Field("remedy", Kind.TEXT, "怎样处理", "Remedy", "how to mend it, in Chinese"),
        Field(
            "cause", Kind.TEXT, "起因", "Cause", "the code of what it follows from; empty: from nothing else"
        ),
        _FILE_NAME,
        _DIGEST,
    ),
    order=(*_PLACE, "digest", "row_number"),
    key=(*_FILE, "row_number"),
    submission=_FILE,
)

EXPLANATIONS = Relation(
    "explanations",
    "部门的说明",
    "Explanations",
    "a reason that the department gave on 校验",
    Reach.SUBMITTED,
    (
        *_IDENTITY,
        Field("check_id", Kind.TEXT, "校验编号", "Check", "the check that it is about", required=True),
        Field("reason", Kind.TEXT, "原因", "Reason"),
        _DIGEST,
    ),
    order=(*_PLACE, "digest", "check_id"),
    key=(*_FILE, "check_id"),
    submission=_FILE,
)

DEPARTMENTS = Relation(
    "departments",
    "名册",
    "Departments",
    "a department on the roster in force",
    Reach.ALL,
    (
        Field("row_number", Kind.NUMBER, "序号", "Row", "its place on the roster", required=True),
        Field("code", Kind.TEXT, "部门编码", "Code", "department code"),
        Field("name", Kind.TEXT, "部门名称", "Name", "department name", required=True),
        Field("plain_code", Kind.TEXT, "编码的统一写法", "Plain code", "the code as it is compared"),
        Field("plain_name", Kind.TEXT, "名称的统一写法", "Plain name", "the name as it is compared"),
        Field("kind", Kind.TEXT, "性质", "Kind", "kind of department"),
        Field("contact", Kind.TEXT, "联系人", "Contact"),
        Field("level_word", Kind.TEXT, "级别", "Level", "部门 department or 单位 unit"),
        Field("department_group", Kind.TEXT, "分组", "Group"),
        Field("superior", Kind.TEXT, "上级部门", "Superior", "the department above it"),
    ),
    order=("row_number",),
    key=("row_number",),
)

VALID_WAIVERS = Relation(
    "valid_waivers",
    "豁免和认可的说明",
    "Valid waivers",
    "a waiver or accepted explanation that is valid today",
    Reach.APPLYING,
    (
        Field("waiver_id", Kind.NUMBER, "编号", "Number", required=True),
        Field("department", Kind.TEXT, "部门", "Department"),
        Field("plain_code", Kind.TEXT, "编码的统一写法", "Plain code", "the department's code as compared"),
        Field("plain_name", Kind.TEXT, "名称的统一写法", "Plain name", "the department's name as compared"),
        Field("year", Kind.NUMBER, "年度", "Year", "the budget year", required=True),
        Field("round", Kind.TEXT, "轮次", "Round", "the round of submission"),
        Field("finding_code", Kind.TEXT, "问题编号", "Finding", "the code of the finding"),
        Field("check_id", Kind.TEXT, "校验编号", "Check", "the check that is broken"),
        Field(
            "point", Kind.TEXT, "放行的内容", "Point", "what was found: it holds as long as the same is found"
        ),
        Field(
            "kind",
            Kind.TEXT,
            "种类",
            "Kind",
            "waiver, or accepted explanation",
            required=True,
            choices=("waiver", "explanation"),
        ),
        Field("reason", Kind.TEXT, "理由", "Reason"),
        Field("author", Kind.TEXT, "谁定的", "Author", "who decided"),
        Field("made_at", Kind.MOMENT, "何时定的", "Made at", "when it was decided (UTC)", required=True),
        Field(
            "expires_on",
            Kind.DAY,
            "到期日",
            "Expires on",
            "the last day on which it is valid; 9999-12-31: no end",
            required=True,
        ),
    ),
    order=("waiver_id",),
    key=("waiver_id",),
)

AUDIT = Relation(
    "audit",
    "办理记录",
    "Audit",
    "something that was done; rows are only ever added",
    Reach.APPLYING,
    (
        Field("at", Kind.MOMENT, "时间", "At", "when (UTC)", required=True),
        Field("author", Kind.TEXT, "谁", "Author", "who"),
        Field("action", Kind.TEXT, "做了什么", "Action", "what was done", required=True),
        Field("department", Kind.TEXT, "部门", "Department"),
        Field("year", Kind.NUMBER, "年度", "Year", "the budget year; 0: none", required=True),
        Field("round", Kind.TEXT, "轮次", "Round", "the round; empty: none"),
        Field("digest", Kind.TEXT, "文件指纹", "Digest", "SHA-256 of the file that it is about"),
        Field("layout_version", Kind.TEXT, "表样版本", "Layout version"),
        Field("outcome", Kind.TEXT, "结论", "Outcome"),
        Field("details", Kind.TEXT, "细节", "Details", "command, source, reason"),
    ),
    order=("at", "action", "digest", "year", "round", "department", "author", "details"),
)

RELATIONS = (
    SUBMISSIONS,
    LINE_ITEMS,
    INCOME_ENTRIES,
    PREVIOUS_FIGURES,
    TABLE_FIGURES,
    FINDINGS,
    EXPLANATIONS,
    DEPARTMENTS,
    VALID_WAIVERS,
    AUDIT,
)
"""In the order in which they are exported: what others refer to comes first."""
BY_NAME = {relation.name: relation for relation in RELATIONS}
