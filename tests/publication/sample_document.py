"""A document made by hand: every kind of block, a wide table, a long one, an empty one, two forms."""

from __future__ import annotations

from decimal import Decimal

from generator.publication.document import (
    Block,
    Cell,
    CellKind,
    Document,
    Form,
    FormCell,
    FormCellKind,
    HeadCell,
    Heading,
    Meaning,
    Paragraph,
    Row,
    Stretch,
    Table,
)

DEPARTMENT = "新疆巴州人民政府办公室"
LINE_ITEMS = 64
"""Rows of the long table."""
STATEMENT = f"{DEPARTMENT} 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"
OBJECTIVE = (
    "为优化 12345 政务服务热线运行机制，实施租赁政务服务热线专线宽带 1 条 1 年，聘用话务员 20 人，"
    "采购办公耗材不少于 4 批等工作任务，建立和完善各项工作制度和流程，保障 24 小时不间断及时受理、回应、"
    "转办企业和群众诉求，解决高频民生诉求事项，切实发挥纾民意、解民困、暖民心的作用。"
)
MANY_AMOUNTS = "、".join(f"{Decimal(place * 771 + 98765) / 100:,.2f} 万元" for place in range(40))
"""So many amounts in a row that lines end at every place of one."""
CLASSES = (
    "201 一般公共服务支出|2,597.01",
    "202 外交支出|",
    "203 国防支出|",
    "204 公共安全支出|",
    "205 教育支出|23.35",
    "206 科学技术支出|",
    "207 文化旅游体育与传媒支出|",
    "208 社会保障和就业支出|430.38",
    "209 社会保险基金支出|",
    "210 卫生健康支出|148.77",
    "211 节能环保支出|",
    "212 城乡社区支出|",
    "213 农林水支出|",
    "214 交通运输支出|",
    "215 资源勘探工业信息等支出|",
    "216 商业服务业等支出|",
    "217 金融支出|",
    "219 援助其他地区支出|",
    "220 自然资源海洋气象等支出|",
    "221 住房保障支出|184.57",
    "222 粮油物资储备支出|",
    "223 国有资本经营预算支出|",
    "224 灾害防治及应急管理支出|",
    "227 预备费|",
    "229 其他支出|",
    "230 转移性支出|",
    "231 债务还本支出|",
    "232 债务付息支出|",
    "233 债务发行费用支出|",
    "234 抗疫特别国债安排的支出|",
)
INCOME = (
    "一、本年收入|3,384.08",
    "1. 一般公共预算拨款|3,134.08",
    "其中：一般财力|3,134.08",
    "上级一般公共预算安排转移支付|",
    "2. 政府性基金预算拨款|",
    "3. 国有资本经营预算拨款|",
    "4. 财政专户核拨|",
    "5. 单位资金|250.00",
    "二、上年结转结余|",
)
FUNDS = (
    "财政拨款（补助）小计",
    "一般公共预算",
    "上级一般公共预算安排的转移支付",
    "政府性基金预算",
    "上级政府性基金安排的转移支付",
    "国有资本经营预算",
    "上级国有资本经营预算安排的转移支付",
)
OTHERS = ("财政专户（教育收费）", "单位资金", "财政拨款结转", "非财政拨款结转结余")
ITEMS = (
    ("201", "", "", "一般公共服务支出"),
    ("201", "03", "", "政府办公厅（室）及相关机构事务"),
    ("201", "03", "01", "行政运行"),
    ("208", "05", "05", "机关事业单位基本养老保险缴费支出"),
)
INDICATOR_HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "指标值设置依据",
    "上年完成值",
    "指标分值权重",
    "指标赋分规则",
    "佐证资料",
)


def words(text: str) -> tuple[Stretch, ...]:
    """A text without figures."""
    return (Stretch(text),)


def amount(text: str, states: str, source: str = "") -> Stretch:
    """A figure in a sentence."""
    return Stretch(text, Meaning.AMOUNT, states, source)


def cell(text: str, kind: CellKind, address: str = "", indent: int = 0) -> Cell:
    """A cell of a table."""
    return Cell(text, kind, address, indent)


