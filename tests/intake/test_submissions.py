"""What lies in a folder of submissions: what is one, what could be one, and what is passed over."""

from __future__ import annotations

from pathlib import Path

from generator.intake.submissions import folder_reader, is_workbook, submissions


def put(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name: 测试局\nyear: 2024\n", encoding="utf-8")


def found(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The places of the submissions, and code and place of each finding."""
    listed, findings = submissions(folder, (folder_reader,))
    return [one.place for one in listed], [(one.code, one.place.file) for one in findings]


def test_submissions_are_found_at_any_depth_up_to_three(tmp_path: Path) -> None:
    put(tmp_path, "乙/department.yaml", "甲/1/department.yml", "丙/1/2/Department.YAML", "丙/1/notes.txt")
    assert found(tmp_path) == (["丙/1/2", "乙", "甲/1"], [])


def test_the_folder_itself_may_be_a_submission(tmp_path: Path) -> None:
    put(tmp_path, "测试局/department.yaml")
    assert found(tmp_path / "测试局") == (["测试局"], [])


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    put(
        tmp_path,
        "1/2/3/4/department.yaml",
        "甲.xlsx",
        "乙/department.yaml",
        "乙/line_items.xlsx",
        "乙/预算.XLS",
    )
    assert found(tmp_path) == (
        ["乙"],
        [("PRV-003", "1/2/3/4")],
    )


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, ".trash/department.yaml", "~$甲.xlsx", "甲/department.yaml")
    assert found(tmp_path) == (["甲"], [])


def test_workbooks_are_those_that_are_no_lists_of_a_department_folder(tmp_path: Path) -> None:
    put(tmp_path, "line_items.xlsx", "甲.xlsx", "乙/department.yaml", "乙/line_items.xlsx", "乙/预算.XLS")
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    workbooks = [path.relative_to(tmp_path).as_posix() for path in files if is_workbook(path)]
    assert workbooks == ["line_items.xlsx", "乙/预算.XLS", "甲.xlsx"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert found(tmp_path / "没有") == ([], [("FILE-001", str(tmp_path / "没有"))])


def test_a_reader_reads_facts_alone_or_everything(tmp_path: Path) -> None:
    put(tmp_path, "甲/department.yaml")
    ((submission,), _) = submissions(tmp_path, (folder_reader,))
    facts, findings = submission.reader.facts()
    assert (facts.name, facts.year) == ("测试局", 2024)
    assert [finding.code for finding in findings] == ["DEPT-004"]
