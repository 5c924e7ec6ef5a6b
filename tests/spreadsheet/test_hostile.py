"""Files made to do harm, and files that chance has damaged: always an answer, soon, in bounded memory."""

import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

import pytest

from generator.model.finding import Place
from generator.spreadsheet.cell_context import CellContext
from generator.spreadsheet.limits import Allowance
from generator.spreadsheet.opening import Limits, Opened, open_bytes
from generator.spreadsheet.package import Package, part_name
from generator.spreadsheet.raw_book import PartError, RawSheet
from generator.spreadsheet.sheet_cells import SheetCells
from generator.spreadsheet.sheet_xml import parse_sheet, read_sheet
from tests.spreadsheet import hostile_files as hostile
from tests.spreadsheet.fuzzing import XLSX_PARTS, misvalued, run, scrambled
from tests.spreadsheet.small_files import (
    Parts,
    links,
    sheet_xml,
    small_ods,
    small_xlsx,
    xlsx_parts,
    zipped,
)

MIB = 1 << 20
MOST_SECONDS = 20
"""Far more than any of it takes, also on a slow machine under load; nothing bounded comes near."""


@contextmanager
def bounded(megabytes: int) -> Iterator[None]:
    """What is done inside takes no more memory than this, and not long."""
    started = time.process_time()
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MIB, f"{peak / MIB:.0f} MiB"
    assert time.process_time() - started < MOST_SECONDS


def opened_and_loaded(
    content: bytes, name: str = "a.xlsx", limits: Limits | None = None
) -> tuple[Opened, list[str]]:
    """A file with all its sheets parsed, and the codes of everything found."""
    opened = open_bytes(name, content, limits or Limits())
    findings = [*opened.findings, *(opened.book.load() if opened.book else ())]
    return opened, [finding.code for finding in findings]


def codes(content: bytes, name: str = "a.xlsx", limits: Limits | None = None) -> list[str]:
    return opened_and_loaded(content, name, limits)[1]


# Bombs


@pytest.mark.parametrize(
    "again",
    [" ", "<row>", '<c s="1"/>', '<row r="1"><c r="A1"><v>1</v></c></row>', "<a>", "<!-- -->", "x"],
)
def test_a_part_that_is_huge_when_unpacked_is_refused_at_once(again):
    content = hostile.sheet_bomb(again, 3_000 * MIB)
    assert len(content) < 16 * MIB
    with bounded(32):
        assert codes(content) == ["OPEN-007"]


def test_a_part_that_unpacks_to_more_than_it_says_is_not_followed():
    content = hostile.lying_size(1_000, 1_000 * MIB)
    with bounded(32):
        assert codes(content) == ["OPEN-004"]


def test_a_part_that_unpacks_to_less_than_it_says_is_damage():
    with bounded(32):
        assert codes(hostile.lying_size(2 * MIB, MIB)) == ["OPEN-004"]


def test_many_parts_in_one_place_are_refused_at_once():
    with bounded(32):
        assert codes(hostile.overlapping(250)) == ["OPEN-007"]


def test_many_entries_are_refused_before_they_are_listed():
    content = hostile.overlapping(60_000)
    with bounded(4):
        assert codes(content) == ["OPEN-007"]


def test_archives_in_archives_stay_closed():
    content = hostile.nested(4)
    with bounded(32):
        opened, found = opened_and_loaded(content)
    assert found == []
    assert opened.book is not None
    assert opened.book.sheets[0].value(1, 0) == "水务局"


def test_what_all_parts_unpack_to_is_counted_together():
    sheets = {f"表{place}": sheet_xml(" " * 100_000) for place in range(10)}
    content = zipped(xlsx_parts(sheets), 0)
    assert codes(content, limits=Limits(unpacked_bytes=len(content) + 100_000)) == []
    few = Limits(unpacked_bytes=500_000)
    assert codes(content, limits=few) == ["OPEN-007"]


# Entities


ALL_PARTS = [
    *(("a.xlsx", part) for part in small_xlsx() if part != "xl/worksheets/sheet2.xml"),
    *(("a.ods", part) for part in small_ods() if part != "mimetype"),
]