def balance() -> Table:
    """Table 1: two panels side by side, upright."""
    rows = []
    for place, right in enumerate(CLASSES):
        left = INCOME[place] if place < len(INCOME) else "|"
        (income, received), (spent, money) = left.split("|"), right.split("|")
        indent = 2 if income.startswith(("其中", "上级")) else 0
        cells = (
            cell(income, CellKind.NAME, indent=indent),
            cell(received, CellKind.AMOUNT, f"表1!B{place + 6}"),
            cell(spent, CellKind.NAME),
            cell(money, CellKind.AMOUNT, f"表1!D{place + 6}"),
        )
        rows.append(Row(cells, key=spent))
    total = [cell(text, CellKind.NAME) for text in ("收入总计", "支出总计")]
    sums = [cell("3,384.08", CellKind.AMOUNT, f"表1!{column}36") for column in "BD"]
    rows.append(Row((total[0], sums[0], total[1], sums[1]), is_bold=True, key="总计"))
    return Table(
        name="表1",
        title="部门收支总体情况表",
        prepared_by=DEPARTMENT,
        unit="万元",
        is_landscape=False,
        widths=(36, 15, 36, 15),
        head=(
            HeadCell(0, 0, "收入", columns=2),
            HeadCell(0, 2, "支出", columns=2),
            HeadCell(1, 0, "项目"),
            HeadCell(1, 1, "预算数"),
            HeadCell(1, 2, "支出功能分类"),
            HeadCell(1, 3, "预算数"),
        ),
        head_rows=2,
        columns=("收入 项目", "收入 预算数", "支出 支出功能分类", "支出 预算数"),
        rows=tuple(rows),
    )


def income_by_function() -> Table:
    """Table 2: sixteen columns across the page, headings in three columns' groups."""
    head = [
        HeadCell(0, 0, "功能分类科目编码", columns=3),
        *[HeadCell(1, column, text) for column, text in enumerate("类款项")],
        HeadCell(0, 3, "功能分类科目名称", rows=2),
        HeadCell(0, 4, "总计", rows=2),
        HeadCell(0, 5, "财政拨款（补助）", columns=7),
        *[HeadCell(1, 5 + place, text) for place, text in enumerate(FUNDS)],
        *[HeadCell(0, 12 + place, text, rows=2) for place, text in enumerate(OTHERS)],
    ]
    rows = [_income_row(("", "", "", "总计"), "123,384.08", is_bold=True)]
    rows += [_income_row(item, "2,597.01", is_bold=not item[2]) for item in ITEMS]
    return Table(
        name="表2",
        title="部门收入总体情况表",
        prepared_by=DEPARTMENT,
        unit="万元",
        is_landscape=True,
        widths=(5, 4, 4, 37, 13, 13, 13, *[12] * 9),
        head=tuple(head),
        head_rows=2,
        columns=("类", "款", "项", "功能分类科目名称", "总计", *FUNDS, *OTHERS),
        number_row=("※", "※", "※", "※", *map(str, range(1, 13))),
        rows=tuple(rows),
    )


def _income_row(item: tuple[str, str, str, str], money: str, *, is_bold: bool) -> Row:
    """A row of table 2: codes, name, and money in four of its columns."""
    *codes, name = item
    texts = (money, money, money, "", "", "", "", "", "", "250.00", "", "")
    cells = [cell(code, CellKind.CODE) for code in codes] + [cell(name, CellKind.NAME)]
    cells += [cell(text, CellKind.AMOUNT) for text in texts]
    return Row(tuple(cells), is_bold, "".join(codes) or name)


def long_table() -> Table:
    """Table 3: more rows than a page holds, three rows of headings."""
    rows = []
    for place in range(LINE_ITEMS):
        codes = [cell(code, CellKind.CODE) for code in ("201", "03", f"{place + 1:02}")]
        name = cell(f"一般行政管理事务（第 {place + 1} 项）", CellKind.NAME)
        money = f"{Decimal(1234567 + place) / 100:,.2f}"
        amounts = [cell(text, CellKind.AMOUNT, f"表3!E{place + 9}") for text in (money, money, "")]
        rows.append(Row((*codes, name, *amounts), is_bold=place == 0, key=f"20103{place + 1:02}"))
    return Table(
        name="表3",
        title="部门支出总体情况表",
        prepared_by=DEPARTMENT,
        unit="万元",
        is_landscape=False,
        widths=(6, 5, 5, 40, 15, 15, 15),
        head=(
            HeadCell(0, 0, "科目", columns=4),
            HeadCell(0, 4, "支出预算", columns=3),
            HeadCell(1, 0, "功能分类科目编码", columns=3),
            HeadCell(1, 3, "功能分类科目名称", rows=2),
            *[
                HeadCell(1, 4 + place, text, rows=2)
                for place, text in enumerate(("合计", "基本支出", "项目支出"))
            ],
            *[HeadCell(2, column, text) for column, text in enumerate("类款项")],
        ),
        head_rows=3,
        columns=("类", "款", "项", "功能分类科目名称", "合计", "基本支出", "项目支出"),
        number_row=("※", "※", "※", "※", "1", "2", "3"),
        rows=tuple(rows),
    )


