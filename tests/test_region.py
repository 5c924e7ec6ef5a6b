"""The region of a store: who takes part, who is missing and why, and what the command says of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app
from generator.intake.roster import Listed
from generator.layout.layout_set import LayoutError
from generator.region import (
    Choice,
    Consolidation,
    NothingInForceError,
    UnknownChoiceError,
    Why,
    consolidated,
    missing,
    to_explain,
)
from generator.resources import layouts_folder
from generator.store.address import engine_of
from generator.store.receiving import Receipt, keep_content, keep_reading, keep_receipt
from generator.store.store import Store, moment
from tests.store.readings import BEGIN, ROUND, YEAR, Inbox, finding, item, reading_of

EDUCATION = Listed("县教育局", "101", group="教科文科")
SCHOOL = Listed("县一中", "102", group="教科文科", superior="101")
WATER = Listed("县水务局", "103", group="农业科")
FOREST = Listed("县林业站", "104", group="农业科", superior="水利局")


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    """A store into which nothing has come."""
    store = Store.open(str(tmp_path / "收件库.db"), create=True)
    yield Inbox(store)
    engine_of(store.address).dispose()


def take(inbox: Inbox, listed: Listed, fen: int = 100, **facts: object) -> None:
    """A department's workbook comes in, with one line item and the income for it."""
    income = [(listed.name, "一般财力", fen, "收入录入", "E7")]
    inbox.take(listed.name, listed.code, items=[item(listed.name, fen)], income=income, **facts)  # type: ignore[arg-type]  # by name


def region_of(inbox: Inbox, layouts: Path | None = None, **choice: object) -> Consolidation:
    return consolidated(inbox.store, Choice(YEAR, ROUND, **choice), "县", layouts)  # type: ignore[arg-type]  # by name


def absentees(region: Consolidation) -> dict[str, Why]:
    return {each.name: each.why for each in region.absent}


def invoke(inbox: Inbox, *arguments: object, language: str = "zh") -> Result:
    """Run the command on the store."""
    command = ["consolidate", "--store", inbox.store.address, *map(str, arguments)]
    return CliRunner().invoke(make_app(language), command)


@pytest.fixture
def received(inbox: Inbox) -> Inbox:
    """教育局 is accepted, 一中 wants a reason, 水务局 is refused; nothing came from 林业站."""
    inbox.roster(EDUCATION, SCHOOL, WATER, FOREST)
    take(inbox, EDUCATION)
    take(inbox, SCHOOL, outcome="accepted", findings=[finding()])
    take(inbox, WATER, outcome="refused", findings=[finding(severity="error")])
    return inbox


def test_everybody_on_the_roster_takes_part_or_is_missing_for_a_reason(received: Inbox) -> None:
    region = region_of(received)
    assert region.names == ("县教育局",)
    assert absentees(region) == {
        "县一中": Why.TO_EXPLAIN,
        "县水务局": Why.REFUSED,
        "县林业站": Why.NOT_RECEIVED,
    }
    assert to_explain(region.members) == []


def test_who_wants_reasons_takes_part_if_asked_and_is_marked(received: Inbox) -> None:
    region = region_of(received, to_explain=True)
    assert [(member.name, member.accepted) for member in region.members] == [
        ("县教育局", True),
        ("县一中", False),
    ]


def test_who_was_not_chosen_is_not_missing(received: Inbox) -> None:
    region = region_of(received, groups=("教科文科",))
    assert [each.name for each in missing(region.absent)] == ["县一中"]
    assert absentees(region)["县水务局"] is Why.NOT_CHOSEN


@pytest.mark.parametrize("asked", ["101", "１０１", "县 教育局"])
def test_a_department_is_chosen_by_name_or_code(received: Inbox, asked: str) -> None:
    assert region_of(received, departments=(asked,)).names == ("县教育局",)


def test_what_nobody_is_called_is_refused_even_beside_what_is_known(received: Inbox) -> None:
    with pytest.raises(UnknownChoiceError) as raised:
        region_of(received, groups=("教科文科", "教科文课"), departments=("101", "水务局", "啊"))
    assert raised.value.groups == {"教科文课": "教科文科"}
    assert raised.value.departments == {"水务局": "县水务局", "啊": ""}


def test_nothing_in_force_tells_who_is_missing(received: Inbox) -> None:
    with pytest.raises(NothingInForceError) as raised:
        region_of(received, groups=("农业科",))
    assert [(each.name, each.why) for each in raised.value.missing] == [
        ("县水务局", Why.REFUSED),
        ("县林业站", Why.NOT_RECEIVED),
    ]


