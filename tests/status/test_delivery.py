"""Notices as files: one text for each department, the marked copy beside it, nothing overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.issue.issuing import AlreadyThereError
from generator.model.form import IssuedForm
from generator.reader.submission import Submission
from generator.status.delivery import Letter, write_notices
from generator.status.standing import DepartmentStanding, State, Status
from tests.reply.submissions import HOSTILE, refused, to_explain, unreadable
from tests.status.standings import ALL, EDUCATION, OFFICE, STATISTICS, hostile, status, version

LAYOUT = api.load_layout("xinjiang", 2025)
FORM = IssuedForm("xinjiang", 2025, LAYOUT.version, "2024-11-25")
STEM = "304-望泉地区发展改革和统计局-2025年部门预算一上回复"
OTHER = "305-沙棠县教育局-2025年部门预算一上回复"


def submission_of(standing: DepartmentStanding) -> Submission | None:
    made = {State.REFUSED: refused(), State.TO_EXPLAIN: to_explain(), State.UNREADABLE: unreadable()}
    found = made.get(standing.state)
    return found if found is None or found.form is None else replace(found, layout=LAYOUT, form=FORM)


@pytest.fixture
def cheap_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked copies that say whose they are; how real ones are made is tested with the reply."""

    def write(submission: Submission, path: Path, language: str) -> None:
        path.write_text(f"{submission.file} {submission.digest} {language}", encoding="utf-8")

    monkeypatch.setattr("generator.reply.marked_copy.write_marked_copy", write)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write(shown: Status, folder: Path, **options: bool) -> tuple[Letter, ...]:
    return write_notices(shown, submission_of, folder, signed="财政局", **options)


@pytest.mark.usefixtures("cheap_copies")
def test_each_department_gets_a_text_and_those_with_work_their_copy(tmp_path: Path) -> None:
    letters = write(status(), tmp_path / "new" / "folder")
    assert [letter.standing for letter in letters] == list(ALL)
    assert {letter.standing.code: letter.copy is not None for letter in letters} == {
        "301": False,
        "304": True,
        "305": True,
        "316": False,
        "320": False,
        "352": False,
        "361": False,
        "999": True,
    }
    assert all(letter.notice.suffix == ".txt" for letter in letters)
    for letter in letters:
        assert letter.copy in (None, letter.notice.with_suffix(".xlsx"))
    assert letters[1].notice.name == f"{STEM}.txt"
    assert len(contents(tmp_path / "new" / "folder")) == 8 + 3


@pytest.mark.usefixtures("cheap_copies")
def test_the_text_is_one_that_every_editor_shows(tmp_path: Path) -> None:
    write(status((STATISTICS,)), tmp_path)
    raw = (tmp_path / f"{STEM}.txt").read_bytes()
    assert raw.startswith("\ufeff望泉地区发展改革和统计局（304）计财科：\r\n".encode())
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert f"随信的工作簿“{STEM}.xlsx”" in raw.decode("utf-8-sig")


def test_the_copy_is_the_marked_workbook(tmp_path: Path) -> None:
    (letter,) = write(status((EDUCATION,)), tmp_path)
    assert letter.copy is not None
    workbook = openpyxl.load_workbook(letter.copy, read_only=True)
    assert "退回意见" in workbook.sheetnames
    workbook.close()


@pytest.mark.usefixtures("cheap_copies")
def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    write(status(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    write(status(), tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


@pytest.mark.usefixtures("cheap_copies")
@pytest.mark.parametrize("ending", [".txt", ".xlsx"])
def test_what_differs_is_left_alone_with_its_twin_and_all_others_are_written(
    tmp_path: Path, ending: str
) -> None:
    mended = tmp_path / f"{STEM}{ending}"
    mended.write_text("being mended", encoding="utf-8")
    with pytest.raises(AlreadyThereError) as caught:
        write(status(), tmp_path)
    assert caught.value.files == (str(mended),)
    written = contents(tmp_path)
    assert written.pop(mended.name) == b"being mended"
    assert len(written) == 8 + 3 - 2
    assert not any(name.startswith("304") for name in written)


@pytest.mark.usefixtures("cheap_copies")
def test_what_differs_is_replaced_when_told(tmp_path: Path) -> None:
    mended = tmp_path / f"{STEM}.txt"
    mended.write_text("being mended", encoding="utf-8")
    letters = write(status(), tmp_path, overwrite=True)
    assert len(letters) == 8
    assert "退回" in mended.read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("cheap_copies")
def test_an_old_copy_does_not_stay_beside_a_notice_that_all_is_well(tmp_path: Path) -> None:
    write(status((EDUCATION,)), tmp_path)
    good = version(2, "好了.xlsx", State.ACCEPTED, 12, in_force=True)
    accepted = replace(EDUCATION, state=State.ACCEPTED, versions=(*EDUCATION.versions, good), in_force=good)
    with pytest.raises(AlreadyThereError) as caught:
        write(status((accepted,)), tmp_path)
    assert {Path(file).name for file in caught.value.files} == {f"{OTHER}.txt", f"{OTHER}.xlsx"}
    write(status((accepted,)), tmp_path, overwrite=True)
    assert list(contents(tmp_path)) == [f"{OTHER}.txt"]


@pytest.mark.usefixtures("cheap_copies")
def test_submissions_are_asked_for_one_by_one_and_only_where_something_was_found(tmp_path: Path) -> None:
    events: list[str] = []

    def asked(standing: DepartmentStanding) -> Submission | None:
        events.append(f"?{standing.code}")
        return submission_of(standing)

    def told(letter: Letter) -> None:
        assert letter.notice.exists()
        events.append(letter.standing.code)

    write_notices(status(), asked, tmp_path, progress=told)
    assert " ".join(events) == "301 ?304 304 ?305 305 316 320 ?352 352 361 ?999 999"


@pytest.mark.usefixtures("cheap_copies")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write(status((OFFICE,)), tmp_path)
    assert contents(tmp_path) == {}


@pytest.mark.usefixtures("cheap_copies")
@pytest.mark.parametrize("text", [*HOSTILE, "../../etc/passwd", "CON", "长" * 300, ""])
def test_names_of_files_are_tame_and_no_two_the_same(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "inside"
    letters = write_notices(hostile(text), lambda _: None, folder)
    names = [letter.notice.name for letter in letters]
    assert len(set(names)) == len(names) == len(list(folder.iterdir()))
    assert list(tmp_path.iterdir()) == [folder]
    assert all(len(name.encode()) < 255 and name.isprintable() for name in names)


@pytest.mark.usefixtures("cheap_copies")
def test_without_a_roster_nobody_is_told_that_it_is_not_on_it(tmp_path: Path) -> None:
    write(status((replace(EDUCATION, on_roster=False),)), tmp_path)
    assert "名册" not in (tmp_path / f"{OTHER}.txt").read_text(encoding="utf-8-sig")
