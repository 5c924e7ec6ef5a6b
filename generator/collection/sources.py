"""The files that came in (来件): in folders, on object stores, in zip archives and in archives within those.

They are found one after the other, so that a million of them need no memory. Nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal, cast

from generator.intake.submissions import WORKBOOK_SUFFIXES
from generator.spreadsheet.limits import STANDARD

ARCHIVE_SUFFIXES = (".zip",)
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
INSIDE = " › "
"""Between an archive and what lies in it, as people see it."""
DEEPEST_ARCHIVE = 3
"""How many archives may lie in each other."""
MOST_MEMBERS = 100_000
MOST_BYTES = 256 << 20
"""A larger file is no workbook that anybody could open, and is not taken in."""
MOST_UNPACKED = STANDARD.file_bytes
"""A workbook in an archive may be as large as the reader takes."""

Reason = Literal[
    "archive_kind", "archive_broken", "archive_deep", "encrypted", "too_large", "other", "unreadable"
]


class NotTakenError(Exception):
    """A file that cannot be taken in; `details` says more."""

    def __init__(self, reason: Reason, details: str = "") -> None:
        super().__init__(f"{reason}: {details}")
        self.reason: Reason = reason
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reason, self.details)


@dataclass(frozen=True, slots=True)
class Source:
    """One file: the path or URL of the file on disk, and the names that lead to it through archives.

    `sent_at` is when it was last changed, as its folder or archive says.
    """

    path: str
    members: tuple[str, ...]
    sent_at: datetime

    @property
    def name(self) -> str:
        """The name of the file itself."""
        last = readable(self.members[-1]) if self.members else self.path
        return PurePosixPath(last.replace("\\", "/")).name

    @property
    def shown(self) -> str:
        """Where it is, as people see it."""
        return INSIDE.join((self.path, *map(readable, self.members)))

    def content(self) -> bytes:
        """Its bytes. Raises: NotTakenError."""
        try:
            with ExitStack() as stack:
                file: IO[bytes] = stack.enter_context(_opened(self.path))
                most = MOST_UNPACKED if self.members else MOST_BYTES
                if len(self.members) > 1:
                    file = io.BytesIO(_inner_archive(self.path, self.members[:-1], _stamp(self.path)))
                if self.members:
                    archive = stack.enter_context(zipfile.ZipFile(file))
                    file = stack.enter_context(archive.open(self.members[-1]))
                return _limited(file, most)
        except NotTakenError:
            raise
        except Exception as error:  # zipfile raises whatever comes of what is in an archive
            raise NotTakenError("unreadable", f"{error}") from error


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is no workbook, or that cannot be looked into."""

    shown: str
    reason: Reason
    details: str = ""


def sources(places: Iterable[str]) -> Iterator[Source | LeftOut]:
    """The files of folders, archives and single files, in the order of their paths."""
    for place in places:
        for found in _files(place):
            if isinstance(found, LeftOut):
                yield found
            else:
                yield from _of_file(*found)


