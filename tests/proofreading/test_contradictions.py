"""What a document contradicts by itself or against the workbook, one sentence at a time."""

from __future__ import annotations

import pytest

from generator.proofreading.opening import manuscript_of
from generator.proofreading.proof import Proof, proofread
from generator.publication.document import Document, Heading, Meaning, Paragraph, Stretch

M = Meaning


def document(*paragraphs: tuple[Stretch, ...]) -> Document:
    heading = Heading(1, (Stretch("第一部分 概况"),))
    blocks = (heading, *(Paragraph(stretches, "说明!B5") for stretches in paragraphs))
    return Document("水务局", 2024, (), "目录", blocks)


def words(text: str, meaning: Meaning = M.WORDS) -> Stretch:
    return Stretch(text, meaning, "基本支出")


SENTENCE = (
    words("水务局", M.NAME), words(" "), words("2024", M.YEAR), words(" 年基本支出 "),
    words("2,760.92", M.AMOUNT), words(" 万元，占 "), words("81.59%", M.SHARE), words("，比上年预算"),
    words("增加", M.MORE_OR_LESS), words(" "), words("519.86", M.CHANGE), words(" 万元，"),
    words("增长", M.UP_OR_DOWN), words(" "), words("23.20%", M.GROWTH), words("，主要原因是"),
    words("新增在职人员 23 人", M.WRITTEN), words("。"),
)  # fmt: skip
TEXT = (
    "水务局 2024 年基本支出 2,760.92 万元，占 81.59%，比上年预算增加 519.86 万元，增长 23.20%，"
    "主要原因是新增在职人员 23 人。"
)


def proof(text: str, *paragraphs: tuple[Stretch, ...]) -> Proof:
    content = f"第一部分 概况\n\n{text}\n".encode()
    return proofread(manuscript_of("a.txt", content), document(*paragraphs))


def codes(text: str, *paragraphs: tuple[Stretch, ...]) -> list[str]:
    return [remark.finding.code for remark in proof(text, *paragraphs).remarks]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace(" ", ""),
        TEXT.replace("，", ","),
        TEXT.replace("2,760.92", "２７６０.92"),
        TEXT.replace("23.20%", "23.2％"),
        TEXT.replace("主要原因是", "主要是因为"),
        TEXT.replace("519.86 万元", "5,198,600.00 元"),
        TEXT.replace("年基本支出", "年度的基本支出为"),
    ],
)
def test_the_same_said_otherwise_is_no_contradiction(text):
    assert codes(text, SENTENCE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "expected"),
    [
        ("2,760.92", "2,760.29", "PROOF-010", "2,760.92万元"),
        ("519.86", "519.8", "PROOF-011", "519.86万元"),
        ("519.86", "519.9", "PROOF-012", "519.86万元"),
        ("81.59%", "81.95%", "PROOF-013", "81.59%"),
        ("23.20%", "32.20%", "PROOF-014", "23.20%"),
        ("增长", "下降", "PROOF-015", "增长"),
        ("增加", "减少", "PROOF-015", "增加"),
        ("2024", "2023", "PROOF-016", "2024年"),
        ("519.86 万元", "519.86 元", "PROOF-017", "519.86万元"),
        ("81.59%", "81.59", "PROOF-017", "81.59%"),
        ("23 人", "32 人", "PROOF-018", "23人"),
        ("水务局", "水利局", "PROOF-019", "水务局"),
        ("，占 81.59%", "", "PROOF-021", "81.59%"),
        ("人。", "人，另有 5 万元。", "PROOF-022", ""),
    ],
)
def test_one_contradiction_is_one_remark_of_its_kind(old, new, code, expected):
    remarks = proof(TEXT.replace(old, new), SENTENCE).remarks
    assert [(each.finding.code, each.detail("expected")) for each in remarks] == [(code, expected)]


def test_a_remark_says_what_stands_there_where_it_comes_from_and_how_far_apart():
    [remark] = proof(TEXT.replace("2,760.92", "2,670.92"), SENTENCE).remarks
    assert remark.finding.found == "2,670.92 万元"
    assert remark.detail("source") == "说明!B5"
    assert remark.detail("difference") == "-90.00 万元"
    assert "【2,670.92 万元】" in remark.detail("context")
    assert remark.spot.line == 3


