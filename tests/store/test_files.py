"""The bytes of what came in: as they came, wherever they are kept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import fsspec
import pytest
from sqlalchemy import text

from generator.store import receiving
from generator.store.faults import StoreError
from generator.store.files import keep_file, read_file
from generator.store.receiving import keep_content
from generator.store.store import Store
from tests.stores import parts_of_content

CONTENT = bytes(range(256)) * 40
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def keep(store: Store, content: bytes = CONTENT) -> str:
    digest = hashlib.sha256(content).hexdigest()
    if store.files:
        keep_file(store.files, digest, content)
    with store.run("collect", {}) as run, store.writing() as connection:
        keep_content(connection, run.id, digest, content, store.files)
    return digest


@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001, 5000])
def test_a_file_in_the_store_comes_out_as_it_came(
    size: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "PART_BYTES", 1000)
    content = os.urandom(size)
    assert read_file(store, keep(store, content)) == content
    with store.reading() as connection:
        assert parts_of_content(connection) == max(-(-size // 1000), 1)


@pytest.mark.parametrize("kind", ["folder", "file", "memory"])
def test_a_file_kept_elsewhere_comes_out_as_it_came(kind: str, tmp_path: Path) -> None:
    files = {"folder": f"{tmp_path}/来件", "file": f"file://{tmp_path}/来件", "memory": "memory://来件"}[kind]
    store = Store.open(str(tmp_path / "收件库.db"), create=True, files=files)
    assert store.files == files
    digest = keep(store)
    keep(store)
    assert read_file(store, digest) == CONTENT
    with store.reading() as connection:
        assert parts_of_content(connection) == 0
    system, root = fsspec.url_to_fs(files)
    try:
        assert [path.rsplit("/", 1)[1] for path in system.find(root)] == [DIGEST]
    finally:
        system.rm(root, recursive=True)


def test_a_folder_for_files_means_the_same_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store.open("收件库.db", create=True, files="来件")
    digest = keep(store)
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path / "别处")
    assert read_file(Store.open(str(tmp_path / "收件库.db")), digest) == CONTENT
    assert keep(Store.open(str(tmp_path / "收件库.db"))) == digest
    assert not list((tmp_path / "别处").iterdir())


@pytest.mark.parametrize("harm", ["changed", "cut off", "gone"])
def test_a_kept_file_that_is_not_what_it_was_is_noticed(harm: str, tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "收件库.db"), create=True, files=str(tmp_path / "来件"))
    digest = keep(store)
    path = tmp_path / "来件" / digest[:2] / digest
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(CONTENT[:-1] + (b"?" if harm == "changed" else b""))
    with pytest.raises(StoreError) as raised:
        read_file(store, digest)
    assert raised.value.fault == "files"
    if harm != "changed":  # what has the right size is not looked into when the same comes in again
        keep(store)
        assert read_file(store, digest) == CONTENT


def test_a_file_that_never_came_in_is_noticed(store: Store) -> None:
    with pytest.raises(StoreError):
        read_file(store, DIGEST)


@pytest.mark.parametrize("files", ["nonsense://bucket/x", "{folder}/信.txt/来件"])
def test_a_place_for_files_that_cannot_be_used_is_told(files: str, tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text("您好", encoding="utf-8")
    files = files.format(folder=tmp_path)
    store = Store.open(str(tmp_path / "收件库.db"), create=True, files=files)
    with pytest.raises(StoreError) as raised:
        keep(store)
    assert raised.value.fault == "files"
    with store.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM content")).scalar() == 0


def test_a_store_that_is_there_does_not_silently_keep_files_elsewhere(tmp_path: Path) -> None:
    path, folder = str(tmp_path / "收件库.db"), str(tmp_path / "来件")
    Store.open(path, create=True, files=folder)
    assert Store.open(path, create=True, files=folder).files == folder
    assert Store.open(path, create=True).files == folder
    with pytest.raises(StoreError) as raised:
        Store.open(path, create=True, files=str(tmp_path / "别处"))
    assert (raised.value.fault, raised.value.details) == ("elsewhere", folder)
