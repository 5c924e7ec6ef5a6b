"""The comments (批注) of the marked copy: what was found at each cell, and its fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.messages import Language, words
from generator.model.finding import Finding, Severity
from generator.reader.submission import Target
from generator.reply.marked_copy_cells import CopiedCell, CopiedCells
from generator.reply.marked_copy_words import say, severity_text
from generator.reply.point import Point
from generator.reply.words import PARTS
from generator.workbook.sheet import Note

MOST_COMMENTS = 5_000
"""So many cells of a workbook have a comment; further ones are only filled. Programs open more slowly."""
MOST_FINDINGS = 6
"""So many findings are told in one comment."""
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def cell_notes(
    told: Sequence[Point], cells: CopiedCells, language: Language = "zh"
) -> Mapping[str, list[Note]]:
    """A note for each cell at which something was found, by sheet. Several findings share one."""
    at_cell: dict[Target, tuple[CopiedCell, list[tuple[Point, Finding]]]] = {}
    for point, finding, cell in _marked(told, cells):
        at_cell.setdefault(cell.target, (cell, []))[1].append((point, finding))
    notes: dict[str, list[Note]] = {}
    for place, (cell, found) in enumerate(at_cell.values()):
        gravest = min((finding.severity for _, finding in found), key=_GRAVITY.__getitem__)
        text = _text(found, language) if place < MOST_COMMENTS else ""
        target = cell.target
        note = Note(target.block, target.column, target.row, text, f"marked-{gravest.value}")
        notes.setdefault(cell.sheet, []).append(note)
    return notes


def _marked(told: Sequence[Point], cells: CopiedCells) -> Iterator[tuple[Point, Finding, CopiedCell]]:
    """Every cell of the copy at which something was found, once for each point."""
    for point in told:
        found: dict[CopiedCell, Finding] = {}
        for finding in point.told.findings:
            cell = cells.cell(finding.place)
            if cell is not None:
                found.setdefault(cell, finding)
        reason = cells.reason(point.told.finding)
        if reason is not None:
            found.setdefault(reason, point.told.finding)
        yield from ((point, finding, cell) for cell, finding in found.items())


def _text(found: Sequence[tuple[Point, Finding]], language: Language) -> str:
    parts = [_told(point, finding, language) for point, finding in found[:MOST_FINDINGS]]
    if len(found) > MOST_FINDINGS:
        parts.append(say("more_notes", language, count=len(found) - MOST_FINDINGS))
    return "\n\n".join(parts)


def _told(point: Point, finding: Finding, language: Language) -> str:
    """One finding in the lines of a comment: severity and title, found, expected, how to mend."""
    rendered = words(finding, language)
    colon = "：" if language == "zh" else ": "
    lines = [f"{severity_text(finding.severity, language)}{colon}{rendered.title}（{rendered.code}）"]
    if point.root:
        lines.insert(0, say("follows", language, root=point.root).rstrip("： :"))
    for part in PARTS:
        text: str = getattr(rendered, part)
        lines += [f"{say(part, language)}{colon}{line}" for line in text.splitlines()]
    return "\n".join(lines)
