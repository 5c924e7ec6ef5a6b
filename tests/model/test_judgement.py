"""What the lists say about a written code."""

import pytest

from generator.model.classification import Code, CodeList
from generator.model.judgement import Question, Verdict, judge

GENERAL = ("一般公共预算",)
FUNCTION = CodeList(
    "功能",
    (
        Code("201", "服务", "类", "", GENERAL),
        Code("20103", "办公厅（室）事务", "款", "201", GENERAL),
        Code("2010301", "行政运行", "项", "20103", GENERAL),
        Code("2010302", "一般事务", "项", "20103", GENERAL),
        Code("2010303", "旧名", "项", "20103", GENERAL, until=2023),
        Code("2010303", "新名", "项", "20103", GENERAL, since=2024),
        Code("2010304", "信访", "项", "20103", GENERAL, until=2023),
        Code("2010305", "数据", "项", "20103", GENERAL, since=2025),
        Code("2010306", "未知", "项", "20103", GENERAL, certainty="doubtful"),
        Code("2010307", "基金", "项", "20103", ("政府性基金预算",)),
        Code("2010308", "两用", "项", "20103", ("一般公共预算", "政府性基金预算")),
    ),
)
ECONOMIC = CodeList("经济", (Code("302", "商品", "类", ""), Code("30201", "办公费", "款", "302")))
GENERAL_BUDGET, FUND_BUDGET = "一般公共预算", "政府性基金预算"


def ask(code, name="", budget=GENERAL_BUDGET, year=2024):
    return judge(FUNCTION, Question(code, year, "项", name, budget), (ECONOMIC,))


@pytest.mark.parametrize(
    "question",
    [
        ("2010301",),
        (" ２０１０３０１ ", "行政 运行"),
        ("2010301.0",),
        ("2010303", "新名"),
        ("2010303", "旧名", GENERAL_BUDGET, 2023),
        ("2010307", "", FUND_BUDGET),
        ("2010308", "", FUND_BUDGET),
        ("2010307", "", "单位资金"),
        ("2010307", "", ""),
    ],
)
def test_nothing_to_say(question):
    assert ask(*question) == ()


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (("2010399",), Verdict.UNKNOWN),
        (("2010304",), Verdict.ENDED),
        (("2010305",), Verdict.NOT_YET),
        (("2010306",), Verdict.DOUBTFUL),
        (("201030",), Verdict.MALFORMED),
        (("行政运行",), Verdict.MALFORMED),
        (("20103",), Verdict.WRONG_LEVEL),
        (("201",), Verdict.WRONG_LEVEL),
        (("30201",), Verdict.OTHER_BOOK),
        (("302",), Verdict.OTHER_BOOK),
        (("2010307",), Verdict.WRONG_BUDGET),
        (("2010301", "", FUND_BUDGET), Verdict.WRONG_BUDGET),
        (("2010301", "一般事务"), Verdict.OTHER_NAME),
        (("2010301", "办公厅(室)事务"), Verdict.OTHER_NAME),
        (("2010301", "日常运行"), Verdict.NAME_DIFFERS),
        (("2010303", "旧名"), Verdict.NAME_DIFFERS),
    ],
)
def test_each_verdict(question, verdict):
    assert [judgement.verdict for judgement in ask(*question)] == [verdict]


def details(code, name=""):
    return dict(ask(code, name)[0].details)


def test_an_ended_code_says_until_when():
    assert details("2010304")["until"] == "2023"


def test_a_later_code_says_since_when():
    assert details("2010305")["since"] == "2025"


def test_a_section_suggests_its_items():
    assert details("20103")["nearest"].startswith("2010301 行政运行、2010302 一般事务")


def test_an_unknown_code_suggests_the_written_name_first():
    assert details("2010309", "一般事务")["nearest"].startswith("2010302 一般事务、")


def test_an_item_where_a_section_is_wanted_suggests_the_section():
    (judgement,) = judge(FUNCTION, Question("2010301", 2024, "款"), (ECONOMIC,))
    assert judgement.verdict is Verdict.WRONG_LEVEL
    assert dict(judgement.details)["nearest"] == "20103 办公厅（室）事务"


def test_budget_and_name_are_judged_together():
    verdicts = [judgement.verdict for judgement in ask("2010307", "行政运行")]
    assert verdicts == [Verdict.WRONG_BUDGET, Verdict.OTHER_NAME]
