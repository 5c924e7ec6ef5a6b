"""What the comment on a remark says: title, what was found, what is expected and where from, remedy."""

from __future__ import annotations

from generator.messages import Language, words
from generator.proofreading.remarks import Remark
from generator.proofreading.report_words import PARTS, SEVERITIES, say
from generator.reply.printable import one_line


def comment_lines(remark: Remark, language: Language) -> list[str]:
    """The paragraphs of the comment; the first is its title."""
    rendered = words(remark.finding, language)
    severity = SEVERITIES[remark.severity][language]
    chinese = language == "zh"
    marks = ("【{}】{}（{}）", "{}：{}") if chinese else ("[{}] {} ({})", "{}: {}")
    lines = [marks[0].format(severity, rendered.title, rendered.code)]
    for part in PARTS:
        text: str = getattr(rendered, part)
        first, *further = text.splitlines() or [""]
        if first or further:
            lines += [marks[1].format(say(part, language), first), *further]
    return [one_line(line) for line in lines]
