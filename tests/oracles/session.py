"""LibreOffice as a person sits before it: open a workbook, type, insert, sort, look.

    with Office() as office:
        book = office.open(path)
        book.type("支出录入", "H7", "1,260.00")
        assert book.text("表3", "C6") == "0.13"

The office runs headless with a private profile, behind a worker process (uno_worker.py) in a Python
that has `uno`. Leaving the `with`, a timeout, or the end of the test process ends both.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Self, cast

from .installation import available, make_profile, soffice, uno_python
from .stored import Fault

CellValue = float | str | Fault | None
_START_SECONDS = 100.0
_FORMS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}
"""The forms that workbooks are saved in, as LibreOffice calls them."""


class RefusedError(Exception):
    """The sheet is protected: a person could not do this either."""


class OfficeError(Exception):
    """LibreOffice failed, fell silent or died."""


class Office:
    """One running LibreOffice.

    `recalculate` computes every formula when a file is opened; without it, LibreOffice shows the
    stored values until something they depend on changes, as it does for a person.
    """

    def __init__(self, *, recalculate: bool = False, timeout: float = 120.0) -> None:
        self._recalculate = recalculate
        self.timeout = timeout
        self.folder = Path()
        self._worker: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()
        self._listener: Thread | None = None

    def __enter__(self) -> Self:
        program, python = soffice(), uno_python()
        if program is None or python is None:
            raise OfficeError(available())
        self.folder = Path(tempfile.mkdtemp(prefix="budgetbook-office-"))
        profile = make_profile(self.folder / "profile", recalculate=self._recalculate)
        worker = Path(__file__).with_name("uno_worker.py")
        options = [profile, "--headless", "--norestore", "--nologo", "--nodefault"]
        pipe = f"budgetbook-{uuid.uuid4().hex}"
        try:
            with (self.folder / "office.log").open("w") as log:
                self._worker = subprocess.Popen(
                    [str(python), str(worker), pipe, str(program), *options],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    encoding="utf-8",
                    env=_plain_environment(),
                    start_new_session=True,
                )
            self._listener = Thread(target=self._listen, args=(self._worker,), daemon=True)
            self._listener.start()
            self._await(_START_SECONDS)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, path: Path) -> Document:
        """Open a private copy: LibreOffice leaves lock files beside what it opens."""
        if self._worker is None:
            raise OfficeError("this office is not running")
        copy = Path(tempfile.mkdtemp(dir=self.folder)) / path.name
        shutil.copyfile(path, copy)
        return Document(self, cast("int", self.ask("open", str(copy))))

    def close(self) -> None:
        """End the office and everything it started."""
        worker, self._worker = self._worker, None
        if worker is not None:
            if worker.stdin is not None:
                with suppress(BrokenPipeError):
                    worker.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                worker.wait(15)
            _kill_group(worker)
            if self._listener is not None:
                self._listener.join()
            if worker.stdout is not None:
                worker.stdout.close()
        if self.folder != Path():
            shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, what: str, *arguments: object) -> object:
        """One request to the worker. Raises RefusedError, OfficeError."""
        worker = self._worker
        if worker is None or worker.stdin is None:
            raise OfficeError("this office is not running")
        try:
            worker.stdin.write(json.dumps({"do": what, "with": arguments}) + "\n")
            worker.stdin.flush()
        except BrokenPipeError as broken:
            self.close()
            raise OfficeError(f"LibreOffice died before {what}") from broken
        return self._await(self.timeout)

    def _listen(self, worker: subprocess.Popen[str]) -> None:
        for line in worker.stdout or ():
            self._answers.put(line)
        self._answers.put("")

    def _await(self, seconds: float) -> object:
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            self.close()
            raise OfficeError(f"LibreOffice did not answer within {seconds:g} s") from None
        if not line:
            said = self._last_words()
            self.close()
            raise OfficeError(f"LibreOffice ended: {said}")
        reply = json.loads(line)
        if "refused" in reply:
            raise RefusedError(reply["refused"])
        if "failed" in reply:
            raise OfficeError(reply["failed"])
        return reply["answer"]

    def _last_words(self) -> str:
        log = self.folder / "office.log"
        return log.read_text(encoding="utf-8", errors="replace")[-500:] if log.exists() else ""


class Document:
    """One open workbook. Rows count from 1; cells and blocks are written "B7", "A1:H40"."""

    def __init__(self, office: Office, number: int) -> None:
        self._office = office
        self._number = number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sheets(self) -> list[str]:
        """Sheet names in tab order, hidden ones included."""
        return cast("list[str]", self._ask("sheets"))

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Type into a cell and press Enter; "" is the Delete key.

        What looks like a number becomes one, unless the cell is formatted as text; =… is a formula.
        Raises RefusedError for a locked cell.
        """
        self._ask("type", sheet, cell, text)

    def type_all(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Type many entries, each a sheet, a cell and a text, one after the other as `type` does."""
        self._ask("type_all", list(entries))

    def paste_value(self, sheet: str, cell: str, value: float | str | None) -> None:
        """Paste a value: a text stays a text. Raises RefusedError for a locked cell."""
        self._ask("paste_value", sheet, cell, value)

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert rows above `row`. Raises RefusedError where protection forbids it."""
        self._ask("insert_rows", sheet, row, count)

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete rows from `row` on. Raises RefusedError where protection forbids it."""
        self._ask("delete_rows", sheet, row, count)

    def insert_columns(self, sheet: str, column: str, count: int = 1) -> None:
        """Insert columns left of one such as "C". Raises RefusedError where protection forbids it."""
        self._ask("insert_columns", sheet, column, count)

    def delete_columns(self, sheet: str, column: str, count: int = 1) -> None:
        """Delete columns from one such as "C" on. Raises RefusedError where protection forbids it."""
        self._ask("delete_columns", sheet, column, count)

    def sort_range(self, sheet: str, block: str, column: str, *, descending: bool = False) -> None:
        """Sort a block without heading by one sheet column, such as "C"."""
        self._ask("sort_range", sheet, block, column, descending)

    def filter_range(self, sheet: str, block: str, column: str, text: str) -> None:
        """Leave those rows of a block with a heading in sight that show this text in a sheet column."""
        self._ask("filter_range", sheet, block, column, text)

    def hide_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Hide rows from `row` on."""
        self._ask("hide_rows", sheet, row, count)

    def merge(self, sheet: str, block: str) -> None:
        """Merge the cells of a block; all but the first are blank afterwards, as in Excel."""
        self._ask("merge", sheet, block)

    def paste_date(self, sheet: str, cell: str, day: str) -> None:
        """Paste a cell that holds a day such as "2024-03-01" and shows it as one."""
        self._ask("paste_date", sheet, cell, day)

    def paste_values_over(self, sheet: str, block: str) -> None:
        """Copy a block and paste its values over it: formulas become what they gave."""
        self._ask("paste_values_over", sheet, block)

    def unprotect(self, sheet: str) -> None:
        """Take the protection off a sheet; there is no password."""
        self._ask("unprotect", sheet)

    def rename_sheet(self, sheet: str, name: str) -> None:
        """Give a sheet another name."""
        self._ask("rename_sheet", sheet, name)

    def move_sheet(self, sheet: str, place: int) -> None:
        """Drag a sheet before the one that is at a place, from 0."""
        self._ask("move_sheet", sheet, place)

    def copy_sheet(self, sheet: str, name: str) -> None:
        """Copy a sheet, right behind itself."""
        self._ask("copy_sheet", sheet, name)

    def hide_sheet(self, sheet: str) -> None:
        """Hide a sheet."""
        self._ask("hide_sheet", sheet)

    def delete_sheet(self, sheet: str) -> None:
        """Delete a sheet."""
        self._ask("delete_sheet", sheet)

    def value(self, sheet: str, cell: str) -> CellValue:
        """The cell's value: number, text, fault, or None for an empty cell."""
        found = self._ask("value", sheet, cell)
        if isinstance(found, dict):
            return Fault(found["fault"])
        return cast("float | str | None", found)

    def formula(self, sheet: str, cell: str) -> str:
        """The formula as LibreOffice writes it, or the constant."""
        return cast("str", self._ask("formula", sheet, cell))

    def text(self, sheet: str, cell: str) -> str:
        """What the cell shows."""
        return cast("str", self._ask("text", sheet, cell))

    def texts(self, sheet: str, block: str) -> list[list[str]]:
        """What a whole block shows, row by row, hidden rows included."""
        return cast("list[list[str]]", self._ask("texts", sheet, block))

    def comments(self, sheet: str) -> dict[str, str]:
        """The comments (批注) of a sheet, by their cells."""
        return cast("dict[str, str]", self._ask("comments", sheet))

    def jump(self, target: str) -> str:
        """Where a link such as "#'表1'!A3" leads, as "$表1.$A$3".

        A dead link gives "" or lands elsewhere (a missing or hidden sheet): compare with the aim.
        """
        return cast("str", self._ask("jump", target))

    def recalculate_all(self) -> None:
        """Compute every formula, changed or not."""
        self._ask("recalculate_all")

    def measure_recalculation(self) -> float:
        """Seconds that computing every formula takes."""
        return cast("float", self._ask("recalculate_all"))

    def save_as(self, path: Path) -> None:
        """Save a copy as .xlsx, .ods or .xls, whichever the name says; the document keeps its own name."""
        self._ask("save_as", str(path.resolve()), _FORMS[path.suffix])

    def export_pdf(self, path: Path, sheets: list[str] | None = None) -> None:
        """Print to PDF: the visible sheets, or just those named, hidden or not."""
        self._ask("export_pdf", str(path.resolve()), sheets)

    def close(self) -> None:
        """Close without saving."""
        self._ask("close")

    def _ask(self, what: str, *arguments: object) -> object:
        return self._office.ask(what, self._number, *arguments)


def _plain_environment() -> dict[str, str]:
    """Our environment without our Python's own settings, which confuse another Python."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return environment | {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def _kill_group(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