def empty_table() -> Table:
    """Table 8: headings and its statement, no row."""
    return Table(
        name="表8",
        title="政府性基金预算支出情况表",
        prepared_by=DEPARTMENT,
        unit="万元",
        is_landscape=False,
        widths=(6, 5, 5, 40, 15, 15, 15),
        head=(
            HeadCell(0, 0, "功能分类科目编码", columns=3),
            HeadCell(0, 3, "功能分类科目名称", rows=2),
            *[
                HeadCell(0, 4 + place, text, rows=2)
                for place, text in enumerate(("合计", "人员经费", "公用经费"))
            ],
            *[HeadCell(1, column, text) for column, text in enumerate("类款项")],
        ),
        head_rows=2,
        columns=("类", "款", "项", "功能分类科目名称", "合计", "人员经费", "公用经费"),
        number_row=("※", "※", "※", "※", "1", "2", "3"),
        statement=STATEMENT,
    )


def department_form() -> Form:
    """The form of the department: merged labels, nested sources of money."""
    label, money = FormCellKind.LABEL, FormCellKind.AMOUNT
    headings = ("一级指标", "二级指标", "三级指标", "指标值", "指标设定依据", "分值权重")
    return Form(
        name="部门整体绩效目标表",
        title="部门整体绩效目标表",
        subtitle="（2024 年）",
        subject="",
        widths=(12, 12, 36, 12, 24, 10),
        rows=9,
        head_rows=6,
        cells=(
            FormCell(0, 0, "部门名称（盖章）", label, columns=2),
            FormCell(0, 2, DEPARTMENT, columns=4, states="部门名称"),
            FormCell(1, 0, "年度绩效目标", label, columns=2),
            FormCell(1, 2, OBJECTIVE, FormCellKind.LONG, columns=4, states="年度绩效目标"),
            FormCell(2, 0, "年度预算（万元）", label, rows=4, columns=2),
            FormCell(2, 2, "资金来源", label, columns=2),
            FormCell(2, 4, "资金总额（万元）", label, columns=2),
            FormCell(3, 2, "财政资金（万元）", label, rows=2),
            FormCell(3, 3, "上级安排", label),
            FormCell(3, 4, "0.00", money, columns=2, states="上级安排"),
            FormCell(4, 3, "本级安排", label),
            FormCell(4, 4, "3,134.08", money, columns=2, states="本级安排"),
            FormCell(5, 2, "其他资金（万元）", label),
            FormCell(5, 3, "其他", label),
            FormCell(5, 4, "250.00", money, columns=2, states="其他资金"),
            *[FormCell(6, column, text, label) for column, text in enumerate(headings)],
            FormCell(7, 0, "履职效能", rows=2),
            FormCell(7, 1, "数量指标"),
            FormCell(7, 2, "开展调研、考察指导工作，起草调研报告"),
            FormCell(7, 3, "≥5 篇"),
            FormCell(7, 4, "2024 年州人民政府办公室工作要点"),
            FormCell(7, 5, "25"),
            FormCell(8, 1, "质量指标"),
            FormCell(8, 2, "保障州政府办公室工作正常运转"),
            FormCell(8, 3, "=100%"),
            FormCell(8, 4, "2024 年州人民政府办公室工作要点"),
            FormCell(8, 5, "65"),
        ),
    )


def project_form(indicators: int = 40) -> Form:
    """The form of a project, with more indicators than a page holds."""
    label, money = FormCellKind.LABEL, FormCellKind.AMOUNT
    cells = [
        FormCell(0, 0, "预算单位", label, columns=2),
        FormCell(0, 2, DEPARTMENT, columns=7, states="预算单位"),
        FormCell(1, 0, "项目名称", label, columns=2),
        FormCell(1, 2, "“放管服工作”及“12345”政务热线保障项目", columns=3, states="项目名称"),
        FormCell(1, 5, "项目负责人", label, columns=2),
        FormCell(1, 7, "（负责人）", columns=2, states="项目负责人"),
        FormCell(2, 0, "项目资金（万元）", label, columns=2),
        FormCell(2, 2, "年度预算总额", label),
        FormCell(2, 3, "30.16", money, states="年度预算总额"),
        FormCell(2, 4, "其中：财政拨款", label),
        FormCell(2, 5, "30.16", money, states="财政拨款"),
        FormCell(2, 6, "其他资金", label),
        FormCell(2, 7, "0.00", money, columns=2, states="其他资金"),
        FormCell(3, 0, "项目总体目标", label, columns=2),
        FormCell(3, 2, f"{OBJECTIVE}\n{OBJECTIVE}", FormCellKind.LONG, columns=7, states="项目总体目标"),
        *[FormCell(4, column, text, label) for column, text in enumerate(INDICATOR_HEADINGS)],
        FormCell(5, 0, "产出指标", rows=indicators),
        FormCell(5, 1, "数量指标", rows=indicators - 1),
        FormCell(4 + indicators, 1, "质量指标"),
    ]
    for row in range(5, 5 + indicators):
        texts = (
            f"购置办公耗材批次（第 {row - 4} 批）",
            ">=4 批",
            "计划标准",
            "无",
            "2",
            "按照完成比例赋分",
            "原始凭证",
        )
        cells += [FormCell(row, 2 + place, text) for place, text in enumerate(texts)]
    return Form(
        name="项目支出绩效目标表",
        title="项目支出绩效目标表",
        subtitle="（2024 年）",
        subject="“放管服工作”及“12345”政务热线保障项目",
        widths=(7, 7, 30, 11, 14, 11, 9, 17, 12),
        rows=5 + indicators,
        head_rows=4,
        cells=tuple(cells),
    )


