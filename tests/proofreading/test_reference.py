"""The published reference document: what is genuinely odd in it, and nothing else."""

import json

import pytest

from generator.model.finding import Severity
from generator.proofreading.opening import manuscript_of, read_manuscript
from generator.proofreading.proof import Proof, proofread
from generator.proofreading.report_json import proof_json
from generator.proofreading.report_page import proof_page
from generator.proofreading.report_text import proof_text
from tests.proofreading.reference import (
    CENTRE,
    GOLDEN,
    PROJECTS,
    expected_document,
    reference_text,
)

ODDITIES = [
    # One unit goes by four names: part one, the forms of its projects, and in full in table 7.
    ("PROOF-019", "政务服务和公共资源交易中心", CENTRE),
    # Project expenditure falls by 16.14 %, and the reason says that it grows.
    ("PROOF-063", "增长", ""),
    # The twelve changes add up to 448.03, the total is 448.02: rounding, for information only.
    ("PROOF-064", "448.03 万元", "448.02 万元"),
    # A semicolon too many between two of the three public expenses.
    ("PROOF-073", "；；", ""),
    ("PROOF-019", "巴州政务服务和公共资源交易中心", CENTRE),
    # Two amounts in 元 add up to the 180 万元 of the project only as 万元.
    ("PROOF-072", "18.5 元", "18.5万元"),
    ("PROOF-072", "12.5 元", "12.5万元"),
    ("PROOF-019", "巴州政务服务和公共资源交易中心", CENTRE),
    # Four projects are called …项目 in table 7 and …费 in their forms.
    *(("PROOF-052", printed, PROJECTS[printed]) for printed in PROJECTS),
    ("PROOF-019", "新疆巴州政务服务和公共资源交易中心", CENTRE),
]


@pytest.fixture(scope="module")
def proof() -> Proof:
    return proofread(read_manuscript(GOLDEN / "disclosure.md"), expected_document())


def test_the_reference_document_has_its_genuine_oddities_and_nothing_else(proof):
    found = [(each.finding.code, each.finding.found, each.detail("expected")) for each in proof.remarks]
    assert found == ODDITIES


def test_everything_was_compared(proof):
    assert (proof.tables, proof.forms) == (11, 8)
    assert proof.paragraphs > 180


def test_growth_from_zero_by_the_house_phrase_is_no_oddity(proof):
    assert "增长 100.00%" in reference_text()
    assert "PROOF-061" not in {each.finding.code for each in proof.remarks}


def test_a_place_is_told_by_headings_and_line(proof):
    words = proof.remarks[1].spot.words()
    assert "（一）一般公共预算当年拨款规模变化情况" in words
    assert words.endswith("第 498 行")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_as_text_says_place_found_expected_and_fix(proof, language):
    text = proof_text(proof, language)
    assert text.count("PROOF-") == len(ODDITIES)
    assert "disclosure.md" in text
    assert "【；；】" in text


def test_the_report_as_json_has_stable_keys(proof):
    data = json.loads(proof_json(proof))
    assert data["counts"] == {severity.value: proof.count(severity) for severity in Severity}
    assert len(data["remarks"]) == len(ODDITIES)
    first = data["remarks"][0]
    assert first["place"]["line"] == 91
    assert (first["relation"], first["expected"]) == ("P14", CENTRE)


def test_the_report_as_a_page_holds_every_remark_and_runs_nothing_foreign(proof):
    page = proof_page(proof)
    assert page.count('data-severity="') == len(ODDITIES)
    assert "default-src &#x27;none&#x27;" in page
    assert "<script src" not in page


def test_what_a_document_says_cannot_break_the_page():
    text = reference_text().replace("18.5 元", '<script>alert(1)</script>&"18.5 元')
    hostile = proofread(manuscript_of('a"<b>.txt', text.encode()), expected_document())
    page = proof_page(hostile)
    assert "<script>alert" not in page
    assert "<b>" not in page
