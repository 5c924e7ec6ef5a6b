"""What is said about faulty layouts beyond the words that layout authors write, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.list_file import ListError


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str


Words = str | Phrase
"""Words of a layout, which are the same in every language, or a phrase about them."""


def said(words: Words, language: str) -> str:
    """The words in one language.

    Example:
        >>> said(Phrase("列表", "a list"), "en"), said("columns", "en")
        ('a list', 'columns')
    """
    if isinstance(words, str):
        return words
    return words.en if language == "en" else words.zh


def both_of(one: Words, other: Words) -> Words:
    """Two alternatives, one after the other."""
    if isinstance(one, str) and isinstance(other, str):
        return f"{one}、{other}"
    return Phrase(f"{said(one, 'zh')}，或{said(other, 'zh')}", f"{said(one, 'en')}, or {said(other, 'en')}")


def one_of(*words: str) -> Phrase:
    """Exactly one of these words is to be written."""
    return Phrase(f"只能写其中之一：{'、'.join(words)}", f"exactly one of {', '.join(words)}")


class ContradictionError(ValueError):
    """What the schema expects where words contradict each other."""

    def __init__(self, expected: Phrase) -> None:
        super().__init__(expected.en)
        self.expected = expected


A_TOKEN = Phrase("名称、数字、带引号的文字或运算符号", "a name, number, text or sign")
AN_OPERAND = Phrase("名称、数字或带引号的文字", "a name, number or text")
A_NAME = Phrase("名称", "a name")
THE_END = Phrase("公式到此结束", "the end of the formula")
TERMS = Phrase("用 + 和 - 连接的单元格引用", "table references joined by + and -")
TERMS_OR_NOUGHT = Phrase(
    "用 + 和 - 连接的单元格引用；右边也可以只写 0",
    "table references joined by + and -; the right side may also be 0 alone",
)
ENTRY_SHEETS_ONLY = Phrase("左右两边都引用录入表", "references to entry sheets on both sides")
A_CONDITION = Phrase("一个条件，如 金额数 = 0", "a condition, such as 金额数 = 0")

ROWS_OR_PANELS = Phrase(
    "columns 和 rows 一起写，或者只写 panels，二者选一", "either columns with rows, or panels"
)
ONE_SHAPE_OF_CHECK = Phrase(
    "只能写其中一种：left 和 right、parents、names、codes、statements、capacity、facts、magnitude、projects、"
    "subjects",
    "exactly one of left with right, parents, names, codes, statements, capacity, facts, magnitude, "
    "projects, subjects",
)
DISPLAYED_PARENTS = Phrase("displayed 只与 parents 一起写", "displayed together with parents only")
EACH_FORMULA = Phrase("each 只与 left、right 一起写", "each together with left and right only")
WHERE_COUNTS = Phrase("where 只与 counts 一起写", "where together with counts only")
TWO_COLUMNS = Phrase("change 和 growth 各写两列：[ 本年, 上年 ]", "two columns: [ this year, last year ]")
LARGEST_OF_ONE = Phrase("kind: largest 只写一列", "one column with kind: largest")
YEARS_AGAINST = Phrase(
    "against 只与 kind: years 一起写，与 columns 的列一一对应",
    "against with kind: years only, with as many columns as columns has",
)

COUNTS_ONLY = Phrase("where 和 without 只与 counts 一起写", "where and without together with counts only")
LONG_VALUES = Phrase("long 只与 field 或 item 一起写", "long together with field or item only")
VALUES_OF_EACH = Phrase("field 和 amount 只写在有 each 的表中", "field and amount only in a form with each")
OF_WITHOUT_EACH = Phrase(
    "写 each，或者在 indicators 中写 of，二者选一", "either each, or of under indicators"
)
FILLED_GRID = Phrase(
    "head 各行正好占满全部列：连同从上面跨下来的格，不多也不少",
    "rows of the head that fill the columns exactly, with the cells that come down from above",
)

REGISTER_NAME = Phrase(
    "由汉字、字母和数字组成，不以数字开头，不与工作簿中别的名称相同",
    "letters and digits, no digit first, and not the name of another part of the workbook",
)
FORM_NAME = Phrase(
    "由汉字、字母、数字和全角括号组成，不超过 31 个，不与其他工作表同名",
    "letters, digits and （）, at most 31 of them, and not the name of another sheet",
)
LIST_FILE = Phrase(
    "小写英文字母、数字和下划线，不与部门文件夹中别的文件同名",
    "small letters, digits and _, and not the name of another file of a department's folder",
)
FIELD_NAME = Phrase("由汉字、字母和数字组成", "letters and digits")

FIGURE_NAME = Phrase("中间没有空格，没有花括号", "a name without blanks and braces")
BRACES = Phrase("每个“{”后面有一个“}”，里面没有别的花括号", "one } after each {, and no braces between them")
A_ROW_WORD = Phrase("写出行中的一项，例如 {名称}", "something of the row, such as {名称}")
USED_LIST = Phrase("至少在一处文字中写出", "a text that has the list")
NO_LAST_YEAR_ITEM = Phrase("不写 item：各行用自己的科目编码", "no item: every row takes its own code")

AN_EARLIER_YEAR = Phrase("更早的年度", "an earlier year")
ANOTHER_VALUE = Phrase("与上一年不同的内容", "something else than the year before has")

NAME_OF_A_BLOCK = Phrase(
    "一个标题或段落的文字（几段的写第一段）、它的 id，或者 table、form 后面的名称",
    "what a heading or paragraph says (the first of several), its id, or the name of its table or form",
)

SHOWN_FIRST = Phrase("写 shows 的列都在金额列左边", "columns that show something left of those with amounts")
SHEET_NAME = Phrase(
    "由汉字、字母和数字组成，不超过 31 个，不与其他工作表同名",
    "letters and digits, at most 31 of them, and not the name of another sheet",
)

A_TEXT = Phrase("文字", "text")
A_LIST = Phrase("列表：[ …, … ]", "a list: [ …, … ]")
A_MAPPING = Phrase("映射：{ …: … }", "a mapping: { …: … }")
TRUE_OR_FALSE = Phrase("true 或 false", "true or false")
A_WHOLE_NUMBER = Phrase("整数", "a whole number")
A_NUMBER = Phrase("数字", "a number")
NOT_EMPTY = Phrase("不能为空", "at least one")
ANOTHER_KIND = Phrase("另一种值", "another kind of value")
NOTHING = Phrase("空", "nothing")
YAML = "YAML"

_YAML_PROBLEMS = {
    "mapping values are not allowed": "这里不能有冒号；含冒号的文字要加引号",
    "expected '-' indicator": "缩进不对，这里应以“- ”开头",
    "expected key": "缩进不对，或者这里应为“词: 值”",
    "expected ',' or ']'": "方括号里少了逗号，或者没有右括号",
    "expected ',' or '}'": "花括号里少了逗号，或者没有右括号",
    "could not find expected ':'": "少了冒号",
    "found unexpected end of stream": "引号没有成对",
    "cannot start any token": "有不能用在开头的符号，例如制表符（Tab）、@、`、%",
    "block sequence entries are not allowed": "这里不能写“- ”",
    "unacceptable character": "有看不见的控制字符",
    "constructor for the tag": "不能用“!”开头的标签",
    "undefined alias": "“*”指向的名称没有定义",
    "single document": "一个文件只能有一份内容，不能用“---”分开",
    "for month": "看起来是日期，却不是有效的日期；请加引号",
    "month must be in": "看起来是日期，却不是有效的日期；请加引号",
}
"""What YAML complains of, by words of the complaint."""


def yaml_problem(complaint: str) -> Phrase:
    """A complaint of the YAML reader, which speaks English only."""
    known = (zh for part, zh in _YAML_PROBLEMS.items() if part in complaint)
    return Phrase(next(known, "不是正确的 YAML 写法"), complaint)


def unreadable_file(error: Exception) -> Phrase:
    """Why a file cannot be opened or decoded."""
    if isinstance(error, UnicodeDecodeError):
        return Phrase("文件不是 UTF-8 编码", str(error))
    return Phrase("文件打不开", str(error))


def unreadable_list(error: Exception) -> Phrase:
    """Why a code list or the list of funding sources cannot be used."""
    if isinstance(error, ListError):
        lines = "；".join(f"{fault.file} 第 {fault.line} 行：{fault.found}" for fault in error.faults)
        return Phrase(f"科目表或资金来源表有误：{lines}", str(error))
    return Phrase(f"科目表或资金来源表打不开：{error}", str(error))