def sentence(number: int) -> Paragraph:
    """A sentence about an item, with figures."""
    return Paragraph(
        (
            Stretch(f"{number}、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）："),
            Stretch("2024", Meaning.YEAR, "年度"),
            Stretch(" 年预算数为 "),
            amount("80.52", "行政单位离退休", "表5!E17"),
            Stretch(" 万元，比上年预算"),
            Stretch("增加", Meaning.MORE_OR_LESS, "行政单位离退休 增减"),
            Stretch(" "),
            Stretch("37.95", Meaning.CHANGE, "行政单位离退休 增减额"),
            Stretch(" 万元，"),
            Stretch("增长", Meaning.UP_OR_DOWN, "行政单位离退休 升降"),
            Stretch(" "),
            Stretch("89.15%", Meaning.GROWTH, "行政单位离退休 增减率"),
            Stretch("。主要原因是"),
            Stretch(
                "本单位因工作需要，新增在职人员，社保缴费基数调增。", Meaning.WRITTEN, "行政单位离退休 原因"
            ),
        ),
        cell=f"说明!B{number + 10}",
    )


def sample(draft: str = "") -> Document:
    """The whole document."""
    blocks: list[Block] = [
        Heading(1, words(f"第一部分　2024 年{DEPARTMENT}部门概况")),
        Heading(2, words("一、主要职能")),
        Paragraph(words("1、负责自治州人民政府会议的准备工作，协助组织会议决定事项的实施。")),
        Paragraph(words("2、负责自治州人民政府值班工作，及时报告重要情况。\n=2+3 不是公式。")),
        Heading(2, words("二、机构设置及人员情况")),
        Paragraph(
            (
                Stretch(f"{DEPARTMENT}编制数 "),
                Stretch("145", Meaning.COUNT, "编制数", "事项录入!D4"),
                Stretch("，实有人数 "),
                Stretch("195", Meaning.COUNT, "实有人数"),
                Stretch(" 人。"),
            )
        ),
        Heading(1, words("第二部分　2024 年部门预算公开表")),
        balance(),
        income_by_function(),
        long_table(),
        empty_table(),
        Heading(1, words("第三部分　2024 年部门预算情况说明")),
        Heading(2, words(f"一、关于{DEPARTMENT} 2024 年收支预算情况的总体说明")),
        Paragraph((Stretch("收支总预算 "), amount("3,384.08", "收支总预算", "表1!D36"), Stretch(" 万元。"))),
        Paragraph(words(f"各项目预算数分别为 {MANY_AMOUNTS}。")),
        Heading(2, words("二、关于一般公共预算当年拨款情况说明")),
        Heading(3, words("（一）一般公共预算当年拨款具体使用情况")),
        *[sentence(number) for number in range(1, 13)],
        Heading(2, words("三、其他重要事项的情况说明")),
        Heading(3, words("（一）预算绩效情况")),
        Paragraph(words("具体情况见下表：")),
        department_form(),
        project_form(),
        Heading(3, words("（二）其他需说明的事项")),
        Paragraph(words("无其他需说明的事项。")),
        Heading(1, words("第四部分　名词解释")),
        Paragraph(words("一般公共预算：以税收为主体的财政收入，安排用于保障和改善民生的收支预算。")),
    ]
    return Document(
        department=DEPARTMENT,
        year=2024,
        cover=(DEPARTMENT, "2024 年部门预算公开"),
        contents="目　录",
        blocks=tuple(blocks),
        closing=(DEPARTMENT, "2024 年 2 月 25 日"),
        compiled_on="2024年02月25日",
        draft=draft,
    )
