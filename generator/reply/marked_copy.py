"""The marked copy (退回的工作簿): a fresh workbook of what was typed, every finding at its cell.

Entries stand as they were typed, formulas are restored, a sheet in front lists what to mend. The copy is
mended in place and handed in again.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.collector import collector_at_rest
from generator.messages import Language
from generator.model.budget import Department
from generator.reader.recomputation import contents_typed
from generator.reader.submission import Submission
from generator.reply.marked_copy_cells import CopiedCells
from generator.reply.marked_copy_list import ReplyList
from generator.reply.marked_copy_notes import cell_notes
from generator.reply.marked_copy_words import say
from generator.reply.point import points
from generator.reply.sender import sender_of
from generator.workbook import naming
from generator.workbook.plan import WorkbookPlan, plan_workbook
from generator.workbook.sheet import Link
from generator.workbook.writer import write_workbook


def write_marked_copy(submission: Submission, path: Path, language: Language = "zh") -> None:
    """Write the marked copy of a submission; the file at `path` is replaced only by a complete new one.

    Raises: ValueError when the form could not be read (the submission has no layout); CapacityError when
    more was typed than a workbook holds; OSError.
    """
    with collector_at_rest():
        write_workbook(marked_plan(submission, language), path)


def marked_plan(submission: Submission, language: Language = "zh") -> WorkbookPlan:
    """The plan of the marked copy: the workbook of what was typed, with notes, the list in front.

    Raises: ValueError, CapacityError.
    """
    layout = submission.layout
    if layout is None:
        raise ValueError(f"{submission.file}: a workbook of no known form cannot be given back")
    issued_on = submission.form.issued_on if submission.form else ""
    department = submission.department or Department(sender_of(submission).department, layout.year, ())
    contents = contents_typed(submission.typed, layout)
    plan = plan_workbook(department, layout, issued_on=issued_on, contents=contents)
    cells, told = CopiedCells(submission, plan), points(submission)
    notes = cell_notes(told, cells, language)
    for sheet in plan.sheets:
        sheet.notes += notes.get(sheet.name, ())
    front = ReplyList(submission, told, cells, language).sheet()
    contents_page = next(sheet for sheet in plan.sheets if sheet.name == naming.CONTENTS)
    contents_page.links.append(Link(3, 0, say("to_list", language), f"'{front.name}'!A1"))
    return replace(plan, sheets=(front, *plan.sheets))
