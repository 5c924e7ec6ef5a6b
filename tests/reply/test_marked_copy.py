"""The marked copy holds what was typed, says at each cell what was found there, and can be mended."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from generator import api
from generator.expression.nodes import Expression
from generator.messages import LANGUAGES, Language, finding, words
from generator.model.budget import Department, Unit
from generator.model.finding import Finding, Place
from generator.model.form import IssuedForm
from generator.reader.submission import Outcome, Submission, Target, Told, Typed, TypedList, TypedRow
from generator.reply import marked_copy_list, marked_copy_notes
from generator.reply.marked_copy import marked_plan, write_marked_copy
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawValue
from generator.workbook.contents import INCOME_FIELDS, ITEM_FIELDS, PREVIOUS_FIELDS, UNIT_FIELDS
from generator.workbook.notes import AUTHOR
from generator.workbook.plan import plan_workbook
from generator.workbook.styles import MARK_FILLS
from tests.oracles.comparison import compare
from tests.oracles.conversion import recalculated
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Office
from tests.oracles.stored import stored, values
from tests.reply.submissions import HOSTILE

LAYOUT = api.load_layout("xinjiang", 2024)
FILE, UNIT, SECOND = "316-水利局.xlsx", "青河县水利局", "青河县水利站"
LIST = "退回意见"
FORM = IssuedForm("xinjiang", 2024, LAYOUT.version, "2023-11-20")
FORMULA = HOSTILE[0]


def item(amount: RawValue | None, unit: str = UNIT, **other: RawValue) -> dict[str, RawValue | None]:
    sound = {"单位": unit, "功能": "2130301", "经济": "30101", "支出类型": "基本支出", "资金来源": "一般财力"}
    return {**sound, "金额": amount, **other}


ITEMS: list[dict[str, RawValue | None]] = [
    item(Decimal("1500.00"), 备注="+1-2"),
    item("abc", 备注="@SUM(A1:A9)"),
    item(Decimal(500), 功能=Decimal(2130301), 备注=DateValue(Decimal(45347))),
    {},
    item("１，０００元", SECOND, 备注=FORMULA),
    item(Decimal("0.50"), SECOND, 备注=ErrorValue("#N/A")),
    item(Decimal("-0.50"), SECOND, 备注="第一行\n第二行"),
]
"""The rows of 支出录入; the file has two rows more above them than a fresh workbook."""
SHIFT = 2


def listed(
    block: str, fields: tuple[str, ...], rows: list[dict[str, RawValue | None]], first: int
) -> TypedList:
    lines = (
        TypedRow(block, first + place, tuple(row.get(field) for field in fields))
        for place, row in enumerate(rows)
    )
    return TypedList(block, fields, tuple(lines))


TYPED = Typed(
    {
        "名称": UNIT,
        "编码": Decimal(316),
        "年度": Decimal(2024),
        "级别": "部门",
        "编制日期": DateValue(Decimal(45347)),
    },
    {
        "单位信息": listed(
            "单位信息", UNIT_FIELDS, [{"名称": UNIT}, {"名称": SECOND, "编码": Decimal(316002)}], 13
        ),
        "收入录入": listed(
            "收入录入",
            INCOME_FIELDS,
            [
                {"单位": UNIT, "资金来源": "一般财力", "金额": Decimal(3000)},
                {"单位": SECOND, "资金来源": "一般财力", "金额": "1,000.00"},
            ],
            7,
        ),
        "支出录入": listed("支出录入", ITEM_FIELDS, ITEMS, 7 + SHIFT),
        "上年数": listed("上年数", PREVIOUS_FIELDS, [{"指标": "收入总计", "金额": "约五万"}], 7),
    },
    {"X17-1": "=上年已安排"},
)


def at(sheet: str, cell: str, heading: str = "") -> Place:
    return Place(FILE, int(re.sub(r"\D", "", cell) or 0), heading, sheet, cell)


def check(code: str, id_: str, place: Place) -> Finding:
    return finding(
        code, place, "两边相差 1,000.00 元", id=id_, says="两边应相等", says_en="equal", found_en="differs"
    )


ABC = finding("IN-005", at("支出录入", "I10", "金额（元）"), "abc")
ALSO = tuple(at("支出录入", f"I{row}") for row in range(20, 45))
DOUBT = finding("IN-018", at("支出录入", "I10", "金额（元）"))
UNBALANCED = check("CHK-001", "I06", at("表1", "B38"))
EXPLAIN = check("CHK-002", "B02", at("收入录入", "A7"))
READ = finding("IN-008", at("收入录入", "C8"), "1,000.00")
ODD_TEXT = finding("IN-002", at("支出录入", "J13"), FORMULA, allowed="=1+1", nearest="")
NOWHERE = finding("IN-005", at("张三的表", "A1"), "abc")
WHOLE = finding("FORM-003", Place(FILE), "xinjiang-2024-00000000", version=LAYOUT.version, year=2024)
TOLD = (
    Told(ABC, ALSO, (Told(UNBALANCED, knock_ons=(Told(EXPLAIN),)),)),
    Told(ODD_TEXT),
    Told(NOWHERE),
    Told(DOUBT),
    Told(READ),
    Told(WHOLE),
)
TARGETS = {
    ("支出录入", f"I{row}"): Target("支出录入", "金额", row - 7 - SHIFT) for row in range(7 + SHIFT, 45)
} | {
    ("支出录入", "J13"): Target("支出录入", "备注", 4),
    ("表1", "B38"): Target("表1·收入", "预算数", 30),
    ("收入录入", "A7"): Target("收入录入", "单位", 0),
    ("收入录入", "C8"): Target("收入录入", "金额", 1),
}
REFUSED = Submission(
    FILE,
    "a" * 64,
    Outcome.REFUSED,
    FORM,
    LAYOUT,
    Department(UNIT, 2024, (Unit(UNIT), Unit(SECOND))),
    TOLD,
    typed=TYPED,
    targets=TARGETS,
)


@dataclass(frozen=True)
class Copy:
    """A marked copy: the file, and what openpyxl finds in it."""

    path: Path
    book: openpyxl.Workbook

    def __getitem__(self, sheet: str) -> Worksheet:
        return self.book[sheet]

    def comment(self, sheet: str, cell: str) -> Comment:
        comment = self.book[sheet][cell].comment
        assert comment is not None, f"{sheet}!{cell} has no comment"
        return comment


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    path = tmp_path_factory.mktemp("copy") / "copy.xlsx"
    write_marked_copy(REFUSED, path)
    return Copy(path, openpyxl.load_workbook(path))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    path = tmp_path_factory.mktemp("copy") / "english.xlsx"
    write_marked_copy(REFUSED, path, "en")
    return Copy(path, openpyxl.load_workbook(path))


def test_entries_stand_as_they_were_typed(copy: Copy) -> None:
    plain = {DateValue(Decimal(45347)): 45347, ErrorValue("#N/A"): "#N/A"}
    letters = dict(zip(ITEM_FIELDS, "ABDFGHIJ", strict=True))
    for place, typed in enumerate(ITEMS):
        for field, letter in letters.items():
            value = typed.get(field)
            cell = copy["支出录入"][f"{letter}{7 + place}"]
            assert cell.value == plain.get(value, value)
            assert cell.data_type == ("s" if isinstance(cell.value, str) else "n")
    assert copy["上年数"]["D7"].value == "约五万"
    assert copy["单位信息"]["B6"].value == 316


def test_every_formula_is_there(copy: Copy) -> None:
    fresh = plan_workbook(Department(UNIT, 2024, ()), LAYOUT)
    formulas = [
        (block, column)
        for sheet in fresh.sheets
        for block in sheet.blocks
        for column in block.columns.values()
        if isinstance(column.at(0, block.rows), Expression)
    ]
    assert len(formulas) > 300
    for block, column in formulas:
        assert copy[block.sheet].cell(block.top + 1, column.position + 1).data_type == "f"


COMMENTED: list[tuple[str, str, list[Finding]]] = [
    ("支出录入", "I8", [ABC, DOUBT]),
    ("支出录入", "I18", [ABC]),
    ("支出录入", "I42", [ABC]),
    ("支出录入", "J11", [ODD_TEXT]),
    ("表1", "B38", [UNBALANCED]),
    ("收入录入", "A7", [EXPLAIN]),
    ("收入录入", "C8", [READ]),
]
"""Cells of the copy, and what was found at each."""


@pytest.mark.parametrize(("sheet", "cell", "found"), COMMENTED)
def test_the_comment_at_a_cell_says_all_that_was_found_there(
    sheet: str, cell: str, found: list[Finding], copy: Copy
) -> None:
    comment = copy.comment(sheet, cell)
    assert comment.author == AUTHOR == "财政预算收件"
    for one in found:
        rendered = words(one)
        parts = [rendered.title, *rendered.found.splitlines(), *rendered.expected.splitlines()]
        for line in [*parts, *rendered.remedy.splitlines(), rendered.code]:
            assert line in comment.text


def test_a_comment_says_what_its_finding_follows_from(copy: Copy) -> None:
    assert copy.comment("表1", "B38").text.startswith("↳ 由第 1 条引起，改好那一条多半随之消失")
    assert "引起" not in copy.comment("支出录入", "I8").text


def test_the_box_of_a_comment_is_large_enough(copy: Copy) -> None:
    boxes = comment_boxes(copy.path)
    assert len(boxes) > 25
    for sheet, cell, _ in COMMENTED:
        text = copy.comment(sheet, cell).text
        assert any(fits(text, width, height) for width, height in boxes[copy[sheet][cell].row - 1])


def comment_boxes(path: Path) -> dict[int, list[tuple[float, float]]]:
    """Width and height (in points) of the boxes of comments, by the row (from 0) of their cells."""
    boxes: dict[int, list[tuple[float, float]]] = {}
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/drawings/vmlDrawing"):
                for shape in package.read(name).decode().split("<v:shape ")[1:]:
                    size = re.search(r"width:([\d.]+)pt;height:([\d.]+)pt", shape)
                    row = re.search(r"<x:Row>(\d+)</x:Row>", shape)
                    assert size is not None
                    assert row is not None
                    boxes.setdefault(int(row[1]), []).append((float(size[1]), float(size[2])))
    return boxes


def fits(text: str, width: float, height: float) -> bool:
    """Whether a text of 9 points, Chinese signs all of them, has room."""
    lines = sum(1 + len(line) * 9 // width for line in text.split("\n"))
    return height >= lines * 12


FILLED = [
    ("支出录入", "I8", "error"),
    ("支出录入", "I30", "error"),
    ("收入录入", "A7", "warning"),
    ("收入录入", "C8", "note"),
    ("表1", "B38", "error"),
]


@pytest.mark.parametrize(("sheet", "cell", "severity"), FILLED)
def test_a_marked_cell_wears_the_fill_of_its_gravest_finding_before_any_other(
    sheet: str, cell: str, severity: str, copy: Copy
) -> None:
    rules = [
        rule
        for ranges, rules in copy[sheet].conditional_formatting._cf_rules.items()
        if cell in covered(str(ranges.sqref))
        for rule in rules
    ]
    first = min(rules, key=lambda rule: rule.priority)
    assert first.formula == ["TRUE"]
    assert first.dxf.fill.bgColor.rgb == "FF" + MARK_FILLS[severity].removeprefix("#")
    assert first.dxf.font is None


def covered(ranges: str) -> set[str]:
    """The cells of small ranges."""
    cells = set()
    for part in ranges.split():
        first, _, last = part.partition(":")
        letters = re.sub(r"\d", "", first)
        if letters == re.sub(r"\d", "", last or first):
            rows = range(int(re.sub(r"\D", "", first)), int(re.sub(r"\D", "", last or first)) + 1)
            cells |= {f"{letters}{row}" for row in rows}
    return cells


def test_a_check_that_wants_a_reason_is_marked_where_the_reason_goes(copy: Copy) -> None:
    checks = copy["校验"]
    row = next(cell.row for cell in checks["A"] if cell.value == "B02")
    assert words(EXPLAIN).remedy in copy.comment("校验", f"L{row}").text
    assert not checks.cell(row, 12).protection.locked
    explained = next(cell.row for cell in checks["A"] if cell.value == "X17-1")
    assert (checks.cell(explained, 12).value, checks.cell(explained, 12).data_type) == ("=上年已安排", "s")
    assert checks.cell(explained, 12).comment is None


def test_what_the_copy_has_no_cell_for_is_in_the_list_only(copy: Copy) -> None:
    commented = {
        (sheet.title, cell.coordinate)
        for sheet in copy.book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }
    expected = {(sheet, cell) for sheet, cell, _ in COMMENTED} | {
        ("支出录入", f"I{row}") for row in range(18, 43)
    }
    assert {place for place in commented if place[0] != "校验"} == expected


@dataclass(frozen=True)
class Row:
    """A row of the list, by what stands in its cells."""

    number: int
    cells: tuple[str, ...]
    links: dict[str, str]


def list_rows(copy: Copy) -> Iterator[Row]:
    """The rows of the list below the headings."""
    sheet = copy[LIST]
    top = next(cell.row for cell in sheet["A"] if cell.value in ("序号", "No."))
    for row in sheet.iter_rows(min_row=top + 1, max_col=8):
        links = {str(cell.value): str(cell.hyperlink.location) for cell in row if cell.hyperlink is not None}
        yield Row(row[0].row, tuple(str(cell.value or "") for cell in row), links)


def test_the_list_stands_in_front_and_is_what_one_sees_first(copy: Copy) -> None:
    assert copy.book.sheetnames[0] == LIST
    assert copy.book.active.title == LIST
    assert copy.book.sheetnames[1:] == [
        sheet.name for sheet in plan_workbook(Department(UNIT, 2024, ()), LAYOUT).sheets
    ]
    assert copy["目录"]["A4"].hyperlink.location == f"'{LIST}'!A1"


def test_the_head_of_the_list_says_whose_it_is_how_much_and_what_to_do(copy: Copy) -> None:
    head = "\n".join(str(cell.value) for row in copy[LIST]["A1:H9"] for cell in row if cell.value)
    for said in (UNIT, FILE, "✘ 退回：要改 28 处，要说明 1 处，提示 2 处。", "保存并重新上报", "写明原因"):
        assert said in head


def test_every_point_has_its_row_with_all_that_is_said_about_it(copy: Copy) -> None:
    numbered = [row for row in list_rows(copy) if row.cells[0].isdigit()]
    assert [row.cells[0] for row in numbered] == [str(number) for number in range(1, 9)]
    order = [ABC, UNBALANCED, EXPLAIN, ODD_TEXT, NOWHERE, DOUBT, READ, WHOLE]
    for row, one in zip(numbered, order, strict=True):
        rendered = words(one)
        assert rendered.title in row.cells[4]
        assert rendered.code in row.cells[4]
        assert row.cells[5:] == (rendered.found, rendered.expected, rendered.remedy)
    assert [row.cells[1] for row in numbered[:3]] == ["✘ 要改", "✘ 要改", "▲ 要说明"]


def test_what_follows_from_a_root_stands_indented_below_it(copy: Copy) -> None:
    rows = [row for row in list_rows(copy) if row.cells[0].isdigit()]
    assert [row.cells[4].startswith("↳ 由第 1 条引起") for row in rows] == [False, True, True, *[False] * 5]
    indents = [copy[LIST].cell(row.number, 5).alignment.indent for row in rows]
    assert indents == [0, 1, 1, 0, 0, 0, 0, 0]


def test_places_lead_to_the_copy_and_say_where_they_were_in_the_file(copy: Copy) -> None:
    rows = {row.cells[0]: row for row in list_rows(copy)}
    assert rows["1"].links == {"支出录入!I8": "'支出录入'!I8"}
    assert rows["1"].cells[3] == "支出录入!I10“金额（元）”"
    assert rows["2"].links == {"表1!B38": "'表1'!B38"}
    assert rows["2"].cells[3] == ""
    assert (rows["5"].cells[2], rows["5"].links) == ("张三的表!A1", {})
    assert (rows["8"].cells[2], rows["8"].links) == ("（整个文件）", {})


def test_the_same_elsewhere_is_folded_with_a_link_to_each_place(copy: Copy) -> None:
    rows = list(list_rows(copy))
    start = next(place for place, row in enumerate(rows) if row.cells[2] == "同样的还有 25 处：")
    assert rows[start - 1].cells[0] == "1"
    below = rows[start : start + 6]
    links = {text: target for row in below for text, target in row.links.items()}
    assert len(links) == 20
    assert links["支出录入!I18（原 支出录入!I20）"] == "'支出录入'!I18"
    assert below[-1].cells[4] == "……另有 5 处"


def test_the_list_leads_to_the_cell_where_a_reason_goes(copy: Copy) -> None:
    targets = [target for row in list_rows(copy) for text, target in row.links.items() if "写原因" in text]
    row = next(cell.row for cell in copy["校验"]["A"] if cell.value == "B02")
    assert targets == [f"'校验'!L{row}"]


def test_every_link_leads_to_a_cell_of_the_copy(copy: Copy) -> None:
    links = [
        cell.hyperlink.location
        for row in copy[LIST].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    ]
    assert len(links) > 25
    for link in links:
        sheet, cell = link.split("!")
        assert copy[sheet.strip("'")][cell] is not None


def test_the_list_prints_on_a4_landscape_with_its_headings_repeated(copy: Copy) -> None:
    sheet = copy[LIST]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    top = next(cell.row for cell in sheet["A"] if cell.value == "序号")
    assert sheet.print_title_rows == f"${top}:${top}"


def test_every_sheet_is_still_protected_and_comments_may_be_deleted(copy: Copy) -> None:
    for sheet in copy.book:
        if sheet.sheet_state == "visible":
            assert sheet.protection.sheet
            assert sheet.protection.password is None
    assert copy["支出录入"].protection.objects is False
    assert not copy["支出录入"]["I8"].protection.locked


def hostile() -> Submission:
    """Every text that a person can choose is hostile: entries, facts, reasons, names of sheets and files."""
    told: list[Told] = []
    targets: dict[tuple[str, str], Target] = {}
    for row, text in enumerate(HOSTILE):
        place = Place(text, 1, text, text, text)
        one = finding("IN-002", place, text, allowed=text, nearest=text)
        told += [Told(one, (place,)), Told(replace(one, place=replace(place, sheet="", cell="")))]
        targets[text, text] = Target("支出录入", "金额", row)
    rows: list[dict[str, RawValue | None]] = [dict.fromkeys(ITEM_FIELDS, text) for text in HOSTILE]
    bad = HOSTILE[2]
    typed = Typed(
        {"名称": bad, "编码": bad}, {"支出录入": listed("支出录入", ITEM_FIELDS, rows, 7)}, {"B02": bad}
    )
    return replace(REFUSED, file=bad, department=None, told=tuple(told), typed=typed, targets=targets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_stay_texts_everywhere(language: Language, tmp_path: Path) -> None:
    write_marked_copy(hostile(), tmp_path / "copy.xlsx", language)
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    formulas = [cell for row in book[LIST].iter_rows() for cell in row if cell.data_type == "f"]
    assert [cell.coordinate for cell in formulas] == ["E1"], "the light alone"
    for row in range(7, 7 + len(HOSTILE)):
        assert all(book["支出录入"][f"{letter}{row}"].data_type == "s" for letter in "ABDFGHIJ")
        assert book["支出录入"][f"I{row}"].comment is not None
    assert [link.target for sheet in book for link in sheet._hyperlinks if link.target is not None] == []


def test_an_accepted_workbook_has_nothing_marked() -> None:
    accepted = replace(REFUSED, outcome=Outcome.ACCEPTED, told=())
    plan = marked_plan(accepted)
    assert not any(sheet.notes for sheet in plan.sheets)
    assert "没有发现问题。" in {label.text for label in plan.sheets[0].labels}


def test_a_file_of_no_known_form_cannot_be_given_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no known form"):
        write_marked_copy(replace(REFUSED, layout=None), tmp_path / "copy.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_targets_that_the_copy_does_not_have_are_in_the_list_only() -> None:
    targets = {
        ("支出录入", "I10"): Target("没有", "金额", 0),
        ("支出录入", "I20"): Target("支出录入", "没有", 0),
        ("支出录入", "I21"): Target("支出录入", "金额", 100_000),
    }
    plan = marked_plan(replace(REFUSED, told=(Told(ABC, ALSO),), targets=targets))
    assert not any(sheet.notes for sheet in plan.sheets)


def test_the_same_submission_gives_the_same_bytes(copy: Copy, tmp_path: Path) -> None:
    write_marked_copy(REFUSED, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == copy.path.read_bytes()


def test_long_lists_and_many_comments_end_with_a_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_copy_list, "MOST_POINTS", 3)
    monkeypatch.setattr(marked_copy_notes, "MOST_COMMENTS", 4)
    monkeypatch.setattr(marked_copy_notes, "MOST_FINDINGS", 1)
    plan = marked_plan(REFUSED)
    notes = [note for sheet in plan.sheets for note in sheet.notes]
    assert sum(bool(note.text) for note in notes) == 4
    assert len(notes) > 25
    (first,) = (note for note in notes if (note.block, note.column, note.row) == ("支出录入", "金额", 1))
    assert first.text.endswith("……另有 1 条，见“退回意见”。")
    assert any("另有 5 条没有列在这里" in label.text for label in plan.sheets[0].labels)


def test_the_copy_speaks_english_too(english: Copy) -> None:
    rendered = words(ABC, "en")
    comment = english.comment("支出录入", "I8")
    assert comment.text.startswith(f"✘ to mend: {rendered.title}")
    assert f"fix: {rendered.remedy}" in comment.text
    rows = {row.cells[0]: row for row in list_rows(english)}
    assert rows["1"].cells[5:] == (rendered.found, rendered.expected, rendered.remedy)
    assert rows["2"].cells[4].startswith("↳ follows from no. 1")


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestInLibreOffice:
    def test_it_computes_the_same_and_keeps_comments_and_links(self, copy: Copy, tmp_path: Path) -> None:
        saved = recalculated(copy.path, tmp_path)
        assert compare(stored(copy.path), values(stored(saved))) == []
        kept = Copy(saved, openpyxl.load_workbook(saved))
        for sheet, cell, found in COMMENTED:
            assert words(found[0]).title in kept.comment(sheet, cell).text
        assert next(iter(list_rows(kept))).links.keys() == {"支出录入!I8"}

    def test_mended_there_it_shows_that_all_is_well_and_can_be_read(
        self, office: Office, copy: Copy, tmp_path: Path
    ) -> None:
        with office.open(copy.path) as document:
            assert document.text(LIST, "E1").startswith("✘")
            assert document.text("支出录入", "K8").startswith("✘ 金额不是数字")
            document.type("支出录入", "I8", "1000")
            document.type_all([("上年数", "A7", ""), ("上年数", "D7", "")])
            document.recalculate_all()
            assert document.text("支出录入", "K8") == "✔"
            assert document.text(LIST, "E1") == document.text("封面", "B12") == "✔ 全部平衡"
            document.save_as(tmp_path / "mended.xlsx")
        again = api.read_submission(tmp_path / "mended.xlsx")
        department = again.department
        assert department is not None
        assert [entry.fen for entry in department.items] == [150_000, 100_000, 50_000, 100_000, 50, -50]
        assert again.outcome is Outcome.ACCEPTED
