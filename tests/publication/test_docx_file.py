"""The .docx file: its styles, contents, sections and tables, as Word would read them."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable

from generator.publication.contents_pages import contents_of
from generator.publication.document import Document, HeadCell, Heading, Row
from generator.publication.docx_file import docx_bytes, write_docx
from tests.publication.sample_document import INDICATOR_HEADINGS, STATEMENT, balance, empty_table, sample

DRAFT = "草稿 · 校验未通过"


def opened(document: Document, pages: tuple[int, ...] | None = None) -> Word:
    return docx.Document(io.BytesIO(docx_bytes(document, pages)))


@pytest.fixture(scope="module")
def word() -> Word:
    return opened(sample(), tuple(range(1, len(contents_of(sample())) + 1)))


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx_bytes(sample()))) as file:
        return file.read(name).decode("utf-8")


def width_of_text(section: docx.section.Section) -> int:
    return section.page_width - section.left_margin - section.right_margin


def attributes(table: WordTable, tag: str, attribute: str) -> list[str]:
    return [each.get(qn(f"w:{attribute}")) for each in table._tbl.iter(qn(f"w:{tag}"))]


def test_equal_documents_give_equal_bytes() -> None:
    assert docx_bytes(sample(), (1,) * 16) == docx_bytes(sample(), (1,) * 16)
    assert docx_bytes(sample()) != docx_bytes(sample(DRAFT))


def test_the_file_says_whose_it_is_and_when_it_was_compiled(word: Word) -> None:
    about = word.core_properties
    assert about.title == "新疆巴州人民政府办公室2024 年部门预算公开"
    assert about.author == "新疆巴州人民政府办公室"
    assert (about.created.year, about.created.month, about.created.day) == (2024, 2, 25)


def test_headings_are_those_of_word_in_order(word: Word) -> None:
    found = [
        (each.style.name, each.text) for each in word.paragraphs if each.style.name.startswith("Heading")
    ]
    wanted = [(f"Heading {heading.level}", heading.text) for heading in sample().headings()]
    assert found == wanted


def test_tables_are_in_the_outline_below_their_part(word: Word) -> None:
    levels = [each._p.pPr.find(qn("w:outlineLvl")) for each in word.paragraphs]
    titles = [each.text for each, level in zip(word.paragraphs, levels, strict=True) if level is not None]
    assert titles == [table.title for table in sample().tables()]


def test_all_prose_stands_there(word: Word) -> None:
    prose = [each.text for each in word.paragraphs if each.style.name == "Body Text" and each.text]
    wanted = [
        line
        for block in sample().blocks
        if not isinstance(block, Heading) and hasattr(block, "stretches")
        for line in block.text.splitlines()
    ]
    assert prose == wanted


def test_the_contents_lead_to_their_headings_with_page_numbers(word: Word) -> None:
    lines = [each for each in word.paragraphs if each.style.name.startswith("toc ")]
    entries = contents_of(sample())
    assert [line.text.replace("\n", "") for line in lines] == [
        f"{entry.text}\t{page}" for page, entry in enumerate(entries, 1)
    ]
    assert [line.style.name for line in lines] == [f"toc {entry.level}" for entry in entries]
    marks = {each.get(qn("w:name")): each.getparent() for each in word.element.iter(qn("w:bookmarkStart"))}
    for line, entry in zip(lines, entries, strict=True):
        (link,) = line._p.iter(qn("w:hyperlink"))
        target = docx.text.paragraph.Paragraph(marks[link.get(qn("w:anchor"))], word._body)
        assert target.text == entry.stands
    assert "第二部分" in lines[3].text
    assert lines[4].text.startswith("一、部门收支总体情况表")


def test_word_is_asked_for_page_numbers_only_where_they_are_not_known(word: Word) -> None:
    assert word.settings.element.find(qn("w:updateFields")) is None
    assert opened(sample()).settings.element.find(qn("w:updateFields")) is not None


def test_fields_are_whole(word: Word) -> None:
    depth = 0
    for mark in word.element.iter(qn("w:fldChar")):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(qn("w:fldCharType"))]
        assert depth in (0, 1, 2)
    assert depth == 0


def test_every_table_stands_on_sheets_of_its_own_kind(word: Word) -> None:
    turned = [section.orientation for section in word.sections]
    assert [place for place, each in enumerate(turned) if each == WD_ORIENT.LANDSCAPE] == [3]
    for section in word.sections:
        assert {section.page_width.mm.__round__(), section.page_height.mm.__round__()} == {210, 297}
    tables, forms = 4, 2
    front, part_one, part_three, rest = 1, 1, 1, 1
    assert len(word.sections) == front + part_one + tables + part_three + forms + rest


def test_pages_are_numbered_from_the_body_on(word: Word) -> None:
    front, body, *others = word.sections
    assert not any(each.text for each in front.footer.paragraphs)
    assert [each.text for each in body.footer.paragraphs] == ["— 1 —"]
    assert all(section.footer.is_linked_to_previous for section in others)
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in word.sections]
    assert [start is not None for start in starts] == [False, True] + [False] * len(others)


def test_tables_say_what_the_document_says(word: Word) -> None:
    for made, table in zip(word.tables, sample().tables(), strict=False):
        rows = [[cell.text for cell in row.cells] for row in made.rows]
        above = table.head_rows + bool(table.number_row)
        assert rows[above:] == [[cell.text for cell in row.cells] for row in table.rows]
        if table.number_row:
            assert tuple(rows[above - 1]) == table.number_row
        for head in table.head:
            assert rows[head.row][head.column] == head.text
            assert rows[head.row + head.rows - 1][head.column + head.columns - 1] == head.text


def test_headings_repeat_on_each_page_and_no_row_is_split(word: Word) -> None:
    for made, table in zip(word.tables, sample().tables(), strict=False):
        rows = [row._tr.trPr for row in made.rows]
        repeating = [row.find(qn("w:tblHeader")) is not None for row in rows]
        above = table.head_rows + bool(table.number_row)
        assert repeating == [True] * above + [False] * len(table.rows)
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)


def test_tables_are_no_wider_than_the_text(word: Word) -> None:
    sections = [word.sections[place] for place in (2, 3, 4, 5)]
    for made, section in zip(word.tables, sections, strict=False):
        wide = sum(int(width) for width in attributes(made, "gridCol", "w")) * 635
        assert wide <= width_of_text(section) + 20 * 635
        assert wide >= width_of_text(section) * 0.98


def test_amounts_stand_at_the_right(word: Word) -> None:
    row = word.tables[0].rows[2]
    sides = [cell.paragraphs[0].alignment for cell in row.cells]
    right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    assert sides == [left, right, left, right]


def test_a_table_is_introduced_by_number_title_and_unit_that_stay_with_it(word: Word) -> None:
    texts = [each.text for each in word.paragraphs]
    place = texts.index("表 8")
    assert texts[place + 1 : place + 4] == [
        "政府性基金预算支出情况表",
        "编制部门：新疆巴州人民政府办公室\t单位：万元",
        STATEMENT,
    ]
    for paragraph in word.paragraphs[place : place + 3]:
        assert paragraph.style.paragraph_format.keep_with_next


def test_forms_keep_their_merged_cells(word: Word) -> None:
    department, head, indicators = word.tables[-3:]
    assert [cell.text for cell in department.rows[3].cells] == [
        "年度预算（万元）",
        "年度预算（万元）",
        "财政资金（万元）",
        "上级安排",
        "0.00",
        "0.00",
    ]
    assert indicators.rows[1].cells[0].text == indicators.rows[16].cells[0].text == "产出指标"
    assert len(head.rows[3].cells[2].paragraphs) == 2


def test_a_form_longer_than_a_page_repeats_the_headings_of_its_indicators(word: Word) -> None:
    department, head, indicators = word.tables[-3:]
    assert [cell.text for cell in indicators.rows[0].cells] == list(INDICATOR_HEADINGS)
    repeating = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in indicators.rows]
    assert repeating == [True] + [False] * (len(repeating) - 1)
    assert not list(department._tbl.iter(qn("w:tblHeader")))
    between = docx.text.paragraph.Paragraph(head._tbl.getnext(), word._body)
    assert between._p.getnext() is indicators._tbl
    assert between.style.paragraph_format.line_spacing < Pt(1)
    assert all(
        paragraph.paragraph_format.keep_with_next
        for row in head.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    )


def test_bold_may_hold_for_one_of_two_panels() -> None:
    income, money, spent, paid = balance().rows[0].cells
    bold = dataclasses.replace(income, is_bold=True), dataclasses.replace(money, is_bold=True)
    table = dataclasses.replace(balance(), rows=(Row((*bold, spent, paid)),))
    (made,) = opened(dataclasses.replace(sample(), blocks=(table,))).tables
    assert [cell.paragraphs[0].runs[0].bold for cell in made.rows[2].cells] == [True, True, None, None]


def test_numbers_are_latin_text_that_no_program_breaks() -> None:
    (language,) = re.findall(r"<w:lang [^>]*>", part("word/styles.xml"))
    assert 'w:val="en-US"' in language
    assert 'w:eastAsia="zh-CN"' in language


def test_fonts_are_official_and_have_fallbacks() -> None:
    styles = part("word/styles.xml")
    for name in ("方正小标宋简体", "黑体", "楷体", "仿宋"):
        assert f'w:eastAsia="{name}"' in styles
    assert "Theme" not in styles
    table = part("word/fontTable.xml")
    for name, other in {
        "仿宋": "FangSong_GB2312",
        "楷体": "KaiTi_GB2312",
        "黑体": "Noto Sans CJK SC",
    }.items():
        entry = table.split(f'w:name="{name}"')[1].split("</w:font>")[0]
        assert other in entry


def test_a_draft_is_marked_in_every_section() -> None:
    word = opened(sample(DRAFT))
    for section in word.sections:
        assert [each.text for each in section.header.paragraphs] == [DRAFT]
    assert 'string="草稿 · 校验未通过"' in word.sections[0].header._element.xml
    clean = opened(sample())
    assert all(not paragraph.text for section in clean.sections for paragraph in section.header.paragraphs)


def test_the_document_ends_with_department_and_date_at_the_right(word: Word) -> None:
    last = word.paragraphs[-2:]
    assert [each.text for each in last] == list(sample().closing)
    assert {each.style.paragraph_format.alignment for each in last} == {WD_ALIGN_PARAGRAPH.RIGHT}


def test_signs_that_xml_forbids_do_no_harm() -> None:
    table = dataclasses.replace(empty_table(), statement="空表\x0b说明\x00。")
    document = dataclasses.replace(sample(), blocks=(table,))
    assert "空表 说明 。" in [each.text for each in opened(document).paragraphs]


def test_cells_that_overlap_are_refused() -> None:
    table = dataclasses.replace(empty_table(), head=(HeadCell(0, 0, "甲", columns=2), HeadCell(0, 1, "乙")))
    with pytest.raises(ValueError, match="row 0, column 1"):
        docx_bytes(dataclasses.replace(sample(), blocks=(table,)))


def test_a_document_of_prose_alone_has_two_sections() -> None:
    prose = tuple(block for block in sample().blocks if hasattr(block, "stretches"))
    word = opened(dataclasses.replace(sample(), blocks=prose, closing=()))
    assert len(word.sections) == 2
    assert [each.text for each in word.sections[1].footer.paragraphs] == ["— 1 —"]


def test_nothing_is_left_where_the_file_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write_docx(sample(), tmp_path / "missing" / "out.docx")
    write_docx(sample(), tmp_path / "out.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.docx"]
