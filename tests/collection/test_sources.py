"""What lies in an inbox: folders, archives in archives, names in GBK, leftovers, and archives that lie."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pytest

from generator.collection import sources as under_test
from generator.collection.sources import LeftOut, NotTakenError, Source, sources
from generator.collection.taking import Taken, take_in
from generator.store.store import Store
from tests.collection.region import locked, zip_of

SENT = datetime(2024, 11, 20, 8, 30, 2, tzinfo=UTC)


def found(*places: Path | str) -> list[Source | LeftOut]:
    return list(sources(map(str, places)))


def shown(folder: Path) -> dict[str, str]:
    """What is found below a folder, by what people see of it; with the reason where it is left out."""
    return {
        each.shown.removeprefix(f"{folder}{os.sep}").replace(os.sep, "/"): (
            each.reason if isinstance(each, LeftOut) else ""
        )
        for each in found(folder)
    }


def packed(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_workbooks_are_found_in_folders_and_archives_and_the_rest_is_told_or_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "二科").mkdir()
    for name in ("b.xlsx", "a.XLSX", "二科/c.et", "二科/~$c.et", ".d.xlsx", "Thumbs.db", "信.docx", "e.7z"):
        (tmp_path / name).write_bytes(b"x")
    inner = zip_of({"预算.xls": (b"inner", SENT)})
    (tmp_path / "附件.zip").write_bytes(
        zip_of(
            {
                "教育局/预算.xlsx": (b"outer", SENT),
                "更多.zip": (inner, SENT),
                "__MACOSX/._a.xlsx": (b"", SENT),
            }
        )
    )
    assert shown(tmp_path) == {
        "a.XLSX": "",
        "b.xlsx": "",
        "e.7z": "archive_kind",
        "信.docx": "other",
        "附件.zip › 教育局/预算.xlsx": "",
        "附件.zip › 更多.zip › 预算.xls": "",
        "二科/c.et": "",
    }
    contents = {
        each.name: each.content() for each in found(tmp_path / "附件.zip") if isinstance(each, Source)
    }
    assert contents == {"预算.xlsx": b"outer", "预算.xls": b"inner"}


def test_a_file_was_sent_when_it_was_last_changed(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    os.utime(tmp_path / "a.xlsx", (SENT.timestamp(),) * 2)
    (tmp_path / "b.zip").write_bytes(zip_of({"b.xlsx": (b"x", SENT)}))
    assert [each.sent_at for each in found(tmp_path) if isinstance(each, Source)] == [SENT, SENT]


def test_a_member_dated_by_nonsense_is_as_old_as_its_archive(tmp_path: Path) -> None:
    archive = bytearray(zip_of({"b.xlsx": (b"x", SENT)}))
    place = archive.rindex(b"PK\1\2")
    archive[place + 12 : place + 16] = b"\xff\xff\xff\xff"
    (tmp_path / "b.zip").write_bytes(archive)
    os.utime(tmp_path / "b.zip", (SENT.timestamp(),) * 2)
    (only,) = found(tmp_path)
    assert isinstance(only, Source)
    assert only.sent_at == SENT


def test_a_file_of_a_year_that_is_none_comes_in_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    (tmp_path / "b.xlsx").write_bytes(b"x")
    stat = Path.stat

    class Strange:
        st_mtime = 1e14

    monkeypatch.setattr(
        Path, "stat", lambda self, **options: Strange() if self == path else stat(self, **options)
    )
    years = [each.sent_at.year for each in found(tmp_path) if isinstance(each, Source)]
    assert years[0] == 1970
    assert years[1] > 1970


def test_an_archive_with_a_password_is_told_whatever_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(locked("预算.xlsx", b"x"))
    (tmp_path / "b.zip").write_bytes(locked("更多.zip", packed({"b.xlsx": b"x"})))
    assert list(shown(tmp_path).values()) == ["encrypted", "encrypted"]


def test_archives_too_deep_in_each_other_are_told(tmp_path: Path) -> None:
    content = packed({"a.xlsx": b"x"})
    for level in range(4):
        content = packed({f"{level}.zip": content, f"{level}.xlsx": b"x"})
    (tmp_path / "深.zip").write_bytes(content)
    assert sorted(shown(tmp_path).values()) == ["", "", "", "archive_deep"]


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"nothing", packed({"a.xlsx": b"x" * 999})[:-9]])
def test_a_broken_archive_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert shown(tmp_path) == {"a.zip": "archive_broken"}


def spoilt(content: bytes) -> bytes:
    """An archive whose directory is sound and whose compressed bytes are not."""
    changed = bytearray(content)
    begin = content.index(b"a.xlsx") + len("a.xlsx")
    changed[begin : begin + 40] = b"\xff" * 40
    return bytes(changed)


def other_method(content: bytes) -> bytes:
    """An archive packed in a way that nobody here can unpack (Deflate64)."""
    changed = bytearray(content)
    changed[8] = changed[content.rindex(b"PK\1\2") + 10] = 9
    return bytes(changed)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("harm", [spoilt, other_method])
def test_a_member_that_cannot_be_unpacked_is_told_and_stops_nothing(
    harm: object, method: int, tmp_path: Path
) -> None:
    assert callable(harm)
    workbook = os.urandom(2000)
    bad = harm(packed({"a.xlsx": workbook}, method))
    (tmp_path / "1.zip").write_bytes(bad)
    (tmp_path / "2.zip").write_bytes(packed({"内.zip": bad, "c.xlsx": workbook}))
    (tmp_path / "3.zip").write_bytes(harm(packed({"a.xlsx": packed({"b.xlsx": workbook})})))
    told: dict[str, object] = {}
    for each in found(tmp_path):
        assert isinstance(each, Source)
        try:
            told[each.shown.removeprefix(f"{tmp_path}{os.sep}")] = each.content() == workbook
        except NotTakenError as error:
            told[each.shown.removeprefix(f"{tmp_path}{os.sep}")] = error.reason
    assert told == {
        "1.zip › a.xlsx": "unreadable",
        "2.zip › c.xlsx": True,
        "2.zip › 内.zip › a.xlsx": "unreadable",
        "3.zip › a.xlsx": "unreadable",
    }


def test_an_archive_in_an_archive_that_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    inner = packed({"b.xlsx": os.urandom(3000)})
    content = spoilt(packed({"a.xlsx": inner})).replace(b"a.xlsx", b"aa.zip")
    (tmp_path / "1.zip").write_bytes(content)
    assert shown(tmp_path) == {"1.zip › aa.zip": "archive_broken"}


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "MOST_BYTES", 1000)
    monkeypatch.setattr(under_test, "MOST_UNPACKED", 500)
    monkeypatch.setattr(under_test, "MOST_MEMBERS", 2)
    (tmp_path / "a.xlsx").write_bytes(b"x" * 1001)
    (tmp_path / "b.zip").write_bytes(packed({"b.xlsx": b"x" * 501, "c.zip": b"x" * 1001}))
    (tmp_path / "d.zip").write_bytes(packed({f"{place}.xlsx": b"" for place in range(3)}))
    told = {}
    for each in found(tmp_path):
        if isinstance(each, LeftOut):
            told[each.shown] = each.reason
            continue
        with pytest.raises(NotTakenError) as raised:
            each.content()
        told[each.shown] = raised.value.reason
    assert list(told.values()) == ["too_large"] * 4


def test_what_is_gone_by_the_time_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    (source,) = found(tmp_path)
    path.unlink()
    assert isinstance(source, Source)
    with pytest.raises(NotTakenError, match="unreadable"):
        source.content()


def test_an_archive_that_another_took_the_place_of_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for content in (b"one", b"two", b"one"):
        path.write_bytes(packed({"内.zip": packed({"a.xlsx": content, "b.xlsx": content})}))
        contents = [each.content() for each in found(path) if isinstance(each, Source)]
        assert contents == [content, content]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "一科").mkdir()
    (tmp_path / "二科").mkdir()
    (tmp_path / "二科" / "a.xlsx").write_bytes(b"x")
    scandir = os.scandir

    def forbidden(folder: str) -> object:
        if str(folder).endswith("一科"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", forbidden)
    assert shown(tmp_path) == {"二科/a.xlsx": "", "一科": "unreadable"}


def test_files_are_found_in_an_object_store(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/inbox-of-tests/a.xlsx", b"one")
    memory.pipe_file("/inbox-of-tests/二科/b.zip", packed({"b.xlsx": b"two"}))
    try:
        there = [each for each in found("memory://inbox-of-tests") if isinstance(each, Source)]
        assert [(each.name, each.content()) for each in there] == [("a.xlsx", b"one"), ("b.xlsx", b"two")]
    finally:
        memory.rm("/inbox-of-tests", recursive=True)


@pytest.mark.parametrize("place", ["memory://nowhere-at-all", "nonsense://bucket/x", "file:///没有/这里"])
def test_a_url_where_nothing_is_is_told(place: str) -> None:
    (only,) = found(place)
    assert isinstance(only, LeftOut)
    assert (only.shown, only.reason) == (place, "unreadable")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are texts there")
def test_a_name_in_no_encoding_comes_in(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xbd\xcc\xd3\xfd\xbe\xd6.xlsx"
    with open(name, "wb") as file:  # noqa: PTH123  # a name of bytes
        file.write(b"x")
    (source,) = found(tmp_path)
    assert isinstance(source, Source)
    assert source.content() == b"x"


def test_taking_in_what_cannot_be_opened_says_why_and_touches_nothing(tmp_path: Path) -> None:
    from generator.collection.guard import Limits
    from generator.collection.taking import Errand

    address = tmp_path / "没有.db"
    errand = Errand(Store(str(address)), "", 1, "一上", "", Limits())
    taken = take_in(Source(str(tmp_path / "没有.xlsx"), (), SENT), errand)
    assert isinstance(taken, Taken)
    assert (taken.reason, taken.is_new, address.exists()) == ("unreadable", False, False)