@pytest.mark.parametrize(("name", "part"), ALL_PARTS)
@pytest.mark.parametrize(
    "declaration", [hostile.ENTITIES, hostile.EXTERNAL, hostile.PARAMETER, hostile.OUTSIDE, "<!DOCTYPE a>"]
)
def test_no_part_may_declare_anything(name, part, declaration):
    parts = small_ods() if name == "a.ods" else small_xlsx()
    for encoding in ("utf-8", "utf-16"):
        assert set(codes(hostile.with_doctype(parts, part, declaration, encoding), name)) <= {"OPEN-008"}
        assert codes(hostile.with_doctype(parts, part, declaration, encoding), name)


def test_entities_that_grow_are_never_expanded():
    with bounded(32):
        assert set(codes(hostile.with_entities_used())) == {"OPEN-008"}


# Names of parts


TRICKS = (
    "../../evil",
    "/etc/evil",
    "C:\\evil",
    "..\\..\\evil",
    "xl/../../evil",
    "",
    ".",
    "evil/",
    "xl//evil",
    "evil\0x",
)


def test_names_of_parts_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    opened, found = opened_and_loaded(hostile.part_names(*TRICKS))
    assert found == []
    assert opened.book is not None
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    "target", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..", "", "\0", "xl/"]
)
def test_targets_outside_the_package_are_missing_parts(target):
    parts = small_xlsx()
    parts["xl/_rels/workbook.xml.rels"] = (
        links([("worksheet", target)]) if "\0" not in target else links([("a", "")])
    )
    assert set(codes(zipped(parts))) == {"OPEN-004"}
    parts = small_xlsx()
    parts["_rels/.rels"] = links([("officeDocument", target.replace("\0", ""))])
    assert codes(zipped(parts)) == ["OPEN-004"]


def test_a_sheet_elsewhere_is_not_fetched():
    parts = xlsx_parts({"表": sheet_xml("")})
    parts["xl/_rels/workbook.xml.rels"] = links(
        [("worksheet", "http://127.0.0.1:9/sheet1.xml")], TargetMode="External"
    )
    assert codes(zipped(parts)) == ["OPEN-004"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "again", ["xl/worksheets/sheet1.xml", "XL/WORKSHEETS/SHEET1.XML", "/xl/./worksheets/sheet1.xml"]
)
def test_a_part_that_is_there_twice_is_not_guessed_at(again):
    other = sheet_xml('<row r="1"><c r="A1"><v>666</v></c></row>')
    content = hostile.packed([*hostile.compressed({again: other}), *hostile.compressed(small_xlsx())])
    opened, found = opened_and_loaded(content)
    assert found == ["OPEN-004"]
    assert opened.book is not None
    assert opened.book.sheets[1].value(6, 0) == "金额 "


