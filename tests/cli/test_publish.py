"""`publish` and `proofread` from the command line: what they write, refuse and say."""

import json
import shutil
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SAMPLE = SAMPLES / "bazhou-2024"


def run(*arguments, language="zh"):
    return CliRunner().invoke(make_app(language), [str(argument) for argument in arguments])


@pytest.fixture
def without_office(monkeypatch):
    """LibreOffice is not installed: publishing then needs a tenth of the time."""
    monkeypatch.setattr("generator.publication.pdf_office.office", lambda: None)
    monkeypatch.setattr("generator.disclosure.office", lambda: None)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The sample, published once as .docx, page and data."""
    folder = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.disclosure.office", lambda: None)
        told = run("publish", SAMPLE, "-o", folder / "out.docx", "--html", "--data", folder / "data")
    assert told.exit_code == ExitCode.DONE, told.output
    return folder, told


def text_of(path):
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_everything_asked_for_is_written_and_named(published):
    folder, told = published
    assert "2024 年一般公共预算拨款合计 3,134.08 万元" in text_of(folder / "out.docx")
    assert "3,134.08" in (folder / "out.html").read_text(encoding="utf-8")
    assert (folder / "data" / "datapackage.json").is_file()
    for name in ("out.docx", "out.html", "data"):
        assert f"已生成 {folder / name}" in told.output


def test_publishing_again_changes_nothing_and_an_edited_document_is_kept(published, tmp_path, without_office):
    folder, _ = published
    shutil.copy(folder / "out.docx", tmp_path / "out.docx")
    before = (tmp_path / "out.docx").read_bytes()
    assert run("publish", SAMPLE, "-o", tmp_path / "out.docx").exit_code == ExitCode.DONE
    assert (tmp_path / "out.docx").read_bytes() == before

    edited = docx.Document(str(tmp_path / "out.docx"))
    edited.add_paragraph("会计补的一句话")
    edited.save(str(tmp_path / "out.docx"))
    kept = (tmp_path / "out.docx").read_bytes()
    refused = run("publish", SAMPLE, "-o", tmp_path / "out.docx", "--html")
    assert refused.exit_code == ExitCode.OUTPUT
    assert "out.docx" in refused.output
    assert (tmp_path / "out.docx").read_bytes() == kept
    assert not (tmp_path / "out.html").exists()
    assert run("publish", SAMPLE, "-o", tmp_path / "out.docx", "--overwrite").exit_code == ExitCode.DONE
    assert (tmp_path / "out.docx").read_bytes() == before


def test_a_department_that_is_not_ready_is_refused_with_everything_that_is_missing(tmp_path, without_office):
    told = run("publish", SAMPLES / "personnel-only", "-o", tmp_path / "out.docx", "--json")
    assert told.exit_code == ExitCode.CHECKS_BROKEN
    assert list(tmp_path.iterdir()) == []
    start, end = told.stdout.index("{"), told.stdout.rindex("}") + 1
    data = json.loads(told.stdout[start:end])
    assert {each["code"] for each in data["findings"]} >= {"PUB-002", "PUB-003", "PUB-005", "PUB-006"}
    assert data["files"] == []


def test_a_draft_is_written_all_the_same_and_says_so_on_every_page(tmp_path, without_office):
    told = run("publish", SAMPLES / "personnel-only", "-o", tmp_path / "out.docx", "--html", "--draft")
    assert told.exit_code == ExitCode.DONE, told.output
    document = docx.Document(str(tmp_path / "out.docx"))
    headers = ["".join(p.text for p in section.header.paragraphs) for section in document.sections]
    assert all("草稿" in text for text in headers)
    assert "草稿" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "（待写原因）" in text_of(tmp_path / "out.docx")


def test_a_broken_check_stands_in_the_way(tmp_path, without_office):
    folder = tmp_path / "department"
    shutil.copytree(SAMPLE, folder)
    income = folder / "income.csv"
    less = income.read_text(encoding="utf-8").replace("2500000.00", "2400000.00")
    income.write_text(less, encoding="utf-8")
    assert run("build", folder, "-o", tmp_path / "filled.xlsx").exit_code == ExitCode.CHECKS_BROKEN
    for source in (folder, tmp_path / "filled.xlsx"):
        told = run("publish", source, "-o", tmp_path / "out.docx")
        assert told.exit_code == ExitCode.CHECKS_BROKEN
        assert "PUB-001" in told.output
        assert "CHK-" not in told.output  # each broken check is told once, whatever it was read from
        assert not (tmp_path / "out.docx").exists()


def test_a_pdf_without_libreoffice_leaves_the_document_and_says_what_is_missing(tmp_path, without_office):
    told = run("publish", SAMPLE, "-o", tmp_path / "out.docx", "--pdf")
    assert told.exit_code == ExitCode.OUTPUT
    assert "LibreOffice" in told.output
    assert (tmp_path / "out.docx").is_file()
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    ("output", "code"),
    [("out.txt", ExitCode.USAGE), ("missing/out.docx", ExitCode.OUTPUT)],
    ids=["another ending", "no such folder"],
)
def test_where_it_cannot_be_written_is_told_before_anything_is_read(tmp_path, output, code):
    assert run("publish", SAMPLE, "-o", tmp_path / output).exit_code == code


@pytest.mark.parametrize("command", ["publish", "proofread"])
def test_a_source_that_is_not_there_is_told(tmp_path, published, command):
    folder, _ = published
    arguments = {
        "publish": ["publish", tmp_path / "nothing.xlsx", "-o", tmp_path / "out.docx"],
        "proofread": ["proofread", folder / "out.docx", "--against", tmp_path / "nothing.xlsx"],
    }[command]
    told = run(*arguments, language="en")
    assert told.exit_code == ExitCode.INPUT
    assert "There is no file or folder" in told.output


def test_the_published_document_has_nothing_to_mend(published):
    folder, _ = published
    told = run("proofread", folder / "out.docx", "--against", SAMPLE)
    assert told.exit_code == ExitCode.DONE
    assert "要改 0 处，要核对 0 处" in told.output


def test_an_edited_figure_is_found_at_its_place_and_written_as_asked(published, tmp_path):
    folder, _ = published
    document = docx.Document(str(folder / "out.docx"))
    sentence = next(p for p in document.paragraphs if "项目支出 373.16 万元" in p.text)
    sentence.runs[0].text = sentence.text.replace("71.84", "71.48")
    for run_ in sentence.runs[1:]:
        run_.text = ""
    document.save(str(tmp_path / "edited.docx"))
    told = run("proofread", tmp_path / "edited.docx", "--against", SAMPLE, "--format", "json")
    assert told.exit_code == ExitCode.CHECKS_BROKEN
    remarks = json.loads(told.stdout)["remarks"]
    wrong = [remark for remark in remarks if remark["severity"] == "error"]
    assert len(wrong) == 1
    assert "71.48" in json.dumps(wrong, ensure_ascii=False)
    assert "71.84" in json.dumps(wrong, ensure_ascii=False)

    page = tmp_path / "proof.html"
    told = run("proofread", tmp_path / "edited.docx", "--against", SAMPLE, "--format", "html", "-o", page)
    assert told.exit_code == ExitCode.CHECKS_BROKEN
    assert "71.48" in page.read_text(encoding="utf-8")


def test_a_document_that_cannot_be_read_is_told(tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    told = run("proofread", broken, "--against", SAMPLE)
    assert told.exit_code == ExitCode.INPUT
    assert "broken.docx" in told.output
