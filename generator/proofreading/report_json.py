"""A report on a document as JSON for programs: keys that stay, texts as the document has them."""

from __future__ import annotations

from typing import Any

from generator.messages import Language, words
from generator.model.finding import Severity
from generator.proofreading.proof import Proof
from generator.proofreading.remarks import Remark
from generator.reply.json_text import json_text, whole

VERSION = 1
_FACTS = ("context", "expected", "states", "source", "difference", "working")


def proof_json(proof: Proof, language: Language = "zh") -> str:
    """The report as one JSON object: file, department, year, counts, compared, remarks in order.

    Each remark has number, code, relation, severity, place (words, headings, page, line, paragraph, table,
    row, column), what stands there (`stands`), the facts of the workbook (`expected`, `states`, `source`,
    `difference`, `working`; "" where there is none) and its words (`title`, `found`, `should_be`, `remedy`).
    """
    return json_text(
        {
            "version": VERSION,
            "language": language,
            "file": whole(proof.file),
            "department": whole(proof.department),
            "year": proof.year,
            "counts": {each.value: proof.count(each) for each in Severity},
            "compared": {"paragraphs": proof.paragraphs, "tables": proof.tables, "forms": proof.forms},
            "remarks": [_remark(number, each, language) for number, each in enumerate(proof.remarks, 1)],
        }
    )


def _remark(number: int, remark: Remark, language: Language) -> dict[str, Any]:
    rendered, spot = words(remark.finding, language), remark.spot
    return {
        "number": number,
        "code": rendered.code,
        "relation": remark.relation,
        "severity": rendered.severity.value,
        "place": {
            "words": whole(spot.words(language)),
            "headings": [whole(heading) for heading in spot.headings],
            "page": spot.page,
            "line": spot.line,
            "paragraph": spot.paragraph,
            "table": whole(spot.table),
            "row": whole(spot.row),
            "column": whole(spot.column),
        },
        "stands": whole(remark.finding.found),
        **{name: whole(remark.detail(name)) for name in _FACTS},
        "title": rendered.title,
        "found": whole(rendered.found),
        "should_be": whole(rendered.expected),
        "remedy": whole(rendered.remedy),
    }
