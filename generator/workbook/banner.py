"""Row 1 of every sheet: links to the contents and to the neighbours, and the overall light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Expression, If, Item, Named, call, equal, join, number
from generator.workbook import naming
from generator.workbook.check_sheet import light_conditions, overall_light
from generator.workbook.front import CONTENTS_LIGHTS
from generator.workbook.row_height import text_width
from generator.workbook.sheet import Link, Merge, Sheet

DEFAULT_WIDTH = 8.43
ROOM = 2
LIGHT_WIDTH = 30.0


def place_banners(book: Book, sheets: Sequence[Sheet], lit: Mapping[str, int]) -> None:
    """Give every visible sheet that wants one its first row.

    `lit` says in which row (from 1) of the contents page the light of a sheet stands.
    """
    shown = [sheet for sheet in sheets if not sheet.hidden]
    for place, sheet in enumerate(shown):
        if sheet.banner:
            before, after = shown[max(place - 1, 0)], shown[min(place + 1, len(shown) - 1)]
            targets = [
                (f"◀ {before.name}", before.name),
                ("目录", naming.CONTENTS),
                (f"{after.name} ▶", after.name),
            ]
            links = [link for link in targets if link[1] != sheet.name]
            _place(book, sheet, links, _light(lit.get(sheet.name, 0)))


def _light(place: int) -> Expression:
    """The overall light and, while it is not green, the light of the sheet itself."""
    overall = overall_light()
    if not place:
        return overall
    fine = call("OR", *(equal(call("LEFT", overall, number(1)), sign) for sign in ("✔", "○")))
    own = Item(Named(CONTENTS_LIGHTS), number(place))
    return If(fine, overall, join(overall, "（本表 ", own, "）"))


def _place(book: Book, sheet: Sheet, targets: Sequence[tuple[str, str]], light: Expression) -> None:
    last, first = sheet.page.last_column, 0
    for words, target in targets:
        end = _wide_enough(sheet, first, last, text_width(words) + ROOM)
        sheet.links.append(Link(0, first, words, f"'{target}'!A1", last_column=end))
        first = end + 1
    if first > last:
        sheet.widths.setdefault(first, LIGHT_WIDTH)
    block = book.add(Block.of(f"{sheet.name}·灯", sheet.name, 0, 1, [Column("灯", first, light)]))
    sheet.paint(block, {"灯": "banner-light"})
    sheet.merges.append(Merge(block.name, "灯", max(last, first)))
    sheet.conditions += light_conditions(block.name, "灯", first, max(last, first))


def _wide_enough(sheet: Sheet, first: int, last: int, wanted: int) -> int:
    """The column up to which a link from column `first` has room."""
    width = 0.0
    for column in range(first, last + 1):
        width += sheet.widths.get(column, DEFAULT_WIDTH)
        if width >= wanted:
            return column
    return max(first, last)
