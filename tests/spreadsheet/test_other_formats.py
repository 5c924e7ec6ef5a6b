"""Workbooks in other formats: .xls byte for byte, .ods element for element, and as LibreOffice saves them."""

import struct
from decimal import Decimal
from pathlib import Path

import pytest

from generator.spreadsheet.opening import Limits, open_bytes
from generator.spreadsheet.raw_book import Area, DateValue, ErrorValue, NamedArea, RawBook, RawSheet
from tests.oracles.office import Office
from tests.spreadsheet.small_files import (
    LINKS,
    compound,
    ods_parts,
    record,
    small_ods,
    small_xls,
    small_xlsx,
    wide,
    xls_stream,
    zipped,
)


def book_of(name: str, content: bytes) -> RawBook:
    opened = open_bytes(name, content)
    assert opened.book is not None, opened.findings
    assert opened.book.load() == ()
    return opened.book


def sheet_of_ods(rows: str, before: str = "") -> RawSheet:
    return book_of(
        "a.ods", zipped(ods_parts(f'<table:table table:name="表">{before}{rows}</table:table>'))
    ).sheets[0]


def sheet_of_xls(records: bytes, head: bytes = b"") -> RawSheet:
    return book_of("a.xls", compound({"Workbook": xls_stream({"表": records}, head)})).sheets[0]


def codes_of_xls(records: bytes, head: bytes = b"") -> list[str]:
    opened = open_bytes("a.xls", compound({"Workbook": xls_stream({"表": records}, head)}))
    return [finding.code for finding in (opened.book.load() if opened.book else opened.findings)]


# .ods


def test_an_open_document_has_values_names_and_properties():
    book = book_of("a.ods", zipped(small_ods()))
    [sheet] = book.sheets
    assert sheet.cells == {
        0: {0: "水务  局", 1: Decimal("1260.5"), 2: DateValue(Decimal(45347))},
        1: {0: ErrorValue("#DIV/0!")},
    }
    assert sheet.formulas == {(1, 0): ""}
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {2}
    assert sheet.filtered
    assert book.names == {"金额": NamedArea(0, Area(0, 1, 1, 1))}
    assert book.properties == {"budgetbook.year": "2024"}
    assert not book.knows_formulas


CELL = "<table:table-row><table:table-cell {}>{}</table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    ("attributes", "inside", "value"),
    [
        (
            'office:value-type="float" office:value="0.30000000000000004"',
            "<text:p>0.3</text:p>",
            Decimal("0.3"),
        ),
        ('office:value-type="currency" office:value="1.50"', "", Decimal("1.5")),
        ('office:value-type="float" office:value="?"', "<text:p>看不清</text:p>", "看不清"),
        ('office:value-type="boolean" office:boolean-value="true"', "<text:p>TRUE</text:p>", True),
        (
            'office:value-type="date" office:date-value="2024-02-25T06:00:00"',
            "",
            DateValue(Decimal("45347.25")),
        ),
        ('office:value-type="date" office:date-value="1900-01-01"', "", DateValue(Decimal(1))),
        ('office:value-type="time" office:time-value="PT36H00M00S"', "", DateValue(Decimal("1.5"))),
        ('office:value-type="date" office:date-value="2024-02-30"', "<text:p>错</text:p>", "错"),
        (
            'office:value-type="string"',
            "<text:p>一</text:p><text:p>二<text:line-break/>三</text:p>",
            "一\n二\n三",
        ),
        ('office:value-type="string"', '<text:p>a<text:s text:c="3"/>b<text:tab/>c</text:p>', "a   b\tc"),
        ('office:value-type="string"', "<text:p>水<text:span>务</text:span>局</text:p>", "水务局"),
        (
            'office:value-type="string"',
            "<draw:frame><text:p>图</text:p></draw:frame><text:p>字</text:p>",
            "字",
        ),
        ('office:value-type="string" office:string-value="=1+1"', "<text:p>x</text:p>", "=1+1"),
        ('office:value-type="string"', "<text:p/>", None),
        ('table:style-name="ce1"', "", None),
    ],
)
def test_each_type_of_cell_of_an_open_document(attributes, inside, value):
    assert sheet_of_ods(CELL.format(attributes, inside)).value(0, 0) == value


def test_repeated_cells_and_rows_are_repeated_where_something_stands_in_them():
    sheet = sheet_of_ods(
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1000000"/><table:table-row>'
        "<table:covered-table-cell/><table:table-cell "
        'table:number-columns-spanned="2" table:number-rows-spanned="3" '
        'office:value-type="float" office:value="2"/>'
        "</table:table-row>"
    )
    one = Decimal(1)
    assert sheet.cells == {0: {3: one, 4: one}, 1: {3: one, 4: one}, 1_000_002: {1: Decimal(2)}}
    assert sheet.merged == (Area(1_000_002, 1, 1_000_004, 2),)


