"""Codes in a list, compared with the classification; judgements become findings."""

from __future__ import annotations

from generator.intake.headings import Record
from generator.messages import finding
from generator.model.classification import CodeList
from generator.model.finding import Finding
from generator.model.judgement import Judgement, Question, Verdict, judge

CODES = {
    Verdict.UNKNOWN: "CODE-001",
    Verdict.ENDED: "CODE-002",
    Verdict.NOT_YET: "CODE-003",
    Verdict.DOUBTFUL: "CODE-004",
    Verdict.MALFORMED: "CODE-005",
    Verdict.WRONG_LEVEL: "CODE-006",
    Verdict.OTHER_BOOK: "CODE-007",
    Verdict.WRONG_BUDGET: "CODE-008",
    Verdict.OTHER_NAME: "CODE-009",
    Verdict.NAME_DIFFERS: "CODE-010",
}
_ABOUT_NAMES = (Verdict.OTHER_NAME, Verdict.NAME_DIFFERS)


class CodeDesk:
    """Judges the codes of one book at one level. Each question is asked of the list once."""

    def __init__(self, codes: CodeList, other: CodeList, level: str, year: int | None) -> None:
        self.codes = codes
        self.other = other
        self.level = level
        self.year = year
        self._answers: dict[Question, tuple[Judgement, ...]] = {}

    def findings(self, record: Record, code_field: str, name_field: str, budget: str) -> list[Finding]:
        """What the list says about the code in a row, and about the name beside it."""
        if self.year is None:
            return []
        name = record.cells.get(name_field, "")
        question = Question(record.cells[code_field], self.year, self.level, name, budget)
        answers = self._answers.get(question)
        if answers is None:
            answers = self._answers[question] = judge(self.codes, question, (self.other,))
        found = []
        for answer in answers:
            about_name = answer.verdict in _ABOUT_NAMES
            place = record.place(name_field if about_name else code_field)
            written = question.name if about_name else question.code
            found.append(finding(CODES[answer.verdict], place, written, **dict(answer.details)))
        return found
