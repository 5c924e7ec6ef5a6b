"""The marked copy of a refused workbook, opened in LibreOffice and mended there, is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.messages import words
from generator.reader.submission import Outcome, Submission
from generator.reply.marked_copy import write_marked_copy
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office
from tests.reader.returned import Said, read, said, sample, write

pytestmark = [needs_office, pytest.mark.xdist_group("libreoffice")]

DEPARTMENT = sample("bazhou-2024")
ITEMS, INCOME, REPLY = "支出录入", "收入录入", "退回意见"
MOVED = 2
"""So many rows were inserted above the entries of the refused workbook."""
BELOW = 7 + len(DEPARTMENT.items) + 20
"""A row below the entry area, as rows are in a fresh workbook."""
WRONG = {
    (ITEMS, "I7"): ("IN-005", "abc"),
    (ITEMS, "B9"): ("CODE-005", "2010"),
    (ITEMS, "A10"): ("IN-002", "办公厅"),
    (ITEMS, "I11"): ("FIX-002", "12万元"),
    (ITEMS, f"I{BELOW}"): ("FIND-007", "5.00"),
    ("表5", "E16"): ("CELL-002", "23.35"),
}
"""Cells of the copy: what is told of them, and what they show; formulas stand again as they were."""


@pytest.fixture(scope="module")
def refused(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Submission:
    """A workbook in which much went wrong, entries two rows lower than they were."""
    folder = tmp_path_factory.mktemp("refused")
    with office.open(write(DEPARTMENT, folder / "good.xlsx")) as document:
        document.insert_rows(ITEMS, 3, MOVED)
        for (sheet, cell), (_, text) in WRONG.items():
            if sheet == ITEMS and cell != f"I{BELOW}":
                document.paste_value(ITEMS, f"{cell[0]}{int(cell[1:]) + MOVED}", text)
        document.paste_value(ITEMS, f"I{BELOW + MOVED}", 5.0)
        document.unprotect("表5")
        document.type("表5", "E16", "24")
        document.delete_sheet("表7")
        document.recalculate_all()
        document.save_as(folder / "refused.xlsx")
    submission = read(folder / "refused.xlsx")
    assert [one for one in said(submission) if not one.under] == [
        Said("FIND-003"),
        Said("IN-002", f"{ITEMS}!A{10 + MOVED}"),
        Said("CODE-005", f"{ITEMS}!B{9 + MOVED}"),
        Said("CELL-002", "表5!E16"),
        Said("FIX-002", f"{ITEMS}!I{11 + MOVED}"),
    ]
    assert [Said(one.code, one.at) for one in said(submission) if one.under] == [
        Said("FIND-007", f"{ITEMS}!I{BELOW + MOVED}"),
        Said("IN-005", f"{ITEMS}!I{7 + MOVED}"),
    ]
    return submission


@pytest.fixture(scope="module")
def marked_copy(refused: Submission, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marked") / "marked.xlsx"
    write_marked_copy(refused, path)
    return path


@pytest.fixture
def marked(office: Office, marked_copy: Path) -> Iterator[Document]:
    with office.open(marked_copy) as document:
        yield document


def test_it_keeps_what_was_typed_and_tells_every_finding_at_its_cell(
    marked: Document, refused: Submission
) -> None:
    assert marked.sheets()[0] == REPLY
    assert "表7" in marked.sheets()
    assert marked.formula("表5", "E16").startswith("=IF(")
    comments = {sheet: marked.comments(sheet) for sheet in marked.sheets()}
    for (sheet, cell), (code, shown) in WRONG.items():
        assert marked.text(sheet, cell) == shown
        assert code in comments[sheet][cell]
    assert "IN-001" in comments[ITEMS][f"A{BELOW}"]
    commented = "\n".join(text for of_sheet in comments.values() for text in of_sheet.values())
    listed = "\n".join(row[4] for row in marked.texts(REPLY, "A1:H60"))
    for told in refused.told:
        for each in (told, *told.knock_ons):
            rendered = words(each.finding, "zh")
            title = f"{rendered.title}（{rendered.code}）"
            assert title in listed
            assert title in commented or not each.finding.place.cell


def test_mended_in_place_it_is_accepted_with_the_line_items_of_the_good_workbook(
    marked: Document, tmp_path: Path
) -> None:
    first, third, fourth, fifth = (DEPARTMENT.items[place] for place in (0, 2, 3, 4))
    assert marked.text(REPLY, "E1").startswith("✘")
    mended = {
        "I7": str((first.fen or 0) / 100),
        "B9": third.function_code,
        "A10": fourth.unit,
        "I11": str((fifth.fen or 0) / 100),
        f"I{BELOW}": "",
    }
    marked.type_all([(ITEMS, cell, text) for cell, text in mended.items()])
    marked.recalculate_all()
    assert marked.text(REPLY, "E1") == "✔ 全部平衡"
    for form, noted in ((".xlsx", []), (".ods", [Said("OPEN-013")])):
        marked.save_as(tmp_path / f"mended{form}")
        submission = read(tmp_path / f"mended{form}")
        assert (submission.outcome, said(submission)) == (Outcome.ACCEPTED, noted)
        assert submission.department == DEPARTMENT
