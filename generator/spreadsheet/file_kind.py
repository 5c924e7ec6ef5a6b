"""What a file is by its content, where it is no workbook that can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.messages import finding
from generator.model.finding import Place
from generator.spreadsheet.raw_book import PartError

_TABLE, _NO_TABLE = "OPEN-005", "OPEN-006"


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looks like, in Chinese and English; `code` says what to do about it."""

    code: str
    chinese: str
    english: str


BINARY_WORKBOOK = Look(_TABLE, "Excel 二进制工作簿（.xlsb）", "a binary workbook of Excel (.xlsb)")
OLD_WORKBOOK = Look(_TABLE, "Excel 97 以前的工作簿", "a workbook of Excel before 97")
WEB_PAGE = Look(
    _TABLE, "网页（HTML），不少系统导出时叫作 .xls", "a web page (HTML), which many systems export as .xls"
)
XML_WORKBOOK = Look(_TABLE, "XML 电子表格 2003", "an XML Spreadsheet 2003")
FLAT_WORKBOOK = Look(
    _TABLE, "单个 XML 的 OpenDocument 表格（.fods）", "a flat OpenDocument spreadsheet (.fods)"
)
PLAIN_TEXT = Look(_TABLE, "文本或者 CSV", "text or CSV")
WORD = Look(_NO_TABLE, "Word 或 WPS 文字文档", "a text document of Word or WPS")
SLIDES = Look(_NO_TABLE, "演示文稿", "a presentation")
OPEN_DOCUMENT = Look(_NO_TABLE, "不是表格的 OpenDocument 文件", "an OpenDocument file that is no spreadsheet")
PDF = Look(_NO_TABLE, "PDF 文件", "a PDF file")
OFD = Look(_NO_TABLE, "OFD 版式文件", "an OFD document")
IMAGE = Look(_NO_TABLE, "图片", "a picture")
ARCHIVE = Look(
    _NO_TABLE, "压缩包，请解压后报送其中的工作簿", "an archive; unpack it and send the workbook in it"
)
OTHER_XML = Look(_NO_TABLE, "XML 文件", "an XML file")
LOCK = Look(_NO_TABLE, "打开工作簿时产生的临时文件", "the temporary file that stands beside an open workbook")
UNKNOWN = Look(
    _NO_TABLE, "无法识别的内容，可能已加密或者损坏", "content of no known kind, perhaps encrypted or damaged"
)

_BEGINNINGS = (
    (re.compile(rb"%PDF-"), PDF),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP", re.DOTALL), IMAGE),
    (re.compile(rb"Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ"), ARCHIVE),
    (re.compile(rb"\{\\rtf"), WORD),
    (re.compile(rb"\x09[\x00\x02\x04\x08].\x00", re.DOTALL), OLD_WORKBOOK),
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WEB = re.compile(r"<(?:!doctype html|html|head|meta|style|table|div)\b|mime-version:", re.IGNORECASE)
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOCKS = ("~$", ".~lock.")
_HEAD = 4_096
_LARGEST_LOCK = 1_024


def not_read(look: Look, place: Place) -> PartError:
    """The error for a file that is something else than a workbook that can be read."""
    return PartError(finding(look.code, place, kind_zh=look.chinese, kind_en=look.english))


def look_of(name: str, content: bytes) -> Look:
    """What a file looks like that is neither a ZIP archive nor a compound file.

    Example:
        >>> look_of("表.xls", b"<html><table>").english
        'a web page (HTML), which many systems export as .xls'
    """
    if name.startswith(_LOCKS) and len(content) <= _LARGEST_LOCK:
        return LOCK
    for pattern, look in _BEGINNINGS:
        if pattern.match(content):
            return look
    text = _head_text(content)
    return UNKNOWN if text is None or _NOT_IN_TEXT.search(text) else _look_of_text(text.lstrip())


def _look_of_text(text: str) -> Look:
    if text.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return XML_WORKBOOK
    if text.startswith("<?xml") and "opendocument.spreadsheet" in text:
        return FLAT_WORKBOOK
    if _WEB.match(text) or (text.startswith(("<?xml", "<!")) and _WEB.search(text)):
        return WEB_PAGE
    return OTHER_XML if text.startswith("<?xml") else PLAIN_TEXT


def _head_text(content: bytes) -> str | None:
    """How the file begins, as text; None when it is none. The last sign may be cut in the middle."""
    head = content[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
