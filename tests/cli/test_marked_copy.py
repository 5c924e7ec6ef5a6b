"""`proofread --marked` from the command line: the copy that it writes, what it refuses and says."""

import shutil

import docx
import pytest
from typer.testing import CliRunner

from generator.cli.exit_codes import ExitCode
from generator.cli.main import make_app
from generator.publication.docx_file import docx_bytes
from tests.proofreading.sample import SAMPLE, sample_document

pytestmark = pytest.mark.xdist_group("proofreading the sample")


def run(*arguments, language="zh"):
    return CliRunner().invoke(make_app(language), [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The published sample with one figure changed by hand."""
    path = tmp_path_factory.mktemp("edited") / "edited.docx"
    path.write_bytes(docx_bytes(sample_document()))
    document = docx.Document(str(path))
    run_ = next(r for p in document.paragraphs for r in p.runs if "71.84" in r.text)
    run_.text = run_.text.replace("71.84", "71.48")
    document.save(str(path))
    return path


def test_a_marked_copy_has_a_comment_and_leaves_the_document_alone(edited, tmp_path):
    before = edited.read_bytes()
    arguments = ["proofread", edited, "--against", SAMPLE, "--marked", tmp_path / "marked.docx"]
    told = run(*arguments)
    assert told.exit_code == ExitCode.CHECKS_BROKEN
    assert f"已生成 {tmp_path / 'marked.docx'}" in told.output
    marked = docx.Document(str(tmp_path / "marked.docx"))
    wrong = [comment.text for comment in marked.comments if "要改" in comment.text]
    assert len(wrong) == 1
    assert "71.84" in wrong[0]
    assert edited.read_bytes() == before

    (tmp_path / "marked.docx").write_bytes(b"another")
    assert run(*arguments).exit_code == ExitCode.OUTPUT
    assert (tmp_path / "marked.docx").read_bytes() == b"another"
    english = run(*arguments, "--overwrite", "--lang", "en")
    assert english.exit_code == ExitCode.CHECKS_BROKEN
    comments = docx.Document(str(tmp_path / "marked.docx")).comments
    assert any("[to mend]" in comment.text for comment in comments)


@pytest.mark.parametrize(
    ("document", "marked", "code", "said"),
    [
        ("edited.docx", "edited.docx", ExitCode.USAGE, "edited.docx"),
        ("edited.docx", "link.docx", ExitCode.USAGE, "link.docx"),
        ("edited.docx", "report.docx", ExitCode.USAGE, "report.docx"),
        ("edited.docx", "marked.pdf", ExitCode.USAGE, "marked.pdf"),
        ("edited.md", "marked.docx", ExitCode.USAGE, "另存为 .docx"),
        ("edited.docx", "missing/marked.docx", ExitCode.OUTPUT, "missing"),
        ("nothing.docx", "marked.docx", ExitCode.INPUT, "nothing.docx"),
    ],
    ids=["itself", "a link to it", "the report", "a PDF", "no Word", "no such folder", "nothing there"],
)
def test_why_there_can_be_no_marked_copy_is_told_and_nothing_is_written(
    edited, tmp_path, document, marked, code, said
):
    shutil.copy(edited, tmp_path / "edited.docx")
    (tmp_path / "link.docx").symlink_to(tmp_path / "edited.docx")
    (tmp_path / "edited.md").write_text("一、收入", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    told = run(
        "proofread", tmp_path / document, "--against", SAMPLE, "--marked", tmp_path / marked,
        "-o", tmp_path / "report.docx", "--overwrite",
    )  # fmt: skip
    assert told.exit_code == code
    assert said in told.output.replace("\n", "")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
