"""Where replies go: a folder of line items for each department, a marked copy of each refused workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.issue.file_names import file_names
from generator.issue.issuing import AlreadyThereError
from generator.messages import Language
from generator.reader.submission import Outcome, Submission
from generator.reply.department_folder import write_department_folder
from generator.whole_file import whole_file

READ = (Outcome.ACCEPTED, Outcome.TO_EXPLAIN)
"""Outcomes of workbooks whose entries are all understood."""
RETURNED = (Outcome.REFUSED, Outcome.TO_EXPLAIN)
"""Outcomes of workbooks that go back to their department."""
_ENDINGS = {"zh": "-退回.xlsx", "en": "-returned.xlsx"}


def write_folders(
    submissions: Sequence[Submission], folder: Path, overwrite: bool = False
) -> dict[str, Path]:
    """A folder for each department whose workbook could be taken in, in the form that `build` takes.

    Shape:   workbook file → folder. Refused and unreadable workbooks get none: what is missing from them
             would go unnoticed.
    Raises:  AlreadyThereError; OSError.
    """
    read = [
        (one, one.department, one.layout.registers)
        for one in submissions
        if one.outcome in READ and one.department and one.layout
    ]
    labels = [_label(one) for one, *_ in read]
    written: dict[str, Path] = {}
    for (one, department, registers), name in zip(read, file_names(labels, ""), strict=True):
        write_department_folder(department, folder / name, registers, overwrite)
        written[one.file] = folder / name
    return written


def write_marked_copies(
    submissions: Sequence[Submission], folder: Path, language: Language = "zh", overwrite: bool = False
) -> dict[str, Path]:
    """A marked copy of each workbook that goes back: its entries, all formulas, every finding at its cell.

    Shape:   workbook file → copy. A copy that was made before is left alone when it is the same.
    Raises:  AlreadyThereError, when a copy that differs (or is being mended) stands there; OSError.
    """
    back = [one for one in submissions if one.outcome in RETURNED and one.layout is not None]
    names = file_names((Path(one.file).stem for one in back), _ENDINGS[language])
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for one, name in zip(back, names, strict=True):
        _write_copy(one, folder / name, language, overwrite)
        written[one.file] = folder / name
    return written


def copy_content(submission: Submission, language: Language = "zh") -> bytes:
    """The marked copy of one workbook that goes back, as the bytes of its file."""
    from generator.reply.marked_copy import write_marked_copy

    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "copy.xlsx")
        write_marked_copy(submission, fresh, language)
        return fresh.read_bytes()


def _write_copy(submission: Submission, path: Path, language: Language, overwrite: bool) -> None:
    content = copy_content(submission, language)
    if path.exists() and not overwrite:
        if path.is_file() and path.read_bytes() == content:
            return
        raise AlreadyThereError([str(path)])
    with whole_file(path) as temporary:
        temporary.write_bytes(content)


def _label(submission: Submission) -> str:
    department = submission.department
    name = "" if department is None else "-".join(part for part in (department.code, department.name) if part)
    return name or Path(submission.file).stem
