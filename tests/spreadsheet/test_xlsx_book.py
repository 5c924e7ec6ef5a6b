"""An .xlsx file as it lies: values, formulas, names, properties, what is hidden, whoever wrote it."""

import datetime
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from generator.spreadsheet.number_format import is_date_format, shows_date
from generator.spreadsheet.opening import open_bytes, open_workbook
from generator.spreadsheet.raw_book import (
    Area,
    DateValue,
    ErrorValue,
    NamedArea,
    PartError,
    RawBook,
    RawSheet,
)
from tests.spreadsheet.small_files import (
    LINKS,
    MAIN,
    STRICT_LINKS,
    STRICT_MAIN,
    Parts,
    sheet_xml,
    small_xlsx,
    xlsx_parts,
    zipped,
)

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPED = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def book_of(parts: Parts) -> RawBook:
    opened = open_bytes("a.xlsx", zipped(parts))
    assert opened.book is not None, opened.findings
    assert opened.book.load() == ()
    return opened.book


def sheet_of(rows: str, before: str = "", after: str = "", **more: str) -> RawSheet:
    """The one sheet of a workbook with these rows. The parser alone has to give the same."""
    plain = sheet_xml(rows, before, after)
    first, second = (
        book_of(xlsx_parts({"表": xml}, **more)).sheets[0]
        for xml in (plain, plain.replace("</worksheet>", "<!-- --></worksheet>"))
    )
    for fact in ("cells", "formulas", "hidden_rows", "hidden_columns", "filtered", "merged"):
        assert getattr(first, fact) == getattr(second, fact)
    return first


def cell(xml: str, **more: str) -> object:
    """The value of the only cell."""
    return sheet_of(f'<row r="1">{xml}</row>', **more).value(0, 0)


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12055800", Decimal("12055800")),
        ("1204.4999999999998", Decimal("1204.5")),
        ("0.30000000000000004", Decimal("0.3")),
        ("7.50", Decimal("7.5")),
        ("-0", Decimal(0)),
        ("1E-3", Decimal("0.001")),
        ("1.2055800000000001E7", Decimal("12055800")),
        (" 5 ", Decimal(5)),
        ("123456789012345678", Decimal("123456789012346000")),
        ("1,234", "1,234"),
        ("１２", "１２"),
        ("1_000", "1_000"),
        ("nan", "nan"),
        ("1e999", "1e999"),
    ],
)
def test_a_number_is_what_a_spreadsheet_shows_of_it(written, value):
    found = cell(f'<c r="A1"><v>{written}</v></c>')
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#REF!</v></c>', ErrorValue("#REF!")),
        ('<c r="A1" t="str"><v>=1+1</v></c>', "=1+1"),
        ('<c r="A1" t="d"><v>2024-02-25T12:00:00</v></c>', DateValue(Decimal("45347.5"))),
        ('<c r="A1" t="d"><v>明天</v></c>', "明天"),
        ('<c r="A1" t="n"><v>3</v></c>', Decimal(3)),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 水 务 </t></is></c>', " 水 务 "),
        ('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>水</t></r><r><t>务</t></r></is></c>', "水务"),
        ('<c r="A1" t="inlineStr"><is><t>水</t><rPh sb="0" eb="1"><t>shui</t></rPh></is></c>', "水"),
        (
            '<c r="A1" t="inlineStr"><is><t>a&amp;lt;&#x6C34;_x000D__x005F_x000D_</t></is></c>',
            "a&lt;水\r_x000D_",
        ),
        ('<c r="A1" t="inlineStr"><is><t>_xD83D_</t></is></c>', "_xD83D_"),
        ('<c r="A1" t="inlineStr"><is><t></t></is></c>', None),
        ('<c r="A1"><v></v></c>', None),
        ('<c r="A1" s="0"/>', None),
        ('<c r="A1" t="s"><v>1</v></c>', "务🌊"),
        ('<c r="A1" t="s"><v>2</v></c>', "水务局"),
        ('<c r="A1" t="s"><v>3</v></c>', None),
        ('<c r="A1"><v><![CDATA[5]]></v></c>', Decimal(5)),
    ],
)
def test_each_type_of_cell(xml, value):
    strings = (
        '<si><t>水</t></si><si><t xml:space="preserve">务🌊</t></si>'
        '<si><r><rPr><sz val="11"/></rPr><t>水务</t></r><r><t xml:space="preserve">局</t></r></si>'
        "<si><t/></si>"
    )
    assert cell(xml, strings=strings) == value


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_text_that_begins_like_a_formula_stays_text(sign):
    sheet = sheet_of(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{sign}cmd|x!A0</t></is></c></row>')
    assert sheet.value(0, 0) == f"{sign}cmd|x!A0"
    assert sheet.formulas == {}


def test_shared_texts_leave_phonetic_signs_out_and_may_be_written_in_any_way():
    strings = (
        "<!-- -->\n <si>\n<t>水</t><rPh sb='0' eb='1'><t>shui</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><r><t>a</t></r>\n<r><t>&#98;\r\n</t></r></si>"
    )
    xml = '<c r="A1" t="s"><v>{}</v></c>'
    assert [cell(xml.format(place), strings=strings) for place in (0, 1)] == ["水", "ab\n"]


@pytest.mark.parametrize("place", ["2", "-1", "", "x", "９", "99999999999999999999"])
def test_a_shared_text_that_is_not_there_is_damage(place):
    rows = f'<row r="1"><c r="A1" t="s"><v>{place}</v></c></row>'
    opened = open_bytes("a.xlsx", zipped(xlsx_parts({"表": sheet_xml(rows)}, strings="<si><t>a</t></si>")))
    assert opened.book is not None
    expected = [] if place == "" else ["OPEN-004"]
    assert [finding.code for finding in opened.book.load()] == expected


DATE_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00;[Red]-#,##0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="57"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("style", "dated"), [(0, False), (1, True), (2, True), (3, False), (4, True), (9, False)]
)
def test_a_number_with_a_date_format_is_a_date(style, dated):
    value = cell(f'<c r="A1" s="{style}"><v>45347</v></c>', styles=DATE_STYLES)
    assert value == (DateValue(Decimal(45347)) if dated else Decimal(45347))