def test_without_a_roster_all_that_is_accepted_takes_part_by_code_and_name(inbox: Inbox) -> None:
    other_school = Listed("县一中", "099")
    take(inbox, WATER)
    take(inbox, EDUCATION)
    take(inbox, SCHOOL)
    take(inbox, other_school)
    take(inbox, FOREST, outcome="refused", findings=[finding(severity="error")])
    region = region_of(inbox)
    assert [member.code for member in region.members] == ["099", "101", "102", "103"]
    assert absentees(region) == {"县林业站": Why.REFUSED}
    assert not region.has_roster


def keep_of_layout(inbox: Inbox, listed: Listed, layout: str) -> None:
    """A workbook of another layout comes in."""
    reading = reading_of(listed.name, listed.name, listed.code, items=[item(listed.name, 500)])
    reading = replace(reading, facts={**reading.facts, "layout": layout})
    receipt = Receipt(reading.digest, ROUND, "/收件/x.xlsx", "x.xlsx", moment(BEGIN))
    with inbox.store.run("collect", {}, "") as run, inbox.store.writing() as connection:
        keep_content(connection, run.id, reading.digest, b"", "")
        keep_reading(connection, run.id, reading)
        keep_receipt(connection, run.id, receipt)


def test_departments_of_another_layout_are_missing_and_the_layout_of_most_wins(
    inbox: Inbox, tmp_path: Path
) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), folder)
    shutil.copytree(folder / "xinjiang", folder / "elsewhere")
    year = folder / "elsewhere" / f"{YEAR}.yaml"
    written = year.read_text(encoding="utf-8")
    year.write_text(written.replace("layout: xinjiang", "layout: elsewhere"), encoding="utf-8")
    inbox.roster(EDUCATION, SCHOOL, WATER, FOREST)
    keep_of_layout(inbox, EDUCATION, "elsewhere")
    keep_of_layout(inbox, FOREST, "nowhere")
    take(inbox, SCHOOL)
    take(inbox, WATER)
    region = region_of(inbox, folder)
    assert region.names == ("县一中", "县水务局")
    assert absentees(region) == {"县教育局": Why.OTHER_LAYOUT, "县林业站": Why.NO_LAYOUT}


def test_the_command_says_who_is_missing(received: Inbox, tmp_path: Path) -> None:
    done = invoke(received, "-o", tmp_path / "县.xlsx", "--with-unexplained")
    assert done.exit_code == ExitCode.DONE
    assert "名册上 4 个部门，参加汇总 2 个\n" in done.stdout
    assert "缺 2 个：县水务局（退回待改）、县林业站（没有收到）" in done.stdout
    assert "其中 1 个待说明，还没有通过：县一中" in done.stdout


def test_the_command_tells_programs(received: Inbox, tmp_path: Path) -> None:
    done = invoke(received, "-o", tmp_path / "县.xlsx", "--json", "--group", "教科文科")
    data = json.loads(done.stdout)
    assert (data["departments"], data["income_fen"], data["expenditure_fen"]) == (1, 100, 100)
    assert data["missing"] == [{"code": "102", "name": "县一中", "reason": "to_explain"}]
    assert (data["transfers"], data["eliminated_fen"], data["broken"]) == ([], 0, [])
    assert data["checks"]["balanced"] > 0
    assert Path(data["path"]).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--name", " "], ExitCode.USAGE, "--name 不能是空白"),
        (["--group", "教科文课", "--department", "101"], ExitCode.USAGE,
         "没有分组“教科文课”（--group）。最接近的是“教科文科”"),
        (["--department", "水务局"], ExitCode.USAGE,
         "没有部门“水务局”（--department）。最接近的是“县水务局”"),
        (["--group", "农业科"], ExitCode.INPUT, "缺 2 个：县水务局（退回待改）"),
        (["--year", "2031"], ExitCode.INPUT, "没有这个年度和轮次的上报"),
    ],
)  # fmt: skip
def test_what_cannot_be_consolidated_is_refused_in_words(
    received: Inbox, tmp_path: Path, arguments: list[str], code: ExitCode, said: str
) -> None:
    done = invoke(received, "-o", tmp_path / "县.xlsx", *arguments)
    assert done.exit_code == code
    assert said in done.stderr
    assert "0 年" not in done.stderr
    assert not (tmp_path / "县.xlsx").exists()


def test_an_empty_store_has_no_year_to_name(inbox: Inbox, tmp_path: Path) -> None:
    done = invoke(inbox, "-o", tmp_path / "县.xlsx", language="en")
    assert done.exit_code == ExitCode.INPUT
    assert "Nothing was submitted" in done.stderr


def test_a_layouts_folder_without_layouts_is_told(received: Inbox, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(LayoutError):
        region_of(received, layouts=tmp_path / "空")
