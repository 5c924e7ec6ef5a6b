"""A workbook from a stencil is the workbook that would have been built alone, part for part."""

import gc
import os
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.expression.block import Book
from generator.expression.nodes import Expression, Value
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, RegisterEntry, Unit
from generator.workbook import stencil as stencil_module
from generator.workbook.contents import contents_of
from generator.workbook.plan import Capacity, CapacityError, plan_workbook
from generator.workbook.stencil import Stencil, specimen
from generator.workbook.typed_columns import typed_columns
from generator.workbook.writer import write_workbook
from tests.conftest import SAMPLES_FOLDER
from tests.strategies import economic_codes, function_codes, layout
from tests.workbook.rich_department import rich_department

ROOT = Path(__file__).resolve().parent.parent.parent
ROOM = Capacity(items=70, income=20, units=12)
OWN = "一般财力"


@pytest.fixture(scope="module")
def stencil() -> Stencil:
    return Stencil(layout(), ROOM)


def units(count: int) -> tuple[Unit, ...]:
    return tuple(Unit(f"石桥县第{place}中学", f"3160{place:02}", "事业单位") for place in range(1, count + 1))


def lines(count: int, fen: int | None) -> tuple[LineItem, ...]:
    codes, economics = function_codes("一般公共预算"), economic_codes()
    return tuple(
        LineItem(
            units(5)[place % 5].name,
            codes[place * 3 % len(codes)],
            economics[place % len(economics)],
            "项目支出" if place % 3 else "基本支出",
            f"校舍维修{place % 4}期" if place % 3 else "",
            OWN,
            fen and fen + place,
        )
        for place in range(count)
    )


LONG = "石桥县深入推进义务教育优质均衡发展暨农村薄弱学校教室宿舍食堂操场改造提升综合保障项目（第三期）"
CALLED = Department("石桥县教育局", 2024, units(5), code="316", compiled_on="2024-02-25")
DEPARTMENTS = {
    "nothing at all": Department("", 2024, ()),
    "a name": Department("石桥县教育局", 2024, units(1)),
    "signs that XML knows": Department("<教育> & \"体育\" '局'", 2024, (Unit("<甲> & 乙", 'A"1', "''"),)),
    "blanks at the ends": Department(" 教育局 ", 2024, (Unit("  本级"), Unit("本级  "))),
    "a long name": Department(LONG * 2, 2024, (Unit(LONG * 3),)),
    "as many units as fit": replace(CALLED, units=units(12)),
    "the same unit twice": replace(CALLED, units=(*units(2), *units(2))),
    "a unit's own budget": replace(CALLED, level_word="单位"),
    "lines without amounts": replace(CALLED, items=lines(60, None)),
    "income without amounts": replace(CALLED, income=(IncomeEntry(units(1)[0].name, OWN, None),)),
    "lines with amounts": replace(CALLED, items=lines(6, 1_234_567)),
    "a project that needs lines": replace(
        CALLED, items=(replace(lines(2, 5_000)[1], project=LONG), *lines(1, 700_000_00))
    ),
    "amounts that do not balance": replace(
        CALLED, items=lines(4, 99), income=(IncomeEntry(units(1)[0].name, OWN, -1),)
    ),
    "registers": replace(
        CALLED,
        items=lines(3, 5_000),
        registers={
            "项目": (RegisterEntry({"项目": "校舍维修1期", "总体目标": LONG * 9, "开始月份": "3"}),),
            "事项": (RegisterEntry({"事项": "房屋面积", "内容": "12.5"}),),
            "概况": tuple(
                RegisterEntry({"类别": "主要职能", "内容": f"{LONG}{place}"}) for place in range(9)
            ),
        },
    ),
    "figures of last year": replace(
        CALLED, previous=(PreviousFigure("收入总计", "", 123_456_78), PreviousFigure("?", "205", 7))
    ),
}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def unlike(path: Path, department: Department, layout: LayoutSet, room: Capacity) -> list[str]:
    """The parts of a file that are others than in the workbook of the department built alone."""
    alone = path.with_name("alone.xlsx")
    write_workbook(plan_workbook(department, layout, room), alone)
    ours, expected = parts(path), parts(alone)
    assert list(ours) == list(expected)
    return [name for name in expected if ours[name] != expected[name]]