def test_dates_that_count_from_1904_are_moved():
    setting = '<workbookPr date1904="1"/>'
    value = cell('<c r="A1" s="1"><v>43885</v></c>', styles=DATE_STYLES, workbook_properties=setting)
    assert value == DateValue(Decimal(45347))


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("General", False),
        ("G/通用格式", False),
        ("0.00_);[Red](0.00)", False),
        ('0"days"', False),
        (r"0\d\m", False),
        ("_d0*y", False),
        ("[Blue]0", False),
        ("[$￥-804]#,##0.00", False),
        ("[$-804]aaaa", False),
        ("0.00E+00", False),
        ("[h]:mm", True),
        ("[ss]", True),
        ("yyyy/m/d", True),
        ("[$-F800]dddd", True),
        ("h:mm AM/PM", True),
        ('"' * 5000 + "y", False),
    ],
)
def test_what_makes_a_format_one_of_dates(code, dated):
    assert shows_date(code) is dated


def test_a_format_of_the_file_goes_before_the_one_that_excel_knows():
    assert is_date_format(14, {})
    assert not is_date_format(14, {14: "0.00"})


# Formulas


def test_formulas_are_text_and_keep_their_stored_values():
    sheet = sheet_of(
        '<row r="1"><c r="A1"><f>SUM(B1:B2)</f><v>3</v></c>'
        '<c r="B1" t="str"><f>IF(A1&gt;1,"","&amp;lt;")</f><v></v></c>'
        '<c r="C1"><f>NOW()</f></c><c r="D1" t="str"><f aca="false">"a"&amp;"&lt;"</f><v>a&lt;</v></c></row>'
    )
    assert sheet.cells == {0: {0: Decimal(3), 1: "", 3: "a<"}}
    assert sheet.formulas == {
        (0, 0): "SUM(B1:B2)",
        (0, 1): 'IF(A1>1,"","&lt;")',
        (0, 2): "NOW()",
        (0, 3): '"a"&"<"',
    }


