"""The words in which differences between years are told."""

from __future__ import annotations

from collections.abc import Mapping

Bilingual = Mapping[str, Mapping[str, str]]


def _words(**pairs: tuple[str, str]) -> Bilingual:
    return {name: {"zh": zh, "en": en} for name, (zh, en) in pairs.items()}


PARTS = _words(
    tables=("公开表", "Tables"),
    entries=("录入表", "Entry sheets"),
    checks=("校验", "Checks"),
    sources=("资金来源", "Funding sources"),
    registers=("登记表", "Registers"),
    forms=("绩效目标表", "Forms"),
    disclosure=("公开文本", "Disclosure"),
)
BOOKS = _words(
    function=("支出功能分类科目", "Function codes"),
    economic=("部门预算支出经济分类科目", "Economic codes of departments"),
)
HAPPENINGS = _words(
    added=("新增", "new"),
    removed=("删除", "removed"),
    moved=("移动", "moved"),
    changed=("修改", "changed"),
    ended=("停用", "ended"),
    renamed=("改名", "renamed"),
    budgets=("适用预算变化", "other budgets"),
)
KINDS = _words(
    table=("表", "table"),
    column=("列", "column"),
    panel=("栏", "panel"),
    row=("行", "row"),
    entries=("各录入表共用的内容", "what all entry sheets share"),
    sheet=("录入表", "entry sheet"),
    field=("录入列", "entry column"),
    rule=("录入规则", "entry rule"),
    check=("校验", "check"),
    source=("资金来源", "source"),
    register=("登记表", "register"),
    fixed_row=("固定行", "fixed row"),
    derived=("推算项", "derived field"),
    form=("绩效目标表", "form"),
    disclosure=("公开文本各处共用的内容", "what the whole document shares"),
    figure=("数据项", "figure"),
    list=("列举", "list"),
    heading_block=("标题", "heading"),
    text_block=("段落", "paragraph"),
    table_block=("公开表", "table"),
    form_block=("绩效目标表", "form"),
)
UNNAMED = ("entries", "disclosure")
"""Kinds of which there is one, so that it needs no name."""
SEVERAL_KINDS = ("figure", "list", "heading_block", "text_block", "table_block", "form_block")
"""Kinds that stand side by side in one part of a layout, so that each is called by its kind."""
WORDS = {
    **_words(
        title=("标题", "title"),
        unit=("单位", "unit"),
        page=("纸张方向", "page"),
        covers=("整张表的条件", "covers"),
        empty=("空表说明", "sentence of the empty table"),
        number_row=("列号行", "row of column numbers"),
        levels=("行的层次", "levels of rows"),
        heading=("列标题", "heading"),
        under=("上级标题", "under"),
        shows=("显示", "shows"),
        where=("条件", "where"),
        sum=("合计", "sum"),
        width=("列宽", "width"),
        counts=("取数", "counts"),
        row=("行名", "text of the row"),
        bold=("加粗", "bold"),
        indent=("缩进", "indent"),
        last=("末行", "last row"),
        personnel_classes=("人员经费的类", "personnel classes"),
        unit_kinds=("单位性质", "kinds of units"),
        guide=("填报说明", "guide"),
        help=("说明", "help"),
        english=("英文名", "English name"),
        budget=("预算", "budget"),
        period=("年度", "period"),
        nature=("性质", "nature"),
        severity=("级别", "severity"),
        left=("左边", "left"),
        right=("右边", "right"),
        relation=("关系", "relation"),
        each=("逐项", "each"),
        parents=("上下级汇总的表", "tables of parents and children"),
        displayed=("按显示值", "as displayed"),
        names=("核对名称的表", "tables of names"),
        codes=("核对编码的表", "tables of codes"),
        statements=("核对空表说明的表", "tables of statements"),
        capacity=("核对行数的表", "tables of capacity"),
        facts=("必填事项", "facts"),
        magnitude=("核对金额单位的表", "sheets of magnitude"),
        below=("界限", "limit"),
        when=("条件", "when"),
        pending=("待填", "pending"),
        kind=("类型", "kind"),
        choices=("下拉列表", "choices"),
        prompt=("提示", "prompt"),
        example=("示例", "example"),
        sheet=("工作表", "sheet"),
        file=("文件夹中的清单", "list in a folder"),
        key=("区分各行", "key"),
        least=("至少行数", "least rows"),
        field=("字段", "field"),
        options=("选项", "options"),
        options_by=("各词的选项", "options by word"),
        within=("取决于", "within"),
        optional=("可以不填", "optional"),
        by=("按", "by"),
        number_of=("取数字", "number of"),
        rows_of=("登记表的行", "rows of"),
        text_of=("取文字", "text of"),
        of_row=("所在行的", "of the row"),
        of_subject=("说明事项的", "of the subject"),
        group=("类别", "group"),
        note=("填写说明", "note"),
        subtitle=("副标题", "subtitle"),
        head=("表头", "head"),
        text=("文字", "text"),
        merge=("合并", "merge"),
        cover=("封面", "cover"),
        contents=("目录标题", "heading of the contents"),
        closing=("落款", "closing"),
        level=("层级", "level"),
        name=("名称", "name"),
        value=("取自", "value"),
        item=("取自事项", "fact"),
        units=("预算单位", "units"),
        beyond=("除去前几个", "beyond"),
        last_year=("上年数", "last year"),
        shares=("占比组", "shares"),
        subject=("说明事项", "subject"),
        unchanged=("无变动的说法", "unchanged"),
        between=("间隔", "between"),
        nothing=("没有时", "nothing"),
    ),
    "says.zh": {"zh": "说法（中文）", "en": "words (Chinese)"},
    "says.en": {"zh": "说法（英文）", "en": "words (English)"},
}
"""What the words of a layout are called; others are called as they are written."""

VALUES: Bilingual = {
    "": {"zh": "（无）", "en": "(none)"},
    "true": {"zh": "是", "en": "yes"},
    "{}": {"zh": "全部", "en": "everything"},
    "error": {"zh": "错误", "en": "error"},
    "warning": {"zh": "提醒", "en": "warning"},
    "note": {"zh": "信息", "en": "note"},
    "portrait": {"zh": "纵向", "en": "portrait"},
    "landscape": {"zh": "横向", "en": "landscape"},
}
PHRASES = _words(
    year=("  {year} 年，表样版本 {version}：{basis}", "  {year}, form version {version}: {basis}"),
    unchanged=("{part}：没有变化", "{part}: no change"),
    counted=("{part}：{counts}", "{part}: {counts}"),
    told=("（{words}）", " ({words})"),
    lines=("新增 {added} 行，删去 {removed} 行", "{added} lines new, {removed} lines gone"),
    confirmed=("，与现有科目一致 {count}", ", {count} confirmed"),
    all_budgets=("全部预算", "all budgets"),
)
