"""The file itself: its kind, its ending, damage, macros, links."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.reader.damage import ACCEPTED, REFUSED, UNREADABLE, damage, nothing
from tests.reader.damages.entries import with_item
from tests.reader.open_document import as_open_document
from tests.reader.workbench import TYPES, Day, Formula, Workbench
from tests.spreadsheet.small_files import (
    LINKS,
    MACRO_TYPE,
    MAIN,
    WORKBOOK_TYPE,
    compound,
    links,
    small_xlsx,
    zipped,
)


def becomes(book: Workbench, content: bytes) -> None:
    """The file holds something else."""
    book.as_bytes = lambda _: content


@damage(
    UNREADABLE,
    """
    OPEN-002
    """,
    nothing,
)
def the_file_is_empty(book: Workbench) -> None:
    becomes(book, b"")


@damage(
    UNREADABLE,
    """
    OPEN-004: 上报.xlsx
    """,
    nothing,
)
def the_file_was_not_sent_to_its_end(book: Workbench) -> None:
    book.as_bytes = lambda content: content[: len(content) * 2 // 3]


@damage(
    UNREADABLE,
    """
    OPEN-004 支出录入: xl/worksheets/sheet6.xml
    """,
    nothing,
)
def a_part_of_the_file_is_damaged(book: Workbench) -> None:
    part = "xl/worksheets/sheet6.xml"
    book.parts[part] = book.parts[part][:5000]


@damage(
    UNREADABLE,
    """
    OPEN-003
    """,
    nothing,
)
def the_file_has_a_password(book: Workbench) -> None:
    becomes(book, compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(5000)}))


@damage(
    UNREADABLE,
    """
    OPEN-006
    """,
    nothing,
    file="预算公开.xlsx",
)
def the_file_is_a_print(book: Workbench) -> None:
    becomes(book, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")


@damage(
    UNREADABLE,
    """
    OPEN-005
    """,
    nothing,
)
def the_file_is_a_text(book: Workbench) -> None:
    becomes(book, "预算单位,金额（元）\n教育局,5\n".encode("gb18030"))


@damage(
    ACCEPTED,
    """
    OPEN-010
    """,
    file="上报.xlsm",
)
def the_workbook_has_macros(book: Workbench) -> None:
    book.parts[TYPES] = book.parts[TYPES].replace(WORKBOOK_TYPE.encode(), MACRO_TYPE.encode())
    book.parts["xl/vbaProject.bin"] = bytes(100)
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    book.link(kind, "vbaProject.bin")


@damage(
    ACCEPTED,
    """
    OPEN-011: 测算.xlsx
    """,
)
def the_workbook_is_linked_to_another_file(book: Workbench) -> None:
    link = "xl/externalLinks/externalLink1.xml"
    book.parts[link] = f'<externalLink xmlns="{MAIN}"/>'.encode()
    book.parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = links(
        [("externalLinkPath", "file:///D:/预算/测算.xlsx")], TargetMode="External"
    ).encode()
    book.link(f"{LINKS}/externalLink", "externalLinks/externalLink1.xml")
    book["支出录入"]["I7"] = Formula("[1]Sheet1!$B$2", Decimal("538264.2"))


@damage(
    ACCEPTED,
    """
    OPEN-014: .xls
    """,
    file="上报.xls",
)
def the_ending_does_not_fit(_: Workbench) -> None:
    """Only the name of the file is wrong."""


@damage(
    UNREADABLE,
    """
    OPEN-008 支出录入: xl/worksheets/sheet6.xml
    """,
    nothing,
)
def a_part_declares_entities(book: Workbench) -> None:
    part = "xl/worksheets/sheet6.xml"
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'
    book.parts[part] = re.sub(rb"(<\?xml[^>]*>)", rb"\1" + bomb, book.parts[part], count=1)


def saved_as_values(book: Workbench) -> None:
    """Saved as .ods, though the name of the file may say something else."""
    book.as_bytes = as_open_document


@damage(
    ACCEPTED,
    """
    OPEN-013: ods
    """,
    file="上报.ods",
)
def a_program_saved_values_only(book: Workbench) -> None:
    saved_as_values(book)


@damage(
    REFUSED,
    """
    CELL-002 表5!E12: 241.30 万元 → 241.288036 万元
    OPEN-013: ods
    OPEN-014: .xlsx
    FIX-011 支出录入!J7: 2024-02-19 → 2024-02-19
    FIX-001 支出录入!I8: 561,839.45 → 561839.45
    FIX-007 支出录入!D9: 1982-06-01 → 30103
    """,
    with_item(7, note="2024-02-19"),
    file="上报.xlsx",
)
def values_only_under_a_wrong_name_and_a_figure_typed_over(book: Workbench) -> None:
    book["表5"]["E12"] = Decimal("241.3")
    book["支出录入"]["I8"], book["支出录入"]["J7"] = "561,839.45", Day(45341)
    book["支出录入"]["D9"] = Day(30103)
    saved_as_values(book)


@damage(
    UNREADABLE,
    """
    OPEN-006
    """,
    nothing,
)
def the_file_is_a_document_of_a_word_processor(book: Workbench) -> None:
    book.as_bytes = lambda _: zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
    )


@damage(
    UNREADABLE,
    """
    FORM-001: 支出 录入、名单
    """,
    nothing,
)
def the_file_is_another_workbook(book: Workbench) -> None:
    book.as_bytes = lambda _: zipped(small_xlsx())
