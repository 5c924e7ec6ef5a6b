"""Room for rows and paragraphs: what does not fit is told, and stencils give every department enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.budget import RegisterEntry
from tests.workbook.narrative.telling import Telling

pytestmark = pytest.mark.xdist_group("narrative")


def test_more_rows_than_there_is_room_for_light_a_red_light() -> None:
    telling = Telling()
    duties = tuple(RegisterEntry({"类别": "主要职能", "内容": f"第 {n} 条"}) for n in range(1, 61))
    telling.enter(replace(telling.department, registers={**telling.department.registers, "概况": duties}))
    verdict, said = telling.check("C01·说明")
    assert verdict == "不平"
    assert "说明 有" in str(said)
    assert telling.plan.narrative is not None
    assert not telling.plan.narrative.fits(telling.plan.evaluation.column)


def test_there_is_room_for_what_is_there() -> None:
    telling = Telling()
    assert telling.check("C01·说明") == ("平", "")
    assert telling.plan.narrative is not None
    assert telling.plan.narrative.fits(telling.plan.evaluation.column)
