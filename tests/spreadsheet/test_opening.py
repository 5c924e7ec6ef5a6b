"""Opening a file: what it is shows in its content; what cannot be read is refused by name."""

import hashlib
import os
import struct
import zipfile
from pathlib import Path

import pytest

from generator.messages import render
from generator.model.finding import Severity
from generator.spreadsheet.file_kind import look_of
from generator.spreadsheet.opening import Limits, Opened, open_bytes, open_workbook
from tests.spreadsheet.small_files import (
    MACRO_TYPE,
    ODS_TYPE,
    Parts,
    beginning,
    compound,
    links,
    ods_parts,
    record,
    sheet_xml,
    small_ods,
    small_xls,
    small_xlsx,
    xls_stream,
    xlsx_parts,
    zipped,
)

XLSX = zipped(small_xlsx())
ODS = zipped(small_ods())
XLS = compound({"Workbook": small_xls()})
TYPES = "application/vnd.openxmlformats-officedocument"


def codes(opened: Opened) -> list[str]:
    return [finding.code for finding in opened.findings]


def refusal(name: str, content: bytes, limits: Limits | None = None) -> str:
    """The code of the one error that a file is refused with; it can be told in both languages."""
    opened = open_bytes(name, content, limits or Limits())
    assert opened.book is None
    [finding] = opened.findings
    assert finding.severity is Severity.ERROR
    assert finding.place.file == name
    assert render(finding) != render(finding, "en")
    return finding.code


def said(name: str, content: bytes) -> str:
    [finding] = open_bytes(name, content).findings
    return render(finding, "en")


def with_type(kind: str) -> bytes:
    return zipped(xlsx_parts({"表": sheet_xml("")}, kind=kind))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("水务局.xlsx", XLSX, "xlsx"),
        ("模板.xltx", with_type(f"{TYPES}.spreadsheetml.template.main+xml"), "xlsx"),
        ("水务局.xlsm", with_type(MACRO_TYPE), "xlsm"),
        ("水务局.xls", XLS, "xls"),
        ("水务局.et", XLS, "xls"),
        ("水务局.ods", ODS, "ods"),
        ("模板.ots", zipped({**small_ods(), "mimetype": f"{ODS_TYPE}-template"}), "ods"),
        ("没有扩展名", XLSX, "xlsx"),
    ],
)
def test_the_kind_is_that_of_the_content(name, content, kind):
    opened = open_bytes(name, content)
    assert opened.book is not None
    assert opened.book.kind == kind
    assert opened.file == name
    assert codes(opened) == (["OPEN-013"] if kind in ("xls", "ods") else [])
    assert opened.book.knows_formulas is (kind in ("xlsx", "xlsm"))


@pytest.mark.parametrize(
    ("name", "content"), [("a.xls", XLSX), ("a.xlsx", XLS), ("a.XLSM", ODS), ("a.txt", XLSX)]
)
def test_a_name_that_does_not_fit_is_noted_and_the_file_is_read_all_the_same(name, content):
    opened = open_bytes(name, content)
    assert opened.book is not None
    assert codes(opened)[-1] == "OPEN-014"
    assert Path(name).suffix in render(opened.findings[-1])


def test_capital_letters_in_an_ending_fit():
    assert codes(open_bytes("A.XLSX", XLSX)) == []


def test_the_digest_is_that_of_the_bytes(tmp_path):
    path = tmp_path / "水务局.xlsx"
    path.write_bytes(XLSX)
    opened = open_workbook(path)
    assert opened.digest == open_bytes(path.name, XLSX).digest
    assert opened.digest == hashlib.sha256(XLSX).hexdigest()
    assert opened.file == "水务局.xlsx"


# What is refused


def test_an_empty_file():
    assert refusal("a.xlsx", b"") == "OPEN-002"


ENCRYPTED_MANIFEST = small_ods()["META-INF/manifest.xml"].replace(
    "/>", "><manifest:encryption-data/></manifest:manifest>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})),
        ("a.xls", compound({"Workbook": beginning(5) + record(0x002F, "H", 1) + record(0x000A)})),
        ("a.ods", zipped({**small_ods(), "META-INF/manifest.xml": ENCRYPTED_MANIFEST})),
        ("b.ods", zipped({"mimetype": ODS_TYPE, "encrypted-package": b"x"})),
    ],
)
def test_a_workbook_with_a_password(name, content):
    assert refusal(name, content) == "OPEN-003"


def test_an_archive_with_a_password():
    content = bytearray(XLSX)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + place] |= 1
    assert refusal("a.xlsx", bytes(content)) == "OPEN-003"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
@pytest.mark.parametrize(("name", "content"), [("a.xlsx", XLSX), ("a.ods", ODS), ("a.xls", XLS)])
def test_a_file_that_was_not_sent_to_the_end(name, content, share):
    assert refusal(name, content[: int(len(content) * share)]) == "OPEN-004"


