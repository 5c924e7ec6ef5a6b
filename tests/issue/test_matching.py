"""Which submission of last year belongs to which department, and what is said when none or several do."""

from __future__ import annotations

from pathlib import Path

from generator.intake.roster import Listed
from generator.intake.submissions import folder_reader, submissions
from generator.issue.matching import match, of_year, roster_of
from generator.messages import render

ROSTER = (Listed("甲（本级）局", "001"), Listed("乙局", "002"), Listed("丙局"))


def submit(folder: Path, place: str, name: str = "", code: str = "", year: str = "2024") -> None:
    (folder / place).mkdir(parents=True)
    facts = [f"name: {name}"] * bool(name) + [f'code: "{code}"'] * bool(code) + [f"year: {year}"]
    (folder / place / "department.yaml").write_text("\n".join(facts), encoding="utf-8")


def matched(folder: Path, roster: tuple[Listed, ...] | None = ROSTER) -> tuple[list[str], list[str]]:
    """The place that each department's submission has, "" for none; the findings by code and place."""
    candidates, findings = of_year(submissions(folder, (folder_reader,))[0], 2024)
    pairs, more = match(roster_of(candidates) if roster is None else roster, candidates)
    found = [*findings, *more]
    assert all("{" not in render(finding, language) for finding in found for language in ("zh", "en"))
    told = [f"{finding.code} {finding.place.file}" for finding in found]
    return [pair.last.submission.place if pair.last else "" for pair in pairs], told


def test_the_code_decides_then_the_name(tmp_path: Path) -> None:
    submit(tmp_path, "1", "甲 (本级) 局", "001")
    submit(tmp_path, "2", "乙局")
    submit(tmp_path, "3", "丙局", "003")
    assert matched(tmp_path) == (["1", "2", "3"], [])


def test_a_department_with_a_new_name_is_known_by_its_code(tmp_path: Path) -> None:
    submit(tmp_path, "1", "旧局", "００2")
    assert matched(tmp_path) == (["", "1", ""], ["PRV-008 1"])


def test_nobody_s_submission_gets_the_nearest_name(tmp_path: Path) -> None:
    submit(tmp_path, "1", "乙乙局", "009")
    candidates, _ = of_year(submissions(tmp_path, (folder_reader,))[0], 2024)
    _, (finding,) = match(ROSTER, candidates)
    assert (finding.code, finding.found, dict(finding.details)["nearest"]) == (
        "PRV-005",
        "009 乙乙局",
        "乙局",
    )


def test_code_and_name_of_two_departments_belong_to_none(tmp_path: Path) -> None:
    submit(tmp_path, "1", "乙局", "001")
    assert matched(tmp_path) == (["", "", ""], ["PRV-006 1"])


def test_two_submissions_of_one_department_are_not_used(tmp_path: Path) -> None:
    submit(tmp_path, "1", "乙局", "002")
    submit(tmp_path, "2", "乙局")
    submit(tmp_path, "3", "丙局")
    assert matched(tmp_path) == (["", "", "3"], ["PRV-007 2"])


def test_submissions_of_other_years_and_unreadable_ones_are_told(tmp_path: Path) -> None:
    submit(tmp_path, "1", "甲（本级）局", year="2023")
    submit(tmp_path, "2", year="2024")
    submit(tmp_path, "3", "丙局", year="去年")
    assert matched(tmp_path) == (["", "", "3"], ["PRV-004 1", "PRV-009 2"])


def test_without_a_roster_the_submissions_are_it(tmp_path: Path) -> None:
    submit(tmp_path, "1", "甲局", "001")
    submit(tmp_path, "2", "乙局", "001")
    submit(tmp_path, "3", "丙局")
    submit(tmp_path, "4", "丙 局")
    candidates, _ = of_year(submissions(tmp_path, (folder_reader,))[0], 2024)
    assert [(one.code, one.name) for one in roster_of(candidates)] == [
        ("001", "甲局"),
        ("", "乙局"),
        ("", "丙局"),
    ]
    assert matched(tmp_path, None) == (["1", "", ""], ["PRV-006 2", "PRV-007 4"])
