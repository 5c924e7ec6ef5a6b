"""Which rows an export takes."""

import pytest

from generator.export.exporting import export_store, newest_selection
from generator.export.selection import Selection
from generator.frames import relation_frame
from tests.export.sample_store import waive


def test_by_default_the_last_year_and_in_it_the_round_that_began_last(store) -> None:
    assert newest_selection(store) == Selection(2025, "二上")


def test_of_a_given_year_the_round_that_began_last(store) -> None:
    assert newest_selection(store, 2024) == Selection(2024, "二上")


def test_of_a_given_round_the_last_year_that_has_it(store) -> None:
    assert newest_selection(store, round_name="一上") == Selection(2025, "一上")


def test_a_year_without_submissions_stays_as_it_is_given(store) -> None:
    assert newest_selection(store, 1999) == Selection(1999, None)


def test_an_empty_store_has_neither(empty_store) -> None:
    assert newest_selection(empty_store) == Selection(None, None)


def test_files_of_no_known_year_are_left_out_and_counted(store, tmp_path) -> None:
    exported = export_store(store, str(tmp_path / "out"), Selection(2025, "二上"))
    assert exported.without_year == 2
    assert export_store(store, str(tmp_path / "0"), Selection(0)).rows["submissions"] == 2
    every = export_store(store, str(tmp_path / "all"), Selection())
    assert every.without_year == 0
    assert every.rows["submissions"] == 9


def test_the_audit_keeps_what_concerns_no_year(store) -> None:
    frame = relation_frame(store, "audit", year=2024, round="一上")
    assert set(frame["year"]) == {0, 2024}
    assert set(frame["round"]) == {"", "一上"}


@pytest.mark.parametrize("year", [2024, 2025])
def test_waivers_are_those_of_the_year(store, year) -> None:
    assert len(relation_frame(store, "valid_waivers", year=year)) == (year == 2025)


def test_an_export_that_another_writes_into_sees_one_state(own_store, tmp_path) -> None:
    """What comes in while relations are read is in none of them."""

    def add_waiver(relation: str) -> None:
        if relation == "submissions":
            with own_store.run("waive", {}, "别人") as run, own_store.writing() as connection:
                waive(connection, run.id, "卫生健康局")

    before = export_store(own_store, str(tmp_path / "before"), Selection())
    during = export_store(own_store, str(tmp_path / "during"), Selection(), progress=add_waiver)
    after = export_store(own_store, str(tmp_path / "after"), Selection())
    assert during.rows == before.rows
    assert after.rows["audit"] > before.rows["audit"]
