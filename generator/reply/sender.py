"""Who sent a workbook: file, department, year and form, as far as they could be read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.messages import Language
from generator.reader.submission import Submission
from generator.reply.printable import one_line
from generator.reply.words import say


@dataclass(frozen=True, slots=True)
class Sender:
    """What is known of a sender, fit to be shown; "" where it is not known."""

    file: str
    department: str
    code: str
    year: str
    form: str

    def title(self, language: Language) -> str:
        """Department, code and year as one text."""
        name = self.department or say("unknown", language)
        named = say("named", language, name=name, code=self.code) if self.code else name
        return say("of_year", language, department=named, year=self.year) if self.year else named


def sender_of(submission: Submission) -> Sender:
    """The sender of a submission.

    Where the department as a whole could not be read, its name and code are those that were typed.
    """
    department, form = submission.department, submission.form
    year = department.year if department else form.year if form else ""
    if department is not None:
        name, code = department.name, department.code
    else:
        name, code = (_typed(submission, fact) for fact in ("名称", "编码"))
    return Sender(
        one_line(submission.file), one_line(name), one_line(code), str(year), str(form) if form else ""
    )


def _typed(submission: Submission, fact: str) -> str:
    value = submission.typed.facts.get(fact)
    return value.strip() if isinstance(value, str) else ""
