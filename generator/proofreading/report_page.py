"""A report on a document as one page of HTML that needs nothing else: to be mailed, opened and printed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.messages import Language, words
from generator.model.finding import Severity
from generator.proofreading.proof import Proof
from generator.proofreading.remarks import Remark
from generator.proofreading.report_words import PARTS, SEVERITIES, counted, place_of, say
from generator.reply.markup import Markup, element, lines
from generator.reply.page import page
from generator.reply.page_style import SCRIPT, STYLE
from generator.reply.words import SEVERITY_MARKS


def proof_page(proof: Proof, language: Language = "zh") -> str:
    """The report as a page: what was compared, a filter, each remark with its place.

    The page fetches nothing and allows nothing but its own style and script, by their hashes; filter and
    search need the script, all else reads without it.
    """
    title = say("title", language)
    body = [element("h1", title, id="top")]
    if proof.remarks:
        body.append(_filter(language))
    body.append(_document(proof, language))
    return page(title, element("main", *body, class_="single"), STYLE, SCRIPT, language)


def _filter(language: Language) -> Markup:
    """What the script needs; hidden until it runs."""
    boxes = [
        element(
            "label",
            element("input", type="checkbox", value=str(severity), checked=True),
            f" {SEVERITY_MARKS[severity]} {SEVERITIES[severity][language]}",
        )
        for severity in Severity
    ]
    search = say("search", language)
    found = element("output", data_text=say("shown", language, shown="{shown}", all="{all}"))
    box = element("input", type="search", placeholder=search, aria_label=search)
    label = say("filter", language)
    return element("div", *boxes, box, found, class_="filter", role="search", aria_label=label, hidden=True)


def _document(proof: Proof, language: Language) -> Markup:
    beside = say("compared", language, paragraphs=proof.paragraphs, tables=proof.tables, forms=proof.forms)
    against = say("against", language, department=proof.department, year=proof.year)
    facts = {"department": against, "beside": beside, "problems": counted(proof, language)}
    head = element("div", element("h2", proof.file), class_="head", id="file-1")
    parts = [element("div", head, element("dl", *_terms(facts, language), class_="facts"), class_="about")]
    if proof.remarks:
        remarks = [_remark(number, each, language) for number, each in enumerate(proof.remarks, 1)]
        parts.append(element("ol", *remarks, class_="findings"))
        parts.append(element("p", say("nothing_shown", language), class_="empty unmatched", hidden=True))
    else:
        parts.append(element("p", say("nothing", language), class_="empty"))
    return element("section", *parts, class_="file")


def _terms(texts: dict[str, str], language: Language) -> Iterator[Markup]:
    for name, text in texts.items():
        yield element("dt", say(name, language))
        yield element("dd", lines(text))


def _remark(number: int, remark: Remark, language: Language) -> Markup:
    rendered = words(remark.finding, language)
    severity = rendered.severity
    mark = f"{SEVERITY_MARKS[severity]} {SEVERITIES[severity][language]}"
    title = element(
        "h3",
        element("span", mark, class_="mark"),
        element("span", f"{number} · {rendered.code} · {remark.relation}", class_="code"),
        element("span", place_of(remark, language), class_="where"),
        element("span", rendered.title, class_="what"),
        class_="title",
    )
    texts: dict[str, str] = {part: getattr(rendered, part) for part in PARTS}
    parts = element("dl", *_terms(texts, language), class_="parts")
    return element("li", title, parts, class_=f"finding {severity}", data_severity=str(severity))
