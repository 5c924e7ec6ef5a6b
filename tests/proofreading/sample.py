"""The document that the sample of the reference department makes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator import api
from generator.publication.assembling import assemble
from generator.publication.document import Document
from generator.workbook.plan import plan_workbook

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "bazhou-2024"


@cache
def sample_document() -> Document:
    """The whole disclosure, as the workbook of the sample has it."""
    intake, layout = api.read_folder(SAMPLE)
    assert intake.department is not None, intake.findings
    return assemble(plan_workbook(intake.department, layout))