def _of_file(path: str, changed: datetime) -> Iterator[Source | LeftOut]:
    name = PurePosixPath(path.replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.casefold()
    if _is_clutter(name):
        return
    if suffix in ARCHIVE_SUFFIXES:
        try:
            file = _opened(path)
        except Exception as error:  # file systems far away have errors of their own
            yield LeftOut(path, "unreadable", str(error))
            return
        with file:
            yield from _members(file, path, (), changed)
    else:
        yield _listed(Source(path, (), changed), suffix)


def _members(
    file: IO[bytes], path: str, above: tuple[str, ...], changed: datetime
) -> Iterator[Source | LeftOut]:
    """What lies in an archive, in the order of the names."""
    shown = Source(path, above, changed).shown
    try:
        archive = zipfile.ZipFile(file)
    except Exception as error:  # zipfile raises whatever comes of what is in an archive
        yield LeftOut(shown, "archive_broken", str(error))
        return
    with archive:
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
        if len(infos) > MOST_MEMBERS:
            yield LeftOut(shown, "too_large", f"{len(infos):,}")
            return
        for info in infos:
            name = PurePosixPath(readable(info.filename).replace("\\", "/"))
            if info.is_dir() or any(map(_is_clutter, name.parts)):
                continue
            source = Source(path, (*above, info.filename), _changed(info, changed))
            suffix = name.suffix.casefold()
            if info.flag_bits & 1 and suffix in (*ARCHIVE_SUFFIXES, *WORKBOOK_SUFFIXES):
                yield LeftOut(source.shown, "encrypted")
            elif suffix in ARCHIVE_SUFFIXES:
                yield from _inner(archive, info, source)
            else:
                yield _listed(source, suffix)


def _inner(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> Iterator[Source | LeftOut]:
    """What lies in an archive that lies in an archive."""
    if len(source.members) >= DEEPEST_ARCHIVE:
        yield LeftOut(source.shown, "archive_deep")
        return
    try:
        with archive.open(info) as file:
            content = _limited(file, MOST_BYTES)
    except NotTakenError as error:
        yield LeftOut(source.shown, error.reason, error.details)
    except Exception as error:  # zipfile raises whatever comes of what is in an archive
        yield LeftOut(source.shown, "archive_broken", str(error))
    else:
        yield from _members(io.BytesIO(content), source.path, source.members, source.sent_at)


def _listed(source: Source, suffix: str) -> Source | LeftOut:
    if suffix in WORKBOOK_SUFFIXES:
        return source
    return LeftOut(source.shown, "archive_kind" if suffix in OTHER_ARCHIVES else "other")


def _is_clutter(name: str) -> bool:
    """Files that programs leave behind: hidden ones, locks of open workbooks, thumbnails."""
    return name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini", "__macosx")


def _changed(info: zipfile.ZipInfo, otherwise: datetime) -> datetime:
    """When a file in an archive was changed, in the time of this place; archives may say nonsense."""
    try:
        return datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise


def readable(name: str) -> str:
    """The name of a member of an archive. Chinese programs write it in GBK and do not say so.

    Example:
        >>> readable("教育局.xlsx".encode("gbk").decode("cp437"))
        '教育局.xlsx'
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:  # it was said to be UTF-8
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


@lru_cache(maxsize=1)
def _inner_archive(path: str, members: tuple[str, ...], stamp: object) -> bytes:
    """The bytes of an archive that lies in another; the last one is kept for its next member, as long as
    the file around it has the same stamp.
    """
    outer: IO[bytes] = io.BytesIO(_inner_archive(path, members[:-1], stamp)) if members[1:] else _opened(path)
    with outer, zipfile.ZipFile(outer) as archive, archive.open(members[-1]) as file:
        return _limited(file, MOST_BYTES)


def _stamp(path: str) -> object:
    """What is another as soon as a file is; of files elsewhere nobody knows, so it always is."""
    if "://" in path:
        return object()
    known = Path(path).stat()
    return known.st_mtime_ns, known.st_size, known.st_ino


def _limited(file: IO[bytes], most: int) -> bytes:
    content = file.read(most + 1)
    if len(content) > most:
        raise NotTakenError("too_large", f"{most:,}")
    return content


def _opened(path: str) -> IO[bytes]:
    if "://" not in path:
        return Path(path).open("rb")
    import fsspec

    return cast("IO[bytes]", fsspec.open(path, "rb").open())


def _files(place: str) -> Iterator[tuple[str, datetime] | LeftOut]:
    """The files below a place, and when each was changed; and folders that cannot be looked into."""
    if "://" in place:
        yield from _remote_files(place)
        return
    root = Path(place).absolute()
    if not root.is_dir():
        yield str(root), _time_of(root)
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        for name in sorted(names):
            path = Path(folder, name)
            yield str(path), _time_of(path)
    yield from (LeftOut(str(each.filename), "unreadable", each.strerror or str(each)) for each in closed)


def _time_of(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        # gone, or a broken link, which is told when it is read; or a year that is none
        return datetime.fromtimestamp(0, UTC)


def _remote_files(place: str) -> Iterator[tuple[str, datetime] | LeftOut]:
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(place)
        paths = sorted(system.find(root))
        if not paths and not system.exists(root):
            raise FileNotFoundError(place)
    except Exception as error:  # file systems far away have errors of their own
        yield LeftOut(place, "unreadable", str(error))
        return
    for path in paths:
        try:
            changed = system.modified(path)
        except (NotImplementedError, KeyError, TypeError):
            changed = datetime.fromtimestamp(0, UTC)
        yield system.unstrip_protocol(path), changed if changed.tzinfo else changed.replace(tzinfo=UTC)
