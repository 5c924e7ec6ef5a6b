"""The mistakes of a layout, as people and programs read them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.layout.source import LayoutFault
    from generator.model.finding import Finding


def print_faults(faults: Sequence["LayoutFault"], language: str) -> None:
    """All mistakes of a layout, to the error stream."""
    from generator.messages import render

    typer.echo(say("layout_faults", language, count=len(faults)), err=True)
    for fault in faults:
        typer.echo("\n" + render(_finding(fault, language), "en" if language == "en" else "zh"), err=True)


def faults_as_data(faults: Sequence["LayoutFault"], language: str) -> list[dict[str, Any]]:
    """All mistakes of a layout for programs: what was found and may stand there, then in sentences."""
    from generator.messages import words

    data: list[dict[str, Any]] = []
    for fault in faults:
        told = words(_finding(fault, language), "en" if language == "en" else "zh")
        data.append(
            {
                "code": fault.code,
                "file": fault.file,
                "line": fault.line,
                "path": fault.path,
                **fault.said(language),
                "title": told.title,
                "expected": told.expected,
                "remedy": told.remedy,
            }
        )
    return data


def _finding(fault: "LayoutFault", language: str) -> "Finding":
    from generator.messages import finding
    from generator.model.finding import Place

    return finding(fault.code, Place(fault.file, fault.line, fault.path), **fault.said(language))
