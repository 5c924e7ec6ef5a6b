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
                for member in self.members[:-1]:
                    archive = stack.enter_context(zipfile.ZipFile(file))
                    file = io.BytesIO(_limited(stack.enter_context(archive.open(member)), MOST_BYTES))
                if self.members:
                    archive = stack.enter_context(zipfile.ZipFile(file))
                    file = stack.enter_context(archive.open(self.members[-1]))
                return _limited(file, most)
        except NotTakenError:
            raise
        except RuntimeError as error:  # what zipfile says of a password
            raise NotTakenError("encrypted", str(error)) from error
        except (OSError, *_BROKEN) as error:
            raise NotTakenError("unreadable", str(error)) from error


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is no workbook, or that cannot be looked into."""

    shown: str
    reason: Reason
    details: str = ""


_BROKEN = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, KeyError, zipfile.LargeZipFile)
"""What zipfile raises on archives that are none."""


def sources(places: Iterable[str]) -> Iterator[Source | LeftOut]:
    """The files of folders, archives and single files, in the order of their paths."""
    for place in places:
        for path, changed in _files(place):
            yield from _of_file(path, changed)


def _of_file(path: str, changed: datetime) -> Iterator[Source | LeftOut]:
    name = PurePosixPath(path.replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.casefold()
    if _is_clutter(name):
        return
    if suffix in ARCHIVE_SUFFIXES:
        try:
            with _opened(path) as file:
                yield from _members(file, path, (), changed)
        except OSError as error:
            yield LeftOut(path, "unreadable", str(error))
    else:
        yield _listed(Source(path, (), changed), suffix)


def _members(
    file: IO[bytes], path: str, above: tuple[str, ...], changed: datetime
) -> Iterator[Source | LeftOut]:
    """What lies in an archive, in the order of the names."""
    shown = Source(path, above, changed).shown
    try:
        archive = zipfile.ZipFile(file)
    except (*_BROKEN, OSError) as error:
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
            if suffix in ARCHIVE_SUFFIXES:
                yield from _inner(archive, info, source)
            elif info.flag_bits & 1 and suffix in WORKBOOK_SUFFIXES:
                yield LeftOut(source.shown, "encrypted")
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
    except (*_BROKEN, RuntimeError, OSError) as error:
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


def _files(place: str) -> Iterator[tuple[str, datetime]]:
    """The files below a place, and when each was changed."""
    if "://" in place:
        yield from _remote_files(place)
        return
    root = Path(place).absolute()
    if not root.is_dir():
        yield str(root), _time_of(root)
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        for name in sorted(names):
            path = Path(folder, name)
            yield str(path), _time_of(path)


def _time_of(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:  # gone, or a broken link: it is told when it is read
        return datetime.fromtimestamp(0, UTC)


def _remote_files(place: str) -> Iterator[tuple[str, datetime]]:
    from fsspec.core import url_to_fs

    system, root = url_to_fs(place)
    for path in sorted(system.find(root)):
        try:
            changed = system.modified(path)
        except (NotImplementedError, KeyError, TypeError):
            changed = datetime.fromtimestamp(0, UTC)
        yield system.unstrip_protocol(path), changed if changed.tzinfo else changed.replace(tzinfo=UTC)
