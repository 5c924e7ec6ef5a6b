"""What was found, as one page of HTML that needs nothing else: to be mailed, opened and printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.report import Report, Verdict
from generator.messages import Language, words
from generator.model.finding import Severity
from generator.reader.submission import Outcome, Submission, Told
from generator.reply.markup import Markup, element, lines
from generator.reply.page import page
from generator.reply.page_style import SCRIPT, STYLE
from generator.reply.places import place_in, places_text, titled
from generator.reply.point import following, places_in, points
from generator.reply.sender import sender_of
from generator.reply.summary import counted, totals, verdicts
from generator.reply.words import (
    OUTCOME_MARKS,
    OUTCOMES,
    PARTS,
    SEVERITIES,
    SEVERITY_MARKS,
    say,
)

_WORTH_SEEING = (Verdict.BROKEN, Verdict.ROUNDED)


def findings_page(submissions: Sequence[Submission], language: Language = "zh") -> str:
    """The findings of every submission as a page of HTML.

    Shape:   a table of the files when there are several; for each file its outcome, counts, findings
             (what follows from a root cause folded below it) and checks that are not balanced.
             The page fetches nothing and allows nothing but its own style and script, by their hashes;
             filter and search need the script, all else reads without it.
    """
    return page(say("page_title", language), _Page(submissions, language).main(), STYLE, SCRIPT, language)


class _Page:
    """One page in one language."""

    def __init__(self, submissions: Sequence[Submission], language: Language) -> None:
        self.submissions = submissions
        self.language = language

    def main(self) -> Markup:
        several = len(self.submissions) != 1
        body = [element("h1", self.say("page_title"), id="top")]
        if several:
            body.append(element("p", totals(self.submissions, self.language), class_="totals"))
            body.append(self.files())
        if any(submission.told for submission in self.submissions):
            body.append(self.filter())
        body += [self.file(number, submission) for number, submission in enumerate(self.submissions, 1)]
        return element("main", *body, class_="several" if several else "single")

    def say(self, name: str, **values: object) -> str:
        return say(name, self.language, **values)

    def files(self) -> Markup:
        """The table of all files: a light and the counts of each."""
        headings = self.headings("file", "department", "year", "outcome")
        headings += [
            element("th", SEVERITIES[severity][self.language], scope="col", class_="number")
            for severity in Severity
        ]
        rows = [self.file_row(number, each) for number, each in enumerate(self.submissions, 1)]
        top = element("thead", element("tr", *headings))
        return element("table", top, element("tbody", *rows), class_="files")

    def headings(self, *names: str) -> list[Markup]:
        return [element("th", self.say(name), scope="col") for name in names]

    def file_row(self, number: int, submission: Submission) -> Markup:
        sender = sender_of(submission)
        counts = [element("td", str(each), class_="number") for each in submission.counts.values()]
        return element(
            "tr",
            element("td", element("a", sender.file, href=f"#file-{number}")),
            element("td", sender.department or self.say("unknown")),
            element("td", sender.year, class_="tight"),
            element("td", self.light(submission.outcome)),
            *counts,
        )

    def light(self, outcome: Outcome) -> Markup:
        text = f"{OUTCOME_MARKS[outcome]} {OUTCOMES[outcome][self.language]}"
        return element("span", text, class_=f"light {outcome}")

    def filter(self) -> Markup:
        """What the script needs; hidden until it runs."""
        boxes = [
            element(
                "label",
                element("input", type="checkbox", value=str(severity), checked=True),
                f" {SEVERITY_MARKS[severity]} {SEVERITIES[severity][self.language]}",
            )
            for severity in Severity
        ]
        search = self.say("search")
        found = element("output", data_text=self.say("shown", shown="{shown}", all="{all}"))
        box = element("input", type="search", placeholder=search, aria_label=search)
        return element(
            "div",
            *boxes,
            box,
            found,
            class_="filter",
            role="search",
            aria_label=self.say("filter"),
            hidden=True,
        )

    def file(self, number: int, submission: Submission) -> Markup:
        """One file: who, what came of it, what was found, which checks are not balanced."""
        sender = sender_of(submission)
        head = element(
            "div",
            self.light(submission.outcome),
            element("h2", sender.file),
            class_="head",
            id=f"file-{number}",
        )
        parts = [element("div", head, self.facts(submission), class_="about")]
        if submission.told:
            listed = (point for point in points(submission) if not point.root)
            findings = [self.finding(submission.file, point.number, point.told) for point in listed]
            parts.append(element("ol", *findings, class_="findings"))
            parts.append(element("p", self.say("nothing_shown"), class_="empty unmatched", hidden=True))
        else:
            parts.append(element("p", self.say("no_findings"), class_="empty"))
        if submission.report is not None:
            parts.append(self.checks(submission.report))
        if len(self.submissions) != 1:
            parts.append(element("p", element("a", self.say("top"), href="#top"), class_="top"))
        return element("section", *parts, class_="file")

    def facts(self, submission: Submission) -> Markup:
        sender = sender_of(submission)
        facts = {
            "department": sender.title(self.language),
            "form": sender.form or self.say("unknown"),
            "problems": counted([submission], self.language),
        }
        if submission.report is not None and submission.report.check_code:
            facts["check_code"] = submission.report.check_code
        return element("dl", *self.terms(facts), class_="facts")

    def terms(self, texts: dict[str, str]) -> Iterator[Markup]:
        for name, text in texts.items():
            yield element("dt", self.say(name))
            yield element("dd", lines(text))

    def finding(self, file: str, number: int, told: Told) -> Markup:
        """A root cause with its parts, its other places and what follows from it."""
        rendered = words(told.finding, self.language)
        severity = rendered.severity
        mark = f"{SEVERITY_MARKS[severity]} {SEVERITIES[severity][self.language]}"
        title = element(
            "h3",
            element("span", mark, class_="mark"),
            element("span", f"{number} · {rendered.code}", class_="code"),
            element("span", place_in(file, told.finding.place, self.language), class_="where"),
            element("span", rendered.title, class_="what"),
            class_="title",
        )
        parts = [title, element("dl", *self.terms({p: getattr(rendered, p) for p in PARTS}), class_="parts")]
        if told.also:
            places = places_text(told.also, self.language)
            text = self.say("also", count=len(told.also), places=places)
            parts.append(element("p", text, class_="also"))
        knock_ons = tuple(following(told))
        if knock_ons:
            parts.append(self.knock_ons(file, knock_ons))
        return element("li", *parts, class_=f"finding {severity}", data_severity=str(severity))

    def knock_ons(self, file: str, knock_ons: Sequence[Told]) -> Markup:
        """What follows from a root cause, folded."""
        listed = [element("li", *self.knock_on(file, each)) for each in knock_ons]
        summary = element("summary", self.say("knock_ons_short", count=places_in(knock_ons)))
        return element("details", summary, element("ul", *listed, class_="knock_ons"))

    def knock_on(self, file: str, told: Told) -> Iterator[str]:
        rendered = words(told.finding, self.language)
        yield element("span", rendered.code, class_="code")
        place = place_in(file, told.finding.place, self.language)
        yield " " + titled(place, rendered.title, self.language)
        if told.also:
            places = places_text(told.also, self.language)
            yield "；" if self.language == "zh" else "; "
            yield self.say("also", count=len(told.also), places=places)

    def checks(self, report: Report) -> Markup:
        """How many checks have each verdict, and those that are broken or rounded."""
        label = element("strong", self.say("checks"))
        parts = [element("div", label, " ", verdicts(report, self.language))]
        results = [result for verdict in _WORTH_SEEING for result in report.having(verdict)]
        if results:
            headings = self.headings("check", "verdict", "sentence")
            rows = [
                element(
                    "tr",
                    element("td", result.id, class_="tight"),
                    element("td", result.verdict, class_="tight"),
                    element("td", result.sentence(self.language)),
                )
                for result in results
            ]
            table = element("table", element("thead", element("tr", *headings)), element("tbody", *rows))
            summary = element("summary", self.say("worth_seeing", count=len(results)))
            parts.append(element("details", summary, table))
        return element("div", *parts, class_="checks")