def test_rows_in_groups_and_headings_are_rows_and_tables_in_cells_are_not():
    row = CELL.format(
        'office:value-type="float" office:value="1"', "<table:table>" + CELL.format("", "") + "</table:table>"
    )
    sheet = sheet_of_ods(
        f"<table:table-header-rows>{row}</table:table-header-rows><table:table-row-group>{row}</table:table-row-group>",
        before="<table:shapes><draw:frame/></table:shapes>",
    )
    assert sheet.cells == {0: {0: Decimal(1)}, 1: {0: Decimal(1)}}


def test_hidden_sheets_and_names_of_an_open_document():
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    tables = (
        '<table:table table:name="支出 录入" table:style-name="ta1"><table:named-expressions>'
        '<table:named-range table:name="本表" table:cell-range-address="$表.$A$1"/>'
        "</table:named-expressions></table:table>"
        '<table:table table:name="明细" table:style-name="ta2"/>'
    )
    named = "".join(
        f'<table:named-range table:name="{name}" table:cell-range-address="{address}"/>'
        for name, address in (
            ("格", "$'支出 录入'.$B$7"),
            ("块", "$明细.$A$7:.$B$9"),
            ("列", "$明细.$A:.$A"),
            ("没了", "#REF!.$A$1"),
            ("无表", "$没有.$A$1"),
            ("式", "SUM($明细.$A$1)"),
        )
    )
    after = f"<table:named-expressions>{named}</table:named-expressions>"
    book = book_of("a.ods", zipped(ods_parts(tables, styles=styles, after=after)))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("支出 录入", False), ("明细", True)]
    assert book.names == {
        "格": NamedArea(0, Area(6, 1, 6, 1)),
        "块": NamedArea(1, Area(6, 0, 8, 1)),
        "列": NamedArea(1, Area(0, 0, 1_048_575, 0)),
    }
    assert book.broken_names == {"没了", "无表"}


# .xls


def test_an_old_workbook_has_values_names_and_what_is_hidden():
    book = book_of("a.xls", compound({"Workbook": small_xls()}))
    sheet, hidden = book.sheets
    assert (sheet.name, sheet.hidden, hidden.name, hidden.hidden) == ("录入", False, "隐藏", True)
    assert sheet.cells == {
        0: {0: "单位", 1: "长" * 5000},
        1: {1: Decimal("0.3"), 2: DateValue(Decimal(45347))},
        2: {0: Decimal("123.45"), 1: Decimal(1)},
        3: {0: True, 1: ErrorValue("#DIV/0!")},
        4: {0: "结果", 1: Decimal("3.5")},
    }
    assert sheet.formulas == {(4, 0): "", (4, 1): ""}
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {2}
    assert sheet.merged == (Area(6, 0, 7, 1),)
    assert book.names == {"金额": NamedArea(0, Area(1, 1, 9, 1))}
    assert book.broken_names == {"没了"}


STYLES = record(0x00E0, "2H", 0, 0, data=bytes(16))


def formula(value: bytes, mark: int = 0xFFFF) -> bytes:
    return record(0x0006, "3H6sHHIH", 0, 0, 0, value, mark, 0, 0, 0)


@pytest.mark.parametrize(
    ("records", "value"),
    [
        (record(0x0204, "3H", 0, 0, 0, data=wide("字")), "字"),
        (record(0x00D6, "3HHB", 0, 0, 0, 2, 0, data=b"ab"), "ab"),
        (record(0x027E, "3HI", 0, 0, 0, (2**30 - 5) << 2 | 2), Decimal(-5)),
        (record(0x027E, "3HI", 0, 0, 0, 0x40934800 | 1), Decimal("12.34")),
        (formula(b"\x01\x00\x01\x00\x00\x00"), True),
        (formula(b"\x02\x00\x2a\x00\x00\x00"), ErrorValue("#N/A")),
        (formula(b"\x03\x00\x00\x00\x00\x00"), ""),
        (formula(bytes(6)) + record(0x04BC, "H", 0) + record(0x0207, data=wide("后")), "后"),
        (record(0x0207, data=wide("无主")), None),
        (record(0x0201, "3H", 0, 0, 0), None),
        (record(0x0203, "3Hd", 0, 0, 0, float("nan")), None),
    ],
)
def test_each_record_of_a_cell(records, value):
    assert sheet_of_xls(records, STYLES).value(0, 0) == value


def test_a_long_text_of_a_formula_runs_on_in_the_next_record():
    first = struct.pack("<HB", 6, 1) + "水务局".encode("utf-16-le")
    text = record(0x0207, data=first) + record(0x003C, data=b"\x00abc")
    assert sheet_of_xls(formula(bytes(6)) + text, STYLES).value(0, 0) == "水务局abc"


def test_a_chart_inside_a_sheet_is_passed_over():
    chart = record(0x0809, "2H", 0x0600, 0x20) + record(0x0203, "3Hd", 0, 0, 0, 9.0) + record(0x000A)
    sheet = sheet_of_xls(chart + record(0x0203, "3Hd", 1, 0, 0, 1.0), STYLES)
    assert sheet.cells == {1: {0: Decimal(1)}}


