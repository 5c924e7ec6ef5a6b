"""A report on a document as text for a terminal, in the order of the document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.messages import Language, words
from generator.proofreading.proof import Proof
from generator.proofreading.remarks import Remark
from generator.proofreading.report_words import PARTS, SEVERITIES, counted, place_of, say
from generator.reply.printable import one_line

_LABEL_WIDTH = 11


def proof_text(proof: Proof, language: Language = "zh") -> str:
    """The report: what was compared, how much was found, then each remark in a paragraph of its own."""
    against = say("against", language, department=proof.department, year=proof.year)
    beside = say("compared", language, paragraphs=proof.paragraphs, tables=proof.tables, forms=proof.forms)
    paragraphs = [[proof.file, against, beside, counted(proof, language)]]
    paragraphs += [list(_remark(remark, language)) for remark in proof.remarks]
    if not proof.remarks:
        paragraphs.append([say("nothing", language)])
    return "\n\n".join("\n".join(map(one_line, lines)) for lines in paragraphs) + "\n"


def _remark(remark: Remark, language: Language) -> Iterator[str]:
    rendered = words(remark.finding, language)
    severity = SEVERITIES[remark.severity][language]
    bracketed = f"【{severity}】" if language == "zh" else f"[{severity}] "
    colon = "：" if language == "zh" else ": "
    yield f"{_padded(rendered.code)}{bracketed}{place_of(remark, language)}{colon}{rendered.title}"
    for part in PARTS:
        text: str = getattr(rendered, part)
        for place, line in enumerate(text.splitlines()):
            yield _padded("" if place else say(part, language)) + line


def _padded(label: str) -> str:
    """The label filled up to the width of the label column; Chinese signs are two wide."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in label)
    return label + " " * max(_LABEL_WIDTH - len(label) - wide, 1)
