"""What the command line says, in Chinese and English."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

LANGUAGE_VARIABLE = "BUDGETBOOK_LANG"
LANGUAGES = ("zh", "en")

TEXTS: Mapping[str, Mapping[str, str]] = {
    "app": {
        "zh": "部门预算公开表：从支出明细生成带公式的工作簿，并逐项校验。",
        "en": "Department budget tables: from line items to a formula-linked, self-checking workbook.",
    },
    "lang": {"zh": "界面语言：zh 或 en。", "en": "Language of messages: zh or en."},
    "version": {"zh": "显示版本号。", "en": "Show the version and exit."},
    "build": {
        "zh": "读取一个部门的文件夹，生成工作簿并校验。",
        "en": "Read a department's folder, write its workbook and check it.",
    },
    "build.folder": {
        "zh": "部门文件夹：department.yaml、支出明细、收入。",
        "en": "The department's folder: department.yaml, line_items, income.",
    },
    "build.output": {"zh": "生成的 .xlsx 文件。", "en": "The .xlsx file to write."},
    "build.layouts": {
        "zh": "自己的布局文件夹，代替随程序提供的布局。",
        "en": "A layouts folder of your own instead of the one that comes with the program.",
    },
    "build.capacity": {
        "zh": "支出录入表的行数，默认比现有明细多留四分之一。",
        "en": "Rows of the expenditure entry sheet; by default a quarter more than there are items.",
    },
    "json": {"zh": "以 JSON 输出。", "en": "Print JSON."},
    "layouts": {"zh": "查看和检查布局。", "en": "List and check layouts."},
    "layouts.list": {"zh": "列出各地各年的布局。", "en": "List the layouts by jurisdiction and year."},
    "layouts.check": {"zh": "检查布局文件的每一处写法。", "en": "Check every file of the layouts."},
    "layouts.folder": {"zh": "布局文件夹，默认为随程序提供的布局。", "en": "The layouts folder."},
    "findings": {
        "zh": "发现 {errors} 处错误，{warnings} 处提醒，{notes} 处说明。",
        "en": "{errors} errors, {warnings} warnings, {notes} notes.",
    },
    "not_built": {
        "zh": "有错误，没有生成工作簿；原有文件没有改动。改正后再运行一次。",
        "en": "There are errors: no workbook was written and no file was touched. Mend them and run again.",
    },
    "writing": {"zh": "正在写 {sheet}", "en": "writing {sheet}"},
    "built": {"zh": "已生成 {path}", "en": "wrote {path}"},
    "verdicts": {
        "zh": "校验：平 {balanced} 项，取整 {rounded} 项，"
        "不平 {broken} 项（错误 {errors}，提醒 {warnings}），不适用 {idle} 项。",
        "en": "Checks: {balanced} balanced, {rounded} within rounding, {broken} broken "
        "({errors} errors, {warnings} warnings), {idle} do not apply.",
    },
    "broken": {"zh": "不平", "en": "broken"},
    "explain": {"zh": "待说明", "en": "to explain"},
    "rounded": {"zh": "取整", "en": "rounding"},
    "capacity": {
        "zh": "{what}需要 {wanted} 行，最多 {limit} 行。用 --capacity 调整，或把明细分到几个部门。",
        "en": "{what} needs {wanted} rows, the limit is {limit}. Change --capacity or split the department.",
    },
    "no_folder": {
        "zh": "输出文件夹“{folder}”不存在，请先建立。",
        "en": "The output folder {folder} does not exist; please create it first.",
    },
    "no_xlsx": {
        "zh": "输出文件名“{file}”应以 .xlsx 结尾。",
        "en": "The output file {file} should end in .xlsx.",
    },
    "cannot_write": {
        "zh": "不能写入“{path}”：{reason}。文件是否正在别的程序中打开？",
        "en": "Cannot write {path}: {reason}. Is the file open in another program?",
    },
    "layout_faults": {
        "zh": "布局有 {count} 处错误：",
        "en": "The layout has {count} mistakes:",
    },
    "layout_good": {
        "zh": "{layout} {year}：{tables} 张表，{checks} 条校验，没有错误。",
        "en": "{layout} {year}: {tables} tables, {checks} checks, no mistakes.",
    },
    "no_layouts": {"zh": "“{folder}”里没有布局。", "en": "There are no layouts in {folder}."},
}


def chosen_language(arguments: Sequence[str] | None = None) -> str:
    """The language asked for: --lang before anything else, then the environment, then Chinese."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for place, argument in enumerate(given):
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
        if argument == "--lang" and place + 1 < len(given):
            return _known(given[place + 1])
    return _known(os.environ.get(LANGUAGE_VARIABLE, ""))


def _known(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def say(name: str, language: str, /, **values: object) -> str:
    """One text with its placeholders filled."""
    return TEXTS[name][language].format(**values)
