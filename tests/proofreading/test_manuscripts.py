"""Edited documents as they come: .docx, .md, .txt and .pdf, as people leave them, and hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.proofreading.manuscript import Grid, ManuscriptError, Passage
from generator.proofreading.opening import manuscript_of, read_manuscript
from generator.proofreading.proof import proofread
from generator.publication.docx_file import docx_bytes
from tests.proofreading.reference import expected_document, reference_text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GENUINE = ["PROOF-063", "PROOF-064", "PROOF-072", "PROOF-072"]
"""What remains odd where names and the doubled semicolon are put right."""


def docx(body: str, numbering: str = "", styles: str = "", head: str = "") -> bytes:
    """A .docx of these elements."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", text)
        for name, content in (("numbering", numbering), ("styles", styles)):
            if content:
                archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return file.getvalue()


def p(*runs: str, properties: str = "") -> str:
    inside = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def texts(content: bytes, file: str = "a.docx") -> list[str]:
    elements = manuscript_of(file, content).elements
    return [each.text for each in elements if isinstance(each, Passage)]


def grids(content: bytes, file: str = "a.docx") -> list[list[tuple[str, ...]]]:
    elements = manuscript_of(file, content).elements
    return [[row.cells for row in each.rows] for each in elements if isinstance(each, Grid)]


def codes(content: bytes, file: str) -> list[str]:
    return [
        each.finding.code for each in proofread(manuscript_of(file, content), expected_document()).remarks
    ]


def test_the_published_docx_comes_back_without_a_contradiction_that_is_not_genuine():
    assert codes(docx_bytes(expected_document()), "公开.docx") == GENUINE


