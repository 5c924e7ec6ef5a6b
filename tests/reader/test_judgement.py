"""What is told, in which order: causes before consequences, the same thing once, nothing lost."""

from __future__ import annotations

from decimal import Decimal

from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.reader.judgement import EntrySheets, outcome_of, told
from generator.reader.submission import Outcome, Told

FILE = "a.xlsx"


def at(cell: str, sheet: str = "支出录入", column: str = "金额（元）") -> Place:
    return Place(FILE, int("".join(sign for sign in cell if sign.isdigit())), column, sheet, cell)


def no_number(cell: str, found: str = "待定") -> Finding:
    return finding("IN-005", at(cell), found)


def text_amount(cell: str, found: str, became: str) -> Finding:
    return finding("FIX-001", at(cell), found, became=became, mend="")


def typed_over(cell: str, table: str = "表5") -> Finding:
    return finding("CELL-002", at(cell, table, "合计"), cell, expected="1.00 万元", difference="")


def check(number: str, place: Place, code: str = "CHK-001") -> Finding:
    return finding(code, place, "不平", id=number, says="应相等", says_en="equal", found_en="not equal")


def short(things: tuple[Told, ...]) -> list[tuple[str, int, list[str]]]:
    """Code, how many places, codes of what follows."""
    return [
        (one.finding.code, len(one.places), [below.finding.code for below in one.knock_ons]) for one in things
    ]


def test_errors_come_first_and_causes_before_consequences() -> None:
    things = told([text_amount("I9", "5元", "5.00"), typed_over("E10"), no_number("I7")])
    assert [one.finding.code for one in things] == ["IN-005", "CELL-002", "FIX-001"]


def test_the_same_thing_is_told_once_with_all_its_places() -> None:
    things = told([no_number("I7"), no_number("I9"), no_number("I8", "不详")])
    assert short(things) == [("IN-005", 2, []), ("IN-005", 1, [])]
    assert things[0].further == ()


def test_repairs_of_one_column_are_one_thing_and_each_keeps_its_words() -> None:
    (thing,) = told([text_amount("I7", "5元", "5.00"), text_amount("I8", "1,200", "1200.00")])
    assert [(each.place.cell, each.found) for each in thing.findings] == [("I7", "5元"), ("I8", "1,200")]


def test_places_of_one_wording_have_it_at_each() -> None:
    (thing,) = told([no_number("I7"), no_number("I9")])
    assert [(each.place.cell, each.found) for each in thing.findings] == [("I7", "待定"), ("I9", "待定")]


def test_what_only_says_more_about_the_cell_of_an_error_follows_it() -> None:
    doubt = finding("FIX-013", at("I7"), "1,23", candidates="1.23、123.00", sheet="")
    assert short(told([no_number("I7", "1,23"), doubt])) == [("IN-005", 1, ["FIX-013"])]


def test_a_doubt_elsewhere_stands_for_itself() -> None:
    doubt = finding("FIX-013", at("I8"), "1,23", candidates="1.23、123.00", sheet="")
    assert len(told([no_number("I7"), doubt])) == 2


def test_blanks_of_a_row_outside_the_area_follow_from_its_being_there() -> None:
    outside = finding("FIND-007", at("A80", column=""), first=7, last=60)
    blank = finding("IN-001", at("B80", column="编码"), heading="编码")
    other = finding("IN-001", at("B9", column="编码"), heading="编码")
    assert short(told([outside, blank, other])) == [("FIND-007", 1, ["IN-001"]), ("IN-001", 1, [])]


def test_checks_follow_from_entries_that_are_left_out() -> None:
    unbalanced = check("B01", at("B7", "收入录入"))
    assert short(told([unbalanced, no_number("I7")])) == [("IN-005", 1, ["CHK-001"])]


def test_checks_of_tables_follow_from_those_of_entries() -> None:
    entered = EntrySheets(sheets=frozenset({"收入录入"}))
    things = told([check("I06", at("B38", "表1")), check("B01", at("B7", "收入录入"))], entered)
    assert short(things) == [("CHK-001", 1, ["CHK-001"])]
    assert dict(things[0].finding.details)["id"] == "B01"


def test_many_figures_typed_over_in_one_table_are_one_thing() -> None:
    pasted = [typed_over(f"E{row}") for row in range(10, 15)]
    assert short(told([*pasted, typed_over("D12", "表6")])) == [
        ("CELL-002", 1, ["CELL-002"] * 4),
        ("CELL-002", 1, []),
    ]


def test_error_values_in_many_tables_are_one_thing() -> None:
    faults = [finding("CELL-006", at(f"E{row}", f"表{row}"), "#REF!") for row in range(2, 8)]
    assert short(told(faults)) == [("CELL-006", 1, ["CELL-006"] * 5)]


def test_error_values_follow_from_a_sheet_that_is_gone() -> None:
    fault = finding("CELL-006", at("E10", "表5"), "#REF!")
    gone = finding("FIND-015", Place(FILE), "明细")
    assert short(told([fault, gone])) == [("FIND-015", 1, ["CELL-006"])]


def test_a_wrong_check_code_follows_from_what_has_to_be_mended_anyway() -> None:
    code = finding("CELL-007", at("D27", "表5"), "111-222", expected="988-077")
    assert short(told([code])) == [("CELL-007", 1, [])]
    assert short(told([code, no_number("I7")])) == [("IN-005", 1, ["CELL-007"])]


def test_notes_about_the_file_are_told_each() -> None:
    gone = [finding("FIND-020", Place(FILE), name) for name in ("封面", "目录")]
    assert [one.finding.found for one in told(gone)] == ["封面", "目录"]


def test_nothing_that_was_found_is_lost() -> None:
    found = [
        *(no_number(f"I{row}", str(Decimal(row))) for row in range(7, 12)),
        *(typed_over(f"E{row}") for row in range(10, 20)),
        *(text_amount(f"I{row}", str(row), str(row)) for row in range(12, 20)),
        *(finding("CELL-006", at(f"F{row}", "表5"), "#REF!") for row in range(10, 20)),
        check("B01", at("B7", "收入录入")),
        finding("FIND-015", Place(FILE), "明细"),
    ]
    waiting, kept = list(told(found)), []
    while waiting:
        one = waiting.pop()
        kept += one.findings
        waiting += one.knock_ons
    assert sorted(map(str, kept)) == sorted(map(str, found))


def test_the_outcome_is_that_of_the_gravest_root() -> None:
    warning = check("B04", at("F20", "表7"), "CHK-002")
    assert outcome_of(told([])) is Outcome.ACCEPTED
    assert outcome_of(told([text_amount("I7", "5元", "5.00")])) is Outcome.ACCEPTED
    assert outcome_of(told([warning])) is Outcome.TO_EXPLAIN
    assert outcome_of(told([warning, no_number("I7")])) is Outcome.REFUSED
