"""Texts with slots are cut where the braces are."""

from __future__ import annotations

import pytest

from generator.layout.template import Slot, read_template, slots_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("支出包括：", ("支出包括：",)),
        ("{部门}", (Slot("部门"),)),
        ("占 {基本支出 占比}。", ("占 ", Slot("基本支出", "占比"), "。")),
        ("{因公出国（境）费 增减}", (Slot("因公出国（境）费", "增减"),)),
        ("{表8 空表说明}", (Slot("表8", "空表说明"),)),
        ("{增减}", (Slot("增减"),)),
        ("{50 万元以上大型设备}", (Slot("50 万元以上大型设备"),)),
        ("{分配说明 或 资金分配}", (Slot("分配说明", "", Slot("资金分配")),)),
    ],
)
def test_a_text_is_read_into_words_and_slots(text: str, parts: tuple[str | Slot, ...]) -> None:
    assert read_template(text) == parts


def test_alternatives_are_slots_of_the_text_too() -> None:
    assert [slot.name for slot in slots_of("{甲 或 乙 或 丙}和{丁}")] == ["甲", "乙", "丙", "丁"]
