"""The sheet 说明 lives: in LibreOffice a changed amount changes its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office

pytestmark = [needs_office, pytest.mark.xdist_group("libreoffice")]


@pytest.fixture
def document(office: Office, sample_workbook: Callable[[str], Path]) -> Iterator[Document]:
    with office.open(sample_workbook("bazhou-2024")) as opened:
        yield opened


def sentence(document: Document, beginning: str) -> str:
    """The one paragraph of the sheet that begins so."""
    shown = [text for (text,) in document.texts("说明", "B6:B305")]
    (found,) = [text for text in shown if text.startswith(beginning)]
    return found


def row_of(document: Document, function: str) -> int:
    """The first row of 支出录入 with a function code."""
    codes = [text for (text,) in document.texts("支出录入", "B7:B120")]
    return 7 + codes.index(function)


def test_a_smaller_amount_turns_growth_into_a_fall(document: Document) -> None:
    beginning = "4、教育支出（类）进修及培训（款）培训支出（项）"
    before = sentence(document, beginning)
    assert "23.35 万元，比上年预算增加 16.04 万元，增长 219.43%" in before
    document.type("支出录入", f"I{row_of(document, '2050803')}", "-120000")
    document.recalculate_all()
    after = sentence(document, beginning)
    assert "5.62 万元，比上年预算减少 1.69 万元，下降 23.12%" in after
    assert "教育支出 5.62 万元，主要用于在职人员进修及培训支出" in sentence(document, "一般公共预算支出包括")


def test_a_reason_that_is_deleted_is_asked_for_again(document: Document) -> None:
    document.type("文字说明", "B8", "")
    document.recalculate_all()
    assert sentence(document, "单位资金 250").endswith("主要原因是（待写原因）。")
    assert "单位资金" in document.text("文字说明", "I7")