def test_a_part_with_other_bytes_than_its_checksum_says():
    content = bytearray(zipped(small_xlsx(), zipfile.ZIP_STORED))
    content[content.find(b"definedNames") + 3] ^= 1
    assert refusal("a.xlsx", bytes(content)) == "OPEN-004"
    assert "xl/workbook.xml" in said("a.xlsx", bytes(content))


@pytest.mark.parametrize(
    "lost", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_part_that_is_missing_is_damage_by_the_time_it_is_needed(lost):
    parts = small_xlsx()
    del parts[lost]
    opened = open_bytes("a.xlsx", zipped(parts))
    findings = opened.book.load() if opened.book else opened.findings
    assert {finding.code for finding in findings} == {"OPEN-004"}
    assert lost.lower() in findings[0].found.lower()


OTHERS: list[tuple[str, bytes, str, str]] = [
    ("a.xlsx", b"%PDF-1.7 ...", "OPEN-006", "a PDF file"),
    ("a.xlsx", b"\x89PNG\r\n\x1a\n....", "OPEN-006", "a picture"),
    ("a.jpg", b"\xff\xd8\xff\xe0..JFIF", "OPEN-006", "a picture"),
    ("a.xlsx", b"Rar!\x1a\x07\x00", "OPEN-006", "an archive"),
    ("a.xlsx", b"7z\xbc\xaf\x27\x1c....", "OPEN-006", "an archive"),
    ("a.zip", zipped({"甲.xlsx": XLSX, "乙.xlsx": XLSX}), "OPEN-006", "an archive"),
    ("a.docx", with_type(f"{TYPES}.wordprocessingml.document.main+xml"), "OPEN-006", "a text document"),
    ("a.pptx", with_type(f"{TYPES}.presentationml.presentation.main+xml"), "OPEN-006", "a presentation"),
    ("a.doc", compound({"WordDocument": b"x"}), "OPEN-006", "a text document"),
    ("a.ppt", compound({"PowerPoint Document": b"x"}), "OPEN-006", "a presentation"),
    ("a.msg", compound({"Something": b"x"}), "OPEN-006", "content of no known kind"),
    (
        "a.odt",
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "OPEN-006",
        "an OpenDocument file",
    ),
    ("a.ofd", zipped({"OFD.xml": "<ofd/>"}), "OPEN-006", "an OFD document"),
    ("a.rtf", b"{\\rtf1 \\ansi", "OPEN-006", "a text document"),
    ("~$水务局.xlsx", b"\x09\xe6\xb0\xb4" + b" " * 161, "OPEN-006", "the temporary file"),
    ("a.xlsx", bytes(range(256)) * 4, "OPEN-006", "content of no known kind"),
    ("a.xml", b"<?xml version='1.0'?><a/>", "OPEN-006", "an XML file"),
    ("a.xls", b"\xef\xbb\xbf\n<html xmlns:x='urn:x'><table>", "OPEN-005", "a web page"),
    ("a.xls", b"<!DOCTYPE html>\n<html>", "OPEN-005", "a web page"),
    ("a.xls", "<table><tr><td>单位</td></tr></table>".encode("gbk"), "OPEN-005", "a web page"),
    ("a.mht", b"MIME-Version: 1.0\r\n", "OPEN-005", "a web page"),
    (
        "a.xls",
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
        "OPEN-005",
        "an XML Spreadsheet 2003",
    ),
    (
        "a.fods",
        f"<?xml version='1.0'?><office:document office:mimetype='{ODS_TYPE}'>".encode(),
        "OPEN-005",
        "flat",
    ),
    ("a.csv", "单位,金额\n水务局,1\n".encode(), "OPEN-005", "text or CSV"),
    ("a.xls", "单位\t金额\r\n水务局\t1\r\n".encode("gb18030"), "OPEN-005", "text or CSV"),
    ("a.csv", "单位,金额\n".encode("utf-16"), "OPEN-005", "text or CSV"),
    ("a.xlsb", with_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "OPEN-005", ".xlsb"),
    ("a.xls", compound({"Book": b"x"}), "OPEN-005", "before 97"),
    ("a.xls", compound({"Workbook": struct.pack("<4H", 0x0809, 8, 0x0500, 5)}), "OPEN-005", "before 97"),
    ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "OPEN-005", "before 97"),
]


@pytest.mark.parametrize(("name", "content", "code", "look"), OTHERS)
def test_what_is_no_workbook_is_called_what_it_looks_like(name, content, code, look):
    assert refusal(name, content) == code
    assert look in said(name, content)


def test_text_that_is_cut_in_the_middle_of_a_sign_is_text():
    assert look_of("a.csv", "水".encode() * 3000).english == "text or CSV"
    assert look_of("a.csv", "水".encode("gbk") * 3001).english == "text or CSV"


