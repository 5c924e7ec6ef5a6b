"""The form: version, year, layout, and what is expected of the workbook."""

from __future__ import annotations

from generator.reader.reading import Expected
from tests.reader.damage import ACCEPTED, REFUSED, UNREADABLE, damage, nothing
from tests.reader.damages.entries import with_facts
from tests.reader.returned import WHOLE
from tests.reader.workbench import Workbench

_LAYOUT = WHOLE.layout("xinjiang", 2024)
assert _LAYOUT is not None
VERSION = _LAYOUT.version
"""The version of the form that the workbooks are of."""


def _version(book: Workbench) -> str:
    text = book.parts["docProps/custom.xml"].decode()
    return text.split("xinjiang-2024-")[1][:8]


@damage(ACCEPTED, "")
def the_properties_are_lost(book: Workbench) -> None:
    book.remove_properties()


@damage(
    ACCEPTED,
    """
    FORM-006
    FIND-020: 封面
    """,
)
def nothing_says_which_form_it_is(book: Workbench) -> None:
    book.remove_properties()
    book.delete_sheet("封面")


@damage(
    ACCEPTED,
    """
    FORM-003: 0123abcd
    """,
)
def the_form_has_another_version(book: Workbench) -> None:
    book.change_property(_version(book), "0123abcd")


@damage(
    UNREADABLE,
    f"""
    FORM-002: xinjiang-2019-{VERSION}
    """,
    nothing,
)
def there_is_no_layout_of_the_year(book: Workbench) -> None:
    book.change_property("xinjiang-2024", "xinjiang-2019")


@damage(
    UNREADABLE,
    f"""
    FORM-002: hunan-2024-{VERSION}
    """,
    nothing,
)
def there_is_no_layout_of_the_region(book: Workbench) -> None:
    book.change_property("xinjiang-2024", "hunan-2024")


@damage(
    REFUSED,
    f"""
    FORM-007 单位信息!B7: 2024
    FORM-003: {VERSION}
    """,
    with_facts(year=2025),
)
def the_properties_say_another_year_than_the_workbook(book: Workbench) -> None:
    book.change_property("xinjiang-2024", "xinjiang-2025")


@damage(
    REFUSED,
    """
    FORM-004: 2024
    FORM-005: 青梧县老干部休养所
    """,
    expected=Expected(2025, "教育局"),
)
def another_year_and_department_are_expected(_: Workbench) -> None:
    """Nothing is wrong with the workbook itself."""


@damage(ACCEPTED, "", expected=Expected(2024, "352"))
def the_department_is_expected_by_its_code(_: Workbench) -> None:
    """Nothing is wrong with the workbook."""


@damage(
    UNREADABLE,
    """
    FORM-001: 封面、目录、填报说明、上年数、项目信息、资金分配…
    """,
    nothing,
)
def all_entry_sheets_are_deleted(book: Workbench) -> None:
    for name in ("单位信息", "收入录入", "支出录入"):
        book.delete_sheet(name)


@damage(
    ACCEPTED,
    """
    FIX-001 支出录入!I7: 538,264.20 → 538264.20
    """,
    sample="personnel-only 2025",
)
def the_form_is_that_of_another_year(book: Workbench) -> None:
    book["支出录入"]["I7"] = "538,264.20"


@damage(
    REFUSED,
    """
    FORM-004: 2025
    """,
    sample="personnel-only 2025",
    expected=Expected(2024),
)
def the_form_is_not_of_the_expected_year(_: Workbench) -> None:
    """Nothing is wrong with the workbook itself."""
