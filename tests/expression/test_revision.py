"""A revision holds what a fresh evaluation of the changed book would compute, and leaves its base alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.expression.block import Address, Block, Book, Column
from generator.expression.dependencies import Dependencies
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault
from generator.expression.nodes import (
    Above,
    CellOf,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    Item,
    Named,
    NextKey,
    Operation,
    Ordinal,
    SumRange,
    Value,
    equal,
    number,
    text,
)
from generator.expression.revision import Revision, Revisions
from generator.model.budget import Department
from generator.workbook.contents import contents_of
from generator.workbook.plan import Capacity, plan_workbook
from generator.workbook.typed_columns import typed_columns
from tests.expression.test_generated_expressions import trees, typed_cells
from tests.expression.workbench import DATA, FORMULAS, book_of
from tests.strategies import departments
from tests.strategies import tables_layout as layout

ROOM = Capacity(items=26, income=30, units=4, table=150)


def exact(values: Sequence[Value | Fault]) -> list[tuple[type, str]]:
    """Values down to kind and digits."""
    return [(type(value), value.code if isinstance(value, Fault) else str(value)) for value in values]


def differences(revision: Revision | Evaluation, fresh: Evaluation) -> list[Address]:
    return [
        (block.name, column)
        for block in fresh.book.blocks.values()
        for column in block.columns
        if exact(revision.column(block.name, column)) != exact(fresh.column(block.name, column))
    ]


def ledger(amounts: Sequence[Value], names: Sequence[Value]) -> Book:
    """A small book with every way to read: here, above, beside, by name, one cell, a running count."""
    book = Book()
    count = len(amounts)
    typed = book.add(
        Block.of("录入", "录入", 1, count, [Column("名", 0, list(names)), Column("额", 1, list(amounts))])
    )
    book.name("名", typed, "名")
    book.name("额", typed, "额")
    read: Expression = Item(Named("额"), Ordinal())
    mirror = book.add(
        Block.of(
            "明细",
            "明细",
            1,
            count,
            [
                Column("额", 0, read),
                Column("正", 1, If(Operation(">", Here("额"), number(0)), number(1), number(0))),
                Column("计", 2, Operation("+", Above("计"), Here("正")), first=Here("正")),
                Column("次", 3, CountWhere(((Named("名"), "=", Item(Named("名"), Ordinal())),))),
            ],
        )
    )
    book.name("正额", mirror, "额")
    keys = Column("键", 0, NextKey(Named("正额"), Above("键")), first=NextKey(Named("正额"), None))
    listed = book.add(Block.of("表", "表", 1, count, [keys]))
    book.name("键", listed, "键")
    totals: list[Expression | Value] = [
        SumRange(Named("额")),
        If(equal(CellOf("明细", "计", count - 1), 0), text("无"), text("有")),
        Find(text("甲"), Named("名")),
        CellOf("总", "总", 1),
        "合计",
    ]
    book.add(Block.of("总", "总", 1, len(totals), [Column("总", 0, totals)]))
    return book


def revised(book: Book, constants: Mapping[Address, Sequence[Value]]) -> Revision:
    return Revisions(Evaluation(book)).revise(constants)


def test_only_what_reads_a_change_and_becomes_another_value_is_new() -> None:
    revision = revised(ledger([1, 2, 0], ["甲", "乙", "丙"]), {("录入", "额"): [1, 5, 0]})
    assert revision.rows == {
        ("录入", "额"): [1],
        ("明细", "额"): [1],
        ("表", "键"): [2],
        ("总", "总"): [0],
    }
    assert revision.column("总", "总")[0] == 6
    assert revision.column("明细", "计") == [1, 2, 2]


def test_a_value_that_is_equal_but_of_another_kind_is_another_value() -> None:
    revision = revised(ledger([1, 0, 0], ["甲"] * 3), {("录入", "额"): [True, 0, 0]})
    assert revision.values["录入", "额"] == [True, 0, 0]


def test_the_same_constants_change_nothing() -> None:
    revision = revised(ledger([1, None, 3], ["甲"] * 3), {("录入", "额"): [1, None, 3]})
    assert revision.rows == {}


def test_the_base_stays_as_it_is() -> None:
    base = Evaluation(ledger([1, 2, 0], ["甲", "乙", "丙"]))
    revisions = Revisions(base)
    changes = {("录入", "额"): [0, 7, -1], ("录入", "名"): ["乙", "乙", None]}
    first = revisions.revise(changes)
    assert differences(base, Evaluation(base.book)) == []
    assert revisions.revise({}).rows == {}
    again = revisions.revise(changes)
    assert again.rows == first.rows
    assert all(exact(again.values[address]) == exact(values) for address, values in first.values.items())


@pytest.mark.parametrize(
    ("address", "values", "said"),
    [(("明细", "正"), [1, 1, 1], "holds expressions"), (("录入", "额"), [1], "has 3 rows, not 1")],
)
def test_only_whole_columns_of_constants_can_be_revised(
    address: Address, values: list[Value], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        revised(ledger([1, 2, 3], ["甲"] * 3), {address: values})


def test_what_may_change_is_known_from_the_expressions_alone() -> None:
    dependencies = Dependencies(ledger([1, 2, 3], ["甲"] * 3))
    assert dependencies.reached([("录入", "名")]) == {("录入", "名"), ("明细", "次"), ("总", "总")}
    places = dependencies.places
    assert places["录入", "额"] < places["明细", "额"] < places["明细", "正"] < places["明细", "计"]


few = st.one_of(st.none(), st.integers(-2, 3), st.sampled_from(["甲", "乙"]))


@given(st.data())
def test_a_revision_of_a_ledger_is_a_fresh_evaluation(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 6))
    columns = st.lists(few, min_size=count, max_size=count)
    names, amounts, other_names, other_amounts = (data.draw(columns) for _ in range(4))
    revisions = Revisions(Evaluation(ledger(amounts, names)))
    for entered in ({("录入", "名"): other_names, ("录入", "额"): other_amounts}, {("录入", "额"): amounts}):
        typed = {("录入", "名"): names, ("录入", "额"): amounts} | entered
        fresh = Evaluation(ledger(typed["录入", "额"], typed["录入", "名"]))
        assert differences(revisions.revise(entered), fresh) == []


@given(st.lists(trees, min_size=1, max_size=20), typed_cells(), typed_cells())
def test_a_revision_of_generated_expressions_is_a_fresh_evaluation(
    expressions: list[Expression], typed: dict[str, list[Value]], other: dict[str, list[Value]]
) -> None:
    revision = revised(book_of(expressions, typed), {(DATA, name): values for name, values in other.items()})
    fresh = Evaluation(book_of(expressions, other))
    assert exact(revision.column(FORMULAS, "式")) == exact(fresh.column(FORMULAS, "式"))
    assert differences(revision, fresh) == []


@pytest.fixture(scope="module")
def revisions() -> Revisions:
    """Revisions of an empty workbook, whose tables have rows enough for every generated department."""
    return Revisions(plan_workbook(Department("", 2024, ()), layout(), ROOM).evaluation)


@settings(max_examples=max(4, settings().max_examples // 10))
@given(department=departments())
def test_a_revision_of_a_department_is_a_fresh_evaluation(
    revisions: Revisions, department: Department
) -> None:
    half = replace(department, items=tuple(replace(item, fen=None) for item in department.items))
    for one in (department, half):
        fresh = plan_workbook(one, layout(), ROOM).evaluation
        revision = revisions.revise(typed_columns(contents_of(one, layout()), layout(), revisions.base.book))
        assert differences(revision, fresh) == []
