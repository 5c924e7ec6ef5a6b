"""Findings for programs: the shape that the schema in docs/ describes, amounts as texts."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.reply.findings_json import findings_json
from generator.reply.schema import Answer, json_schema
from tests.reply.submissions import FILE, HOSTILE, accepted, hostile, refused, unreadable

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "read.schema.json"


def data_of(*submissions, language="zh"):
    return json.loads(findings_json(submissions, language))


def test_the_schema_in_the_documentation_is_that_of_the_program(request):
    current = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--update-golden"):
        SCHEMA.write_text(current, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == current


def test_the_schema_describes_everything_and_allows_nothing_else():
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    parts = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert len(parts) == 8
    for part in parts:
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
        assert all("description" in each or "$ref" in each for each in part["properties"].values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_answer_has_the_shape_of_the_schema(language):
    text = findings_json([refused(), accepted(), unreadable()], language)
    read = Answer.model_validate_json(text, strict=True)
    assert [file.file for file in read.files] == [FILE, "316-住建局.xlsx", "加密.xlsx"]
    with pytest.raises(ValidationError, match="extra"):
        Answer.model_validate(json.loads(text) | {"more": 1})


def test_what_is_said_of_a_file():
    data = data_of(refused())
    assert (data["version"], data["language"]) == (1, "zh")
    (file,) = data["files"]
    assert list(file) == [
        "file",
        "digest",
        "outcome",
        "form",
        "department",
        "counts",
        "findings",
        "checks",
        "check_code",
    ]
    assert (file["digest"], file["outcome"], file["check_code"]) == ("a" * 64, "refused", "123456")
    assert file["form"] == {"layout": "xinjiang", "year": 2025, "version": "1f2e3d4c"}
    assert file["department"] == {"code": "305", "name": "榆林坡县水务局", "year": 2025}
    assert file["counts"] == {"error": 8, "warning": 1, "note": 1}


def test_what_is_said_of_a_finding():
    (file,) = data_of(refused())["files"]
    root, *_ = file["findings"]
    also, knock_ons = root.pop("also"), root.pop("knock_ons")
    assert root == {
        "number": 1,
        "code": "IN-005",
        "severity": "error",
        "title": "金额不是数字",
        "found": "“十万”",
        "expected": "以元为单位的数字，例如 12345.67",
        "remedy": "只填数字，不写“元”“万元”等字样",
        "place": {"sheet": "支出录入", "cell": "I26", "row": 26, "heading": "金额（元）"},
    }
    assert [place["cell"] for place in also] == ["I27", "I29", "I30", "I31", "I40", "I42", "I44"]
    assert [each["place"]["cell"] for each in knock_ons] == ["E16", "E17", "E18", "E19"]
    assert [each["place"]["cell"] for each in knock_ons[0]["knock_ons"]] == ["C9"]
    assert [each["number"] for each in (*knock_ons, knock_ons[0]["knock_ons"][0])] == [2, 4, 5, 6, 3]


def test_amounts_are_exact_texts():
    (file,) = data_of(refused())["files"]
    broken = next(check for check in file["checks"] if check["id"] == "X07-1")
    assert (broken["left"], broken["right"], broken["difference"]) == ("233498.44", "233498.43", "0.01")
    assert (broken["verdict"], broken["measure"]) == ("不平", "元")
    assert broken["sentence"].endswith("教育支出相差 0.01 元")


def test_what_could_not_be_read_is_null():
    (file,) = data_of(unreadable())["files"]
    assert (file["form"], file["department"], file["check_code"], file["checks"]) == (None, None, None, [])
    assert file["findings"][0]["place"] == {"sheet": "", "cell": "", "row": 0, "heading": ""}


@pytest.mark.parametrize("text", HOSTILE)
def test_names_are_given_sign_by_sign_and_cannot_break_the_terminal(text):
    written = findings_json([hostile(text)])
    assert all(sign.isprintable() for line in written.splitlines() for sign in line)
    (file,) = json.loads(written)["files"]
    assert file["file"] == text.encode("utf-8", "replace").decode("utf-8")
    assert file["findings"][0]["place"]["sheet"] == file["file"]
