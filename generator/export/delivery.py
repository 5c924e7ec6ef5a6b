"""Files arrive at a folder or object store all together, or not at all.

A folder gets them by renaming. An object store gets the description of the files last, and loses the one
that stood there first: whoever goes by the description never sees half of an export.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.request import url2pathname

from generator.export.faults import ExportError
from generator.issue.issuing import AlreadyThereError

_BLOCK = 1 << 20
_FILE = "file://"


class Destination(Protocol):
    """Where files go."""

    def staging(self) -> Path | None:
        """In which folder to prepare them; None for wherever temporary files lie. Raises: OSError."""

    def take(self, folder: Path, names: Sequence[str], *, overwrite: bool) -> None:
        """Take the files of a folder; the last of the names is that of their description.

        Files that are there already and equal stay. Raises: AlreadyThereError, when others stand there
        and `overwrite` is not given; OSError.
        """


def destination_of(to: str) -> Destination:
    """The folder or object store at a path or URL.

    Raises: ExportError, when there is no such kind of URL, or something is to be installed for it.
    """
    if "://" not in to:
        return FolderDestination(Path(to).absolute())
    if to.startswith(_FILE):  # fsspec takes %20 for the name of a folder
        return FolderDestination(Path(url2pathname(to.removeprefix(_FILE))).absolute())
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(to)
    except ImportError as error:
        raise ExportError("library", str(error)) from error
    except ValueError as error:
        raise ExportError("destination", to) from error
    return ObjectStore(system, path)


@contextmanager
def prepared(destination: Destination) -> Iterator[tuple[Path, Path]]:
    """A folder for the files and one for what they are made from; both go at the end. Raises: OSError."""
    with tempfile.TemporaryDirectory(
        prefix=".export-", suffix=".part", dir=destination.staging(), ignore_cleanup_errors=True
    ) as staging:
        folder, scratch = Path(staging, "files"), Path(staging, "scratch")
        folder.mkdir()
        scratch.mkdir()
        yield folder, scratch


@dataclass(frozen=True, slots=True)
class FolderDestination:
    """A folder of this machine; one that does not exist is made."""

    path: Path

    def staging(self) -> Path:
        """Beside the folder, or in it when it exists: on the same disk, where renaming is all it takes."""
        if self.path.exists():
            if not self.path.is_dir():
                raise NotADirectoryError(20, "Not a directory", str(self.path))
            return self.path
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.path.parent

    def take(self, folder: Path, names: Sequence[str], *, overwrite: bool) -> None:
        """Take the files. What goes wrong is undone."""
        if not self.path.exists():
            folder.rename(self.path)
            return
        there = [name for name in names if (self.path / name).exists()]
        differing = [name for name in there if not _same(self.path / name, folder / name)]
        if differing and not overwrite:
            raise AlreadyThereError([str(self.path / name) for name in differing])
        wanted = [name for name in names if name not in there or name in differing]
        if wanted:
            self._exchange(folder, wanted, names[-1])

    def _exchange(self, folder: Path, names: Sequence[str], description: str) -> None:
        """Put the files in place of what stood there; the description goes first and comes last."""
        aside = folder.with_name("aside")
        aside.mkdir()
        moved: list[tuple[Path, Path]] = []
        try:
            for name in dict.fromkeys([description, *names]):
                if (self.path / name).exists():
                    _move(self.path / name, aside / name, moved)
            for name in names:
                _move(folder / name, self.path / name, moved)
        except BaseException:
            for source, target in reversed(moved):
                target.rename(source)
            raise


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A place behind fsspec: S3 and its like, memory, SFTP."""

    system: Any = field(repr=False)
    path: str

    def staging(self) -> None:
        """Files are prepared on this machine."""

    def take(self, folder: Path, names: Sequence[str], *, overwrite: bool) -> None:
        """Take the files. When something goes wrong, those that are new there are removed."""
        with _foreign_errors():
            there = [name for name in names if self.system.exists(self._at(name))]
            differing = [name for name in there if self._digest(name) != _digest(folder / name)]
            if differing and not overwrite:
                raise AlreadyThereError([self.system.unstrip_protocol(self._at(name)) for name in differing])
            wanted = [name for name in names if name not in there or name in differing]
            if wanted:
                self._put(folder, wanted, there, names[-1])

    def _put(self, folder: Path, names: Sequence[str], there: Sequence[str], description: str) -> None:
        put: list[str] = []
        try:
            self.system.makedirs(self.path, exist_ok=True)
            if description in there and description in names:
                self.system.rm_file(self._at(description))
            for name in names:
                put.append(name)
                self.system.put_file(str(folder / name), self._at(name))
        except BaseException:
            for name in set(put) - set(there):
                with suppress(Exception):  # what went wrong first is what has to be told
                    self.system.rm_file(self._at(name))
            raise

    def _at(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"

    def _digest(self, name: str) -> str:
        with self.system.open(self._at(name), "rb") as content:
            return _digest_of(content)


@contextmanager
def _foreign_errors() -> Iterator[None]:
    """What a file system of somebody else's raises, as an OSError: there is no telling what it may be."""
    try:
        yield
    except (OSError, AlreadyThereError):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.rename(target)
    moved.append((source, target))


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and one.stat().st_size == other.stat().st_size and _digest(one) == _digest(other)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return _digest_of(content)


def _digest_of(content: Any) -> str:
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
