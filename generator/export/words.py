"""What exported files say of themselves, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from generator.export.relation import Kind
from generator.export.selection import Selection
from generator.messages import Language

_TEXTS: Mapping[str, Mapping[Language, str]] = {
    "title": {"zh": "部门预算收件库导出", "en": "Department budgets: export of the store"},
    "front": {"zh": "说明", "en": "About"},
    "relation": {"zh": "工作表", "en": "Sheet"},
    "field": {"zh": "列名（程序用）", "en": "Name for programs"},
    "heading": {"zh": "列", "en": "Column"},
    "kind": {"zh": "类型", "en": "Kind"},
    "meaning": {"zh": "含义", "en": "Meaning"},
    "rows": {"zh": "{rows} 行", "en": "{rows} rows"},
    "sheets": {
        "zh": "一张工作表放不下，分在 {sheets}",
        "en": "more than a sheet holds: they are in {sheets}",
    },
    "cut": {
        "zh": "有 {cut} 处文字超过一个单元格能放的 32,767 字，后面的部分没有写入（CSV 和 Parquet 中完整）",
        "en": "{cut} texts longer than the 32,767 characters of a cell were cut (CSV and Parquet have all)",
    },
    "year": {"zh": "{year} 年度", "en": "year {year}"},
    "every_year": {"zh": "所有年度", "en": "every year"},
    "round": {"zh": "轮次“{round}”", "en": "round {round}"},
    "every_round": {"zh": "所有轮次", "en": "every round"},
    "in_force": {
        "zh": "收支明细、上年数和公开表数只含现行有效的版本",
        "en": "line items, income, previous and table figures of the versions in force only",
    },
    "all_versions": {"zh": "所有版本", "en": "all versions"},
    "scope": {"zh": "范围：{year}，{round}，{versions}。", "en": "Scope: {year}, {round}, {versions}."},
    "as_of": {
        "zh": "收件库的最后一次变动：{moment}（UTC）。",
        "en": "The store last changed: {moment} (UTC).",
    },
    "guard": {
        "zh": "CSV 中开头像公式的文字前面加了一个撇号（'），读回时去掉这一个。",
        "en": "In CSV a text that begins like a formula has an apostrophe (') before it: take away that one.",
    },
}
_KINDS: Mapping[Kind, Mapping[Language, str]] = {
    Kind.TEXT: {"zh": "文字", "en": "text"},
    Kind.NUMBER: {"zh": "整数", "en": "whole number"},
    Kind.FLAG: {"zh": "1 或 0", "en": "1 or 0"},
    Kind.FEN: {"zh": "金额，分", "en": "amount, fen"},
    Kind.YUAN: {"zh": "金额，元", "en": "amount, yuan"},
    Kind.MOMENT: {"zh": "时间（UTC）", "en": "moment (UTC)"},
    Kind.DAY: {"zh": "日期", "en": "day"},
}


def say(name: str, language: Language, **values: object) -> str:
    """One text with its placeholders filled."""
    return _TEXTS[name][language].format(**values)


def kind_word(kind: Kind, language: Language) -> str:
    """What a kind of column is called."""
    return _KINDS[kind][language]


def scope(selection: Selection, as_of: str | None, language: Language) -> list[str]:
    """Which rows are in the files, and of when they are, in sentences."""
    year = "every_year" if selection.year is None else "year"
    round_word = "every_round" if selection.round is None else "round"
    versions = "all_versions" if selection.all_versions else "in_force"
    told = say(
        "scope",
        language,
        year=say(year, language, year=selection.year),
        round=say(round_word, language, round=selection.round),
        versions=say(versions, language),
    )
    if as_of is None:
        return [told]
    return [told, say("as_of", language, moment=as_of[:19].replace("T", " "))]
