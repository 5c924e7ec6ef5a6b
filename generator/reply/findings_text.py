"""What was found, as text for a terminal: each file with its outcome, counts and findings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from generator.messages import Language, Rendered, words
from generator.reader.submission import Submission, Told
from generator.reply.places import place_in, places_text, titled
from generator.reply.point import following, places_in
from generator.reply.sender import sender_of
from generator.reply.summary import counted, totals, verdicts
from generator.reply.words import OUTCOMES, PARTS, SEVERITIES, say

_LABEL_WIDTH = 12
_MOST_PLACES = 12
_MOST_KNOCK_ONS = 3


def findings_text(submissions: Sequence[Submission], language: Language = "zh") -> str:
    """The findings of every submission, file after file; a line over all of them when there are several.

    Shape:   counts first, then root causes as they are told, each with its other places and the first
             of what follows from it. Lines end in a line break; no sign of a file can move the cursor.
    """
    paragraphs = [lines for submission in submissions for lines in _paragraphs(submission, language)]
    if len(submissions) != 1:
        paragraphs.append([totals(submissions, language)])
    return "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"


def _paragraphs(submission: Submission, language: Language) -> Iterator[list[str]]:
    """The lines of one file: who and what came of it, each root cause, the checks."""
    sender = sender_of(submission)
    yield [
        sender.file,
        _labelled(say("department", language), sender.title(language)),
        _labelled(say("form", language), sender.form or say("unknown", language)),
        _labelled(say("outcome", language), OUTCOMES[submission.outcome][language]),
        _labelled(say("problems", language), counted([submission], language)),
    ]
    for told in submission.told:
        yield list(_told(submission.file, told, language))
    if not submission.told:
        yield [say("no_findings", language)]
    report = submission.report
    if report is not None:
        code = [_labelled(say("check_code", language), report.check_code)] if report.check_code else []
        yield [_labelled(say("checks", language), verdicts(report, language)), *code]


def _told(file: str, told: Told, language: Language) -> Iterator[str]:
    """A root cause in four parts, then where else it is, then what follows from it."""
    rendered = words(told.finding, language)
    severity = say("severity", language, severity=SEVERITIES[rendered.severity][language])
    yield _labelled(rendered.code, severity + _titled(file, told, rendered, language))
    for part in PARTS:
        text: str = getattr(rendered, part)
        for place, line in enumerate(text.splitlines()):
            yield _labelled("" if place else say(part, language), line)
    if told.also:
        places = places_text(told.also, language, _MOST_PLACES)
        yield _labelled("", say("also", language, count=len(told.also), places=places))
    yield from _knock_ons(file, tuple(following(told)), language)


def _knock_ons(file: str, knock_ons: Sequence[Told], language: Language) -> Iterator[str]:
    if not knock_ons:
        return
    yield _labelled("", say("knock_ons", language, count=places_in(knock_ons)))
    for each in knock_ons[:_MOST_KNOCK_ONS]:
        rendered = words(each.finding, language)
        times = say("places", language, count=len(each.places)) if each.also else ""
        yield _labelled("", f"  {_padded(rendered.code)}{_titled(file, each, rendered, language)}{times}")
    if len(knock_ons) > _MOST_KNOCK_ONS:
        yield _labelled("", "  " + say("more", language, count=places_in(knock_ons[_MOST_KNOCK_ONS:])))


def _titled(file: str, told: Told, rendered: Rendered, language: Language) -> str:
    return titled(place_in(file, told.finding.place, language), rendered.title, language)


def _labelled(label: str, text: str) -> str:
    return _padded(label) + text


def _padded(label: str) -> str:
    """The label filled up to the width of the label column; Chinese signs are two wide."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in label)
    return label + " " * max(_LABEL_WIDTH - len(label) - wide, 1)
