"""Last year's figures: what the official tables of the same entries say, to the fen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from generator import api
from generator.issue.figures import previous_figures
from generator.layout.layout_set import LayoutSet
from generator.model.amount import FEN_PER_WAN
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from tests.conftest import SAMPLES, SAMPLES_FOLDER

THREE_PUBLIC = ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")


@cache
def sample(name: str) -> tuple[Department, LayoutSet]:
    intake, layout = api.read_folder(SAMPLES_FOLDER / name)
    assert intake.department is not None
    return intake.department, layout


def computed(department: Department, layout: LayoutSet) -> Mapping[tuple[str, str], int]:
    figures = previous_figures(department, layout, layout.previous_figures)
    names = [(figure.measure, figure.item) for figure in figures]
    assert len(set(names)) == len(names)
    return {(figure.measure, figure.item): figure.fen for figure in figures}


def measure(figures: Mapping[tuple[str, str], int], name: str) -> dict[str, int]:
    return {item: fen for (measure, item), fen in figures.items() if measure == name}


def test_the_reference_sample_gives_what_its_document_printed() -> None:
    figures = computed(*sample("bazhou-2024"))
    printed = {key: round(fen / FEN_PER_WAN, 2) for key, fen in figures.items()}
    assert printed["function", "2010301"] == 1290.59
    assert printed["function", "2050803"] == 23.35
    assert printed["function", "2210201"] == 184.57
    assert measure(printed, "income") == {
        "一般公共预算": 3134.08,
        "政府性基金预算": 0,
        "国有资本经营预算": 0,
        "财政专户": 0,
        "单位资金": 250.00,
    }
    assert measure(printed, "kind_all") == {"基本支出": 2760.92, "项目支出": 623.16}
    assert measure(printed, "kind_general") == {"基本支出": 2760.92, "项目支出": 373.16}
    assert measure(printed, "three_public") == dict(zip(THREE_PUBLIC, (0, 0, 91.40, 1.00), strict=True))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_measure_that_departments_hand_in_is_computed(name: str) -> None:
    department, layout = sample(name)
    figures = computed(department, layout)
    handed_in = {(figure.measure, figure.item) for figure in department.previous}
    assert {measure for measure, _ in handed_in} <= {measure for measure, _ in figures}
    assert {key for key in handed_in if key[0] != "function"} <= set(figures)


@pytest.mark.parametrize("name", SAMPLES)
def test_measures_agree_with_each_other(name: str) -> None:
    department, layout = sample(name)
    figures = computed(department, layout)
    assert sum(measure(figures, "function").values()) == sum(measure(figures, "kind_general").values())
    assert sum(measure(figures, "kind_all").values()) == sum(item.fen or 0 for item in department.items)
    carried = {source.name for source in layout.sources if source.period != "本年"}
    income = sum(entry.fen or 0 for entry in department.income if entry.funding_source not in carried)
    assert sum(measure(figures, "income").values()) == income
    assert list(measure(figures, "function")) == sorted(measure(figures, "function"))


def item(unit: str, economic: str, source: str, fen: int | None, kind: str = "基本支出") -> LineItem:
    return LineItem(unit, "2010301", economic, kind, "" if kind == "基本支出" else "甲", source, fen)


def test_each_definition_counts_what_it_says() -> None:
    _, layout = sample("bazhou-2024")
    units = (Unit("局", kind="行政单位"), Unit("队", kind="参公事业单位"), Unit("站", kind="事业单位"))
    department = Department(
        "局",
        2024,
        units,
        (
            item("局", "30201", "一般财力", 1),
            item("队", "30201", "上级一般公共预算安排转移支付", 2),
            item("站", "30201", "一般财力", 4),
            item("局", "30101", "一般财力", 8),
            item("局", "30201", "一般公共预算拨款结转", 16),
            item("局", "30201", "一般财力", 32, "项目支出"),
            item("局", "31013", "政府性基金收入", 64, "项目支出"),
            item("局", "30913", "一般财力", 128, "项目支出"),
            item("局", "30217", "事业收入", 256),
            item("局", "30217", "一般财力", None),
        ),
        (IncomeEntry("局", "一般财力", 512), IncomeEntry("局", "一般公共预算拨款结转", 1024)),
    )
    figures = computed(department, layout)
    assert measure(figures, "operating") == {"机关运行经费": 1 + 2 + 4}
    assert measure(figures, "three_public") == dict(zip(THREE_PUBLIC, (0, 64 + 128, 0, 0), strict=True))
    assert measure(figures, "function") == {"2010301": 1 + 2 + 4 + 8 + 32 + 128}
    assert measure(figures, "kind_general") == {"基本支出": 15, "项目支出": 160}
    assert measure(figures, "kind_all") == {"基本支出": 31 + 256, "项目支出": 32 + 64 + 128}
    assert measure(figures, "income")["一般公共预算"] == 512
