"""Files that chance has damaged, and the proof that opening them always gives an answer.

For longer runs by hand:  python -m tests.spreadsheet.fuzzing 100000 --seed 7
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random

from generator.messages import render
from generator.model.finding import Finding, Severity
from generator.spreadsheet.opening import Opened, open_bytes
from generator.spreadsheet.raw_book import PartError, RawBook, RawSheet, RawValue
from tests.spreadsheet.small_files import Parts, compound, small_ods, small_xls, small_xlsx, zipped

_VALUES = (
    *(
        "",
        "0",
        "-1",
        "1",
        "1e5",
        "1e999",
        "nan",
        "99999999999",
        "2147483648",
        "A1",
        "XFD1048576",
        "XFE1",
        "A0",
    ),
    *(
        "A1:C3",
        "A1:XFD1048576",
        "$A:$A",
        "str",
        "s",
        "b",
        "e",
        "d",
        "n",
        "inlineStr",
        "shared",
        "array",
        "true",
    ),
    *("&lt;", "&amp;lt;", "&#10;", "&#x10FFFF;", "_x000D_", "_xD83D_", "１２", "2024-02-30", "#REF!", "rId2"),
    *("hidden", "float", "date", "1048576", "../../x", "file:///x", "application/x"),
)
_PIECES = (
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"<!DOCTYPE a>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"&#xD800;",
        b"&a;",
        b"\xff",
        b"\0",
    ),
    *(
        b"\r",
        b"<row>",
        b"</row>",
        b'<c r="A1"><v>1</v></c>',
        b"<f>",
        b"<is>",
        b"<t>",
        b"<rPh>",
        b' t="s"',
        b"PK\1\2",
    ),
)
_VALUE = re.compile(rb'"([^"]*)"|(?<=>)([^<>]*)(?=</)')


def _encoded(parts: Parts) -> dict[str, bytes]:
    return {name: text.encode() if isinstance(text, str) else text for name, text in parts.items()}


XLSX_PARTS, ODS_PARTS, XLS_STREAM = _encoded(small_xlsx()), _encoded(small_ods()), small_xls()
_FILES = (
    ("a.xlsx", zipped(XLSX_PARTS)),
    ("a.ods", zipped(ODS_PARTS)),
    ("a.xls", compound({"Workbook": XLS_STREAM})),
)


def scrambled(random: Random, content: bytes) -> bytes:
    """Some bytes changed, left out, repeated or put in."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 4, 8))):
        at, length = random.randrange(len(data) + 1), random.choice((1, 2, 4, 50, 500))
        match random.randrange(5):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                other = random.randrange(len(data) + 1)
                data[at:at] = data[other : other + length]
            case 3:
                data[at:at] = random.choice(_PIECES)
            case 4:
                number = random.choice((0, 1, 255, 65_535, 1 << 31, (1 << 32) - 1))
                data[at : at + 4] = number.to_bytes(4, "little")
    return bytes(data)


def misvalued(random: Random, xml: bytes) -> bytes:
    """XML that is still whole, with other values in attributes and texts."""
    for _ in range(random.choice((1, 1, 2, 3))):
        found = random.choice(list(_VALUE.finditer(xml)))
        group = found.lastindex or 1
        xml = xml[: found.start(group)] + random.choice(_VALUES).encode() + xml[found.end(group) :]
    return xml


def damaged_file(random: Random) -> tuple[str, bytes]:
    """A damaged file and its name: the file itself, a part inside it, or values in a part."""
    way = random.randrange(8)
    if way < 3:
        name, content = _FILES[way]
        return name, scrambled(random, content)
    if way == 3:
        return "a.xls", compound({"Workbook": scrambled(random, XLS_STREAM)})
    name, parts = ("a.xlsx", XLSX_PARTS) if way < 6 else ("a.ods", ODS_PARTS)
    part = random.choice([each for each in parts if each != "mimetype"])
    damage: Callable[[Random, bytes], bytes] = misvalued if way % 2 else scrambled
    return name, zipped({**parts, part: damage(random, parts[part])}, 0)


def walk(opened: Opened) -> list[Finding]:
    """Look at everything that opening gave; what was found. Text must be such that files can hold it."""
    findings = list(opened.findings)
    if opened.book is None:
        assert any(finding.severity is Severity.ERROR for finding in findings)
    else:
        findings += _walk_book(opened.book)
    for finding in findings:
        assert (render(finding) + render(finding, "en")).encode()
    return findings


def _walk_book(book: RawBook) -> tuple[Finding, ...]:
    findings = book.load()
    for sheet in book.sheets:
        assert isinstance(sheet.name.encode(), bytes)
        rows = _cells(sheet, findings)
        if rows is None:
            continue
        for row, cells in rows.items():
            assert 0 <= row < 1_048_576
            for column, value in cells.items():
                assert 0 <= column < 16_384
                assert sheet.value(row, column) is value
                assert repr(value).encode()
        assert all(formula.encode() is not None for formula in sheet.formulas.values())
        assert all(row in rows or any(at[0] == row for at in sheet.formulas) for row in sheet.hidden_rows)
    for area in book.names.values():
        assert 0 <= area.sheet < len(book.sheets)
    assert (
        "".join([*book.names, *book.broken_names, *book.properties, *book.properties.values()]).encode()
        is not None
    )
    return findings


def _cells(sheet: RawSheet, findings: tuple[Finding, ...]) -> Mapping[int, Mapping[int, RawValue]] | None:
    """The cells of a sheet; None when it is one of those that were told to be damaged."""
    try:
        return sheet.cells
    except PartError as error:
        if error.finding not in findings:
            raise
        return None


def run(count: int, seed: int) -> Counter[str]:
    """Open so many damaged files; how often each was found, "" for nothing at all."""
    random, counts = Random(seed), Counter[str]()
    for _ in range(count):
        name, content = damaged_file(random)
        codes = {finding.code for finding in walk(open_bytes(name, content))}
        counts.update(codes or {""})
    return counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    print(run(chosen.count, chosen.seed))
