"""What other programs read in the files is what the store holds, to the fen and to the sign."""

import datetime
import hashlib
from pathlib import Path

import pandas as pd
import pytest

from generator.export.dictionary import BY_NAME, RELATIONS
from generator.export.exporting import export_store
from generator.export.relation import Kind
from generator.export.selection import Selection
from generator.export.written import Form
from generator.frames import relation_frame
from generator.store.store import Store, at, moment
from tests.export.reading_back import IN_FORCE, in_order, of_csv, of_parquet, of_workbook, stored
from tests.export.sample_store import ODD_AMOUNTS, ODD_TEXTS

EVERYTHING = Selection(all_versions=True)
THIS_ROUND = Selection(2025, "二上")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory):
    """Everything of a store in every form; once for each store."""
    done: dict[str, Path] = {}

    def export(store: Store) -> Path:
        if store.address not in done:
            done[store.address] = tmp_path_factory.mktemp("export") / "out"
            export_store(store, str(done[store.address]), EVERYTHING, list(Form))
        return done[store.address]

    return export


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
class TestEveryRelation:
    def test_as_csv(self, store, exported, relation) -> None:
        assert in_order(of_csv(exported(store), relation)) == in_order(stored(store, relation, "1 = 1"))

    def test_as_parquet(self, store, exported, relation) -> None:
        assert in_order(of_parquet(exported(store), relation)) == in_order(stored(store, relation, "1 = 1"))

    def test_as_a_sheet(self, store, exported, relation) -> None:
        to_the_second = [
            tuple(
                (at(value) + datetime.timedelta(milliseconds=500)).strftime("%Y-%m-%dT%H:%M:%S")
                if field.kind is Kind.MOMENT
                else value
                for field, value in zip(relation.fields, row, strict=True)
            )
            for row in stored(store, relation, "1 = 1")
        ]
        assert in_order(of_workbook(exported(store), relation)) == in_order(to_the_second)

    def test_as_a_frame(self, store, relation) -> None:
        frame = relation_frame(store, relation.name, all_versions=True)
        rows = [tuple(map(plain, row)) for row in frame.itertuples(index=False, name=None)]
        assert list(frame.columns) == [field.name for field in relation.fields]
        assert in_order(rows) == in_order(stored(store, relation, "1 = 1"))


def plain(value: object) -> object:
    if value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return moment(value.to_pydatetime()) if value.tzinfo else value.date().isoformat()
    return value


def test_the_sample_has_the_odd_texts_and_amounts(store) -> None:
    """Or the tests above would show little."""
    frame = relation_frame(store, "line_items")
    assert set(ODD_TEXTS) < set(frame["note"])
    assert {fen for fen in ODD_AMOUNTS if fen is not None} < set(frame["fen"].dropna())
    assert frame["fen"].isna().any()


@pytest.mark.parametrize("name", IN_FORCE)
def test_lists_are_of_what_is_in_force_unless_all_versions_are_wanted(store, name) -> None:
    relation = BY_NAME[name]
    chosen = stored(store, relation, "year = 2025 AND round = '二上' AND in_force = 1")
    frame = relation_frame(store, name, year=2025, round="二上")
    assert 0 < len(frame) == len(chosen)
    assert set(frame["in_force"]) == {1}


def test_findings_and_submissions_are_of_every_version(store) -> None:
    submissions = relation_frame(store, "submissions", year=2025, round="二上")
    assert len(submissions) == 5
    assert set(relation_frame(store, "findings", year=2025, round="二上")["code"]) == {
        "CHK-W",
        "IN-005",
        "N01",
    }


def test_a_frame_of_nothing_has_the_same_types(sqlite_store) -> None:
    frame = relation_frame(sqlite_store, "line_items", year=2025, round="二上")
    nothing = relation_frame(sqlite_store, "line_items", year=1999)
    assert len(nothing) == 0
    assert nothing.dtypes.to_dict() == frame.dtypes.to_dict()


def test_a_relation_that_does_not_exist_is_none(sqlite_store) -> None:
    with pytest.raises(KeyError):
        relation_frame(sqlite_store, "line_item")


def test_equal_data_give_equal_files(store, tmp_path) -> None:
    for name in ("one", "two"):
        export_store(store, str(tmp_path / name), THIS_ROUND, list(Form))
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_both_databases_give_the_rows_in_the_same_order(sqlite_store, postgres_store, tmp_path) -> None:
    rows = {}
    for store in (sqlite_store, postgres_store):
        folder = tmp_path / store.address.split(":")[0]
        export_store(store, str(folder), EVERYTHING)
        rows[store] = (folder / "line_items.csv").read_bytes()
    assert rows[sqlite_store] == rows[postgres_store]


def test_an_empty_store_gives_headings_only(empty_store, tmp_path) -> None:
    exported = export_store(empty_store, str(tmp_path / "out"), Selection(), list(Form))
    assert set(exported.rows.values()) == {0}
    for relation in RELATIONS:
        assert of_csv(tmp_path / "out", relation) == []
        assert of_parquet(tmp_path / "out", relation) == []
        assert of_workbook(tmp_path / "out", relation) == []


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
