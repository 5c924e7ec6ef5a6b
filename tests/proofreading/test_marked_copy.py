"""A copy of an edited .docx with comments: where they stand, what they say, and that all else stays."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache
from xml.etree import ElementTree

import docx
import pytest

from generator.proofreading.manuscript import ManuscriptError
from generator.proofreading.marked_copy import marked_copy
from generator.proofreading.opening import manuscript_of
from generator.proofreading.proof import Proof, proofread
from generator.publication.document import (
    Cell,
    CellKind,
    Document,
    HeadCell,
    Heading,
    Meaning,
    Paragraph,
    Row,
    Stretch,
    Table,
)

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
HEADS = ("编码", "名称", "合计", "基本支出")
ROWS = [("201", "行政运行", "1.00", "1.00"), ("205", "培训支出", "5.00", "2.00")]
PROJECT, TAX = "水源工程支出 71.84 万元，比上年增长。", "税收 12.50 万元。"
EXPECTED = Document(
    "水务局",
    2024,
    (),
    "目录",
    (
        Heading(1, (Stretch("第一部分 水务局概况"),)),
        Paragraph(
            (
                Stretch("水源工程支出 "),
                Stretch("71.84", Meaning.AMOUNT, "项目支出", "表5!G10"),
                Stretch(" 万元，比上年增长。"),
            ),
            "说明!B3",
        ),
        Paragraph((Stretch("税收 "), Stretch("12.50", Meaning.AMOUNT), Stretch(" 万元。")), "说明!B4"),
        Table(
            "表5", "一般公共预算支出情况表", "水务局", "万元", False, (8.0,) * 4,
            tuple(HeadCell(0, column, text) for column, text in enumerate(HEADS)), 1, HEADS,
            rows=tuple(
                Row(tuple(
                    Cell(text, (CellKind.CODE, CellKind.NAME, CellKind.AMOUNT, CellKind.AMOUNT)[at],
                         f"表5!{'ABCD'[at]}{row}")
                    for at, text in enumerate(texts)
                ))
                for row, texts in enumerate(ROWS, 9)
            ),
            amounts=(2, 3),
        ),
    ),
)  # fmt: skip


def p(*runs: str, properties: str = "") -> str:
    inside = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r w:rsidR="00AA"><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: list[tuple[str, ...]]) -> str:
    cells = ["".join(f"<w:tc>{p(text) if text else '<w:p/>'}</w:tc>" for text in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture() -> bytes:
    """A PNG of one point."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0"))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in [*chunks, (b"IEND", b"")]
    )