def test_a_workbook_without_sheets():
    assert refusal("a.xlsx", zipped(xlsx_parts({}, further=[("theme", "theme.xml")]))) == "OPEN-009"
    assert refusal("a.ods", zipped(ods_parts(""))) == "OPEN-009"
    assert refusal("a.xls", compound({"Workbook": xls_stream({})})) == "OPEN-009"


def test_a_file_beyond_the_limit_is_not_read_to_the_end(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    opened = open_workbook(path, Limits(file_bytes=1000))
    assert codes(opened) == ["OPEN-007"]
    assert opened.digest == ""
    assert refusal("a.xlsx", bytes(1001), Limits(file_bytes=1000)) == "OPEN-007"


def test_a_path_that_cannot_be_read(tmp_path):
    missing, folder = open_workbook(tmp_path / "没有.xlsx"), open_workbook(tmp_path)
    assert codes(missing) == codes(folder) == ["OPEN-001"]
    assert "没有这个文件" in render(missing.findings[0])
    assert "it is not a file" in render(folder.findings[0], "en")
    assert codes(open_workbook(tmp_path / "a\0b.xlsx")) == ["OPEN-001"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    assert codes(open_workbook(tmp_path / "a.xlsx")) == ["OPEN-001"]


# What is noted


def workbook_with(further: list[tuple[str, str]], more: Parts, kind: str = MACRO_TYPE) -> Opened:
    parts = xlsx_parts({"表": sheet_xml("")}, further=further, kind=kind)
    return open_bytes("a.xlsm", zipped({**parts, **more}))


def test_macros_are_noted_and_not_read():
    opened = workbook_with([("vbaProject", "vbaProject.bin")], {"xl/vbaProject.bin": b"Sub Auto_Open()"})
    assert codes(opened) == ["OPEN-010"]
    assert codes(workbook_with([], {})) == []


def test_macro_sheets_count_as_macros_and_have_no_cells():
    parts = xlsx_parts({"表": sheet_xml(""), "宏": sheet_xml("")})
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    before, after = rels.rsplit("relationships/worksheet", 1)
    parts["xl/_rels/workbook.xml.rels"] = f"{before}relationships/xlMacrosheet{after}"
    opened = open_bytes("a.xlsm", zipped(parts))
    assert opened.book is not None
    assert codes(opened) == ["OPEN-010"]
    assert [sheet.name for sheet in opened.book.sheets] == ["表", "宏"]
    assert opened.book.sheets[1].cells == {}


def test_linked_files_are_named():
    more: Parts = {
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": links(
            [("externalLinkPath", "file:///C:\\预算\\%E4%B8%8A%E5%B9%B4.xlsx")], TargetMode="External"
        ),
    }
    opened = workbook_with([("externalLink", "externalLinks/externalLink1.xml")], more)
    assert codes(opened) == ["OPEN-011"]
    assert "上年.xlsx" in render(opened.findings[0])
    unnamed = workbook_with([("externalLink", "externalLinks/externalLink1.xml")], {})
    assert codes(unnamed) == ["OPEN-011"]
    assert "链接到：" not in render(unnamed.findings[0])


def test_embedded_objects_are_counted():
    more: Parts = {"xl/embeddings/oleObject1.bin": b"x", "xl/embeddings/book.xlsx": b"y"}
    opened = workbook_with([], more)
    assert codes(opened) == ["OPEN-012"]
    assert opened.findings[0].found == "2"


def test_macros_links_and_objects_of_an_open_document_are_noted():
    linked = (
        "<table:table table:name=\"'file:///tmp/上年.ods'#$表1\"><table:table-source "
        'xlink:href="file:///tmp/上年.ods"/></table:table>'
    )
    parts: Parts = {**small_ods(), "Basic/Standard/Module1.xml": "<a/>", "Object 1/content.xml": "<a/>"}
    parts["content.xml"] = str(parts["content.xml"]).replace("<table:table ", f"{linked}<table:table ", 1)
    opened = open_bytes("a.ods", zipped(parts))
    assert codes(opened) == ["OPEN-013", "OPEN-010", "OPEN-011", "OPEN-012"]
    assert opened.findings[2].found == "上年.ods"
    assert opened.book is not None
    assert [sheet.name for sheet in opened.book.sheets] == ["录入"]


def test_links_of_an_old_workbook_are_noted():
    path = "\1\1C\3预算\3上年.xls".encode("utf-16-le")
    book = record(0x01AE, "HHB", 1, len(path) // 2, 1, data=path)
    opened = open_bytes("a.xls", compound({"Workbook": xls_stream({"表": b""}, book)}))
    assert codes(opened) == ["OPEN-013", "OPEN-011"]
    assert opened.findings[1].found == "上年.xls"