LISTING = (words("支出预算包括："), words("教育支出、卫生健康支出、住房保障支出", M.LISTED), words("。"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支出预算包括：教育支出、住房保障支出。", [("", "卫生健康支出", "漏列")]),
        ("支出预算包括：教育支出、卫生健康支出、农林水支出、住房保障支出。", [("农林水支出", "", "多列")]),
        (
            "支出预算包括：教育支出、医疗卫生支出、住房保障支出。",
            [("医疗卫生支出", "卫生健康支出", "名称不同")],
        ),
        ("支出预算包括：教育支出，卫生健康支出、住房保障支出。", None),
    ],
)
def test_lists_name_what_has_money_and_nothing_else(text, found):
    remarks = proof(text, LISTING).remarks
    told = [(each.finding.found, each.detail("expected"), each.detail("note_zh")) for each in remarks]
    if found is None:
        assert {each.finding.code for each in remarks} == {"PROOF-020"}
    else:
        assert told == found


def test_a_missing_sentence_is_told_behind_the_one_before_it_and_an_extra_one_where_it_stands():
    other = (words("项目支出 "), words("623.16", M.AMOUNT), words(" 万元。"))
    [missing] = proof(TEXT, SENTENCE, other).remarks
    assert (missing.finding.code, missing.spot.line) == ("PROOF-023", 3)
    [extra] = proof(f"{TEXT}\n\n另有结转资金安排的支出 12.00 万元。", SENTENCE).remarks
    assert (extra.finding.code, extra.spot.line) == ("PROOF-024", 5)


def test_a_sentence_that_a_page_break_cut_is_one_sentence():
    cut = TEXT.replace("，主要原因", "，主要\n\n原因").replace("23 人", "32 人")
    [remark] = proof(cut, SENTENCE).remarks
    assert (remark.finding.code, remark.spot.line) == ("PROOF-018", 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("基本支出 100.00 万元，比上年预算增加 20.00 万元，增长 20.00%。", "PROOF-060"),
        ("基本支出 20.00 万元，比上年预算增加 20.00 万元，增长 50.00%。", "PROOF-061"),
        ("基本支出 100.00 万元，比上年预算增加 20.00 万元，下降 25.00%。", "PROOF-062"),
        (
            "基本支出 80.00 万元，比上年预算减少 20.00 万元，下降 20.00%。主要原因是支出有所增长。",
            "PROOF-063",
        ),
        ("2023 年部门预算未安排购置车辆经费。", "PROOF-065"),
        ("实有人数 195 人，其中：在职 122 人；退休 72 人；离休 0 人。", "PROOF-066"),
        (
            "政府采购预算 9.00 万元，其中：货物预算 4.00 万元，工程预算 0.00 万元，服务预算 4.00 万元。",
            "PROOF-066",
        ),
        ("面向中小企业预留 4.00 万元，小微企业预留 5.00 万元。", "PROOF-067"),
        ("预算投入 30 万元，其中：软件 20 万元，机柜 10 元。", "PROOF-072"),
        ("比上年无变动；；公务接待费减少。", "PROOF-073"),
        ("比上年预算增加（减少）若干。", "PROOF-074"),
        ("主要原因是。", "PROOF-074"),
        ("XX 局没有其他事项。", "PROOF-074"),
        ("一般公共预算 1.00 万元，占 92.61，余略。", "PROOF-075"),
    ],
)
def test_a_document_contradicts_itself_although_the_workbook_says_the_same(text, code):
    assert codes(text, (words(text, M.WRITTEN),)) == [code]


def test_the_name_of_a_dated_document_may_have_another_year():
    text = "设立的政策依据：国办发〔2021〕10 号、《2021 年部门预算编制通知》，截至 2023 年底。"
    assert codes(text, (words(text, M.WRITTEN),)) == []
    assert codes(text.replace("10 号", "11 号"), (words(text, M.WRITTEN),)) == ["PROOF-027"]


def test_shares_of_a_section_add_up_to_a_hundred():
    texts = ["甲 1.00 万元，占 60.00%。", "乙 1.00 万元，占 39.00%。"]
    told = codes("\n\n".join(texts), *((words(text, M.WRITTEN),) for text in texts))
    assert told == ["PROOF-076"]


def test_one_unit_under_two_names_is_one_remark():
    texts = [
        "项目承担单位：新疆巴州政务服务和公共资源交易中心",
        "项目承担单位：政务服务和公共资源交易中心",
        "项目承担单位：巴州第一人民医院",
        "项目承担单位：巴州第二人民医院",
    ]
    [remark] = proof("\n\n".join(texts), *((words(text, M.WRITTEN),) for text in texts)).remarks
    assert remark.finding.code == "PROOF-071"
    assert "第 5 行" in remark.detail("others")
