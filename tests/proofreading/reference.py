"""The reference document as the workbook would make it: the same sentences, tables and forms, as blocks.

Where the published document contradicts itself in names, the workbook has one name: a project is called
as in table 7, a unit by its full name.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.publication.document import (
    Block,
    Cell,
    CellKind,
    Document,
    Form,
    FormCell,
    FormCellKind,
    HeadCell,
    Heading,
    Meaning,
    Paragraph,
    Row,
    Stretch,
    Table,
)

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "bazhou-2024"
DEPARTMENT = "新疆巴州人民政府办公室"
CENTRE = "巴音郭楞蒙古自治州政务服务和公共资源交易中心"
OTHER_NAMES = ("新疆巴州政务服务和公共资源交易中心", "巴州政务服务和公共资源交易中心")
PROJECTS = {
    "“放管服工作”及“12345”政务热线保障费": "“放管服工作”及“12345”政务热线保障项目",
    "巴州数字化领导小组办公室运行保障费": "巴州数字化领导小组办公室运行保障项目",
    "巴州政府办公室政务服务保障费": "巴州政府办公室政务服务保障项目",
    "电子政务网络维护费": "电子政务网络维护费项目",
}
AMOUNTS = {"表1": (1, 3), "表2": range(4, 16), "表3": range(4, 7), "表4": (1, 3, 4, 5, 6), "表5": range(4, 7)}
AMOUNTS |= {"表6": range(3, 6), "表7": range(5, 16), "表8": range(4, 8), "表9": range(4, 8)}
AMOUNTS |= {"表10": range(1, 5), "表11": range(1, 10)}
WIDTHS = {"表1": 4, "表2": 16, "表3": 7, "表4": 7, "表5": 7, "表6": 6, "表7": 16, "表8": 8, "表9": 8}
WIDTHS |= {"表10": 5, "表11": 10}

HEADING = re.compile(
    r"#*\s*\**(第[一二三四]部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]) *([^：:]{2,44})$"
)
PIECE = re.compile(
    r"(?P<year>20\d\d(?= ?年))"
    r"|(?P<number>\d[\d,]*(?:\.\d+)?)(?= ?(?P<unit>万元|%|人|个|辆|台|家|平方米))(?P<sign>%?)"
    r"|(?P<more>增加|减少)(?= ?[\d.,]+ ?(?:万元|人))|(?P<up>增长|下降)(?= ?[\d.,]+%)"
)
REASON = re.compile(r"主要原因是([^。；]+)|政策依据：(.+)")
LIST = re.compile(r"(?:包括：|分别是：|主要包括：|资金分配情况：)(.+?)(?=。|$)")
NAME = re.compile(
    rf"{DEPARTMENT}|{CENTRE}|(?<=项目名称：).+"
    r"|(?<=^\d、).+(?=（类）)|(?<=^\d、).+(?=（项）)|(?<=^\d\d、).+(?=（项）)"
)


def reference_text() -> str:
    """The published document."""
    return (GOLDEN / "disclosure.md").read_text(encoding="utf-8")


@cache
def expected_document() -> Document:
    """What the workbook makes of the same figures."""
    text = reference_text()
    text = text.replace("增长0.64%。主要\n\n原因是", "增长0.64%。主要原因是").replace(
        "本单位工\n\n作业务", "本单位工作业务"
    )
    text = text.replace("；；", "；")
    body = text[text.rindex("## 第一部分") :]
    blocks: list[Block] = []
    chunks = re.split(r"\n\s*\n|\n(?=- )", body)
    place, table = 0, 0
    while place < len(chunks):
        chunk = chunks[place].strip("\n")
        number = re.fullmatch(r"表 (\d+)", chunk.strip())
        if number:
            table = int(number[1])
            ending = place
            while ending < len(chunks) and not (
                ending > place and re.match(r"表 \d+$|#+ 第三部分", chunks[ending].strip())
            ):
                ending += 1
            blocks.append(_table(f"表{table}", chunks[place:ending]))
            place = ending
        elif "绩效目标表" in chunk and "\t" not in chunk and "见下表" not in chunk:
            ending = place + 1
            while ending < len(chunks) and not chunks[ending].startswith("##"):
                ending += 1
            blocks.append(_form(chunk.strip("# "), chunks[place + 2 : ending]))
            place = ending
        else:
            if chunk.strip():
                blocks.append(_text(re.sub(r"^(#+|-) ", "", chunk.strip()).replace("**", "")))
            place += 1
    closing = blocks.pop()
    assert isinstance(closing, Paragraph)
    cover = (DEPARTMENT, "2024 年部门预算公开")
    return Document(DEPARTMENT, 2024, cover, "目 录", tuple(blocks), (closing.text,))


def _text(text: str) -> Heading | Paragraph:
    match = HEADING.fullmatch(text)
    stretches = _stretches(re.sub(r"(?<=[1-9]、)政务服务和公共资源交易中心", CENTRE, text))
    if match and not text.endswith(("。", "：")):
        level = 1 if match[1].startswith("第") else 3 if match[1][0] in "（(" else 2
        return Heading(level, stretches)
    return Paragraph(stretches, "说明!B9")


def _stretches(text: str) -> tuple[Stretch, ...]:
    """A sentence with its figures, years, directions, names and lists marked."""
    marks = [(match.span(max(1, match.lastindex or 1)), Meaning.WRITTEN) for match in REASON.finditer(text)]
    marks += [(match.span(1), Meaning.LISTED) for match in LIST.finditer(text)]
    for match in NAME.finditer(text):
        marks.append((match.span(), Meaning.NAME))
    for match in PIECE.finditer(text):
        before = text[: match.start()].rstrip()
        if match["year"]:
            meaning = Meaning.YEAR
        elif match["more"]:
            meaning = Meaning.MORE_OR_LESS
        elif match["up"]:
            meaning = Meaning.UP_OR_DOWN
        elif match["unit"] == "%":
            meaning = Meaning.SHARE if before.endswith("占") else Meaning.GROWTH
        elif match["unit"] == "万元":
            meaning = Meaning.CHANGE if before.endswith(("增加", "减少")) else Meaning.AMOUNT
        else:
            meaning = Meaning.COUNT
        marks.append((match.span(), meaning))
    stretches, done = [], 0
    for (start, end), meaning in sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1])):
        if start >= done and end > start:
            stretches += [Stretch(text[done:start])] if start > done else []
            stretches.append(Stretch(text[start:end], meaning, meaning.value))
            done = end
    return (*stretches, *([Stretch(text[done:])] if done < len(text) else []))


def _table(name: str, chunks: list[str]) -> Table:
    width, amounts = WIDTHS[name], tuple(AMOUNTS[name])
    title = next(chunk.strip("# ") for chunk in chunks if chunk.startswith("#"))
    statements = [chunk.strip() for chunk in chunks if "为空表" in chunk]
    grid = next(chunk for chunk in chunks if "\t" in chunk).splitlines()
    top = next((place for place, line in enumerate(grid) if "<b>" in line), len(grid))
    heads, last = [], 0
    for place, line in enumerate(grid[:top]):
        if "※" not in line:
            last = place
            heads += [HeadCell(place, column, text) for column, text in enumerate(line.split("\t")) if text]
    rows = []
    golden = (GOLDEN / f"t{int(name[1:]):02}.tsv").read_text(encoding="utf-8").splitlines()
    for line in golden:
        cells = [
            Cell(text, CellKind.AMOUNT if place in amounts else CellKind.NAME, f"{name}!{place}")
            for place, text in enumerate(line.split("\t"))
        ]
        assert len(cells) == width
        rows.append(Row(tuple(cells)))
    columns = tuple(f"第{place + 1}栏" for place in range(width))
    return Table(
        name, title, DEPARTMENT, "万元", True, (8.0,) * width, tuple(heads), last + 1, columns,
        rows=() if statements else tuple(rows), statement="".join(statements[:1]), amounts=amounts,
    )  # fmt: skip


HEAD_LABELS = {"部门名称 (盖章)", "部门联系人", "联系电话", "年度绩效目标", "年度预算(万元)", "资金来源"}
HEAD_LABELS |= {"资金总额 (万元)", "财政资金 (万元)", "上级安排", "本级安排", "其他资金 (万元)", "其他"}
HEAD_LABELS |= {"预算单位", "项目名称", "项目负责人", "项目资金(万元)", "年度预算总额", "其中：财政拨款"}
HEAD_LABELS |= {"其他资金", "项目总体目标"}


def _form(title: str, chunks: list[str]) -> Form:
    """A form from its printed rows; what page breaks cut is put together."""
    lines = [line for chunk in chunks for line in chunk.split("\n") if "\t" in line and "---" not in line]
    whole: list[list[str]] = []
    head_rows, subject = 0, ""
    for line in lines:
        cells = [re.sub(r"</?\w+>", "", cell).strip() for cell in line.split("\t")]
        if "三级指标" in cells:
            head_rows = len(whole)
        elif head_rows and not any(cells[2:3]):
            above = whole[-1]
            for place, rest in enumerate(cells):
                if rest and not above[place].endswith(rest):
                    above[place] += rest
            continue
        whole.append(cells)
    cells_of_form: list[FormCell] = []
    for row, printed in enumerate(whole):
        cells = printed + [""] * (len(whole[head_rows]) - len(printed))
        if row < head_rows and "项目名称" in cells:
            subject = cells[2] = PROJECTS.get(cells[2], cells[2])
        for column, text in enumerate(cells):
            if text:
                cells_of_form.append(_form_cell(whole, head_rows, row, column, text))
    width = (9.0,) * len(whole[head_rows])
    return Form("绩效", title, "(2024 年)", subject, width, len(whole), head_rows, tuple(cells_of_form))


def _form_cell(whole: list[list[str]], head_rows: int, row: int, column: int, text: str) -> FormCell:
    """A cell of a form; a level of indicators spans the rows below it that leave it blank."""
    shown = CENTRE if text in OTHER_NAMES else text
    kind, rows = FormCellKind.VALUE, 1
    if row > head_rows:
        shown = re.sub(r"\s", "", shown)
        if column < 2:
            below = [each for each in range(row + 1, len(whole)) if whole[each][column]]
            rows = (below[0] if below else len(whole)) - row
    elif row == head_rows or text in HEAD_LABELS:
        kind = FormCellKind.LABEL
    elif re.fullmatch(r"[\d,]+\.\d\d", text):
        kind = FormCellKind.AMOUNT
    elif len(text) > 40:
        kind = FormCellKind.LONG
    return FormCell(row, column, shown, kind, rows, address=f"绩效{row}")