def test_a_shared_formula_has_its_text_once():
    sheet = sheet_of(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    assert sheet.formulas == {(0, 0): "B1*2", (1, 0): ""}
    assert sheet.cells == {0: {0: Decimal(2)}, 1: {0: Decimal(4)}}


def test_an_array_formula_fills_its_cells():
    sheet = sheet_of(
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>2</v></c><c r="B1"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c></row>'
    )
    assert sheet.formulas == {(0, 0): "C1:D2*2", (0, 1): "", (1, 0): "", (1, 1): ""}


# Where cells are


def test_cells_and_rows_without_places_follow_each_other():
    sheet = sheet_of(
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row><c><v>3</v></c></row><row r="7"><c r="C7"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row>"
    )
    assert sheet.cells == {
        0: {0: Decimal(1), 1: Decimal(2)},
        1: {0: Decimal(3)},
        6: {2: Decimal(4), 3: Decimal(5)},
        7: {0: Decimal(6)},
    }


@pytest.mark.parametrize("address", ["A0", "1A", "A", "A1:B2", "Ａ1", "A01", "AAAA1", "AÀ1"])
def test_a_cell_at_no_place_is_damage(address):
    opened = open_bytes(
        "a.xlsx", zipped(xlsx_parts({"表": sheet_xml(f'<row><c r="{address}"><v>1</v></c></row>')}))
    )
    assert opened.book is not None
    [finding] = opened.book.load()
    assert finding.code == "OPEN-004"
    assert finding.place.sheet == "表"


@pytest.mark.parametrize("address", ["XFE1", "ZZZ1", "A1048577", "A9999999"])
def test_a_cell_beyond_the_largest_sheet_is_refused(address):
    opened = open_bytes(
        "a.xlsx", zipped(xlsx_parts({"表": sheet_xml(f'<row><c r="{address}"><v>1</v></c></row>')}))
    )
    assert opened.book is not None
    assert [finding.code for finding in opened.book.load()] == ["OPEN-007"]


def test_the_last_cell_of_the_largest_sheet_is_read():
    sheet = sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert sheet.value(1_048_575, 16_383) == 1


def test_hidden_rows_and_columns_are_told_where_something_stands():
    sheet = sheet_of(
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row>'
        '<row r="2" ht="15" hidden="true" spans="1:3"><c r="A2"><f>1</f></c></row>'
        '<row r="3"><c r="A3"><v>1</v></c></row>'
        '<row r="9" hidden="1"/>',
        before='<cols><col min="2" max="4" hidden="1"/><col min="5" max="16384" hidden="1"/>'
        '<col min="1" max="1"/></cols>',
    )
    assert sheet.hidden_rows == {0, 1}
    assert sheet.hidden_columns == {1, 2, 3}
    assert not sheet.filtered


@pytest.mark.parametrize(
    ("before", "after", "filtered"),
    [
        ("", '<autoFilter ref="A1:B2"/>', False),
        ("", '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>', True),
        ('<sheetPr filterMode="1"/>', "", True),
    ],
)
def test_a_filter_counts_when_it_leaves_rows_out(before, after, filtered):
    assert sheet_of("", before, after).filtered is filtered


def test_merged_areas_are_told():
    after = '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C3:C9"/></mergeCells>'
    assert sheet_of("", after=after).merged == (Area(0, 0, 1, 1), Area(2, 2, 8, 2))


# The book


def test_names_of_cells_are_told_apart_from_those_whose_cells_are_gone():
    book = book_of(small_xlsx())
    assert book.names == {
        "金额": NamedArea(0, Area(1, 1, 2, 1)),
        "列": NamedArea(1, Area(0, 0, 1_048_575, 0)),
    }
    assert book.broken_names == {"没了"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("表!$A$1", Area(0, 0, 0, 0)),
        ("'表'!$B$2:$A$1", Area(0, 0, 1, 1)),
        ("表!$2:$3", Area(1, 0, 2, 16_383)),
        ("表!A1", Area(0, 0, 0, 0)),
        ("'它''s 表'!$A$1", Area(0, 0, 0, 0)),
        ("没有的表!$A$1", "broken"),
        ("#REF!", "broken"),
        ("表!#REF!", "broken"),
        ("#REF!$A$1:$A$9", "broken"),
        ("OFFSET(表!$A$1,0,0,COUNTA(表!$A:$A))", None),
        ("表!$A$1,表!$B$1", None),
        ("[1]Sheet1!$A$1", None),
        ("表:末!$A$1", None),
        ('"文字"', None),
        ("表!$XFE$1", None),
        ("表!$A$1048577", None),
    ],
)
def test_what_a_name_stands_for(text, found):
    names = f'<definedName name="名">{text}</definedName>'
    book = book_of(xlsx_parts({"表": sheet_xml(""), "它's 表": sheet_xml("")}, names=names))
    assert [area.area for area in book.names.values()] == ([found] if isinstance(found, Area) else [])
    assert book.broken_names == ({"名"} if found == "broken" else set())


def test_names_of_one_sheet_and_those_of_excel_itself_are_left_out():
    names = (
        '<definedName name="名" localSheetId="0">表!$A$1</definedName>'
        '<definedName name="_xlnm.Print_Area">表!$A$1</definedName>'
    )
    assert book_of(xlsx_parts({"表": sheet_xml("")}, names=names)).names == {}


