"""A department written as a folder comes in again as it was."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import api
from generator.frames import department_from_frames
from generator.intake.words import check_name, check_text, tidy
from generator.issue.issuing import AlreadyThereError
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit
from generator.model.finding import Place, Severity
from generator.model.wording import plain_name
from generator.reply.department_folder import department_files, write_department_folder
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.oracles.fixtures import needs_office
from tests.reply.spreadsheet import opened
from tests.strategies import departments

NOWHERE = Place("")
ODD = (
    *("no", "2024", "007", "1.50", "1e5", "2024-01-01", "~", "null", "a: b", "- a", "'a", '"', "#a"),
    *(
        "{a}",
        "a,b;c",
        "+甲",
        "-1",
        "@甲",
        "＝甲",
        "!!str",
        "%a",
        "&a",
        "[",
        "|",
        ">",
        "甲\u3000乙",
        "𠮷野",
        "é",
    ),
)
"""Words that YAML, CSV and spreadsheets take for something else."""

visible = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"), exclude_characters="*?~")
words = st.one_of(st.sampled_from(ODD), st.text(visible, min_size=1, max_size=12)).map(tidy)
names = words.filter(lambda word: word and not check_name(word, NOWHERE))
notes = words.map(lambda word: " ".join(word.split())).filter(lambda word: not check_text(word, NOWHERE))


def as_read(folder: Path) -> Department:
    """The department that a folder gives."""
    intake, _ = api.read_folder(folder)
    errors = [each for each in intake.findings if each.severity is Severity.ERROR]
    assert errors == []
    assert intake.department is not None
    return intake.department


def written_and_read(department: Department) -> Department:
    with TemporaryDirectory() as folder:
        write_department_folder(department, Path(folder, "部门"))
        return as_read(Path(folder, "部门"))


def small(**changes: object) -> Department:
    units = (Unit("测试局本级", "001", "行政单位"), Unit("测试中心"))
    items = (
        LineItem("测试局本级", "2010301", "30101", "基本支出", "", "一般财力", 120050),
        LineItem("测试中心", "2010302", "30201", "项目支出", "档案整理", "事业收入", None, "=1+1"),
    )
    income = (IncomeEntry("测试局本级", "一般财力", 120050), IncomeEntry("测试中心", "事业收入", None))
    return replace(Department("测试局", 2024, units, items, income), **changes)


@st.composite
def odd_departments(draw: st.DrawFn) -> Department:
    """A department whose every word is an odd one; amounts may be missing."""
    base = draw(departments(most_items=6))
    chosen = draw(st.lists(names, min_size=3, max_size=3, unique_by=plain_name))
    projects = st.sampled_from(draw(st.lists(names, min_size=1, max_size=4, unique_by=plain_name)))
    renamed = dict(zip(("榆林坡县水务局", "榆林坡县灌溉站", "榆林坡县 OA 信息中心"), chosen, strict=True))
    waits = st.booleans()
    return Department(
        draw(names),
        2024,
        tuple(Unit(renamed[unit.name], draw(names), draw(names)) for unit in base.units),
        tuple(
            replace(
                item,
                unit=renamed[item.unit],
                project=draw(projects) if item.project else "",
                note=draw(notes),
                function_name=draw(names),
                economic_name=draw(names),
                fen=None if draw(waits) else item.fen,
            )
            for item in base.items
        ),
        tuple(
            replace(entry, unit=renamed[entry.unit], fen=None if draw(waits) else entry.fen)
            for entry in base.income
        ),
        tuple(
            PreviousFigure(measure, item, fen)
            for (measure, item), fen in draw(
                st.dictionaries(st.tuples(names, names), st.integers(-(10**15) + 1, 10**15 - 1), max_size=3)
            ).items()
        ),
        draw(names),
        "xinjiang",
        draw(st.sampled_from(["部门", "单位"])),
        draw(st.one_of(st.just(""), st.dates().map(str))),
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_in_again_as_it_was(name, tmp_path):
    before, layout = api.read_folder(SAMPLES_FOLDER / name)
    write_department_folder(before.department, tmp_path / name, layout.registers)
    after, _ = api.read_folder(tmp_path / name)
    assert after.department == before.department
    assert [each.code for each in after.findings] == [each.code for each in before.findings]


@given(department=departments())
def test_a_generated_department_comes_in_again_as_it_was(department):
    told_apart = {"oa系统维护": "办公系统维护"}
    items = tuple(
        replace(item, project=told_apart.get(item.project, item.project)) for item in department.items
    )
    assert written_and_read(replace(department, items=items)) == replace(department, items=items)


@given(department=odd_departments())
def test_odd_words_come_in_again_as_they_were(department):
    assert written_and_read(department) == department


@pytest.mark.parametrize("word", [word for word in ODD if not check_name(word, NOWHERE)])
def test_every_odd_word_may_stand_everywhere(word):
    note = " ".join(word.split())
    item = LineItem(word, "2010302", "30201", "项目支出", word, "一般财力", -500, note, word, word)
    previous = (PreviousFigure(word, word, 0),)
    department = Department(word, 2024, (Unit(word, word, word),), (item,), (), previous, word)
    assert written_and_read(department) == department


def test_the_files_are_what_build_takes():
    files = department_files(small(code="305", compiled_on="2024-02-25"))
    assert list(files) == ["line_items.csv", "income.csv", "department.yaml"]
    assert files["income.csv"].decode("utf-8") == (
        '\ufeff"unit","fund_source","amount_yuan"\r\n'
        '"测试局本级","一般财力","1200.50"\r\n'
        '"测试中心","事业收入",""\r\n'
    )
    assert files["department.yaml"].decode("utf-8") == (
        "name: 测试局\n"
        "code: '305'\n"
        "year: 2024\n"
        "layout: xinjiang\n"
        "level: 部门\n"
        "compiled_on: '2024-02-25'\n"
        "units:\n"
        "- name: 测试局本级\n"
        "  code: '001'\n"
        "  kind: 行政单位\n"
        "- name: 测试中心\n"
    )


def test_the_lists_can_be_read_as_frames():
    department = small()
    facts = {"name": "测试局", "year": 2024, "units": [
        {"name": "测试局本级", "code": "001", "kind": "行政单位"}, "测试中心"]}  # fmt: skip
    files = department_files(department)
    frames = [pd.read_csv(io.BytesIO(files[name])) for name in ("line_items.csv", "income.csv")]
    layout = api.load_layout("xinjiang", 2024)
    intake = department_from_frames(facts, *frames, classifications=api.classifications(layout))
    assert intake.department == department


def test_last_years_figures_have_a_file_only_when_there_are_some(tmp_path):
    write_department_folder(small(), tmp_path / "without")
    assert not (tmp_path / "without" / "previous_year.csv").exists()
    with_figures = small(previous=(PreviousFigure("function", "2010301", 100000),))
    write_department_folder(with_figures, tmp_path / "with")
    assert as_read(tmp_path / "with") == with_figures


def test_a_row_that_waits_for_its_amount_can_be_built_and_says_so(tmp_path):
    write_department_folder(small(), tmp_path / "部门")
    intake, layout = api.read_folder(tmp_path / "部门")
    waiting = [(each.code, each.place.file, each.place.row) for each in intake.findings]
    assert waiting == [("IN-018", "line_items.csv", 3), ("IN-018", "income.csv", 3)]
    said = {
        result.id: result.sentence("zh")
        for result in api.check_department(intake.department, layout).warnings
    }
    assert said["E15"].endswith("支出录入 第 8 行：还没有填金额。")
    assert said["R05"].endswith("收入录入 第 8 行：还没有填金额。")


def test_writing_the_same_again_changes_nothing(tmp_path):
    write_department_folder(small(), tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    write_department_folder(small(), tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert sorted(before) == ["department.yaml", "income.csv", "line_items.csv"]


def test_another_department_is_not_written_over(tmp_path):
    write_department_folder(small(), tmp_path)
    with pytest.raises(AlreadyThereError) as caught:
        write_department_folder(small(name="别的局", income=()), tmp_path)
    assert caught.value.files == ("department.yaml", "income.csv")
    assert as_read(tmp_path) == small()
    write_department_folder(small(name="别的局", income=()), tmp_path, overwrite=True)
    assert as_read(tmp_path).name == "别的局"


def test_figures_of_last_year_do_not_outlive_their_department(tmp_path):
    write_department_folder(small(previous=(PreviousFigure("function", "2010301", 100000),)), tmp_path)
    with pytest.raises(AlreadyThereError) as caught:
        write_department_folder(small(), tmp_path)
    assert caught.value.files == ("previous_year.csv",)
    write_department_folder(small(), tmp_path, overwrite=True)
    assert as_read(tmp_path) == small()


@pytest.mark.parametrize(
    "name", ["支出明细.xlsx", "收入.csv", "department.yml", "Line_Items.XLSX", "上年数.csv"]
)
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_list_under_another_name_stands_in_the_way(tmp_path, name, overwrite):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(AlreadyThereError) as caught:
        write_department_folder(small(), tmp_path, overwrite=overwrite)
    assert caught.value.files == (name,)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_other_files_of_the_folder_are_left_alone(tmp_path):
    (tmp_path / "说明.txt").write_bytes(b"x")
    write_department_folder(small(), tmp_path)
    assert (tmp_path / "说明.txt").read_bytes() == b"x"


def test_a_folder_that_is_only_half_written_is_no_submission(tmp_path):
    (tmp_path / "department.yaml").mkdir()
    with pytest.raises(OSError, match=r"department\.yaml"):
        write_department_folder(small(), tmp_path, overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "income.csv",
        "line_items.csv",
    ]


@needs_office
def test_no_text_of_the_lists_becomes_a_formula_or_a_number_in_libreoffice(tmp_path):
    signs = ("=1+1", "+1", "-1", "@SUM(A1)", "-5+3", "＝1+1", "-含税")
    unit = Unit("+甲")
    items = tuple(
        LineItem("+甲", "2010302", "30201", "项目支出", f"-{place}", "一般财力", -500, sign, "", sign)
        for place, sign in enumerate(signs)
    )
    department = Department("甲", 2024, (unit,), items)
    path = tmp_path / "line_items.csv"
    path.write_bytes(department_files(department)["line_items.csv"])
    sheet = opened(path, tmp_path / "office")
    headings = [cell.value for cell in sheet[1]]
    kinds = {
        heading: {cell.data_type for cell in column[1:] if cell.value is not None}
        for heading, column in zip(headings, sheet.columns, strict=True)
    }
    assert kinds["amount_yuan"] == {"n"}
    assert [kinds[name] for name in ("unit", "project", "economic_name", "note")] == [{"s"}] * 4
    table = csv.writer(file := io.StringIO(newline=""))
    table.writerows([cell.value for cell in row] for row in sheet.iter_rows())
    (tmp_path / "line_items.csv").write_text(file.getvalue(), encoding="utf-8")
    files = department_files(department)
    for name in ("income.csv", "department.yaml"):
        (tmp_path / name).write_bytes(files[name])
    assert as_read(tmp_path) == department
