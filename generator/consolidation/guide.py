"""What cover and guide of a consolidated workbook say."""

from __future__ import annotations

from collections.abc import Sequence

from generator.consolidation.detail import Detail


def statement(told: str, detail: Detail) -> str:
    """What the cover says: that this is no department's submission, who takes part, how detailed it is."""
    return f"汇总表（不是部门上报表）：{told}。{detail.says}。"


def guide(told: str, detail: Detail, compares: bool, left_out: Sequence[str]) -> tuple[str, ...]:
    """汇总说明: how an officer reads and changes the workbook. A line that begins with # is a heading.

    `told` says who takes part and who is missing; figures of last year that are `left_out` are not summed.
    """
    return tuple(
        line
        for line in (
            "# 一、这是什么",
            "各部门上报的预算，汇总成同样的公开表。全部由公式连起来：改一个数，各表随之重算。",
            f"{told}。每个部门的情况列在“部门清单”；缺的部门没有计入任何一张表。",
            f"明细程度：{detail.says}。",
            "# 二、数从哪里来",
            "“汇总明细”“汇总收入”每行是一个部门的一种支出或收入，写明来自哪个文件的哪几个单元格；文件的指纹在“部门清单”。",
            "“支出录入”“收入录入”的金额由这两张表按行归集（蓝灰色，不用填）；公开表、校验都由录入表算出。",
            "# 三、可以改什么",
            "“汇总明细”“汇总收入”“汇总上年”中黄色的金额可以改，也可以筛选；不要改变行的次序，次序变了“部门对比”会提示。",
            "没有部门上报、又要计入的数，填在“支出录入”“收入录入”下面的空行里；“部门对比”会提示与录入表相差多少。",
            "# 四、抵销",
            "一个部门付给另一个部门的钱（上级补助、附属单位上缴），付款方和收款方都列了支出。双方都参加汇总的，"
            "收款方的收入和用它安排的支出一并抵销，付款方的支出保留，每笔钱只算一次；逐笔列在“抵销”表。"
            "下级上缴的，要名册上的下级部门都参加汇总才抵销，因为分不清是哪一个交的。",
            "# 五、比较" if compares else "",
            "“部门对比”每个部门一行，是部门自己上报的数，没有抵销；“合计”也没有抵销，再减去抵销得“汇总数”，与公开表一致。"
            "上年数取自上年的预算，没有抵销，所以增减按抵销前的数算。"
            if compares
            else "",
            "“图表”随之变化：支出最多的部门、与上年的比较用抵销前的数，其余用抵销后的汇总数。"
            if compares
            else "",
            f"“上年数”表中按单位性质计算的指标（{'、'.join(left_out)}）不汇总，因为汇总后不再区分单位性质；"
            "各部门的数在“汇总上年”。"
            if left_out
            else "",
        )
        if line
    )
