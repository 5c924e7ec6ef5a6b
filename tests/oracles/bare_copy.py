"""A copy of a workbook that holds nothing but sheets, names, constants and formulas.

Stored values are gone: each formula carries the same poison text instead, so that an engine that
repeats what is stored, or skips a formula, gives itself away. Styles, validations, conditional
formats, links and print set-up are left out: they do not bear on values, and an engine may choke
on them. Formulas hold the ranges that defined names stand for; other names get ASCII aliases, and
built-in names (_xlnm.…) are dropped.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from .aliases import aliases, renamed
from .package import DefinedName, Package
from .stored import Cells, Fault, StoredCell

POISON = "not recalculated"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font>'
    '</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def write_bare_copy(path: Path, cells: Cells, target: Path) -> None:
    """Write the copy of `path`, whose cells were read before, to `target`."""
    with Package(path) as package:
        names = [name for name in package.defined_names() if not _built_in(name.name)]
        sheets = [sheet.name for sheet in package.sheets]
    alias = stand_ins(names)
    names = [name for name in names if alias[name.name.casefold()] != name.refers_to]
    texts: dict[str, int] = {}
    with zipfile.ZipFile(target, "w") as archive:
        for number, sheet in enumerate(sheets, start=1):
            rows = "".join(_rows(cells[sheet], alias, texts))
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            )
        for part, content in _frame(sheets, names, alias, texts):
            archive.writestr(part, _HEAD + content)


def stand_ins(names: Iterable[DefinedName]) -> dict[str, str]:
    """What formulas say instead of each name: the range itself, or an alias for anything else.

    IronCalc looks up each name in a list from its beginning, which takes longer than all the rest.
    """
    known = tuple(names)
    within = {name.name.casefold() for name in known if name.sheet is not None}
    ranges = {
        name.name.casefold(): name.refers_to
        for name in known
        if name.name.casefold() not in within and _RANGE.fullmatch(name.refers_to)
    }
    return aliases(name.name for name in known) | ranges


_RANGE = re.compile(r"(?:'(?:[^']|'')+'|[\w.]+)!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?")


def _built_in(name: str) -> bool:
    return name.startswith("_xlnm.")


def _rows(cells: dict[str, StoredCell], alias: dict[str, str], texts: dict[str, int]) -> Iterator[str]:
    for row, group in groupby(cells.items(), key=lambda item: item[0].lstrip(_LETTERS)):
        yield f'<row r="{row}">'
        for address, cell in group:
            yield _cell(address, cell, alias, texts)
        yield "</row>"


_TEXT_CODE = re.compile(
    r'SUMPRODUCT\(_xlfn\.UNICODE\(MID\((?P<text>.+?)&REPT\(" ",(?P<longest>\d+)\),\w+,1\)\),'
    r"(?P<weights>\w+)\)"
)


def spelled_out(formula: str) -> str:
    """The formula with its sum over the characters of a text written term by term.

    IronCalc does not take arrays of characters; what is added up stays the same.

    Example:
        >>> spelled_out('SUMPRODUCT(_xlfn.UNICODE(MID(A1&REPT(" ",1),字位,1)),字权)')
        '(_xlfn.UNICODE(MID(A1&REPT(" ",1),1,1))*INDEX(字权,1))'
    """

    def terms(match: re.Match[str]) -> str:
        written, longest = match["text"], int(match["longest"])
        padded = f'{written}&REPT(" ",{longest})'
        parts = [
            f"_xlfn.UNICODE(MID({padded},{place},1))*INDEX({match['weights']},{place})"
            for place in range(1, longest + 1)
        ]
        return f"({'+'.join(parts)})"

    return _TEXT_CODE.sub(terms, formula)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _cell(address: str, cell: StoredCell, alias: dict[str, str], texts: dict[str, int]) -> str:
    if cell.formula is not None:
        formula = escape(renamed(spelled_out(cell.formula), alias))
        return f'<c r="{address}" t="str"><f>{formula}</f><v>{POISON}</v></c>'
    match cell.value:
        case None:
            return ""
        case bool():
            return f'<c r="{address}" t="b"><v>{cell.value:d}</v></c>'
        case Decimal():
            return f'<c r="{address}"><v>{cell.value}</v></c>'
        case Fault():
            return f'<c r="{address}" t="e"><v>{cell.value.code}</v></c>'
        case str():
            place = texts.setdefault(cell.value, len(texts))
            return f'<c r="{address}" t="s"><v>{place}</v></c>'


def _frame(
    sheets: list[str], names: list[DefinedName], alias: dict[str, str], texts: dict[str, int]
) -> Iterator[tuple[str, str]]:
    """Every part but the sheets."""
    numbers = range(1, len(sheets) + 1)
    parts = [(f"worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    parts += [("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in [("workbook.xml", "sheet.main"), *parts]
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
    )
    yield "_rels/.rels", _links([("xl/workbook.xml", "officeDocument")])
    yield "xl/_rels/workbook.xml.rels", _links(parts)
    yield "xl/styles.xml", _STYLES
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    yield "xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>'
    listed = "".join(
        f'<sheet name={quoteattr(sheet)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in zip(numbers, sheets, strict=True)
    )
    defined = "".join(_defined(name, sheets, alias) for name in names)
    known = f"<definedNames>{defined}</definedNames>" if defined else ""
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>{known}</workbook>',
    )


def _links(parts: list[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{part}"/>'
        for number, (part, kind) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _defined(name: DefinedName, sheets: list[str], alias: dict[str, str]) -> str:
    scope = "" if name.sheet is None else f' localSheetId="{sheets.index(name.sheet)}"'
    refers_to = escape(renamed(name.refers_to, alias))
    return f'<definedName name="{alias[name.name.casefold()]}"{scope}>{refers_to}</definedName>'