def test_tracked_changes_are_read_as_if_they_were_accepted():
    run = "<w:r><w:t>{}</w:t></w:r>"
    inserted = f"<w:ins>{run.format('增加')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>减少</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run.format('旧')}</w:moveFrom><w:moveTo>{run.format('新')}</w:moveTo>"
    assert texts(docx(p("预算", deleted, inserted, moved, "。"))) == ["预算增加新。"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_a_deleted_row_is_gone():
    mark = "<w:rPr><w:del/></w:rPr>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr>{cell.format('甲')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell.format('乙')}</w:tr>"
    content = docx(p("主要", properties=mark) + p("原因是") + f"<w:tbl>{rows}</w:tbl>")
    assert texts(content) == ["主要原因是"]
    assert grids(content) == [[("甲",)]]


def test_text_boxes_hidden_text_and_the_contents_are_left_out():
    box = f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{p('目录行')}</w:sdtContent></w:sdt>"
    styles = '<w:style w:styleId="12"><w:name w:val="toc 1"/></w:style>'
    line = p("一、收支", properties='<w:pStyle w:val="12"/>')
    assert texts(docx(p("正文", box, hidden, shown) + contents + line, styles=styles)) == ["正文显"]


def test_merged_cells_keep_their_columns():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    first = cell("科目", '<w:gridSpan w:val="2"/>') + cell("合计", '<w:vMerge w:val="restart"/>')
    second = cell("类") + cell("款") + cell("", "<w:vMerge/>")
    assert grids(docx(f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>")) == [
        [("科目", "", "合计"), ("类", "款", "")]
    ]


def test_labels_of_numbered_lists_are_written_out():
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        '<w:lvlText w:val="（%1）"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%2、"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    body = "".join(
        p(text, properties=item.format(level)) for text, level in zip("甲乙丙丁", "0110", strict=True)
    )
    assert texts(docx(body, numbering)) == ["（一）甲", "1、乙", "2、丙", "（二）丁"]


def test_markdown_has_tables_by_tabs_and_by_bars():
    text = "## 表 1\n\n项目\t预算数\n<b>总计</b>\t1.00\n\n| 甲 | 乙 |\n| --- | ---: |\n| 1 | 2 |\n"
    assert grids(text.encode(), "a.md") == [
        [("项目", "预算数"), ("总计", "1.00")],
        [("甲", "乙"), ("1", "2")],
    ]
    assert texts(text.encode(), "a.md") == ["表 1"]


def test_lines_of_a_wrapped_text_are_joined_and_those_of_an_unwrapped_one_are_not():
    line = "按照全口径预算的原则，所有收入和支出均纳入部门预算"
    assert texts(f"{line}\n管理，收支总预算一万元。\n一、收入\n".encode(), "a.txt") == [
        f"{line}管理，收支总预算一万元。",
        "一、收入",
    ]
    assert len(texts(f"{line}\n{line}{line}{line}{line}。\n".encode(), "a.txt")) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_text_may_come_in_the_encodings_of_office_programs(encoding):
    assert texts("收支总预算 3,384.08 万元。".encode(encoding), "a.txt") == ["收支总预算 3,384.08 万元。"]


def test_plain_text_without_tables_is_compared_by_its_sentences():
    flat = "\n".join(line.replace("\t", "\n") for line in reference_text().splitlines())
    found = codes(flat.encode(), "a.txt")
    assert "PROOF-007" in found
    assert not {"PROOF-030", "PROOF-031", "PROOF-033", "PROOF-050"} & set(found)


def pdf(lines: list[str]) -> bytes:
    """A small PDF: these lines above a table of two by two cells."""
    show = "".join(f"BT /F1 12 Tf 72 {760 - 20 * at} Td ({line}) Tj ET\n" for at, line in enumerate(lines))
    cells = "".join(
        f"BT /F1 12 Tf {104 + 100 * x} {505 - 30 * y} Td ({x}{y}.50) Tj ET\n" for x in (0, 1) for y in (0, 1)
    )
    rules = "".join(f"100 {y} m 300 {y} l S\n" for y in (525, 495, 465))
    rules += "".join(f"{x} 525 m {x} 465 l S\n" for x in (100, 200, 300))
    stream = (show + cells + rules).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return whole + end % (table, len(whole))


def test_a_pdf_gives_its_lines_and_its_drawn_tables():
    content = pdf(["Budget 2024", "100.00"])
    assert texts(content, "a.pdf") == ["Budget 2024", "100.00"]
    assert grids(content, "a.pdf") == [[("00.50", "10.50"), ("01.50", "11.50")]]
    assert manuscript_of("a.pdf", content).elements[0].spot.page == 1


BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("a.docx", b"", "PROOF-002"),
        ("a.docx", b"PK\x03\x04 not a zip", "PROOF-002"),
        ("a.docx", docx("<w:p>"), "PROOF-002"),
        ("a.docx", docx(p("甲"), head=BOMB), "PROOF-002"),
        ("a.docx", docx("<w:p>" * 500 + "</w:p>" * 500), "PROOF-003"),
        ("a.docx", docx(p("0" * 30_000_000)), "PROOF-003"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "PROOF-004"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "PROOF-004"),
        ("a.rtf", b"{\\rtf1 x}", "PROOF-004"),
        ("a.pages", b"text", "PROOF-004"),
        ("a.txt", b"a\0b\0", "PROOF-002"),
        ("a.md", b"x\n\n" * 60_000, "PROOF-003"),
        ("a.pdf", b"%PDF-1.7 nothing", "PROOF-002"),
        ("a.pdf", pdf([])[:300], "PROOF-002"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_cannot_be_read_is_refused_with_a_reason(file, content, code):
    with pytest.raises(ManuscriptError) as raised:
        manuscript_of(file, content)
    assert raised.value.reason.code == code
    assert raised.value.reason.place.file == file


def test_a_workbook_is_no_document():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ManuscriptError) as raised:
        manuscript_of("a.docx", file.getvalue())
    assert raised.value.reason.code == "PROOF-004"


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(ManuscriptError) as raised:
        read_manuscript(Path(tmp_path / "没有.docx"))
    assert raised.value.reason.code == "PROOF-001"


def test_a_document_with_nothing_of_the_workbook_is_compared_all_the_same():
    found = codes("一封信\n\n没有表，也没有数。\n".encode(), "a.txt")
    assert found.count("PROOF-023") > 50
    assert "PROOF-007" in found


def test_a_document_that_repeats_one_line_without_end_takes_no_time():
    line = "资金执行时间：2024 年 1 月至 2024 年 12 月\n\n"
    manuscript = manuscript_of("a.md", (line * 12_000).encode())
    assert proofread(manuscript, expected_document()).remarks