@pytest.mark.parametrize(
    ("records", "head"),
    [
        (record(0x0203, "3H", 0, 0, 0), STYLES),
        (record(0x0203, "3Hd", 0, 0, 7, 1.0), STYLES),
        (record(0x00FD, "3HI", 0, 0, 0, 3), STYLES),
        (record(0x00E5, "H", 9), STYLES),
        (b"", record(0x00FC, "2IHB", 5, 5, 200, 1)),
        (b"", record(0x0085, "B", 1)),
        (b"", record(0x0018, "H", 1)),
        (b"", record(0x0017, "H", 9)),
        (struct.pack("<2H", 0x0203, 0xFFFF), STYLES),
    ],
)
def test_records_with_too_little_in_them_are_damage(records, head):
    assert codes_of_xls(records, head) == ["OPEN-004"]


def test_more_shared_texts_than_a_workbook_may_have():
    assert codes_of_xls(b"", record(0x00FC, "2I", 0, 0xFFFFFFFF)) == ["OPEN-007"]


@pytest.mark.parametrize("start", [0, 7, 0xFFFFFF, 0xFFFFFFFF])
def test_a_sheet_that_begins_nowhere_is_damage(start):
    content = bytearray(small_xls())
    place = content.find(b"\x85\x00") + 4
    content[place : place + 4] = struct.pack("<I", start)
    opened = open_bytes("a.xls", compound({"Workbook": bytes(content)}))
    assert opened.book is not None
    if start:
        assert [finding.code for finding in opened.book.load([0])] == ["OPEN-004"]
    else:
        assert opened.book.load([0]) == ()  # the workbook's own records: no cells are among them
        assert opened.book.sheets[0].cells == {}


@pytest.mark.parametrize("offset", [30, 44, 48, 68, 76])
@pytest.mark.parametrize("value", [0, 1, 5, 0xFFFFFFFF, 0x00FFFFFF])
def test_a_header_with_wrong_numbers_never_runs_in_circles(offset, value):
    content = bytearray(compound({"Workbook": small_xls()}))
    content[offset : offset + 4] = struct.pack("<I", value)
    opened = open_bytes("a.xls", bytes(content))
    assert opened.book is not None or [finding.code for finding in opened.findings] == ["OPEN-004"]


def test_sectors_that_run_in_circles_are_damage():
    content = bytearray(compound({"Workbook": small_xls()}))
    [own] = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, 512 * (own + 1) + 4, 0)
    [finding] = open_bytes("a.xls", bytes(content)).findings
    assert finding.code == "OPEN-004"


def test_limits_hold_for_every_format():
    few = Limits(cells=1)
    for name, content in (("a.ods", zipped(small_ods())), ("a.xls", compound({"Workbook": small_xls()}))):
        opened = open_bytes(name, content, few)
        findings = opened.book.load() if opened.book else opened.findings
        assert [finding.code for finding in findings][:1] == ["OPEN-007"]


# As LibreOffice saves them


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="budgetbook.form">'
    "<vt:lpwstr>新疆-2024</vt:lpwstr></property></Properties>"
)
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def with_property() -> bytes:
    """The small workbook with a custom property."""
    parts = small_xlsx()
    link = f'<Relationship Id="rId9" Type="{LINKS}/custom-properties" Target="docProps/custom.xml"/>'
    kind = f'<Override PartName="/docProps/custom.xml" ContentType="{CUSTOM_TYPE}"/>'
    for name, end, more in (
        ("_rels/.rels", "</Relationships>", link),
        ("[Content_Types].xml", "</Types>", kind),
    ):
        parts[name] = str(parts[name]).replace(end, f"{more}{end}")
    return zipped({**parts, "docProps/custom.xml": CUSTOM})


def test_what_libreoffice_saved_says_the_same_in_every_format(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "small.xlsx"
    source.write_bytes(with_property())
    original = book_of("a.xlsx", source.read_bytes())
    paths = [tmp_path / f"saved.{kind}" for kind in ("xlsx", "ods", "xls")]
    with office.open(source) as document:
        for path in paths:
            document.save_as(path)
    for path in paths:
        book = book_of(path.name, path.read_bytes())
        assert f".{book.kind}" == path.suffix
        assert book.properties["budgetbook.form"] == "新疆-2024"
        assert book.names["金额"] == original.names["金额"]
        for sheet, first in zip(book.sheets, original.sheets, strict=True):
            assert_same(sheet, first, book.knows_formulas)


def assert_same(sheet: RawSheet, first: RawSheet, with_formulas: bool) -> None:
    for fact in ("name", "cells", "hidden_rows", "hidden_columns", "merged"):
        assert getattr(sheet, fact) == getattr(first, fact)
    truths = {
        (row, column) for row, cells in first.cells.items() for column in cells if cells[column] is True
    }
    assert sheet.formulas.keys() == first.formulas.keys() | truths  # LibreOffice writes =TRUE()
    if with_formulas:
        assert {**sheet.formulas, **first.formulas} == sheet.formulas
