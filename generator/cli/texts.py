"""What the command line says, in Chinese and English."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from generator.cli.bureau_texts import BUREAU_TEXTS
from generator.cli.publication_texts import PUBLICATION_TEXTS

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
    "check_code": {
        "zh": "校验码：{code}（封面和每张公开表下方也有）",
        "en": "Check code: {code} (also on the cover and below every official table)",
    },
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
        "zh": "{layout} {year}：{tables} 张表，{registers} 张登记表，{forms} 张绩效目标表，"
        "{checks} 条校验，没有错误。",
        "en": "{layout} {year}: {tables} tables, {registers} registers, {forms} forms, {checks} checks, "
        "no mistakes.",
    },
    "layouts.diff": {
        "zh": "比较两个年度的布局：表、列、行、录入表、登记表、绩效目标表、公开文本、校验、资金来源、科目。",
        "en": "Compare two years of a layout: tables, columns, rows, entry sheets, registers, forms, the "
        "disclosure, checks, sources, codes.",
    },
    "layouts.before": {"zh": "较早的年度。", "en": "The earlier year."},
    "layouts.after": {"zh": "较晚的年度。", "en": "The later year."},
    "layouts.layout": {"zh": "布局名称。", "en": "The name of the layout."},
    "layouts.new_year": {
        "zh": "建立新年度的布局：沿用上一年，只写有变化的地方。",
        "en": "Start the layout of a new year: as the year before, stating only what changes.",
    },
    "layouts.year": {"zh": "新的预算年度。", "en": "The new budget year."},
    "layouts.own": {
        "zh": "自己的布局文件夹；还没有时，先完整复制随程序提供的布局。",
        "en": "A layouts folder of your own; one that does not exist yet begins as a copy of ours.",
    },
    "layouts.codes": {"zh": "官方科目表。", "en": "Official code lists."},
    "codes.import": {
        "zh": "导入官方科目表，从该年起以它为准。",
        "en": "Import an official code list, which wins over ours from its year on.",
    },
    "codes.file": {
        "zh": "科目表文件（.xlsx 或 .csv）：编码、名称，也可以有适用预算。",
        "en": "The list (.xlsx or .csv): codes, names and, if wanted, budgets.",
    },
    "codes.year": {"zh": "科目表的年度。", "en": "The year of the list."},
    "codes.book": {
        "zh": "哪一本科目：function 支出功能分类，economic 部门预算支出经济分类。",
        "en": "Which book: function or economic (of departments).",
    },
    "codes.partial": {
        "zh": "只是一部分科目：其余科目不停用。",
        "en": "The list has only some of the codes: the others do not end.",
    },
    "codes.dry_run": {"zh": "只显示变化，不写入。", "en": "Show what would change, and write nothing."},
    "copied_layouts": {
        "zh": "“{folder}”原来没有布局，已完整复制随程序提供的布局。",
        "en": "There were no layouts in {folder}: all those of the program have been copied into it.",
    },
    "not_own": {
        "zh": "随程序安装的布局（{folder}）不能改写；用 --layouts 指定自己的布局文件夹。",
        "en": "The layouts of the program ({folder}) are not to be written; name a folder with --layouts.",
    },
    "year_exists": {
        "zh": "{path} 已经有了，没有改动。",
        "en": "{path} is there already and was not touched.",
    },
    "no_earlier_year": {
        "zh": "布局“{layout}”没有早于 {year} 年的年度可以沿用。",
        "en": "The layout {layout} has no year before {year} to follow.",
    },
    "year_started": {
        "zh": "已建立 {path}，内容与上一年相同。改写后用 budgetbook layouts check 检查。",
        "en": "wrote {path}, the same as the year before. Change it and run budgetbook layouts check.",
    },
    "cannot_write_layouts": {
        "zh": "不能写入“{path}”：{reason}",
        "en": "Cannot write {path}: {reason}",
    },
    "codes_refused": {
        "zh": "科目表有错误，没有导入，原有科目没有改动。",
        "en": "The list has errors: it was not imported, and no code was changed.",
    },
    "codes_imported": {
        "zh": "已写入 {path}。{year} 年起以这份科目表为准。",
        "en": "wrote {path}. From {year} on this list is the one that counts.",
    },
    "codes_imported_part": {
        "zh": "已写入 {path}。{year} 年起这些科目以它为准，其余科目不变。",
        "en": "wrote {path}. From {year} on it counts for its codes; all others stay as they are.",
    },
    "codes_dry_run": {"zh": "仅试算，没有写入。", "en": "This was a trial: nothing was written."},
    "codes_break_layouts": {
        "zh": "科目表已经导入，下列布局用到的科目不再存在，请随后修改布局。",
        "en": "The list is imported; some layouts use codes that are gone and need to be changed.",
    },
    "no_layouts": {"zh": "“{folder}”里没有布局。", "en": "There are no layouts in {folder}."},
    "template": {
        "zh": "给名册上的每个部门生成一份空白工作簿，可以带上年的单位、明细和上年数。",
        "en": "Write a blank workbook for every department, with last year's units, lines and figures.",
    },
    "template.output": {
        "zh": "存放空白表和清单的文件夹，没有就建立。",
        "en": "The folder for the blank workbooks and their manifest; it is created.",
    },
    "template.year": {"zh": "预算年度，例如 2025。", "en": "The budget year, such as 2025."},
    "template.layout": {"zh": "布局的名称。", "en": "The name of the layout."},
    "template.roster": {
        "zh": "名册（.csv、.xlsx）：部门编码、部门名称、性质、预算单位、联系人、级别。",
        "en": "The roster (.csv, .xlsx): code, name, kind, units, contact, level.",
    },
    "template.previous": {
        "zh": "上年申报的文件夹，每个部门一个文件夹；没有名册时就按它下发。",
        "en": "Folder of last year's submissions, one folder each; without a roster they are the roster.",
    },
    "template.capacity": {
        "zh": "支出录入表至少有多少行，默认 300 行，并比上年的明细多留四分之一。",
        "en": "Least rows of the expenditure entry sheet; by default 300, and a quarter more than last year.",
    },
    "template.date": {
        "zh": "下发日期，例如 2024-11-25，默认今天。",
        "en": "The date of issue, such as 2024-11-25; by default today.",
    },
    "template.overwrite": {
        "zh": "替换输出文件夹中内容不同的同名文件（不加时拒绝）。",
        "en": "Replace files of the same name that differ; without it they are refused.",
    },
    "issuing": {"zh": "正在生成", "en": "writing"},
    "issue_rate": {"zh": "每分钟 {rate} 份", "en": "{rate} a minute"},
    "issued": {
        "zh": "已生成 {count} 份空白表，在“{folder}”；清单 {manifest}。",
        "en": "{count} blank workbooks are in {folder}; the manifest is {manifest}.",
    },
    "not_issued": {
        "zh": "有错误，没有生成任何文件；原有文件没有改动。改正后再运行一次。",
        "en": "There are errors: no file was written or touched. Mend them and run again.",
    },
    "already_there": {
        "zh": "“{folder}”里有 {count} 个同名而内容不同的文件（可能是填好的表），没有写任何文件：",
        "en": "{folder} has {count} files of these names that differ (filled in?); nothing was written:",
    },
    "already_there_remedy": {
        "zh": "换一个输出文件夹；确实要替换时加 --overwrite。",
        "en": "Choose another folder, or give --overwrite to replace them.",
    },
    "read": {
        "zh": "读取改过的工作簿：取回明细，重新校验，一次列出全部问题。",
        "en": "Read edited workbooks back: line items, all checks anew, everything that is wrong.",
    },
    "read.files": {
        "zh": "工作簿（.xlsx、.xlsm、.xls、.et、.ods），或者放着工作簿的文件夹。",
        "en": "Workbooks (.xlsx, .xlsm, .xls, .et, .ods), or folders of them.",
    },
    "read.output": {
        "zh": "输出文件夹：每个可以接收的部门一个文件夹（可用于 build），以及问题清单。",
        "en": "Output folder: a folder for each department that can be taken in, and the findings.",
    },
    "read.format": {"zh": "问题清单的格式。", "en": "How the findings are written."},
    "read.marked": {
        "zh": "退回工作簿的文件夹：录入内容照旧，公式已恢复，问题标在单元格上。",
        "en": "Folder for marked copies: entries as typed, formulas restored, every finding at its cell.",
    },
    "read.year": {"zh": "应为哪个年度的工作簿。", "en": "The year that the workbooks ought to be of."},
    "read.department": {
        "zh": "应为哪个部门的工作簿（名称或编码）。",
        "en": "The department, by name or code, that the workbook ought to be of.",
    },
    "read.overwrite": {
        "zh": "替换已有的、内容不同的输出文件（不加时拒绝）。",
        "en": "Replace output files that are there already and differ; without it they are refused.",
    },
    "read.nothing": {
        "zh": "没有要读取的工作簿。",
        "en": "There is no workbook to read.",
    },
    "read.folder": {"zh": "明细：{path}", "en": "line items: {path}"},
    "read.copy": {"zh": "退回的工作簿：{path}", "en": "marked copy: {path}"},
    "read.findings": {"zh": "问题清单：{path}", "en": "findings: {path}"},
    "read.already_there": {
        "zh": "这些文件已经存在而且内容不同（可能正在修改），没有替换：",
        "en": "These files are there already and differ (being mended?); they were not replaced:",
    },
    "reading": {"zh": "正在读取", "en": "reading"},
    "cannot_read": {"zh": "不能读取：{reason}。", "en": "Cannot read: {reason}."},
    "diff": {
        "zh": "比较两份工作簿或部门文件夹：增、删、改了哪些明细，各张表因此变了多少。",
        "en": "Compare two workbooks or folders: which lines differ, and what that does to each table.",
    },
    "diff.before": {
        "zh": "原来的：工作簿，或者部门文件夹。",
        "en": "The earlier one: a workbook, or a department's folder.",
    },
    "diff.after": {
        "zh": "现在的：工作簿，或者部门文件夹。",
        "en": "The later one: a workbook, or a department's folder.",
    },
    "diff.output": {
        "zh": "写入文件（.txt、.json 或 .csv，与格式一致），不显示在屏幕上。",
        "en": "A file to write to (.txt, .json or .csv, as the format) instead of the screen.",
    },
    "diff.format": {"zh": "差异的格式。", "en": "How the difference is written."},
    "diff.comparing": {"zh": "正在比较", "en": "comparing"},
    "diff.ending": {
        "zh": "输出文件名“{file}”应以 {ending} 结尾，与格式一致。",
        "en": "The output file {file} should end in {ending}, as its format does.",
    },
    "diff.unreadable": {
        "zh": "不能比较：“{name}”要先改好下列问题。",
        "en": "Cannot compare: {name} has to be mended first.",
    },
    "diff.capacity": {
        "zh": "不能比较：{what}有 {wanted} 行，一份工作簿最多 {limit} 行。",
        "en": "Cannot compare: {what} has {wanted} rows; a workbook holds {limit} at most.",
    },
    "diff.written": {"zh": "已写入 {path}", "en": "wrote {path}"},
    "export": {
        "zh": "把收件库导出为 CSV、Parquet 或 Excel，连同数据包说明（datapackage.json）。",
        "en": "Export the store as CSV, Parquet or Excel, with a data package (datapackage.json).",
    },
    "export.to": {
        "zh": "导出到哪里：文件夹，没有就建立；或者 fsspec 的 URL，例如 s3://…。",
        "en": "Where to: a folder, which is created, or a URL that fsspec knows, such as s3://….",
    },
    "export.format": {
        "zh": "文件格式，可以写几次。",
        "en": "The form of the files; may be given several times.",
    },
    "export.year": {
        "zh": "预算年度，默认与 status 相同；0：读不出年度的文件。",
        "en": "The budget year, by default that of status; 0: files without one.",
    },
    "export.round": {
        "zh": "上报轮次，默认为这一年最后开始的一轮。",
        "en": "The round, by default the one of that year that began last.",
    },
    "export.all_years": {
        "zh": "所有年度；不写 --round 时也是所有轮次。",
        "en": "Every year, and every round unless --round is given.",
    },
    "export.all_rounds": {"zh": "这一年的所有轮次。", "en": "Every round of the year."},
    "export.all_versions": {
        "zh": "明细和公开表数也要不在有效的版本（默认只要现行有效的）。",
        "en": "Lists of all versions; by default only of those in force.",
    },
    "export.overwrite": {
        "zh": "替换已有的、内容不同的文件（不加时拒绝）。",
        "en": "Replace files that are there already and differ; without it they are refused.",
    },
    "export.contradiction": {
        "zh": "--all-years 不能和 --year 同用，--all-rounds 不能和 --round 同用。",
        "en": "--all-years goes not with --year, nor --all-rounds with --round.",
    },
    "export.already_there": {
        "zh": "这些文件已经存在而且内容不同，没有写任何文件：",
        "en": "These files are there already and differ; nothing was written:",
    },
    "export.destination": {
        "zh": "不能导出到“{details}”：不认识这一种 URL。",
        "en": "Cannot export to {details}: there is no such kind of URL.",
    },
    "export.library": {
        "zh": "导出还需要安装：{details}。用 pip install 安装后再运行一次。",
        "en": "Something has to be installed first: {details}. Use pip install and run again.",
    },
    "export.amount": {
        "zh": "{details} 中有一个金额超过 Parquet 列的 18 位，没有导出。请用 CSV 导出，找出这个金额。",
        "en": "An amount in {details} has more digits than its Parquet column; export CSV to find it.",
    },
    "export.nothing": {
        "zh": "没有这个年度和轮次的上报。",
        "en": "There are no submissions of this year and round.",
    },
    "export.without_year": {
        "zh": "另有 {count} 份文件读不出年度，不在其中；用 --year 0 导出。",
        "en": "{count} more files are of no known year and are not among them; --year 0 exports those.",
    },
    "exporting": {"zh": "正在导出", "en": "exporting"},
    "exported": {"zh": "已导出 {count} 个文件到“{to}”。", "en": "{count} files are in {to}."},
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
    texts = TEXTS.get(name) or BUREAU_TEXTS.get(name) or PUBLICATION_TEXTS[name]
    return texts[language].format(**values)
