"""Counts over findings, files and checks, as numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.checks.report import Report, Verdict
from generator.messages import Language
from generator.model.finding import Severity
from generator.reader.submission import Outcome, Submission
from generator.reply.words import say


def totals(submissions: Sequence[Submission], language: Language = "zh") -> str:
    """One line over all: how many files ended in each outcome, how many findings of each severity."""
    outcomes = [submission.outcome for submission in submissions]
    counts = {outcome.value: outcomes.count(outcome) for outcome in Outcome}
    findings = counted(submissions, language)
    return say("files", language, count=len(submissions), counts=findings, **counts)


def counted(submissions: Sequence[Submission], language: Language = "zh") -> str:
    """How many findings of each severity there are, those that follow from others left out."""
    counts = [submission.counts for submission in submissions]
    sums = {severity.value: sum(each[severity] for each in counts) for severity in Severity}
    return say("counts", language, **sums)


def verdicts(report: Report, language: Language = "zh") -> str:
    """How many checks have each verdict."""
    counts = {verdict.name.lower(): len(report.having(verdict)) for verdict in Verdict}
    return say("verdicts", language, **counts)
