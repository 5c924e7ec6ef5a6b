"""The first sheet of the workbook (说明): what the other sheets hold and what their columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from generator.export.relation import Relation
from generator.export.words import kind_word, say
from generator.messages import Language

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (18, 20, 20, 14, 70)


class FrontSheet:
    """Writes the sheet from top to bottom, when all relations are told."""

    def __init__(self, sheet: Worksheet, plain: Any, heading: Any, language: Language) -> None:
        self._sheet, self._plain, self._heading, self._language = sheet, plain, heading, language
        self._rows: list[tuple[Any, Sequence[str]]] = []
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)
        print_on_a4(sheet)

    def tell(self, relation: Relation, rows: int, sheets: Sequence[str], cut: int) -> None:
        """Tell of one relation: how many rows it has and on which sheets, then its columns."""
        language = self._language
        told = [relation.described(language), say("rows", language, rows=f"{rows:,}")]
        if len(sheets) > 1:
            told.append(say("sheets", language, sheets=(", " if language == "en" else "、").join(sheets)))
        if cut:
            told.append(say("cut", language, cut=cut))
        about = ("; " if language == "en" else "；").join(told)
        self._rows.append((self._heading, [relation.titled(language), "", "", "", about]))
        meanings = relation.meanings(language)
        for field, heading in zip(relation.fields, relation.headings(language), strict=True):
            kind = kind_word(field.kind, language)
            self._rows.append((self._plain, ["", heading, field.name, kind, meanings[field.name]]))

    def write(self, lines: Sequence[str]) -> None:
        """Write everything: the sentences, then the relations."""
        top = [say("title", self._language), *lines]
        names = [say(name, self._language) for name in ("relation", "heading", "field", "kind", "meaning")]
        rows = [*((self._plain, [line]) for line in top), (self._heading, names), *self._rows]
        self._sheet.freeze_panes(len(top) + 1, 0)
        for number, (form, cells) in enumerate(rows):
            for place, text in enumerate(cells):
                self._sheet.write_string(number, place, text, form)


def print_on_a4(sheet: Worksheet) -> None:
    """A sheet prints on A4 across, as wide as one page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