@cache
def around() -> dict[str, bytes]:
    """The parts of a document with a header and a picture."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "水务局"
    document.add_picture(io.BytesIO(picture()))
    file = io.BytesIO()
    document.save(file)
    return unpacked(file.getvalue())


def word(project: str = p(PROJECT), tax: str = p(TAX), rows: list[tuple[str, ...]] | None = None) -> bytes:
    """A .docx of the expected document, with these paragraphs and rows, a header, a picture."""
    body = p("第一部分 水务局概况") + project + tax
    body += p("表 5") + p("一般公共预算支出情况表") + table([HEADS, *(ROWS if rows is None else rows)])
    parts = dict(around())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{body}".encode())
    return packed(parts)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def proof(content: bytes, expected: Document = EXPECTED) -> Proof:
    return proofread(manuscript_of("公开.docx", content), expected)


def tree(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(unpacked(content)["word/document.xml"])


class Marked:
    """A marked copy, taken apart by other means than those that made it."""

    def __init__(self, content: bytes, language: str = "zh") -> None:
        self.proof = proof(content)
        self.content = marked_copy(content, self.proof, language)
        self.comments = [each.text for each in docx.Document(io.BytesIO(self.content)).comments]
        self.words: dict[int, str] = {}
        self.highlighted: list[tuple[str, str]] = []
        opened: set[int] = set()
        for element in tree(self.content).iter():
            name, number = element.tag.removeprefix(W), int(element.get(f"{W}id", "-1"))
            if name == "commentRangeStart":
                opened.add(number)
                self.words[number] = ""
            elif name == "commentRangeEnd":
                opened.remove(number)
            elif name == "r":
                text = "".join(each.text or "" for each in element.iter(f"{W}t"))
                for each in opened:
                    self.words[each] += text
                colour = element.find(f"{W}rPr/{W}highlight")
                if colour is not None:
                    self.highlighted.append((text, colour.get(f"{W}val", "")))
        assert not opened


def test_a_wrong_figure_is_commented_and_highlighted_with_what_the_workbook_has_and_where():
    marked = Marked(word(p(PROJECT.replace("71.84", "71.48"))))
    assert len(marked.comments) == 1
    for part in ("要改", "金额与工作簿不一致", "71.48 万元", "71.84万元", "表5!G10", "处理："):
        assert part in marked.comments[0]
    assert marked.words == {0: "71.48 万元"}
    assert marked.highlighted == [("71.48 万元", "magenta")]
    comment = next(iter(docx.Document(io.BytesIO(marked.content)).comments))
    assert (comment.author, comment.timestamp) == ("budgetbook", None)


def test_comments_are_written_in_english_if_asked_for():
    marked = Marked(word(p(PROJECT.replace("71.84", "71.48"))), "en")
    assert marked.comments[0].startswith("[to mend] ")
    assert "expected: 71.84万元" in marked.comments[0]


def test_words_over_several_runs_keep_the_looks_of_each():
    bold, italic = "<w:b/>", "<w:i/><w:u w:val='single'/>"
    marked = Marked(word(p(r("水源工程支出 71", bold), r(".48 万", italic), r("元，比上年增长。"))))
    assert marked.words == {0: "71.48 万元"}
    assert [text for text, _ in marked.highlighted] == ["71", ".48 万", "元"]
    runs = docx.Document(io.BytesIO(marked.content)).paragraphs[1].runs
    looks = [(run.text, run.bold, run.italic) for run in runs if run.text]
    assert looks == [
        ("水源工程支出 ", True, None), ("71", True, None), (".48 万", None, True), ("元", None, None),
        ("，比上年增长。", None, None),
    ]  # fmt: skip
    order = [each.tag.removeprefix(W) for each in runs[2]._r.rPr]
    assert order == ["i", "highlight", "u"]


def test_tracked_changes_and_links_stay_and_the_comment_is_no_part_of_them():
    inserted = f'<w:ins w:id="7" w:author="王">{r("支出 71.48 万元")}</w:ins>'
    deleted = '<w:del w:id="8" w:author="王"><w:r><w:delText>预算</w:delText></w:r></w:del>'
    link = f'<w:hyperlink w:anchor="x">{r("，比上年")}</w:hyperlink>'
    marked = Marked(word(p("水源工程", deleted, inserted, link, "增长。")))
    assert marked.words == {0: "71.48 万元"}
    found = tree(marked.content)
    change = found.find(f".//{W}ins")
    assert change is not None
    assert [each.tag.removeprefix(W) for each in change] == [
        "r", "commentRangeStart", "r", "commentRangeEnd",
    ]  # fmt: skip
    assert found.find(f".//{W}del/{W}r/{W}delText") is not None
    assert found.find(f".//{W}hyperlink/{W}r") is not None


def test_a_cell_is_found_by_its_column_although_its_neighbour_says_the_same():
    marked = Marked(word(rows=[("201", "行政运行", "7.00", "7.00"), ROWS[1]]))
    assert [comment.count("7.00") for comment in marked.comments] == [1, 1]
    cells = tree(marked.content).findall(f".//{W}tr")[1].findall(f"{W}tc")
    numbers = [[each.get(f"{W}id") for each in cell.iter(f"{W}commentRangeStart")] for cell in cells]
    assert numbers == [[], [], ["0"], ["1"]]
    assert ("表5!C9" in marked.comments[0], "表5!D9" in marked.comments[1]) == (True, True)


def test_an_empty_cell_is_commented_where_it_is():
    marked = Marked(word(rows=[("201", "行政运行", "", "1.00"), ROWS[1]]))
    cell = tree(marked.content).findall(f".//{W}tr")[1].findall(f"{W}tc")[2]
    assert len(list(cell.iter(f"{W}commentReference"))) == 1
    assert marked.highlighted == []


def test_a_row_too_many_is_highlighted_and_a_missing_one_told_at_the_row_above():
    extra = Marked(word(rows=[*ROWS, ("229", "其他支出", "3.00", "3.00")]))
    assert extra.words == {0: "229"}
    assert [text for text, _ in extra.highlighted] == ["229", "其他支出"]
    missing = Marked(word(rows=ROWS[:1]))
    assert missing.words == {0: "201"}
    assert missing.highlighted == []
    assert "没有找到“205 培训支出”" in missing.comments[0]


def test_a_missing_sentence_is_told_at_the_paragraph_before_and_nothing_is_highlighted():
    marked = Marked(word(tax=""))
    assert marked.words == {0: PROJECT}
    assert marked.highlighted == []
    assert "税收 12.50 万元。" in marked.comments[0]


def test_a_figure_that_is_not_there_is_told_at_its_clause():
    marked = Marked(word(p("水源工程支出，比上年增长。")))
    assert list(marked.words.values()) == ["水源工程支出，"]


def test_where_a_doubt_and_a_mistake_meet_the_mistake_gives_the_colour():
    marked = Marked(word(p("水源工程支出 71.48 万元万元，，比上年增长。")))
    assert {"magenta", "yellow"} == {colour for _, colour in marked.highlighted}
    assert "".join(text for text, colour in marked.highlighted if colour == "magenta") == "71.48 万元"


def test_a_paragraph_whose_mark_was_deleted_is_marked_in_both_of_its_halves():
    halves = p("水源工程支出 71.", properties="<w:rPr><w:del/></w:rPr>") + p("48 万元，比上年增长。")
    marked = Marked(word(halves))
    assert marked.words == {0: "71.48 万元"}
    assert [text for text, _ in marked.highlighted] == ["71.", "48 万元"]


def test_text_and_all_other_parts_stay_as_they_were():
    content = word(p(r("水源工程支出 71", "<w:b/>"), r(".48 万元，比上年增长。")), rows=ROWS[1:])
    marked = Marked(content)
    before, after = unpacked(content), unpacked(marked.content)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
    }  # fmt: skip
    texts = [
        [p.text for p in docx.Document(io.BytesIO(each)).paragraphs] for each in (content, marked.content)
    ]
    assert texts[0] == texts[1]
    again = proof(marked.content)
    assert [each.finding for each in again.remarks] == [each.finding for each in marked.proof.remarks]


def test_comments_of_people_stay_and_are_not_mixed_up_with_ours():
    document = docx.Document(io.BytesIO(word(p(PROJECT.replace("71.84", "71.48")))))
    document.add_comment(document.paragraphs[2].runs, "请核对", author="王会计")
    file = io.BytesIO()
    document.save(file)
    marked = Marked(file.getvalue())
    told = [(each.comment_id, each.author) for each in docx.Document(io.BytesIO(marked.content)).comments]
    assert told == [(0, "王会计"), (1, "budgetbook")]
    assert marked.words == {0: TAX, 1: "71.48 万元"}
    assert "word/comments2.xml" not in unpacked(marked.content)


def test_the_same_document_gives_the_same_copy_and_one_without_a_remark_is_not_touched():
    wrong, right = word(p(PROJECT.replace("71.84", "71.48"))), word()
    assert marked_copy(wrong, proof(wrong)) == marked_copy(wrong, proof(wrong))
    assert proof(right).remarks == ()
    assert marked_copy(right, proof(right)) == right


def test_what_nobody_would_write_is_marked_as_well_as_it_can_be():
    loose = "<w:p><w:smartTag><w:t>水源工程支出 71.48 万元，比上年增长。</w:t></w:smartTag></w:p>"
    assert list(Marked(word(loose)).words.values()) == [""]
    split = p("<w:r><w:t>水源工程支出 71.<!-- x -->48 万元，比上年增长。</w:t></w:r>")
    assert list(Marked(word(split)).words.values()) == [""]
    control = f"<w:p><w:sdt><w:sdtContent>{r(PROJECT.replace('71.84', '71.48'))}</w:sdtContent></w:sdt></w:p>"
    marked = Marked(word(control))
    assert marked.words == {0: PROJECT.replace("71.84", "71.48")}
    assert marked.highlighted == [("71.48 万元", "magenta")]


@pytest.mark.parametrize("drop", ["[Content_Types].xml", "word/document.xml"])
def test_a_package_without_what_it_needs_is_refused(drop):
    content = word(p(PROJECT.replace("71.84", "71.48")))
    parts = unpacked(content)
    del parts[drop]
    with pytest.raises(ManuscriptError):
        marked_copy(packed(parts), proof(content))


def test_a_hostile_part_of_comments_is_refused():
    content = word(p(PROJECT.replace("71.84", "71.48")))
    parts = unpacked(Marked(content).content)
    parts["word/comments.xml"] = b'<!DOCTYPE d [<!ENTITY a "aaaa">]><w:comments>&a;</w:comments>'
    with pytest.raises(ManuscriptError) as raised:
        marked_copy(packed(parts), proof(content))
    assert raised.value.reason.code == "PROOF-002"
