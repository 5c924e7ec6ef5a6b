"""Opening (打开): a file of unknown origin becomes a `RawBook`, or a finding says why not.

What a file is shows in its content, not in its name. Nothing in it is run, fetched or extracted, and one
file can neither exhaust memory nor raise anything: `open_workbook` and `open_bytes` always answer.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.spreadsheet import file_kind
from generator.spreadsheet.compound_file import SIGNATURE, CompoundFile
from generator.spreadsheet.limits import STANDARD, Allowance, Limits, too_large
from generator.spreadsheet.ods_book import is_encrypted, read_ods
from generator.spreadsheet.package import Package
from generator.spreadsheet.raw_book import Kind, PartError, RawBook
from generator.spreadsheet.relationships import content_types
from generator.spreadsheet.xls_book import WORKBOOK, read_xls
from generator.spreadsheet.xlsx_book import main_part, read_xlsx

__all__ = ["Limits", "Opened", "open_bytes", "open_workbook"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = "EncryptedPackage"
_ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xltx"),
    "xlsm": (".xlsm", ".xltm", ".xlam"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "ods": (".ods", ".ots"),
}
_REASONS = {
    FileNotFoundError: ("没有这个文件", "there is no such file"),
    PermissionError: ("没有读取的权限", "it may not be read"),
    IsADirectoryError: ("这不是文件", "it is not a file"),
}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_LONGEST_TYPE = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened.

    `file` is its name as the person knows it; `digest` the SHA-256 of its bytes ("" when they could not
    be read, or not all of them). `book` is None when it is unreadable; then `findings` has the error,
    otherwise notes: macros, links to other files, values only, a name that does not fit.
    """

    file: str
    digest: str
    book: RawBook | None
    findings: tuple[Finding, ...]


def open_workbook(path: Path, limits: Limits = STANDARD) -> Opened:
    """Open a file. Its bytes are read once, and no more than the limit allows."""
    place = Place(path.name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise IsADirectoryError
        with path.open("rb") as file:
            content = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        reasons = next((told for kind, told in _REASONS.items() if isinstance(error, kind)), None)
        chinese, english = reasons or (str(error), str(error))
        told = finding("OPEN-001", place, found=str(path), reason_zh=chinese, reason_en=english)
        return Opened(path.name, "", None, (told,))
    if len(content) > limits.file_bytes:
        return Opened(path.name, "", None, (too_large(place, limits, "file_bytes").finding,))
    return open_bytes(path.name, content, limits)


def open_bytes(name: str, content: bytes, limits: Limits = STANDARD) -> Opened:
    """Open a file that is in memory, under the name that the person gave it."""
    digest, place = hashlib.sha256(content).hexdigest(), Place(name)
    try:
        if len(content) > limits.file_bytes:
            raise too_large(place, limits, "file_bytes", len(content))
        book, notes = _read(name, content, place, Allowance(limits))
    except PartError as error:
        return Opened(name, digest, None, (error.finding,))
    ending = PurePath(name).suffix
    if ending and ending.lower() not in _ENDINGS[book.kind]:
        notes.append(finding("OPEN-014", place, found=ending, kind=book.kind))
    return Opened(name, digest, book, tuple(notes))


def _read(name: str, content: bytes, place: Place, allowance: Allowance) -> tuple[RawBook, list[Finding]]:
    """The book and what is to be noted about it. Raises: PartError."""
    if not content:
        raise PartError(finding("OPEN-002", place))
    if content.startswith(SIGNATURE):
        return _read_compound(content, place, allowance)
    if not content.startswith(_ZIP):
        raise file_kind.not_read(file_kind.look_of(name, content), place)
    package = Package(content, place, allowance)
    if "mimetype" in package:
        return _read_open_document(package)
    main = main_part(package)
    if main not in package and not any(name.startswith("xl/") for name in package.names):
        look = file_kind.OFD if "ofd.xml" in package else file_kind.ARCHIVE
        raise file_kind.not_read(look, place)
    kind = content_types(package).get(main, "")
    for word, look in (
        ("wordprocessingml", file_kind.WORD),
        ("presentationml", file_kind.SLIDES),
        ("sheet.binary", file_kind.BINARY_WORKBOOK),
    ):
        if word in kind:
            raise file_kind.not_read(look, place)
    return read_xlsx(package, main)


def _read_compound(content: bytes, place: Place, allowance: Allowance) -> tuple[RawBook, list[Finding]]:
    file = CompoundFile(content, place)
    if _ENCRYPTED in file.streams:
        raise PartError(finding("OPEN-003", place))
    if WORKBOOK in file.streams:
        return read_xls(file, place, allowance)
    for stream, look in (
        ("Book", file_kind.OLD_WORKBOOK),
        ("WordDocument", file_kind.WORD),
        ("PowerPoint Document", file_kind.SLIDES),
    ):
        if stream in file.streams:
            raise file_kind.not_read(look, place)
    raise file_kind.not_read(file_kind.UNKNOWN, place)


def _read_open_document(package: Package) -> tuple[RawBook, list[Finding]]:
    kind = package.read("mimetype")[:_LONGEST_TYPE].decode("ascii", "replace").strip()
    if is_encrypted(package):
        raise PartError(finding("OPEN-003", package.place))
    if not kind.startswith(f"{_OPEN_DOCUMENT}spreadsheet"):
        look = file_kind.OPEN_DOCUMENT if kind.startswith(_OPEN_DOCUMENT) else file_kind.ARCHIVE
        raise file_kind.not_read(look, package.place)
    return read_ods(package)
