"""The sheet in front of the marked copy (退回意见): what was found, where, and how to mend it, with links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from generator.expression.block import Block, Column
from generator.messages import Language, words
from generator.model.finding import Place, Severity
from generator.reader.submission import Submission
from generator.reply.marked_copy_cells import CopiedCell, CopiedCells
from generator.reply.marked_copy_words import say, severity_text
from generator.reply.places import place_in
from generator.reply.point import Point
from generator.reply.printable import one_line
from generator.reply.sender import sender_of
from generator.reply.summary import counted
from generator.reply.words import OUTCOME_MARKS, OUTCOMES
from generator.workbook import naming
from generator.workbook.check_sheet import light_conditions, overall_light
from generator.workbook.row_height import LINE, PADDING, text_width
from generator.workbook.sheet import Label, Link, Merge, Page, Sheet

SHEET = naming.REPLY
MOST_POINTS = 2_000
"""So many points are listed; the others are in the comments."""
MOST_LINKS = 20
"""So many places of the very same thing have a link; of the others their number is told."""
LINKS_IN_A_ROW = 4
_FILLED = 0.8
"""How much of a line a wrapped text fills: signs are not parted everywhere."""
TALLEST = 400.0
"""A row can be no taller (in points)."""

_COLUMNS: tuple[tuple[str, float], ...] = (
    ("number", 6),
    ("severity", 11),
    ("place", 22),
    ("former", 20),
    ("problem", 34),
    ("found", 34),
    ("expected", 34),
    ("remedy", 40),
)
_NUMBER, _SEVERITY, _PLACE, _FORMER, _PROBLEM, _FOUND, _EXPECTED, _REMEDY = range(len(_COLUMNS))
_LAST = len(_COLUMNS) - 1
_LEGEND_ROW = 5
_HEADING_ROW = _LEGEND_ROW + len(Severity) + 1


class ReplyList:
    """Draws the list of a submission's points; `cells` says where they are in the copy."""

    def __init__(
        self, submission: Submission, told: Sequence[Point], cells: CopiedCells, language: Language
    ) -> None:
        self.submission, self.told, self.cells, self.language = submission, told, cells, language
        self._sheet = Sheet(SHEET, tab="check", banner=False)
        self._row = _HEADING_ROW + 1

    def sheet(self) -> Sheet:
        """The sheet: who sent what and what to do with it, then point after point."""
        sheet = self._sheet
        sheet.widths = {place: width for place, (_, width) in enumerate(_COLUMNS)}
        self._draw_head()
        for place, (name, _) in enumerate(_COLUMNS):
            self._label(_HEADING_ROW, place, say(name, self.language), "heading")
        for point in self.told[:MOST_POINTS]:
            self._draw_point(point)
        self._draw_end()
        sheet.freeze = (_HEADING_ROW + 1, 0)
        sheet.page = Page(landscape=True, repeat=(_HEADING_ROW, _HEADING_ROW), last_column=_LAST)
        return sheet

    def _draw_head(self) -> None:
        submission, language, sheet = self.submission, self.language, self._sheet
        sender = sender_of(submission)
        outcome = say(
            "concluded",
            language,
            mark=OUTCOME_MARKS[submission.outcome],
            outcome=OUTCOMES[submission.outcome][language],
            counts=counted([submission], language),
        )
        purpose = say("purpose", language)
        self._place_light()
        sheet.links += [
            Link(0, _NUMBER, say("contents", language), f"'{naming.CONTENTS}'!A1", last_column=_SEVERITY),
            Link(0, _PLACE, say("checks", language), f"'{naming.CHECKS}'!A1"),
        ]
        self._label(1, 0, say("title", language), "title-left")
        self._label(2, 0, say("sent", language, sender=sender.title(language), file=sender.file), "note")
        self._label(3, 0, outcome, "section")
        self._label(4, 0, purpose, "paragraph", _LAST)
        sheet.heights[4] = _height([(purpose, sum(width for _, width in _COLUMNS))])
        for row, severity in enumerate(Severity, start=_LEGEND_ROW):
            sign = severity_text(severity, language)
            self._label(row, _NUMBER, sign, f"centre sign-{severity.value}", _SEVERITY)
            self._label(row, _PLACE, say(severity.value, language), "text-cell", _LAST)

    def _place_light(self) -> None:
        """The overall light, which changes while the copy is mended."""
        block = self.cells.plan.book.add(
            Block.of(f"{SHEET}·灯", SHEET, 0, 1, [Column("灯", _PROBLEM, overall_light())])
        )
        self._sheet.paint(block, {"灯": "banner-light"})
        self._sheet.merges.append(Merge(block.name, "灯", _LAST))
        self._sheet.conditions += light_conditions(block.name, "灯", _PROBLEM, _LAST)

    def _draw_point(self, point: Point) -> None:
        language, finding = self.language, point.told.finding
        rendered = words(finding, language)
        title = say("coded", language, title=rendered.title, code=rendered.code)
        if point.root:
            title = f"{say('follows', language, root=point.root)}\n{title}"
        row, style = self._row, "told below" if point.root else "told"
        indented = "told below left indent1" if point.root else "told"
        texts = {
            _PROBLEM: title,
            _FOUND: rendered.found,
            _EXPECTED: rendered.expected,
            _REMEDY: rendered.remedy,
        }
        self._label(row, _NUMBER, str(point.number), indented)
        sign = "" if point.root else f" sign-{finding.severity.value}"
        self._label(row, _SEVERITY, severity_text(finding.severity, language), style + sign)
        texts |= self._draw_place(finding.place)
        self._label(row, _PROBLEM, texts[_PROBLEM], indented)
        for column in (_FOUND, _EXPECTED, _REMEDY):
            self._label(row, column, texts[column], style)
        self._sheet.heights[row] = _height([(text, _COLUMNS[column][1]) for column, text in texts.items()])
        self._row += 1
        self._draw_links(point)

    def _draw_place(self, place: Place) -> dict[int, str]:
        """Where it is: a link into the copy, and the place in the person's file when that is another."""
        cell, former = self.cells.cell(place), self._former(place)
        if cell is None:
            texts = {_PLACE: former or say("whole", self.language), _FORMER: ""}
            self._label(self._row, _PLACE, texts[_PLACE], "told")
        else:
            texts = {_PLACE: str(cell), _FORMER: former if self.cells.moved(place, cell) else ""}
            self._sheet.links.append(Link(self._row, _PLACE, texts[_PLACE], cell.link, "told-place"))
        self._label(self._row, _FORMER, texts[_FORMER], "told")
        return texts

    def _former(self, place: Place) -> str:
        return place_in(self.submission.file, place, self.language)

    def _draw_links(self, point: Point) -> None:
        """Below a point: further places of the very same thing, and where a reason is to be written."""
        language, also = self.language, point.told.also
        reason = self.cells.reason(point.told.finding)
        if reason is not None:
            text = say("reason", language, cell=reason)
            self._sheet.links.append(Link(self._row, _PROBLEM, text, reason.link))
            self._row += 1
        if not also:
            return
        self._label(self._row, _PLACE, say("also", language, count=len(also)), "note")
        shown = list(self._shown(also))
        for place, (text, cell) in enumerate(shown):
            row, column = self._row + place // LINKS_IN_A_ROW, _PROBLEM + place % LINKS_IN_A_ROW
            if cell is None:
                self._label(row, column, text, "note")
            else:
                self._sheet.links.append(Link(row, column, text, cell.link))
        self._row += ceil(len(shown) / LINKS_IN_A_ROW)

    def _shown(self, also: Sequence[Place]) -> Iterator[tuple[str, CopiedCell | None]]:
        """Places as short texts, each with the cell it leads to, then how many more there are."""
        for place in also[:MOST_LINKS]:
            cell, former = self.cells.cell(place), self._former(place)
            if cell is None:
                yield former, None
            elif self.cells.moved(place, cell):
                was = one_line(f"{place.sheet}!{place.cell}")
                yield say("formerly", self.language, cell=cell, place=was), cell
            else:
                yield str(cell), cell
        if len(also) > MOST_LINKS:
            yield say("more", self.language, count=len(also) - MOST_LINKS), None

    def _draw_end(self) -> None:
        left = len(self.told) - MOST_POINTS
        if not self.told:
            self._label(self._row, 0, say("nothing", self.language), "note")
        elif left > 0:
            self._label(self._row, 0, say("no_more_listed", self.language, count=left), "note")

    def _label(self, row: int, column: int, text: str, style: str, last_column: int = -1) -> None:
        self._sheet.labels.append(Label(row, column, text, style, last_column=last_column))


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """The height of a row of texts of several lines, each in a column of that width."""
    lines = [
        sum(max(1, ceil(text_width(line) / (width * _FILLED))) for line in text.split("\n"))
        for text, width in texts
    ]
    return min(LINE * max(lines) + PADDING, TALLEST)
