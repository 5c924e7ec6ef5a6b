"""The PDF by LibreOffice: its page numbers are right, nothing is cut off, no heading stands alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from generator.publication import pdf_office
from generator.publication.contents_pages import Pages, contents_of
from generator.publication.document import CellKind, Heading, Paragraph, Table
from generator.publication.pdf_file import PdfError, Reason, pages_of, write_pdf
from generator.publication.pdf_office import converter
from generator.publication.pdf_pages import printed_pages
from tests.oracles.fixtures import needs_office
from tests.publication.sample_document import LINE_ITEMS, long_table, project_form, sample

pytestmark = pytest.mark.xdist_group("published_pdf")

DRAFT = "草稿"
FRONT = 2
"""Cover and one page of contents."""


class Printed:
    """The PDF of the sample: the text of each page, and what its writer said of pages."""

    def __init__(self, path: Path, pages: Pages) -> None:
        self.content, self.pages = path.read_bytes(), pages
        self.file = pypdfium2.PdfDocument(self.content)
        self.texts = [page.get_textpage().get_text_bounded() for page in self.file]
        self.plain = ["".join(text.split()) for text in self.texts]


@pytest.fixture(scope="module")
def printed(libreoffice: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    path = tmp_path_factory.mktemp("pdf") / "out.pdf"
    made = Printed(path, write_pdf(sample(DRAFT), path))
    yield made
    made.file.close()


def number_at_foot(text: str) -> int | None:
    found = re.search(r"— (\d+) —\s*$", text)
    return int(found[1]) if found else None


def test_every_page_of_the_body_is_numbered_from_one_and_the_front_is_not(printed: Printed) -> None:
    numbers = [number_at_foot(text) for text in printed.texts]
    assert numbers == [None] * FRONT + list(range(1, len(numbers) - FRONT + 1))


def test_the_contents_name_the_page_that_each_heading_stands_on(printed: Printed) -> None:
    contents = printed.plain[1]
    for entry, page in zip(contents_of(sample()), printed.pages, strict=True):
        words = "".join(entry.text.split())
        assert re.search(rf"{re.escape(words)}\.*{page}(?!\d)", contents), entry.text
        assert "".join(entry.stands.split()) in printed.plain[FRONT + page - 1]


def test_the_outline_leads_to_the_headings(printed: Printed) -> None:
    outline = [bookmark.get_title() for bookmark in printed.file.get_toc()]
    assert outline == [entry.stands for entry in contents_of(sample())]


def test_no_heading_is_the_last_line_of_its_page(printed: Printed) -> None:
    for entry, page in zip(contents_of(sample()), printed.pages, strict=True):
        after = printed.plain[FRONT + page - 1].split("".join(entry.stands.split()), 1)[1]
        assert len(re.sub(r"—\d+—$", "", after)) > 5, entry.text


def test_wide_tables_lie_across_and_the_others_stand(printed: Printed) -> None:
    across = [place for place, page in enumerate(printed.file) if page.get_width() > page.get_height()]
    assert [("表2" in printed.plain[place]) for place in across] == [True]


def test_headings_of_a_long_table_repeat_on_each_page(printed: Printed) -> None:
    pages = [text for text in printed.plain if "一般行政管理事务（第" in text]
    assert len(pages) > 1
    for text in pages:
        assert "功能分类科目编码" in text
        assert "※※※※123" in text
    assert sum(text.count("一般行政管理事务（第") for text in pages) == LINE_ITEMS


def test_no_amount_is_broken_and_every_row_is_there(printed: Printed) -> None:
    everything = "\n".join(printed.texts)
    for table in sample().tables():
        for row in table.rows:
            for cell in row.cells:
                if cell.kind is CellKind.AMOUNT and cell.text:
                    assert cell.text in everything, cell.address
    assert everything.count(long_table().rows[-1].cells[4].text) == 2


def numbers_in(text: str) -> Counter[str]:
    return Counter(found.rstrip(".,") for found in re.findall(r"\d[\d.,]*%?", text))


def test_no_number_is_broken_at_the_end_of_a_line(printed: Printed) -> None:
    wanted: Counter[str] = Counter()
    for block in sample().blocks:
        if isinstance(block, Heading | Paragraph):
            wanted += numbers_in(block.text)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    wanted += numbers_in(cell.text)
        else:
            for part in block.cells:
                wanted += numbers_in(part.text)
    assert wanted - numbers_in("\n".join(printed.texts[FRONT:])) == Counter()


def test_page_numbers_of_the_contents_stand_behind_dots_at_the_right(printed: Printed) -> None:
    lines = printed.texts[1].splitlines()
    ends = [line for line in lines if "..." in line]
    assert [re.search(r"\.{3,}(\d+)$", line.strip())[1] for line in ends] == list(map(str, printed.pages))
    assert not any(re.fullmatch(r"[.\d\s]+", line) for line in lines)
    text = printed.file[1].get_textpage()
    signs = text.get_text_range()
    edges = {
        round(text.get_charbox(place)[2])
        for place in range(1, len(signs) - 1)
        if signs[place].isdigit() and signs[place + 1 :].startswith("\r\n")
    }
    assert max(edges) - min(edges) <= 1


def test_the_headings_of_the_indicators_of_a_long_form_repeat(printed: Printed) -> None:
    pages = [text for text in printed.plain if "购置办公耗材批次（第" in text]
    assert len(pages) > 1
    assert all("二级指标" in text and "三级指标" in text for text in pages)


def test_every_sign_is_inside_its_page(printed: Printed) -> None:
    for page in printed.file:
        wide, high = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            assert left >= 20
            assert bottom >= 15
            assert right <= wide - 20
            assert top <= high - 15


def test_no_page_is_blank(printed: Printed) -> None:
    assert min(len(text) for text in printed.plain) > len(DRAFT) + 20


def test_a_form_longer_than_a_page_goes_on_on_the_next(printed: Printed) -> None:
    indicators = [cell.text for cell in project_form().cells if "（第" in cell.text]
    together = "".join(printed.plain)
    assert all("".join(text.split()) in together for text in indicators)


def test_every_page_of_a_draft_says_so(printed: Printed) -> None:
    assert all(text.startswith(DRAFT) for text in printed.plain)


def test_a_heading_that_the_pdf_does_not_have_is_told(printed: Printed) -> None:
    entries = contents_of(sample())
    with pytest.raises(PdfError) as caught:
        printed_pages(printed.content, entries[:-1])
    assert caught.value.reason is Reason.UNSETTLED


def test_without_libreoffice_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_office, "office", lambda: None)
    with pytest.raises(PdfError) as caught:
        pages_of(sample())
    assert caught.value.reason is Reason.NOT_INSTALLED


@pytest.mark.parametrize(
    ("script", "reason", "said"),
    [
        ("echo no such filter; exit 3", Reason.FAILED, "no such filter"),
        ("echo nothing to do", Reason.FAILED, "nothing to do"),
        ("sleep 60 & wait", Reason.TOO_LONG, "0.3"),
    ],
)
def test_an_office_that_fails_is_told_with_what_it_said(
    script: str, reason: Reason, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdf_office, "office", lambda: program)
    with pytest.raises(PdfError) as caught, converter(seconds=0.3) as office:
        office.converted(b"")
    assert caught.value.reason is reason
    assert caught.value.said == said


@needs_office
def test_nothing_is_left_where_the_pdf_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write_pdf(sample(), tmp_path / "missing" / "out.pdf")
    assert list(tmp_path.iterdir()) == []