@pytest.mark.parametrize(
    ("path", "base", "name"),
    [
        ("../../../x", "xl/workbook.xml", "x"),
        ("worksheets/Sheet1.XML", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        ("..\\media\\a.png", "xl/worksheets/sheet1.xml", "xl/media/a.png"),
        ("//x", "", "x"),
        ("", "", ""),
    ],
)
def test_the_name_of_a_part_is_a_key(path, base, name):
    assert part_name(path, base) == name


# Sizes that lie, and sheets that are large and empty


def test_declared_dimensions_are_not_believed():
    for dimension in ("A1:XFD1048576", "A1", "ZZZ9:A0", "#REF!"):
        xml = sheet_xml('<row r="1"><c r="C1"><v>1</v></c></row>', before=f'<dimension ref="{dimension}"/>')
        with bounded(8):
            opened, found = opened_and_loaded(hostile.sheet_only(xml))
        assert found == []
        assert opened.book is not None
        assert opened.book.sheets[0].cells == {0: {2: 1}}


def test_a_million_blank_rows_with_a_format_cost_little():
    content = hostile.blank_styled_rows(1_000_000)
    with bounded(160):
        opened, found = opened_and_loaded(content)
    assert found == []
    assert opened.book is not None
    assert opened.book.sheets[0].cells == {999_999: {0: "末"}}


@pytest.mark.parametrize(("rows", "after"), [(50, ""), (3, "<!-- the parser has to read it -->")])
def test_all_columns_blank_with_a_format_cost_little(rows, after):
    content = hostile.blank_styled_columns(rows, after)
    with bounded(32):
        opened, found = opened_and_loaded(content)
    assert found == []
    assert opened.book is not None
    assert opened.book.sheets[0].cells == {rows - 1: {16_383: "末"}}


def test_more_cells_than_allowed_are_refused_while_they_are_read():
    content = hostile.cells(60_000)
    with bounded(16):
        assert codes(content, limits=Limits(cells=20_000)) == ["OPEN-007"]
    assert codes(hostile.cells(1_000), limits=Limits(cells=1_000)) == []


def test_merged_areas_count_as_cells():
    merged = sheet_xml("", after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 5_000 + "</mergeCells>")
    assert codes(hostile.sheet_only(merged)) == []
    assert codes(hostile.sheet_only(merged), limits=Limits(cells=2_000)) == ["OPEN-007"]


def cell(inside: str, attributes: str = "") -> str:
    return sheet_xml(f'<row r="1"><c r="A1"{attributes}>{inside}</c></row>')


def with_columns(columns: str) -> str:
    return sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>', before=f"<cols>{columns}</cols>")


LONG, DIGITS = "x" * 200_000, "9" * 5_000
MEASURELESS: dict[str, tuple[str, str]] = {
    "a stretch of blanks": (sheet_xml("", before=" " * 10_000), ""),
    "nesting": ("<a>" * 200_000, "OPEN-007"),
    "names of elements": ("<a>" + "".join(f"<b{place}/>" for place in range(100_000)), "OPEN-004"),
    "names of attributes": ("<a>" + "".join(f"<b c{place}=''/>" for place in range(100_000)), "OPEN-004"),
    "an attribute": ("<a b='" + "x>" * 2_000_000 + "'/>", "OPEN-004"),
    "a comment": ("<a><!--" + "x>" * 2_000_000 + "--></a>", "OPEN-004"),
    "a text": (cell(f"<v>{LONG}</v>", ' t="str"'), "OPEN-007"),
    "a text for the parser": (cell(f"<v >{LONG}</v>", ' t="str"'), "OPEN-007"),
    "a formula": (cell(f"<f>{LONG}</f>"), "OPEN-007"),
    "an array": (cell('<f t="array" ref="A1:XFD1048576">1</f>'), "OPEN-007"),
    "hidden columns": (with_columns('<col min="1" max="999999" hidden="1"/>'), ""),
    "lists of columns": (with_columns('<col min="1" max="16384" hidden="1"/>' * 20_000), "OPEN-007"),
    "the number of a row": (sheet_xml(f'<row r="{DIGITS}"><c><v>1</v></c></row>'), "OPEN-004"),
    "the address of a cell": (sheet_xml(f'<row r="1"><c r="A{DIGITS}"><v>1</v></c></row>'), "OPEN-004"),
    "a number": (cell(f"<v>{DIGITS}</v>"), ""),
    "the place of a text": (cell(f"<v>{DIGITS}</v>", ' t="s"'), "OPEN-004"),
}


@pytest.mark.parametrize("what", MEASURELESS)
def test_xml_without_measure(what):
    xml, code = MEASURELESS[what]
    content = zipped({**xlsx_parts({"表": ""}), "xl/worksheets/sheet1.xml": xml}, 0)
    with bounded(64):
        assert codes(content) == ([code] if code else [])


def test_tags_are_counted_over_all_parts():
    content = zipped(
        xlsx_parts({f"表{place}": sheet_xml("<!-- -->" + "<row/>" * 1_000) for place in range(10)})
    )
    assert codes(content) == []
    assert Counter(codes(content, limits=Limits(tags=5_000))) == {"OPEN-007": 6}


ONE = 'office:value-type="float" office:value="1"'


def ods_row(cell_has: str, row_has: str = "", inside: str = "") -> str:
    held = f"<table:table-cell {cell_has}>{inside}</table:table-cell>"
    return f"<table:table-row {row_has}>{held}</table:table-row>"


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(f'table:number-columns-repeated="16384" {ONE}', 'table:number-rows-repeated="1048576"'),
        ods_row(f'table:number-columns-repeated="99999999999" {ONE}'),
        ods_row("", 'table:number-rows-repeated="99999999"') + ods_row(ONE),
        ods_row("", inside=f"<text:p>{'<text:s text:c=`99999`/>' * 3}</text:p>".replace("`", '"')),
    ],
)
def test_repetitions_without_measure_are_refused(rows):
    with bounded(32):
        assert codes(hostile.ods_rows(rows), "a.ods", Limits(cells=50_000))[0] == "OPEN-007"


