"""Edits made in a real LibreOffice, as people make them: what was entered is read, and what was done to the
workbook is said at the right cells. LibreOffice recalculates, so that what follows from an edit is there,
too: it is folded under its cause.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.budget import LineItem
from generator.reader.submission import Outcome, Submission
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office, RefusedError
from tests.reader.returned import Said, read, said, sample, write

pytestmark = [needs_office, pytest.mark.xdist_group("libreoffice")]

DEPARTMENT = sample("bazhou-2024")
ITEMS, INCOME, UNITS = "支出录入", "收入录入", "单位信息"
FIRST, LAST = 7, 6 + len(DEPARTMENT.items)
"""The rows of the line items."""
VALUES_ONLY = [Said("OPEN-013")]
"""What is said of every .ods."""

Returned = Callable[..., Submission]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(DEPARTMENT, tmp_path_factory.mktemp("edits") / "original.xlsx")


@pytest.fixture
def document(office: Office, original: Path) -> Iterator[Document]:
    with office.open(original) as opened:
        yield opened


@pytest.fixture
def returned(document: Document, tmp_path: Path) -> Callable[[str], Submission]:
    """Recalculates and saves the workbook, and reads it back."""

    def save_and_read(form: str = ".xlsx") -> Submission:
        document.recalculate_all()
        document.save_as(tmp_path / f"returned{form}")
        return read(tmp_path / f"returned{form}")

    return save_and_read


def items(submission: Submission) -> tuple[LineItem, ...]:
    assert submission.department is not None
    return submission.department.items


def test_rows_and_columns_inserted_deleted_and_sorted_are_nothing_to_tell(
    document: Document, returned: Returned
) -> None:
    """An amount is parted into two rows, so that all figures stay what they were."""
    first = DEPARTMENT.items[0]
    assert first.fen is not None
    parts = [replace(first, fen=10_000), replace(first, fen=first.fen - 10_000)]
    document.insert_rows(ITEMS, 20, 2)
    document.delete_rows(ITEMS, 21)
    cells = (first.unit, first.function_code, first.economic_code, first.kind, first.funding_source, "100")
    document.type_all([(ITEMS, f"{column}20", text) for column, text in zip("ABDFHI", cells, strict=True)])
    document.type(ITEMS, f"I{FIRST}", str((first.fen - 10_000) / 100))
    document.sort_range(ITEMS, f"A{FIRST}:K{LAST + 1}", "I", descending=True)
    document.insert_rows(ITEMS, 3, 2)
    document.unprotect(ITEMS)
    document.insert_columns(ITEMS, "A", 2)
    document.insert_columns(ITEMS, "K")
    for form, noted in ((".xlsx", []), (".ods", VALUES_ONLY)):
        submission = returned(form)
        read_back = items(submission)
        amounts = [item.fen for item in read_back if item.fen is not None]
        assert amounts == sorted(amounts, reverse=True)
        assert sorted(read_back, key=str) == sorted([*parts, *DEPARTMENT.items[1:]], key=str)
        assert [item.origin.row for item in read_back] == list(range(FIRST + 2, LAST + 4))
        assert said(submission) == noted


def test_a_deleted_column_is_told_where_it_is_needed(document: Document, returned: Returned) -> None:
    with pytest.raises(RefusedError):
        document.delete_columns(ITEMS, "H")
    document.unprotect(ITEMS)
    document.delete_columns(ITEMS, "C")  # the names of function codes, which formulas fill
    submission = returned()
    assert items(submission) == DEPARTMENT.items
    assert said(submission) == []
    document.delete_columns(ITEMS, "G")  # the funding sources
    submission = returned()
    assert said(submission) == [Said("FIND-002", ITEMS, under=("CHK-001", "CHK-002"))]
    assert submission.told[0].finding.found == "资金来源"


def test_rows_and_sheets_out_of_sight_count_and_are_noted(document: Document, returned: Returned) -> None:
    document.filter_range(ITEMS, f"A{FIRST - 1}:K{LAST}", "F", "项目支出")
    document.hide_rows(INCOME, 8)
    document.hide_sheet(UNITS)
    basic = [row for row, item in enumerate(DEPARTMENT.items, FIRST) if item.kind == "基本支出"]
    for form, noted in ((".xlsx", []), (".ods", VALUES_ONLY)):
        submission = returned(form)
        assert submission.department == DEPARTMENT
        assert said(submission) == [
            *noted,
            Said("FIND-005", UNITS),
            Said("FIND-006", f"{INCOME}!A8"),
            Said("FIND-006", f"{ITEMS}!A{basic[0]}", len(basic) - 1),
        ]


def test_merged_cells_count_for_every_row_and_entries_below_the_area_are_told(
    document: Document, returned: Returned
) -> None:
    """The sheet itself counts neither: what does not balance there follows from the error."""
    document.merge(ITEMS, f"A{FIRST}:A{FIRST + 2}")
    document.paste_value(ITEMS, f"I{LAST + 20}", 5.0)
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == [
        Said("FIND-007", f"{ITEMS}!I{LAST + 20}", under=("CHK-001", "CHK-002", "IN-001")),
        Said("FIND-012", f"{ITEMS}!A{FIRST + 1}", 1),
    ]


def test_oddities_are_understood_or_told_at_their_cells(document: Document, returned: Returned) -> None:
    pasted = {
        "I7": "abc",
        "I8": "１２３４．５０",
        "I9": "12万元",
        "I10": "1,234.50元",
        "F12": "基本",
        "A13": f" {DEPARTMENT.units[0].name} ",
    }
    for cell, text in pasted.items():
        document.paste_value(ITEMS, cell, text)
    document.paste_date(ITEMS, "D11", "1982-09-07")
    document.type_all([(ITEMS, "I14", "=1/0"), (ITEMS, "I15", "=100+20")])
    document.insert_rows(ITEMS, 3)
    submission = returned()
    by_row = {item.origin.row: item for item in items(submission)}
    assert {8, 15}.isdisjoint(by_row)
    assert [by_row[row].fen for row in (9, 10, 11, 16)] == [123_450, 12_000_000, 123_450, 12_000]
    assert (by_row[12].economic_code, by_row[13].kind) == ("30201", "基本支出")
    assert by_row[14] == DEPARTMENT.items[6]
    assert said(submission) == [
        Said("IN-005", f"{ITEMS}!I8", under=("CHK-001", "CHK-002")),
        Said("IN-005", f"{ITEMS}!I15"),
        Said("FIX-001", f"{ITEMS}!I9", 1),
        Said("FIX-002", f"{ITEMS}!I10"),
        Said("FIX-007", f"{ITEMS}!D12"),
        Said("FIX-009", f"{ITEMS}!F13"),
    ]
    checks = {dict(one.finding.details)["id"]: one.finding for one in submission.told[0].knock_ons}
    assert checks["E07"].found.startswith(f"{ITEMS} 第 8 行等 ")


def test_sheets_renamed_moved_and_copied_are_noted(document: Document, returned: Returned) -> None:
    document.rename_sheet(ITEMS, "我的支出")
    document.rename_sheet("表5", "一般公共预算支出")
    document.move_sheet("表2", 0)
    document.move_sheet(INCOME, 20)
    document.copy_sheet("我的支出", "备份")
    for form, noted in ((".xlsx", []), (".ods", VALUES_ONLY)):
        submission = returned(form)
        assert submission.department == DEPARTMENT
        assert said(submission) == [
            *noted,
            Said("FIND-004", "我的支出"),
            Said("FIND-004", "一般公共预算支出"),
            Said("FIND-009", "备份"),
        ]


def test_a_copied_sheet_that_was_edited_is_no_second_list(document: Document, returned: Returned) -> None:
    document.copy_sheet(ITEMS, f"{ITEMS} (2)")
    document.paste_value(f"{ITEMS} (2)", "I9", 5.0)
    document.copy_sheet("表5", "表5 备份")
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == [Said("FIND-008", f"{ITEMS} (2)!A9"), Said("FIND-019", "表5 备份")]


def test_deleted_official_tables_are_told_once(document: Document, returned: Returned) -> None:
    document.delete_sheet("表7")
    document.delete_sheet("表1")
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == [Said("FIND-003"), Said("FIND-003")]
    assert {one.finding.found for one in submission.told} == {"表1", "表7"}


@pytest.mark.parametrize(
    ("sheet", "follows"),
    [("明细", ("CELL-004", "CELL-006")), ("功能分类科目", ("CELL-004",))],
)
def test_what_becomes_of_the_tables_follows_from_the_deleted_sheet_they_read(
    sheet: str, follows: tuple[str, ...], document: Document, returned: Returned
) -> None:
    document.delete_sheet(sheet)
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == [Said("FIND-015", under=follows)]
    assert submission.told[0].finding.found == sheet


def test_a_deleted_entry_sheet_is_why_nothing_balances(document: Document, returned: Returned) -> None:
    document.delete_sheet(INCOME)
    submission = returned()
    assert items(submission) == DEPARTMENT.items
    assert said(submission) == [Said("FIND-001", under=("CHK-001", "CHK-002"))]


def test_figures_typed_over_are_told_and_what_reads_them_follows(
    document: Document, returned: Returned
) -> None:
    with pytest.raises(RefusedError):
        document.type("表3", "F11", "1")
    for sheet in ("表1", "表3", "表5"):
        document.unprotect(sheet)
    document.type("表3", "F11", "1")
    assert said(returned(".ods")) == [Said("CELL-002", "表3!F11", under=("CELL-004",)), *VALUES_ONLY]
    document.type("表1", "B8", "5")
    document.type("表5", "F20", "=1+1")
    document.type("表5", "F19", "=F20*3")
    document.type("表5", "E16", "23.35")
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == [
        Said("CELL-002", "表1!B8", under=("CELL-004",)),
        Said("CELL-002", "表3!F11", under=("CELL-004",)),
        Said("CELL-005", "表5!F19", under=("CELL-004",)),
        Said("CELL-002", "表5!F20"),
        Said("CELL-001", "表5!E16"),
    ]
    assert {"found": submission.told[1].finding.found, **dict(submission.told[1].finding.details)} == {
        "found": "1.00 万元",
        "expected": "1,989.85 万元",
        "difference": "-1,988.85 万元",
    }


def test_values_pasted_over_a_table_are_noted_until_they_are_wrong(
    document: Document, returned: Returned
) -> None:
    document.unprotect("表3")
    document.paste_values_over("表3", "A9:G60")
    submission = returned()
    assert (submission.outcome, submission.department) == (Outcome.ACCEPTED, DEPARTMENT)
    assert [replace(one, more=0) for one in said(submission)] == [Said("CELL-001", "表3!D10")]
    document.type(ITEMS, f"I{FIRST}", "1")
    submission = returned()
    assert [replace(one, more=0) for one in said(submission)] == [
        Said("CELL-002", "表3!E10", under=("CELL-002", "CELL-007")),
        Said("CHK-001", f"{INCOME}!B7", under=("CHK-001",)),
        Said("CHK-002", f"{INCOME}!A7"),
        Said("CHK-002", "文字说明!B18"),  # what grew falls now, and its reason still speaks of growth
        Said("CELL-001", "表3!D10"),
    ]


def test_rows_and_columns_inserted_into_tables_are_nothing_to_tell(
    document: Document, returned: Returned
) -> None:
    for sheet, row, column in (("表5", 16, "E"), ("表1", 9, "C"), ("表7", 12, "F")):
        document.unprotect(sheet)
        document.insert_rows(sheet, row)
        document.insert_rows(sheet, 4)
        document.insert_columns(sheet, column)
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == []


def test_rows_and_columns_deleted_from_tables_are_told_once_in_each(
    document: Document, returned: Returned
) -> None:
    """Growing tables break below such a row; in 表1 both sides lack it, and the totals follow."""
    for sheet in ("表1", "表3", "表5"):
        document.unprotect(sheet)
    document.delete_rows("表1", 12)
    document.delete_columns("表3", "F")
    document.delete_rows("表5", 16)
    submission = returned()
    assert submission.department == DEPARTMENT
    assert said(submission) == [
        Said("FIND-013", "表3", under=("CELL-004", "CELL-012")),
        Said("CELL-009", "表1", under=("CELL-004", "CELL-006", "CELL-011")),
        Said("CELL-009", "表1"),
        Said("CELL-011", "表5!D16", under=("CELL-006",)),
    ]


def test_every_official_formula_is_known_in_the_spelling_of_libreoffice(
    document: Document, tmp_path: Path
) -> None:
    """All stored values are made wrong: with its own formula a cell was not recalculated, and no more."""
    document.save_as(tmp_path / "saved.xlsx")
    changed = with_other_values(tmp_path / "saved.xlsx", tmp_path / "changed.xlsx")
    submission = read(changed)
    (told,) = submission.told
    assert told.finding.code == "CELL-003"
    assert {place.sheet for place in told.places} == {f"表{number}" for number in range(1, 12)}
    assert len(told.places) > 1_000


_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_FORMULA_CELL = re.compile(r'<c ([^>]*?)(?: t="\w+")?>(<f [^>]*>[^<]*</f>)<v>[^<]*</v>')


def with_other_values(path: Path, target: Path) -> Path:
    """A copy of a workbook in which every formula has the same wrong result."""
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(target, "w") as changed:
        for part in package.namelist():
            content = package.read(part)
            if _SHEET.fullmatch(part):
                content = _FORMULA_CELL.sub(r"<c \1>\2<v>987654321</v>", content.decode()).encode()
            changed.writestr(part, content)
    return target
