"""Files made to do harm: bombs, entities, tricks with names of parts, sizes that lie.

They are small and made in an instant; what they would become is large.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable
from itertools import pairwise

from generator.workbook.package import Part, Piece, write_package
from tests.spreadsheet.small_files import (
    DECLARATION,
    MAIN,
    Parts,
    sheet_xml,
    small_ods,
    small_xlsx,
    xlsx_parts,
    zipped,
)

MIB = 1 << 20
ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd">%a;]>'
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'


def packed(parts: Iterable[Part]) -> bytes:
    """An archive of parts that are compressed already."""
    buffer = io.BytesIO()
    write_package(parts, buffer)
    return buffer.getvalue()


def compressed(parts: Parts) -> list[Part]:
    return [Part.of(name, [Piece.of(_bytes(content))]) for name, content in parts.items()]


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def bomb(begin: str, again: str, end: str, size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook one part of which is `again` repeated until it has `size` bytes."""
    parts = small_xlsx()
    del parts[name]
    piece = Piece.of(again.encode() * (MIB // len(again)))
    pieces = [Piece.of(begin.encode()), *[piece] * (size // MIB), Piece.of(end.encode())]
    return packed([*compressed(parts), Part.of(name, pieces)])


def sheet_bomb(again: str, size: int) -> bytes:
    """A workbook whose first sheet repeats some XML."""
    begin, end = sheet_xml("\0").split("\0")
    return bomb(begin, again, end, size)


def lying_size(told: int, real: int) -> bytes:
    """A workbook one part of which says it has `told` bytes and unpacks to `real`."""
    parts = small_xlsx()
    del parts["xl/workbook.xml"]
    piece = Piece.of(b" " * MIB)
    part = Part.of("xl/workbook.xml", [piece] * (real // MIB))
    return packed([*compressed(parts), Part(part.name, told, part.checksum, part.deflated)])


def overlapping(count: int) -> bytes:
    """An archive whose directory names one and the same large part again and again."""
    deflated = zlib.compress(b" " * MIB * 16, 9)[2:-4]
    local = (
        struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(deflated), MIB * 16, 1, 0)
        + b"a"
        + deflated
    )
    listed = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(deflated), MIB * 16, 8, 0, 0, 0, 0, 0, 0
        )
        + f"{place:08}".encode()
        for place in range(count)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), len(local), 0)
    return local + listed + end


def nested(levels: int) -> bytes:
    """Archives in archives, ten in each, with a workbook around them."""
    inner = zipped({"a": b" " * MIB})
    for _ in range(levels):
        inner = zipped({f"{place}.zip": inner for place in range(10)})
    return zipped({**small_xlsx(), "xl/media/image1.png": inner})


def with_doctype(parts: Parts, part: str, declaration: str, encoding: str = "utf-8") -> bytes:
    """A document type declaration at the beginning of one part."""
    text = str(parts[part])
    head, body = text.split("?>", 1)
    if encoding != "utf-8":
        head = head.replace("UTF-8", encoding.upper())
    return zipped({**parts, part: f"{head}?>{declaration}{body}".encode(encoding)})


def with_entities_used() -> bytes:
    """The texts of a workbook are entities that grow a thousand million times over."""
    names = "abcdefghij"
    steps = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    text = (
        f'{DECLARATION}<!DOCTYPE sst [<!ENTITY a "ha">{steps}]><sst xmlns="{MAIN}"><si><t>&j;</t></si></sst>'
    )
    return zipped({**small_xlsx(), "xl/sharedStrings.xml": text})


def part_names(*names: str) -> bytes:
    """The small workbook with further parts of such names."""
    return zipped({**dict.fromkeys(names, b"evil"), **small_xlsx()})


def letters(column: int) -> str:
    """The letters of a column, from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def blank_styled_rows(count: int) -> bytes:
    """Rows with a format and nothing in them, and one text at the end."""
    rows = "".join(
        f'<row r="{row}" s="3" customFormat="1" ht="14.25"><c r="A{row}" s="3"/></row>'
        for row in range(1, count)
    )
    return _one_sheet(f'{rows}<row r="{count}"><c r="A{count}" t="str"><v>末</v></c></row>')


def blank_styled_columns(rows: int, after: str = "") -> bytes:
    """Every column with a format and nothing in it, and one text at the end."""
    columns = [letters(column) for column in range(16_384)]
    lines = "".join(
        f'<row r="{row}">' + "".join([f'<c r="{column}{row}" s="1"/>' for column in columns]) + "</row>"
        for row in range(1, rows)
    )
    return _one_sheet(f'{lines}<row r="{rows}"><c r="XFD{rows}" t="str"><v>末</v></c></row>{after}')


def cells(count: int) -> bytes:
    """A column of numbers."""
    return _one_sheet(
        "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, count + 1))
    )


def sheet_only(xml: str) -> bytes:
    """A workbook whose one sheet has this XML."""
    return zipped(xlsx_parts({"表": xml}))


def ods_rows(rows: str) -> bytes:
    """An open document whose one table has such rows."""
    parts = small_ods()
    before, rest = str(parts["content.xml"]).split("<table:table-row>", 1)
    return zipped(
        {**parts, "content.xml": f"{before}{rows}</table:table>{rest.partition('</table:table>')[2]}"}
    )


def _one_sheet(rows: str) -> bytes:
    return packed(compressed(xlsx_parts({"表": sheet_xml(rows)})))
