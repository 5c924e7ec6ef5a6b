"""The examples of registers, forms and the disclosure in the layout reference mean something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.small_document import FILES, faults_of

ROOT = Path(__file__).resolve().parent.parent.parent


def example(begins: str) -> str:
    """The one example of the reference that begins so."""
    page = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in page.split("```yaml\n")[1:]]
    (found,) = [block for block in blocks if block.startswith(begins)]
    return found


@pytest.fixture
def files() -> dict[str, str]:
    """The shipped registers around an example, and nothing else."""
    registers = (ROOT / "layouts" / "xinjiang" / "registers.yaml").read_text(encoding="utf-8")
    return {"registers.yaml": registers, "form.yaml": "", "disclosure.yaml": ""}


def test_the_register_of_the_reference_is_right(tmp_path: Path, files: dict[str, str]) -> None:
    written = example("registers:")
    others = files["registers.yaml"].partition("  - name: 分配\n")
    rest = "".join(others[1:])
    faults = faults_of(tmp_path, files | {"registers.yaml": f"{written}{rest}"})
    assert [fault for fault in faults if fault.file == "registers.yaml"] == []


def test_the_form_of_the_reference_is_right(tmp_path: Path, files: dict[str, str]) -> None:
    faults = faults_of(tmp_path, files | {"form.yaml": example("form: 项目支出绩效目标表")})
    assert [fault for fault in faults if fault.file == "form.yaml"] == []


def test_the_disclosure_of_the_reference_is_right(tmp_path: Path, files: dict[str, str]) -> None:
    written = example('cover: ["{部门}"')
    more = (
        "  - {figure: 项目支出, value: '表3[总计, 项目支出]', shares: 支出预算}\n"
        "  - {figure: 政府性基金支出, value: '表8[总计, 合计]'}\nlists:\n"
    )
    form = FILES["form.yaml"].replace("form: 项目绩效表", "form: 项目支出绩效目标表")
    changed = written.replace("lists:\n", more)
    faults = faults_of(tmp_path, FILES | {"form.yaml": form, "disclosure.yaml": changed})
    assert [fault for fault in faults if fault.file == "disclosure.yaml"] == []
