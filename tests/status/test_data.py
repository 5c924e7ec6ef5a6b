"""The status for programs: the shape that the schema in docs/ describes, amounts as texts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from generator.messages import Language
from generator.status.data import status_json
from generator.status.schema import StatusData, json_schema
from generator.status.standing import Status
from tests.reply.submissions import HOSTILE
from tests.status.standings import ALL, STRANGER, at, hostile, status

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "status.schema.json"


def data_of(shown: Status, language: Language = "zh") -> Any:
    return json.loads(status_json(shown, language))


def test_the_schema_in_the_documentation_is_that_of_the_program(request: pytest.FixtureRequest) -> None:
    current = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--update-golden"):
        SCHEMA.write_text(current, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == current


def test_the_schema_describes_everything_and_allows_nothing_else() -> None:
    schema = json_schema()
    parts = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert len(parts) == 7
    for part in parts:
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
        assert all("description" in each or "$ref" in each for each in part["properties"].values())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("shown", [status(), status((), unrecognised=(), due_on=None, round="")])
def test_the_status_has_the_shape_of_the_schema(shown: Status, language: Language) -> None:
    text = status_json(shown, language)
    assert StatusData.model_validate_json(text, strict=True).language == language
    with pytest.raises(ValidationError, match="extra"):
        StatusData.model_validate(json.loads(text) | {"more": 1})


def test_everything_is_counted() -> None:
    data = data_of(status())
    assert (data["version"], data["year"], data["round"], data["has_roster"]) == (1, 2025, "一上", True)
    assert (data["as_of"], data["due_on"]) == ("2024-12-15T10:00:00+08:00", "2024-12-10")
    assert data["counts"] == {
        "total": 7,
        "received": 5,
        "missing": 2,
        "unreadable": 1,
        "refused": 1,
        "to_explain": 1,
        "accepted": 2,
        "late": 3,
        "strangers": 1,
        "unrecognised": 1,
    }
    assert [each["name"] for each in data["departments"]] == [each.name for each in ALL]


def test_what_is_said_of_a_department() -> None:
    department = data_of(status())["departments"][1]
    units, versions = department.pop("units"), department.pop("versions")
    assert department == {
        "code": "304",
        "name": "望泉地区发展改革和统计局",
        "group": "经济建设科",
        "contact": "计财科",
        "on_roster": True,
        "state": "refused",
        "late": False,
        "due_on": "2024-12-10",
        "in_force": 2,
        "income": "13360000.50",
        "expenditure": "13360000.50",
        "waived": 1,
        "suspected": [],
        "remark": "",
    }
    assert units[1] == {
        "code": "304002",
        "name": "望泉地区普查中心",
        "on_roster": True,
        "submitted": True,
        "income": "860000.50",
        "expenditure": "860000.50",
        "items": 21,
    }
    assert [each["number"] for each in versions] == [1, 2, 3]
    assert [each["in_force"] for each in versions] == [False, True, False]
    assert versions[2]["received_at"] == "2024-12-09T09:30:00+08:00"


def test_what_is_not_there_is_null() -> None:
    data = data_of(status((replace(ALL[4], due_on=None), STRANGER), due_on=None))
    missing, stranger = data["departments"]
    names = ("due_on", "in_force", "income", "expenditure")
    assert [missing[name] for name in names] == [None] * 4
    assert (missing["state"], missing["versions"], data["due_on"]) == ("missing", [], None)
    assert (stranger["on_roster"], stranger["suspected"]) == (False, ["石榆市文化馆"])


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        status_json(status(as_of=at(15).replace(tzinfo=None)))


@pytest.mark.parametrize("text", HOSTILE)
def test_names_are_given_sign_by_sign_and_cannot_break_the_terminal(text: str) -> None:
    written = status_json(hostile(text))
    assert all(sign.isprintable() for line in written.splitlines() for sign in line)
    data = json.loads(written)
    kept = text.encode("utf-8", "replace").decode("utf-8")
    assert data["departments"][0]["versions"][0]["file"] == kept
    assert data["unrecognised"][0]["problem"] == kept
