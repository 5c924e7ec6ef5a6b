"""The custom document properties of an .xls workbook.

Source: Microsoft, [MS-OLEPS] Object Linking and Embedding Property Set Data Structures.
"""

from __future__ import annotations

import struct
import uuid

from generator.spreadsheet.cell_text import shown_number

STREAM = "\x05DocumentSummaryInformation"
_CUSTOM = uuid.UUID("D5CDD505-2E9C-101B-9397-08002B2CF9AE").bytes_le
_DICTIONARY, _CODE_PAGE = 0, 1
_UTF16, _UTF8 = 1200, 65001
_EMPTY, _SHORT, _LONG, _DOUBLE, _FLAG, _TEXT, _WIDE_TEXT = 0, 2, 3, 5, 11, 30, 31
_MOST = 10_000


def custom_properties(stream: bytes) -> dict[str, str]:
    """Texts, whole numbers, numbers and flags, as text; other properties, such as dates, are left out.

    Raises: struct.error, when the stream is damaged.
    """
    sections = struct.unpack_from("<I", stream, 24)[0]
    for place in range(min(sections, 2)):
        identity, start = struct.unpack_from("<16sI", stream, 28 + place * 20)
        if identity == _CUSTOM:
            return _section(stream[start:])
    return {}


def _section(section: bytes) -> dict[str, str]:
    count = struct.unpack_from("<I", section, 4)[0]
    places = dict(struct.unpack_from("<2I", section, 8 + each * 8) for each in range(min(count, _MOST)))
    page = struct.unpack_from("<H", section, places[_CODE_PAGE] + 4)[0] if _CODE_PAGE in places else _UTF16
    names = _names(section, places[_DICTIONARY], page) if _DICTIONARY in places else {}
    values = {names[key]: _value(section, at, page) for key, at in places.items() if key in names}
    return {name: value for name, value in values.items() if value is not None}


def _names(section: bytes, at: int, page: int) -> dict[int, str]:
    """The dictionary: names by the numbers of the properties."""
    names: dict[int, str] = {}
    count = struct.unpack_from("<I", section, at)[0]
    at += 4
    for _ in range(min(count, _MOST)):
        key, length = struct.unpack_from("<2I", section, at)
        size = length * 2 if page == _UTF16 else length
        names[key] = _decoded(section[at + 8 : at + 8 + size], page)
        at += 8 + (-(-size // 4) * 4 if page == _UTF16 else size)
    return names


def _value(section: bytes, at: int, page: int) -> str | None:
    kind = struct.unpack_from("<I", section, at)[0]
    if kind in (_TEXT, _WIDE_TEXT):
        length = struct.unpack_from("<I", section, at + 4)[0]
        size, page = (length * 2, _UTF16) if kind == _WIDE_TEXT else (length, page)
        return _decoded(section[at + 8 : at + 8 + size], page)
    if kind == _EMPTY:
        return ""
    formats = {_SHORT: "<h", _LONG: "<i", _DOUBLE: "<d", _FLAG: "<h"}
    if kind not in formats:
        return None
    number = struct.unpack_from(formats[kind], section, at + 4)[0]
    return str(number != 0).lower() if kind == _FLAG else str(shown_number(float(number)))


def _decoded(data: bytes, page: int) -> str:
    """Text of a code page, up to the zero that ends it."""
    encoding = {_UTF16: "utf-16-le", _UTF8: "utf-8"}.get(page, f"cp{page}")
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        text = data.decode("latin-1")
    return text.partition("\0")[0]
