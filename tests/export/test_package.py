"""datapackage.json by the rules of Frictionless, judged by its own library; keys that are true."""

import hashlib
import json
from pathlib import Path

import frictionless
import pytest

from generator.export.dictionary import RELATIONS
from generator.export.exporting import export_store
from generator.export.package import NAME
from generator.export.selection import Selection
from generator.export.written import Form
from generator.store.views import VIEWS

SELECTIONS = {
    "one round": Selection(2025, "二上"),
    "everything": Selection(all_versions=True),
    "nobody knows the year": Selection(0, "二上"),
}
NOTHING = Selection(1999, "二上")


def package_of(folder: Path) -> dict:
    return json.loads((folder / NAME).read_text(encoding="utf-8"))


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_the_package_is_valid_with_every_row_type_constraint_and_key(store, tmp_path, selection) -> None:
    export_store(store, str(tmp_path / "out"), selection, list(Form))
    report = frictionless.Package(str(tmp_path / "out" / NAME)).validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.stats["tasks"] == 2 * len(RELATIONS) + 1


def test_the_library_finds_what_is_wrong(sqlite_store, tmp_path) -> None:
    """So that the test above says something: a row twice, a row of no submission, a changed file."""
    export_store(sqlite_store, str(tmp_path / "out"), SELECTIONS["one round"])
    path = tmp_path / "out" / "line_items.csv"
    lines = path.read_bytes().split(b"\r\n")
    digest = json.loads(lines[1].decode().rsplit(",", 1)[1])
    path.write_bytes(b"\r\n".join([*lines[:-1], lines[1], lines[1].replace(digest.encode(), b"0" * 64), b""]))
    tasks = frictionless.Package(str(tmp_path / "out" / NAME)).validate().tasks
    (found,) = ({error.type for error in task.errors} for task in tasks if task.errors)
    assert found == {"primary-key", "foreign-key", "hash-count", "byte-count"}


@pytest.mark.parametrize("form", list(Form))
def test_every_file_is_described_by_size_and_hash(sqlite_store, tmp_path, form) -> None:
    exported = export_store(sqlite_store, str(tmp_path / "out"), SELECTIONS["one round"], [form])
    package = package_of(tmp_path / "out")
    described = {resource["path"]: resource for resource in package["resources"]}
    assert [*described, NAME] == list(exported.files)
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(exported.files)
    for path, resource in described.items():
        content = (tmp_path / "out" / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_package_of_csv_alone_is_a_tabular_one(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "csv"), SELECTIONS["one round"])
    export_store(sqlite_store, str(tmp_path / "parquet"), SELECTIONS["one round"], [Form.PARQUET])
    assert package_of(tmp_path / "csv")["profile"] == "tabular-data-package"
    assert package_of(tmp_path / "parquet")["profile"] == "data-package"


def test_columns_are_described_in_the_chosen_language(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "zh"), SELECTIONS["one round"])
    export_store(sqlite_store, str(tmp_path / "en"), SELECTIONS["one round"], language="en")
    views = {view.name: view for view in VIEWS}
    for resource in package_of(tmp_path / "zh")["resources"]:
        view = views[resource["name"]]
        assert resource["description"] == view.row
        said = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
        assert said == view.columns
        assert all(field["title"] for field in resource["schema"]["fields"])
    english = json.dumps(package_of(tmp_path / "en"))
    assert "department code" in english.casefold()
    assert "round \\u4e8c\\u4e0a" in english


def test_amounts_are_described_exactly(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), SELECTIONS["one round"])
    schema = next(
        resource["schema"]
        for resource in package_of(tmp_path / "out")["resources"]
        if resource["name"] == "line_items"
    )
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["fen"]["type"] == "integer"
    assert fields["yuan"]["type"] == "number"
    assert schema["missingValues"] == [""]
    assert schema["primaryKey"] == ["digest", "round", "row_number"]
    assert schema["foreignKeys"][0]["reference"]["resource"] == "submissions"


def test_created_is_when_the_store_last_changed(sqlite_store, empty_store, tmp_path) -> None:
    with sqlite_store.reading() as connection:
        last = connection.exec_driver_sql("SELECT MAX(at) FROM audit").scalar()
    export_store(sqlite_store, str(tmp_path / "out"), NOTHING)
    assert package_of(tmp_path / "out")["created"] == last
    export_store(empty_store, str(tmp_path / "empty"), Selection())
    assert "created" not in package_of(tmp_path / "empty")


def test_a_key_is_claimed_where_it_tells_all_rows_apart(sqlite_store, tmp_path) -> None:
    keys = {}
    for name, selection in SELECTIONS.items():
        export_store(sqlite_store, str(tmp_path / name), selection)
        resources = package_of(tmp_path / name)["resources"]
        keys[name] = {one["name"]: one["schema"].get("primaryKey") for one in resources}
    for known in keys.values():
        assert known["submissions"] == ["digest", "round"]
        assert known["previous_figures"] == known["findings"] == ["digest", "round", "row_number"]
        assert known["table_figures"] is None  # a row of a table may have two columns of one name
