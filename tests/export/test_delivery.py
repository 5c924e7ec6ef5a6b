"""All files arrive, or none; nothing that stood there is lost."""

import stat
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from generator.export import delivery, exporting
from generator.export.exporting import export_store
from generator.export.faults import ExportError
from generator.export.package import NAME
from generator.export.selection import Selection
from generator.export.written import Form
from generator.issue.issuing import AlreadyThereError

OLD, NEW = Selection(2024, "二上"), Selection(2025, "二上")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def memory():
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/", recursive=True)


def test_a_folder_is_made_with_its_parents_and_nothing_is_left_beside_it(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "a" / "b"), NEW, list(Form))
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o444 for path in (tmp_path / "a" / "b").iterdir()}
    assert modes == {0o444}
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) & 0o555 == 0o555


def test_the_same_again_changes_nothing(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), NEW, list(Form))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    export_store(sqlite_store, str(tmp_path / "out"), NEW, list(Form))
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before


def test_other_files_are_refused_and_stay(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), OLD)
    before = contents(tmp_path / "out")
    with pytest.raises(AlreadyThereError) as refused:
        export_store(sqlite_store, str(tmp_path / "out"), NEW)
    assert str(tmp_path / "out" / "line_items.csv") in refused.value.files
    assert str(tmp_path / "out" / "departments.csv") not in refused.value.files, "it is the same"
    assert contents(tmp_path / "out") == before


def test_they_are_replaced_when_that_is_wanted_and_strangers_stay(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), OLD)
    (tmp_path / "out" / "我的.txt").write_text("留着", encoding="utf-8")
    export_store(sqlite_store, str(tmp_path / "out"), NEW, overwrite=True)
    export_store(sqlite_store, str(tmp_path / "fresh"), NEW)
    kept = contents(tmp_path / "out")
    assert kept.pop("我的.txt").decode() == "留着"
    assert kept == contents(tmp_path / "fresh")


def test_when_replacing_fails_midway_all_is_as_before(sqlite_store, tmp_path, monkeypatch) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), OLD)
    before = contents(tmp_path / "out")
    move = delivery._move

    def fail_at_findings(source: Path, target: Path, moved: list) -> None:
        if source.name == "findings.csv" and target.parent.name == "out":
            raise OSError(28, "No space left on device")
        move(source, target, moved)

    monkeypatch.setattr(delivery, "_move", fail_at_findings)
    with pytest.raises(OSError, match="No space"):
        export_store(sqlite_store, str(tmp_path / "out"), NEW, overwrite=True)
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("form", list(Form))
def test_when_writing_fails_midway_there_is_nothing(sqlite_store, tmp_path, monkeypatch, form) -> None:
    def fail(*given: object) -> None:
        raise OSError(28, "No space left on device")

    def fail_at_findings(connection, relation, selection):
        if relation.name == "findings":
            fail()
        return batches(connection, relation, selection)

    batches = exporting.batches
    monkeypatch.setattr(exporting, "batches", fail_at_findings)
    with pytest.raises(OSError, match="No space"):
        export_store(sqlite_store, str(tmp_path / "out"), NEW, [form])
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_told(sqlite_store, tmp_path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        export_store(sqlite_store, str(tmp_path / "out"), NEW)


def test_a_folder_may_be_given_as_a_url(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, (tmp_path / "导出").as_uri(), NEW)
    assert (tmp_path / "导出" / NAME).is_file()


def test_an_object_store_gets_the_same_files_the_description_last(
    sqlite_store, tmp_path, memory, monkeypatch
) -> None:
    put: list[str] = []
    original = MemoryFileSystem.put_file
    monkeypatch.setattr(
        MemoryFileSystem,
        "put_file",
        lambda self, local, remote, *more, **also: (
            put.append(remote),
            original(self, local, remote, *more, **also),
        ),
    )
    exported = export_store(sqlite_store, "memory://budget/2025", NEW, list(Form))
    export_store(sqlite_store, str(tmp_path / "out"), NEW, list(Form))
    there = {
        path.rsplit("/", 1)[1]: memory.cat_file(path) for path in memory.ls("/budget/2025", detail=False)
    }
    assert there == contents(tmp_path / "out")
    assert put[-1].endswith(NAME)
    assert [path.rsplit("/", 1)[1] for path in put] == list(exported.files)


def test_an_object_store_refuses_and_replaces_like_a_folder(sqlite_store, memory) -> None:
    export_store(sqlite_store, "memory://budget", OLD)
    before = memory.cat_file("/budget/line_items.csv")
    with pytest.raises(AlreadyThereError) as refused:
        export_store(sqlite_store, "memory://budget", NEW)
    assert any(file.endswith("budget/line_items.csv") for file in refused.value.files)
    assert memory.cat_file("/budget/line_items.csv") == before
    export_store(sqlite_store, "memory://budget", NEW, overwrite=True)
    assert memory.cat_file("/budget/line_items.csv") != before


def test_when_an_object_store_fails_midway_what_was_new_is_gone(sqlite_store, memory, monkeypatch) -> None:
    original = MemoryFileSystem.put_file

    def fail_at_findings(self, local, remote, *more, **also):
        if remote.endswith("findings.csv"):
            raise RuntimeError("connection reset")
        return original(self, local, remote, *more, **also)

    monkeypatch.setattr(MemoryFileSystem, "put_file", fail_at_findings)
    with pytest.raises(OSError, match="RuntimeError: connection reset"):
        export_store(sqlite_store, "memory://budget", NEW)
    assert memory.find("/budget") == []


def test_while_an_object_store_is_half_replaced_nothing_describes_it(
    sqlite_store, memory, monkeypatch
) -> None:
    export_store(sqlite_store, "memory://budget", OLD)
    original = MemoryFileSystem.put_file

    def fail_at_findings(self, local, remote, *more, **also):
        if remote.endswith("findings.csv"):
            raise OSError("connection reset")
        return original(self, local, remote, *more, **also)

    monkeypatch.setattr(MemoryFileSystem, "put_file", fail_at_findings)
    with pytest.raises(OSError, match="connection reset"):
        export_store(sqlite_store, "memory://budget", NEW, overwrite=True)
    assert not memory.exists(f"/budget/{NAME}")


def test_an_unknown_kind_of_url_is_told(sqlite_store) -> None:
    with pytest.raises(ExportError) as refused:
        export_store(sqlite_store, "gopher://budget", NEW)
    assert refused.value.fault == "destination"


def test_what_has_to_be_installed_is_told(sqlite_store, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError) as refused:
        export_store(sqlite_store, str(tmp_path / "out"), NEW, [Form.XLSX, Form.PARQUET])
    assert (refused.value.fault, refused.value.details) == ("library", "budgetbook[parquet]")
    assert list(tmp_path.iterdir()) == []