def test_hidden_sheets_are_known_without_parsing_them():
    xml = sheet_xml("")
    states = {"乙": "hidden", "丙": "veryHidden", "甲": "visible"}
    parts = xlsx_parts({"甲": xml, "乙": "damaged", "丙": "damaged"}, states=states)
    opened = open_bytes("a.xlsx", zipped(parts))
    assert opened.findings == ()
    assert opened.book is not None
    assert [(sheet.name, sheet.hidden) for sheet in opened.book.sheets] == [
        ("甲", False),
        ("乙", True),
        ("丙", True),
    ]


def test_a_damaged_sheet_is_told_when_it_is_needed_and_no_other_raises():
    parts = xlsx_parts({"甲": sheet_xml("<row><c><v>1</v></c></row>"), "乙": "<worksheet"})
    book = open_bytes("a.xlsx", zipped(parts)).book
    assert book is not None
    assert book.load([0]) == ()
    assert book.sheets[0].value(0, 0) == 1
    [finding] = book.load()
    assert (finding.code, finding.place.sheet) == ("OPEN-004", "乙")
    for _ in range(2):
        with pytest.raises(PartError) as raised:
            _ = book.sheets[1].cells
        assert raised.value.finding == finding


def test_custom_properties_are_text():
    properties = (
        f'<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPED}">'
        '<property name="budgetbook.layout"><vt:lpwstr>xinjiang</vt:lpwstr></property>'
        '<property name="budgetbook.year"><vt:i4>2024</vt:i4></property>'
        '<property name="空"><vt:lpwstr></vt:lpwstr></property><property name="无"/></Properties>'
    )
    book = book_of(xlsx_parts({"表": sheet_xml("")}, properties=properties))
    assert book.properties == {"budgetbook.layout": "xinjiang", "budgetbook.year": "2024", "空": "", "无": ""}


def test_chart_sheets_keep_their_place_and_have_no_cells():
    parts = small_xlsx()
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        "relationships/worksheet", "relationships/chartsheet", 1
    )
    book = book_of(parts)
    assert book.sheets[0].cells == {}
    assert book.sheets[1].value(6, 0) == "金额 "
    assert book.names["列"].sheet == 1


# Other ways to write the same


def same(parts: Parts) -> None:
    """The parts hold what the small workbook holds."""
    expected, found = book_of(small_xlsx()), book_of(parts)
    assert found.names == expected.names
    for one, other in zip(found.sheets, expected.sheets, strict=True):
        for fact in ("name", "cells", "formulas", "hidden_rows", "hidden_columns", "merged"):
            assert getattr(one, fact) == getattr(other, fact)


def changed(*changes: tuple[str, str]) -> Parts:
    """The small workbook with something replaced in all parts."""
    parts = {name: str(content) for name, content in small_xlsx().items()}
    for old, new in changes:
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    return {**parts}


def test_strict_open_xml():
    same(changed((MAIN, STRICT_MAIN), (LINKS, STRICT_LINKS)))


def test_elements_with_a_prefix():
    parts = small_xlsx()
    for name in parts:
        if name.startswith("xl/") and not name.endswith(".rels"):
            text = str(parts[name]).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
            head, body = text.split("?>", 1)
            body = body.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
            parts[name] = f"{head}?>{body}"
    same(parts)


def test_absolute_targets():
    same(
        changed(
            ('Target="worksheets', 'Target="/xl/worksheets'), ('Target="styles', 'Target="../xl/./styles')
        )
    )


def test_names_of_parts_in_other_letter_case_and_with_backslashes():
    same({name.replace("worksheets/sheet", "Worksheets\\Sheet"): text for name, text in small_xlsx().items()})


def test_parts_in_utf_16_and_with_a_mark():
    for encoding in ("utf-16", "utf-8-sig"):
        same(
            {
                name: str(text)
                .replace('encoding="UTF-8"', f'encoding="{encoding[:6].upper()}"')
                .encode(encoding)
                if encoding == "utf-16"
                else str(text).encode(encoding)
                for name, text in small_xlsx().items()
            }
        )


def test_single_quotes_and_white_space():
    parts = small_xlsx()
    xml = str(parts["xl/worksheets/sheet1.xml"])
    xml = (
        xml.replace("<row", "\n  <row")
        .replace("<c ", "\n    <c  ")
        .replace("</row>", "\n</row>")
        .replace('"', "'")
    )
    parts["xl/worksheets/sheet1.xml"] = xml.replace("A2&amp;'&lt;'", 'A2&amp;"&lt;"')
    same(parts)


