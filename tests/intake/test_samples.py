"""The sample that the tables are compared with reads without a finding."""

from pathlib import Path

from generator.intake import read_department

SAMPLES = Path(__file__).parents[2] / "samples"


def test_bazhou_2024(classifications):
    intake = read_department(SAMPLES / "bazhou-2024", classifications)
    assert intake.findings == ()
    department = intake.department
    assert len(department.items) == 87
    assert sum(item.fen for item in department.items) == 3384084900
    assert sum(entry.fen for entry in department.income) == 3384084900
    assert department.compiled_on == "2024-02-25"
    assert len(department.previous) == 23