@pytest.fixture
def never_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever plans a workbook alone fails."""
    monkeypatch.setattr(stencil_module, "plan_workbook", None)


@pytest.mark.usefixtures("never_alone")
@pytest.mark.parametrize("name", DEPARTMENTS)
def test_every_part_is_that_of_the_workbook_built_alone(name: str, stencil: Stencil, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    stencil.write(DEPARTMENTS[name], path)
    assert unlike(path, DEPARTMENTS[name], layout(), ROOM) == []


def test_long_texts_make_rows_high(stencil: Stencil, tmp_path: Path) -> None:
    stencil.write(DEPARTMENTS["a project that needs lines"], tmp_path / "long.xlsx")
    stencil.write(DEPARTMENTS["lines with amounts"], tmp_path / "short.xlsx")
    highest = [
        max(row.height or 0 for row in openpyxl.load_workbook(tmp_path / name)["表7"].row_dimensions.values())
        for name in ("long.xlsx", "short.xlsx")
    ]
    assert highest[0] > highest[1]


def test_other_programs_read_it(stencil: Stencil, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    stencil.write(DEPARTMENTS["signs that XML knows"], path)
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.properties.title.startswith("<教育> & \"体育\" '局'")
    assert "<甲> & 乙" in [cell.value for column in book["单位信息"].iter_cols() for cell in column]


def sample(name: str) -> Department:
    department = api.read_folder(SAMPLES_FOLDER / name)[0].department
    assert department is not None
    return department


@pytest.mark.usefixtures("never_alone")
def test_whole_budgets_are_those_built_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_layout, room = api.load_layout("xinjiang", 2024), Capacity(items=300, income=60, units=30)
    with monkeypatch.context() as allowed:
        allowed.setattr(stencil_module, "plan_workbook", plan_workbook)
        stencil = Stencil(whole_layout, room)
    path = tmp_path / "budget.xlsx"
    for department in (sample("bazhou-2024"), sample("personnel-only"), rich_department()):
        stencil.write(department, path)
        assert unlike(path, department, whole_layout, room) == []


def test_codes_that_the_list_does_not_know_are_written_alone(stencil: Stencil, tmp_path: Path) -> None:
    unknown = replace(lines(1, 100)[0], function_code="2059977", function_name="别处的科目")
    department = replace(CALLED, items=(unknown,))
    stencil.write(department, tmp_path / "own.xlsx")
    assert unlike(tmp_path / "own.xlsx", department, layout(), ROOM) == []


def test_more_printed_rows_than_the_stencil_has_are_written_alone(stencil: Stencil, tmp_path: Path) -> None:
    department = replace(CALLED, items=lines(60, 100))
    stencil.write(department, tmp_path / "many.xlsx")
    assert unlike(tmp_path / "many.xlsx", department, layout(), ROOM) == []


def test_more_rows_of_a_register_than_the_stencil_has_are_written_alone(
    stencil: Stencil, tmp_path: Path
) -> None:
    terms = tuple(RegisterEntry({"名词": f"名词{place}", "解释": "指…"}) for place in range(40))
    unknown = (RegisterEntry({"事项": "别处的事项", "内容": "1"}),)
    for registers in ({"名词": terms}, {"事项": unknown}):
        department = replace(CALLED, registers=registers)
        stencil.write(department, tmp_path / "many.xlsx")
        assert unlike(tmp_path / "many.xlsx", department, layout(), ROOM) == []


def test_too_many_units_are_refused_and_nothing_is_left_behind(stencil: Stencil, tmp_path: Path) -> None:
    with pytest.raises(CapacityError):
        stencil.write(replace(CALLED, units=units(13)), tmp_path / "blank.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_before_does_not_matter(stencil: Stencil, tmp_path: Path) -> None:
    stencil.write(CALLED, tmp_path / "first.xlsx")
    for department in DEPARTMENTS.values():
        stencil.write(department, tmp_path / "other.xlsx")
    stencil.write(CALLED, tmp_path / "last.xlsx")
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "last.xlsx").read_bytes()


WRITE_BOTH = """
import sys
from pathlib import Path
from generator.workbook.plan import plan_workbook
from generator.workbook.writer import write_workbook
from tests.workbook.test_stencil import DEPARTMENTS, ROOM, Stencil, layout
department, folder = DEPARTMENTS["lines with amounts"], Path(sys.argv[1])
write_workbook(plan_workbook(department, layout(), ROOM), folder / "alone.xlsx")
Stencil(layout(), ROOM).write(department, folder / "stencil.xlsx")
"""


def test_every_process_writes_the_same_bytes(tmp_path: Path) -> None:
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", WRITE_BOTH, str(folder)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        folders.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert folders[0] == folders[1]
    assert set(folders[0]) == {"alone.xlsx", "stencil.xlsx"}


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("traced")
def test_hundreds_of_workbooks_need_no_more_memory_than_a_few(stencil: Stencil, tmp_path: Path) -> None:
    def write(turns: int) -> int:
        for turn in range(turns):
            stencil.write(replace(CALLED, name=f"石桥县第{turn}局", items=lines(turn % 5, None)), path)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    path = tmp_path / "blank.xlsx"
    few = write(20)
    assert write(100) - few < 256 * 1024


def constants(book: Book) -> dict[tuple[str, str], list[Value]]:
    """All columns of constants."""
    found: dict[tuple[str, str], list[Value]] = {}
    for block in book.blocks.values():
        for column in block.columns.values():
            if not isinstance(column.content, Expression):
                entries = [entry for entry in column.content if not isinstance(entry, Expression)]
                if len(entries) == block.rows:
                    found[block.name, column.name] = entries
    return found


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_workbooks_differ_in_what_was_typed_and_in_nothing_else(name: str) -> None:
    base = constants(plan_workbook(specimen(layout()), layout(), ROOM).book)
    book = plan_workbook(DEPARTMENTS[name], layout(), ROOM).book
    typed = typed_columns(contents_of(DEPARTMENTS[name], layout()), layout(), book)
    assert constants(book) == base | typed