def test_sheet_data_that_only_looks_like_it_is_not_taken():
    trap = "<!-- <sheetData><row r='1'><c r='A1'><v>9</v></c></row></sheetData> -->"
    assert sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>', before=trap).cells == {0: {0: Decimal(1)}}
    assert sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>', after=trap).cells == {0: {0: Decimal(1)}}
    foreign = "<o:sheetData><o:row><o:c><o:v>9</o:v></o:c></o:row></o:sheetData>"
    elsewhere = f'<extLst xmlns:o="urn:other">{foreign}</extLst>'
    assert sheet_of("", after=elsewhere).cells == {}


def test_what_xlsxwriter_wrote(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("支出 录入")
        sheet.write_row(0, 0, ["水务局", 1260.5, True])
        sheet.write_rich_string("A2", "水", workbook.add_format({"bold": True}), "务", "局")
        sheet.write_datetime(2, 0, datetime.date(2024, 2, 25), workbook.add_format({"num_format": 14}))
        sheet.write_formula("B2", '=IF(A1="","<",1&2)', None, "12")
        sheet.set_row(1, None, None, {"hidden": True})
        workbook.define_name("金额", "='支出 录入'!$B$1:$B$2")
        workbook.set_custom_property("budgetbook.year", 2024)
    book = open_workbook(path).book
    assert book is not None
    assert book.sheets[0].cells == {
        0: {0: "水务局", 1: Decimal("1260.5"), 2: True},
        1: {0: "水务局", 1: "12"},
        2: {0: DateValue(Decimal(45347))},
    }
    assert book.sheets[0].formulas == {(1, 1): 'IF(A1="","<",1&2)'}
    assert book.sheets[0].hidden_rows == {1}
    assert book.names == {"金额": NamedArea(0, Area(0, 1, 1, 1))}
    assert book.properties == {"budgetbook.year": "2024"}


def each_cell(sheet: RawSheet) -> dict[tuple[int, int], object]:
    return {(row, column): value for row, cells in sheet.cells.items() for column, value in cells.items()}


def test_values_are_those_that_another_reader_finds(sample_workbook):
    path = sample_workbook("personnel-only")
    book, other = open_workbook(path).book, CalamineWorkbook.from_path(path)
    assert book is not None
    assert [sheet.name for sheet in book.sheets] == other.sheet_names
    count = 0
    for sheet in book.sheets:
        ours = {at: value for at, value in each_cell(sheet).items() if value != ""}
        theirs = {
            (row, column): value
            for row, values in enumerate(other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for column, value in enumerate(values)
            if value != ""
        }
        assert ours.keys() == theirs.keys()
        for at, value in ours.items():
            assert value == (Decimal(f"{theirs[at]:.15g}") if isinstance(value, Decimal) else theirs[at])
        count += len(ours)
    assert count > 5_000


def without_large_sheets(path: Path) -> bytes:
    """The workbook with its largest sheets empty: openpyxl takes its time."""
    with zipfile.ZipFile(path) as package:
        parts = {part.filename: package.read(part) for part in package.infolist()}
    large = [name for name, content in parts.items() if len(content) > 300_000]
    return zipped({**parts, **dict.fromkeys(large, sheet_xml(""))})


def test_a_workbook_that_openpyxl_saved_again_says_the_same(sample_workbook, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(without_large_sheets(sample_workbook("personnel-only")))
    loaded = openpyxl.load_workbook(path)
    loaded.save(tmp_path / "b.xlsx")
    before, after = open_workbook(path).book, open_workbook(tmp_path / "b.xlsx").book
    assert before is not None
    assert after is not None
    assert after.names == before.names
    for sheet, again, other in zip(before.sheets, after.sheets, loaded.worksheets, strict=True):
        assert sheet.hidden is again.hidden is (other.sheet_state != "visible")
        assert set(again.merged) == set(sheet.merged)
        formulas = {
            (cell.row - 1, cell.column - 1): cell.value[1:]
            for row in other.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        assert sheet.formulas == again.formulas == formulas
        typed = {at: value for at, value in each_cell(sheet).items() if at not in formulas}
        assert each_cell(again) == typed  # openpyxl keeps no values of formulas


def test_opening_imports_nothing_heavy():
    script = (
        "import sys; import generator.spreadsheet.opening\n"
        "heavy = {'pandas', 'numpy', 'xlsxwriter', 'pydantic', 'python_calamine', 'openpyxl'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
