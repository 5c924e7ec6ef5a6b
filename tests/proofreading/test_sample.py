"""The published reference document against the sample of the same department."""

import pytest

from generator.proofreading.opening import manuscript_of
from generator.proofreading.proof import proofread
from generator.publication.docx_file import docx_bytes
from tests.proofreading.reference import CENTRE, PROJECTS, reference_text
from tests.proofreading.sample import sample_document

pytestmark = pytest.mark.xdist_group("proofreading the sample")

ODDITIES = [
    # One unit goes by four names; the workbook has the one of table 7.
    ("PROOF-019", "政务服务和公共资源交易中心", CENTRE),
    # Project expenditure falls by 16.14 %, and the printed reason says that it grows.
    ("PROOF-015", "增长", "减少"),
    # The twelve changes add up to 448.03, the total is 448.02: rounding, for information only.
    ("PROOF-064", "448.03 万元", "448.02 万元"),
    # A semicolon too many between two of the three public expenses.
    ("PROOF-073", "；；", ""),
    ("PROOF-019", "巴州政务服务和公共资源交易中心", CENTRE),
    # Two amounts in 元 that add up to the 180 万元 of the project only as 万元.
    ("PROOF-017", "18.5 元", "18.5万元"),
    ("PROOF-017", "12.5 元", "12.5万元"),
    # The name of the level is cut short; the official list has 经济成本指标.
    ("PROOF-055", "成本指标", "经济成本指标"),
    ("PROOF-019", "巴州政务服务和公共资源交易中心", CENTRE),
    # Four projects are called …项目 in table 7 and …费 in their forms.
    *(("PROOF-052", printed, PROJECTS[printed]) for printed in PROJECTS),
    ("PROOF-019", "新疆巴州政务服务和公共资源交易中心", CENTRE),
]


def test_the_reference_document_has_its_genuine_oddities_and_nothing_else():
    proof = proofread(manuscript_of("公开.md", reference_text().encode()), sample_document())
    assert [
        (each.finding.code, each.finding.found, each.detail("expected")) for each in proof.remarks
    ] == ODDITIES
    assert (proof.tables, proof.forms) == (11, 8)


def test_what_the_sample_publishes_has_nothing_but_the_rounding():
    document = sample_document()
    proof = proofread(manuscript_of("公开.docx", docx_bytes(document)), document)
    assert [each.finding.code for each in proof.remarks] == ["PROOF-064"]
