"""Findings on the command line: in words, counted, and as data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.messages import Language
    from generator.model.finding import Finding


def print_findings(findings: Sequence["Finding"], language: str, err: bool) -> None:
    """Every finding in words, and how many there are; nothing when there are none."""
    from generator.messages import render

    for finding in findings:
        typer.echo(render(finding, _known(language)), err=err)
        typer.echo("", err=err)
    if findings:
        typer.echo(say("findings", language, **_counts(findings)), err=err)


def findings_as_data(findings: Sequence["Finding"], language: str) -> list[dict[str, Any]]:
    """Every finding for programs: its sentences, and file, row and column."""
    from dataclasses import asdict

    from generator.messages import words

    return [{**asdict(words(finding, _known(language))), **asdict(finding.place)} for finding in findings]


def _counts(findings: Sequence["Finding"]) -> dict[str, int]:
    from generator.model.finding import Severity

    return {
        name: sum(finding.severity == severity for finding in findings)
        for name, severity in (
            ("errors", Severity.ERROR),
            ("warnings", Severity.WARNING),
            ("notes", Severity.NOTE),
        )
    }


def _known(language: str) -> "Language":
    return "en" if language == "en" else "zh"