def test_blank_repetitions_cost_nothing():
    blank = (
        '<table:table-row table:number-rows-repeated="1048576" table:visibility="collapse">'
        '<table:table-cell table:number-columns-repeated="16384" table:style-name="a"/></table:table-row>'
    )
    with bounded(8):
        assert codes(hostile.ods_rows(blank * 1_000), "a.ods") == ["OPEN-013"]


# Names, sheets, texts


QUOTES = "''" * 20_000


def test_names_that_refer_to_each_other_are_just_names():
    names = (
        '<definedName name="甲">乙</definedName><definedName name="乙">甲+乙</definedName>'
        '<definedName name="丙">表!丙</definedName><definedName name="丁">表!$A$1:丁</definedName>'
        f'<definedName name="长">{"表!$A$1," * 9_000}</definedName>'
        f'<definedName name="引">{QUOTES}!$A$1</definedName>'
    )
    with bounded(16):
        opened, found = opened_and_loaded(zipped(xlsx_parts({"表": sheet_xml("")}, names=names)))
    assert found == []
    assert opened.book is not None
    assert opened.book.names == {}
    assert opened.book.broken_names == frozenset()


@pytest.mark.parametrize(
    ("limits", "parts"),
    [
        (
            Limits(names=10),
            xlsx_parts({"表": sheet_xml("")}, names="<definedName name='a'>表!$A$1</definedName>" * 11),
        ),
        (Limits(sheets=3), xlsx_parts({f"表{place}": sheet_xml("") for place in range(4)})),
        (Limits(parts=5), small_xlsx()),
        (Limits(part_bytes=100), small_xlsx()),
        (Limits(nesting=1), small_xlsx()),
        (Limits(text_length=1), small_xlsx()),
    ],
)
def test_each_limit_is_kept(limits: Limits, parts: Parts):
    found = codes(zipped(parts), limits=limits)
    assert set(found) == {"OPEN-007"}


def test_more_shared_texts_than_cells_are_refused():
    for text in ("<si><t>a</t></si>", "<si ><t>a</t></si>"):
        parts = xlsx_parts({"表": sheet_xml('<row><c t="s"><v>0</v></c></row>')}, strings=text * 200)
        assert codes(zipped(parts), limits=Limits(cells=100)) == ["OPEN-007"]
        assert codes(zipped(parts), limits=Limits(cells=300)) == []


# Chance


@pytest.mark.parametrize("seed", [1, 2])
def test_5_000_damaged_files_always_give_an_answer(seed):
    counts = run(5_000, seed)
    assert counts["OPEN-004"] > 2_000
    assert counts[""] > 200
    assert counts["OPEN-013"] > 200


def outcome(content: bytes, alone: bool) -> RawSheet | str:
    """A sheet as it is read, by the parser alone or as usual; the code of the error when it is damaged."""
    allowance = Allowance(Limits())
    gathered = SheetCells("表", False, Place("a.xlsx"), allowance)
    context = CellContext(frozenset({"1"}), False, lambda: ["单位", "金额 "])
    try:
        if alone:
            return parse_sheet(content, "sheet1.xml", gathered, context)
        package = Package(zipped({"sheet1.xml": content}, 0), Place("a.xlsx"), allowance)
        return read_sheet(package, "sheet1.xml", gathered, context)
    except PartError as error:
        return error.finding.code


def test_the_pattern_reads_what_the_parser_reads_in_damaged_sheets_too():
    random, alike = Random(5), Counter[str]()
    sheet = XLSX_PARTS["xl/worksheets/sheet1.xml"]
    for place in range(2_000):
        content = (misvalued if place % 4 else scrambled)(random, sheet)
        usual, alone = outcome(content, False), outcome(content, True)
        if isinstance(usual, RawSheet) and isinstance(alone, RawSheet):
            assert usual == alone, content
        alike["read" if isinstance(usual, RawSheet) else usual] += usual == alone
    assert alike["read"] > 200
    assert alike["OPEN-004"] > 200
    assert alike.total() >= 1_995


def test_sheets_are_equal_as_data():
    first, second = (outcome(XLSX_PARTS["xl/worksheets/sheet1.xml"], alone) for alone in (True, False))
    assert isinstance(first, RawSheet)
    assert first == second
    assert first != replace(first, filtered=True)
