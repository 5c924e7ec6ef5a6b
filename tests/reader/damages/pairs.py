"""Damages in pairs: each is told as if it came alone, and neither hides the other."""

from __future__ import annotations

from tests.reader.damage import ACCEPTED, REFUSED, TO_EXPLAIN, nothing, together
from tests.reader.damages import (
    amounts,
    checks,
    codes,
    columns,
    facts,
    files,
    forms,
    official,
    rows,
    sheets,
    signs,
    words,
)
from tests.reader.damages.entries import reordered, with_item, without_items

together(
    codes.codes_became_dates,
    rows.the_entries_are_sorted_by_amount,
    ACCEPTED,
    """
    FIX-007 支出录入!D7:D8: 1982-05-31 → 30102 | 1982-05-30 → 30101
    """,
    reordered("fen"),
)
together(
    amounts.amounts_have_units_and_the_sheet_does_not_count_them,
    rows.blank_rows_are_inserted_among_the_entries,
    ACCEPTED,
    """
    FIX-002 支出录入!I7 I9: 53.82642万元 → 538264.20 | 27.915 万 → 279150.00
    """,
)
together(
    amounts.an_amount_is_a_word,
    sheets.sheets_have_other_names,
    REFUSED,
    """
    IN-005 支出录入 2024!I7: 待定
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    FIND-004 资金来源 2024: 资金来源 2024
    FIND-004 封面 2024: 封面 2024
    FIND-004 目录 2024: 目录 2024
    FIND-004 填报说明 2024: 填报说明 2024
    FIND-004 支出录入 2024: 支出录入 2024
    FIND-004 表5 2024: 表5 2024
    FIND-004 校验 2024: 校验 2024
    """,
    without_items(7),
)
together(
    amounts.an_amount_is_a_word,
    official.a_figure_is_typed_over_with_another,
    REFUSED,
    """
    IN-005 支出录入!I7: 待定
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    CELL-002 表5!E12: 241.30 万元 → 187.461616 万元
    """,
    without_items(7),
)
together(
    amounts.an_amount_is_a_fen_too_much,
    sheets.an_entry_sheet_is_copied,
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    FIND-009 支出录入 (2): 支出录入 (2)
    """,
    with_item(7, fen=53826421),
)
together(
    amounts.amounts_are_text,
    columns.blank_columns_are_inserted,
    ACCEPTED,
    """
    FIX-001 支出录入!L7:L13: 538264.20 → 538264.20 | 561,839.45 → 561839.45 | ￥279,150.00 →
    + 279150.00 | 9104.77元 → 9104.77 | ９２４００．００ → 92400.00 | 14,860 → 14860.00 |
    + <200b>468213.60 → 468213.60
    """,
)
together(
    codes.names_stand_where_codes_belong,
    signs.without_names,
    ACCEPTED,
    """
    FIX-006 支出录入!B7: 离退休人员管理机构 → 2080503
    FIX-006 支出录入!D7: 基本工资 → 30101
    """,
)
together(
    codes.a_code_is_unknown,
    signs.only_headings_are_left,
    TO_EXPLAIN,
    """
    CODE-001 支出录入!B7: 2089998 → 2089999 其他社会保障和就业支出
        CHK-002·E13 支出录入!A7
    """,
    with_item(7, function_code="2089998"),
)
together(
    words.words_are_near_misses,
    sheets.an_entry_sheet_is_hidden,
    REFUSED,
    """
    IN-002 支出录入!A7: 老干部休养所 → 青梧县老干部休养所
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    IN-002 支出录入!A8: 青梧县老干部修养所 → 青梧县老干部休养所
    IN-002 支出录入!A9: 352001
    IN-003 支出录入!F10: 支出 → 基本支出
    IN-004 支出录入!H11: 一般财政 → 一般财力
    FIND-005 支出录入: 支出录入
    """,
    without_items(7, 8, 9, 10, 11),
)
together(
    words.words_are_written_in_other_ways,
    rows.rows_are_filtered_out,
    ACCEPTED,
    """
    FIND-006 支出录入!A8:A9 A20
    FIX-008 支出录入!A8 A12: 青梧县 老干部休养所 → 青梧县老干部休养所 | 青梧县老干部休养所<200b> →
    + 青梧县老干部休养所
    FIX-009 支出录入!F8 F10: 基本 → 基本支出 | 基本支出（人员） → 基本支出
    FIX-008 支出录入!F9: 基本 支出 → 基本支出
    FIX-008 支出录入!H11: 一般<3000>财力 → 一般财力
    """,
)
together(
    amounts.amounts_have_units_and_the_sheet_does_not_count_them,
    official.a_table_is_pasted_as_values,
    REFUSED,
    """
    CELL-002 表6!D10: 203.426422 万元 → 285.167842 万元
        CELL-002 表6!E10: 203.426422 万元 → 285.167842 万元
        CELL-002 表6!D11: 130.684475 万元 → 212.425895 万元
        CELL-002 表6!E11: 130.684475 万元 → 212.425895 万元
    CELL-009 表6: 301 01 基本工资 → 53.82642 万元
    CELL-009 表6: 301 03 奖金 → 27.915 万元
    CELL-001 表6!A11:A27 B12:B20 B22:B27 C10:C27 F10:F27 D12:E27: 总计 → 总计 | 0.00 万元 → 0.00 万元
    + | …
    FIX-002 支出录入!I7 I9: 53.82642万元 → 538264.20 | 27.915 万 → 279150.00
    """,
)
together(
    rows.an_entry_stands_right_below_the_area,
    sheets.a_copied_table_and_a_sheet_of_ones_own,
    REFUSED,
    """
    FIND-007 支出录入!A61
    FIND-019 表5 (2): 表5 (2)
    FIND-019 测算: 测算
    """,
)
together(
    rows.an_entry_stands_right_below_the_area,
    signs.without_names,
    REFUSED,
    """
    FIND-007 支出录入!A61
    """,
)
together(
    rows.totals_were_added_among_the_entries,
    rows.blank_rows_are_inserted_among_the_entries,
    REFUSED,
    """
    FIND-017 收入录入!B8: 收入合计：
    FIND-017 支出录入!A26: 合计
    FIND-017 支出录入!I27: =SUBTOTAL(9,I7:I25)
    """,
)
together(
    official.a_figure_is_typed_over_with_another,
    official.blank_rows_are_inserted_into_tables,
    REFUSED,
    """
    CELL-002 表5!E14: 241.30 万元 → 241.288036 万元
    """,
)
together(
    official.a_figure_is_typed_over_with_another,
    signs.only_marks_are_left,
    REFUSED,
    """
    CELL-002 表5!E12: 241.30 万元 → 241.288036 万元
    CELL-012 表1!A7: （空白） → 项目、预算数、收入、支出功能分类、支出
    CELL-012 表2!A7: （空白） → 类、款、项、功能分类科目编码、功能分类科目名称…
    CELL-012 表3!A8: （空白） → 类、款、项、功能分类科目编码、功能分类科目名称…
    CELL-012 表4!A7: （空白） → 项目、合计、财政拨款收入、支出功能分类、一般公共…
    CELL-012 表5!A8: （空白） → 类、款、项、功能分类科目编码、功能分类科目名称…
    CELL-012 表6!A8: （空白） → 类、款、经济分类科目编码、经济分类科目名称、科目…
    CELL-012 表7!A7: （空白） → 类、款、项、科目编码、功能分类科目名称…
    CELL-012 表8!A8: （空白） → 类、款、项、功能分类科目编码、功能分类科目名称…
    CELL-012 表9!A8: （空白） → 类、款、项、功能分类科目编码、功能分类科目名称…
    CELL-012 表10!A6: （空白） → “三公”经费支出内容、合计、一般公共预算、政府性…
    CELL-012 表11!A6: （空白） → 项目名称、总计、合计、人员经费、公用经费…
    """,
)
together(
    official.a_table_is_pasted_as_values_and_one_figure_changed,
    signs.without_names,
    REFUSED,
    """
    CELL-002 表6!D12: 53.83642 万元 → 53.82642 万元
    CELL-001 表6!A11:A29 B12:B22 B24:B29 C10:C29 E10:F29 D10:D11 D13:D29: 总计 → 总计 | 285.167842 万元
    + → 285.167842 万元 | …
    """,
)
together(
    official.figures_are_typed_over_with_the_same,
    columns.blank_columns_are_inserted,
    ACCEPTED,
    """
    CELL-001 表5!A11 D12 E10:E11 G10 H13: 285.167842 万元 → 285.167842 万元 | 285.17 → 285.167842 万元
    + | …
    """,
)
together(
    official.formulas_are_stale,
    sheets.all_sheets_stand_in_reverse_order,
    ACCEPTED,
    """
    CELL-003 表5!E10:E11 表6!C12: 285.20 万元 → 285.167842 万元 | （空白） → 253.919876 万元 | …
    """,
)
together(
    official.a_check_code_is_typed_over,
    official.heads_of_tables_are_typed_over,
    TO_EXPLAIN,
    """
    CELL-007 封面!C18 表5!D27: 111-222 → 988-077
    CELL-012 表5!A3: 一般公共预算支出表 → 一般公共预算支出情况表
    CELL-012 表6!D7: 小计 → 合计
    CELL-012 表7: （空白） → 青梧县老干部休养所 2024 年没有使用一般公共…
    CELL-012 表8!A4: 编制单位：某局 → 编制单位：青梧县老干部休养所
    CELL-012 表10!A2: 表 10（内部） → 表 10
    """,
)
together(
    sheets.official_tables_are_deleted,
    official.a_zero_is_typed_over,
    REFUSED,
    """
    FIND-003: 表5
    FIND-003: 表7
    CELL-002 表10!B10: 5.00 万元 → 0.00 万元
    """,
)
together(
    facts.the_name_of_the_department_is_missing,
    rows.rows_are_hidden,
    REFUSED,
    """
    IN-001 单位信息!B5
        CHK-001·D03·名称 单位信息!B5
    FIND-006 表5!A12
    FIND-006 支出录入!A8:A9
    """,
    nothing,
)
together(
    facts.facts_are_written_in_other_ways,
    forms.the_properties_are_lost,
    ACCEPTED,
    """
    FIX-010 单位信息!B9: 2024年2月19日 → 2024-02-19
    """,
)
together(
    forms.nothing_says_which_form_it_is,
    columns.the_column_of_amounts_is_deleted,
    REFUSED,
    """
    FIND-002 支出录入: 金额（元）
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    FORM-006
    FIND-020: 封面
    """,
    columns.ALL,
)
together(
    amounts.amounts_are_text,
    files.the_workbook_has_macros,
    ACCEPTED,
    """
    OPEN-010
    OPEN-014: .xlsx
    FIX-001 支出录入!I7:I13: 538264.20 → 538264.20 | 561,839.45 → 561839.45 | ￥279,150.00 →
    + 279150.00 | 9104.77元 → 9104.77 | ９２４００．００ → 92400.00 | 14,860 → 14860.00 |
    + <200b>468213.60 → 468213.60
    """,
)
together(
    checks.an_unknown_code_is_explained,
    sheets.sheets_have_other_names,
    ACCEPTED,
    """
    FIND-004 资金来源 2024: 资金来源 2024
    FIND-004 封面 2024: 封面 2024
    FIND-004 目录 2024: 目录 2024
    FIND-004 填报说明 2024: 填报说明 2024
    FIND-004 支出录入 2024: 支出录入 2024
    FIND-004 表5 2024: 表5 2024
    FIND-004 校验 2024: 校验 2024
    CODE-001 支出录入 2024!B7: 2089998 → 2089999 其他社会保障和就业支出
    CHK-003·E13 支出录入 2024!A7
    """,
    with_item(7, function_code="2089998"),
)
together(
    amounts.an_amount_changed_and_nothing_was_recalculated,
    official.a_figure_is_typed_over_with_another,
    REFUSED,
    """
    CELL-002 表5!E12: 241.30 万元 → 241.288037 万元
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    CELL-003 表1!D15 D38 表2!E9:G11 E13:G13 表3!E10:F12 E14:F14 表4!D15:E15 D38:E38 表5!E10:E11 E14:F14
    + F10:F12 表6!D10:E12: 253.919876 万元 → 253.919877 万元 | 285.167842 万元 → 285.167843 万元 | …
        CELL-007 封面!C18 表1!A39 表2!D26 表3!D27 表4!A39 表5!D27 表6!C30 表7!D9 表8!D10 表9!D10
        + 表10!A15 表11!A10: 988-077 → 554-953
    """,
    with_item(7, fen=53826421),
)
