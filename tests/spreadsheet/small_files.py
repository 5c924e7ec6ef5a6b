"""Small workbooks made by hand, byte for byte: .xlsx, .ods and .xls, without any office program."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

Parts = dict[str, str | bytes]


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of parts, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet with the given rows, and what stands before and after them."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def links(targets: Sequence[tuple[str, str]], kinds: str = LINKS, **attributes: str) -> str:
    """A list of relationships: kind and target of each, rId1, rId2 …; attributes go on the last one."""
    listed = [
        f'<Relationship Id="rId{place}" Type="{kinds}/{kind}" Target={quoteattr(target)}'
        for place, (kind, target) in enumerate(targets, 1)
    ]
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    ends = ["/>"] * (len(listed) - 1) + [f"{more}/>"]
    body = "".join(begin + end for begin, end in zip(listed, ends, strict=True))
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def xlsx_parts(
    sheets: Mapping[str, str],
    *,
    names: str = "",
    strings: str | None = None,
    styles: str | None = None,
    properties: str | None = None,
    states: Mapping[str, str] | None = None,
    workbook_properties: str = "",
    further: Sequence[tuple[str, str]] = (),
    kind: str = WORKBOOK_TYPE,
) -> Parts:
    """The parts of a workbook. `sheets`: XML of each by name; `names`: definedName elements; `strings`:
    si elements; `further`: more relationships of the workbook, kind and target.
    """
    targets = [("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1)]
    parts: Parts = {}
    if strings is not None:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        targets.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = f'{DECLARATION}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    root = [("officeDocument", "xl/workbook.xml")]
    if properties is not None:
        root.append(("custom-properties", "docProps/custom.xml"))
        parts["docProps/custom.xml"] = properties
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="rId{place}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + "/>"
        for place, name in enumerate(sheets, 1)
    )
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    workbook = (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{workbook_properties}'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    )
    types = (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": links(root),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": links([*targets, *further]),
        **{f"xl/worksheets/sheet{place}.xml": xml for place, xml in enumerate(sheets.values(), 1)},
        **parts,
    }


def small_xlsx() -> Parts:
    """A workbook with something of everything: texts, numbers, dates, errors, formulas, names."""
    entries = sheet_xml(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>水务局</t></is></c><c r="B2"><v>1260.5</v></c>'
        '<c r="C2" s="1"><v>45347</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" s="1"/></row>'
        '<row r="3" hidden="1"><c r="A3" t="str"><f>A2&amp;"&lt;"</f><v>水务局&lt;</v></c>'
        '<c r="B3"><f>SUM(B2:B2)</f><v>1260.5</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        before='<cols><col min="4" max="4" hidden="1"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells>',
    )
    lists = sheet_xml('<row r="7"><c r="A7" t="s"><v>1</v></c></row>')
    names = (
        "<definedName name=\"金额\">'支出 录入'!$B$2:$B$3</definedName>"
        '<definedName name="列">名单!$A:$A</definedName>'
        '<definedName name="没了">名单!#REF!</definedName>'
    )
    strings = '<si><t>单位</t></si><si><t xml:space="preserve">金额 </t></si>'
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    return xlsx_parts({"支出 录入": entries, "名单": lists}, names=names, strings=strings, styles=styles)


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = "".join(
    f' xmlns:{name}="{ODF}{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("meta", "meta"),
        ("draw", "drawing"),
        ("manifest", "manifest"),
    )
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods_parts(tables: str, *, styles: str = "", after: str = "", properties: str = "") -> Parts:
    """The parts of an OpenDocument spreadsheet: table elements, automatic styles, what follows the tables."""
    content = (
        f'{DECLARATION}<office:document-content{_ODF_NAMES} xmlns:calcext="{_CALC}" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}{after}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    meta = (
        f"{DECLARATION}<office:document-meta{_ODF_NAMES}><office:meta>{properties}</office:meta>"
        "</office:document-meta>"
    )
    manifest = f"{DECLARATION}<manifest:manifest{_ODF_NAMES}/>"
    return {
        "mimetype": ODS_TYPE,
        "content.xml": content,
        "meta.xml": meta,
        "META-INF/manifest.xml": manifest,
    }


def small_ods() -> Parts:
    """A spreadsheet with something of everything."""
    return ods_parts(
        '<table:table table:name="录入"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>水务<text:s text:c="2"/>局</text:p>'
        "<office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="1260.5"><text:p>1,260.50</text:p>'
        '</table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-02-25"/>'
        '</table:table-row><table:table-row table:visibility="filter"><table:table-cell '
        'table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>',
        after='<table:named-expressions><table:named-range table:name="金额" '
        'table:cell-range-address="$录入.$B$1:.$B$2"/></table:named-expressions>',
        properties='<meta:user-defined meta:name="budgetbook.year">2024</meta:user-defined>',
    )


_FREE, _END, _OWN = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with streams in its root storage, each in sectors of 512 bytes."""
    sectors: list[bytes] = []
    table: list[int] = []

    def place(data: bytes) -> int:
        count = -(-len(data) // 512)
        first = len(sectors)
        sectors.extend(data[at * 512 : (at + 1) * 512].ljust(512, b"\0") for at in range(count))
        table.extend([*range(first + 1, first + count), _END])
        return first

    entries = [("Root Entry", 5, _END, 0, 1)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(4096, b"\0")
        right = number + 1 if number < len(streams) else _FREE
        entries.append((name, 2, place(padded), len(padded), right))
    directory = b""
    for name, kind, start, size, next_entry in entries:
        encoded = name.encode("utf-16-le") + b"\0\0"
        right, child = (_FREE, next_entry) if kind == 5 else (next_entry, _FREE)
        directory += encoded.ljust(64, b"\0") + struct.pack(
            "<HBB3I", len(encoded), kind, 1, _FREE, right, child
        )
        directory += bytes(36) + struct.pack("<2I", start, size) + bytes(4)
    first = place(directory)
    own = len(sectors)
    table.append(_OWN)
    sectors.append(b"".join(struct.pack("<I", number) for number in table).ljust(512, b"\xff"))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<9I", 1, first, 0, 4096, _END, 0, _END, 0, own)
    return header.ljust(512, b"\xff") + b"".join(sectors)


def record(kind: int, layout: str = "", *values: object, data: bytes = b"") -> bytes:
    """One record of an .xls stream."""
    body = struct.pack(f"<{layout}", *values) + data
    return struct.pack("<2H", kind, len(body)) + body


def wide(text: str, length: str = "H") -> bytes:
    """A text of an .xls stream, its length in one byte ("B") or two ("H")."""
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


_EOF = record(0x000A)


def beginning(kind: int) -> bytes:
    """The record that begins a substream: 5 the workbook, 16 a sheet."""
    return record(0x0809, "2H4x2I", 0x0600, kind, 0, 0)


def xls_stream(
    sheets: Mapping[str, bytes], head: bytes = b"", states: Mapping[str, int] | None = None
) -> bytes:
    """The stream of an .xls workbook: records of each sheet by name, and further ones of the workbook."""
    listed = {name: wide(name, "B") for name in sheets}
    start = len(beginning(5)) + sum(10 + len(name) for name in listed.values()) + len(head) + len(_EOF)
    stream, bodies = beginning(5), b""
    for name, records in sheets.items():
        state = (states or {}).get(name, 0)
        stream += record(0x0085, "I2B", start + len(bodies), state, 0, data=listed[name])
        bodies += beginning(16) + records + _EOF
    return stream + head + _EOF + bodies


def small_xls() -> bytes:
    """The stream of a workbook with something of everything."""
    texts = ["单位", "长" * 5000, "尾"]
    whole = struct.pack("<2I", 3, 3) + wide(texts[0])
    cut = whole + struct.pack("<HB", 5000, 1) + texts[1][:2000].encode("utf-16-le")
    rest = b"\x01" + texts[1][2000:].encode("utf-16-le") + wide(texts[2])
    head = record(0x0022, "H", 0) + record(0x041E, "H", 164, data=wide("yyyy-mm-dd"))
    head += record(0x00E0, "2H", 0, 0, data=bytes(16)) + record(0x00E0, "2H", 0, 164, data=bytes(16))
    head += record(0x01AE, "2H", 2, 0x0401) + record(0x0017, "HHhh", 1, 0, 0, 0)
    area = struct.pack("<B5H", 0x3B, 0, 1, 9, 1, 1)
    gone = struct.pack("<BHI", 0x3C, 0, 0)
    for name, formula in (("金额", area), ("没了", gone)):
        body = struct.pack("<H2B3H4x", 0, 0, len(name), len(formula), 0, 0)
        head += record(0x0018, data=body + b"\x01" + name.encode("utf-16-le") + formula)
    head += record(0x00FC, data=cut) + record(0x003C, data=rest)
    cells = record(0x00FD, "3HI", 0, 0, 0, 0) + record(0x00FD, "3HI", 0, 1, 0, 1)
    cells += record(0x0203, "3Hd", 1, 1, 0, 0.1 + 0.2) + record(0x0203, "3Hd", 1, 2, 1, 45347.0)
    cells += record(0x00BD, "2HHIHIH", 2, 0, 0, (12345 << 2) | 3, 0, 0x3FF00000, 1)
    cells += record(0x0205, "3H2B", 3, 0, 0, 1, 0) + record(0x0205, "3H2B", 3, 1, 0, 7, 1)
    cells += record(0x0006, "3H6sHHIH", 4, 0, 0, bytes(6), 0xFFFF, 0, 0, 0) + record(
        0x0207, data=wide("结果")
    )
    cells += record(0x0006, "3HdHIH", 4, 1, 0, 3.5, 0, 0, 0)
    cells += record(0x0208, "4H4xI", 4, 0, 2, 255, 0x20) + record(0x007D, "5H", 2, 2, 0, 0, 1)
    cells += record(0x00E5, "5H", 1, 6, 7, 0, 1)
    return xls_stream({"录入": cells, "隐藏": b""}, head, {"隐藏": 1})
