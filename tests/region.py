"""Regions of generated departments: many, alike to real ones, made fast, the same for the same seed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from generator import api
from generator.consolidation.member import Member
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, IncomeEntry, LineItem, Origin, PreviousFigure, Unit

YEAR = 2024
GENERAL, FUND, CAPITAL = "一般财力", "政府性基金收入", "国有资本经营收入"
ACCOUNT, CARRIED, SUBSIDY, REMITTED = (
    "财政专户核拨",
    "一般公共预算拨款结转",
    "上级补助收入",
    "附属单位上缴收入",
)
_BODIES = "办公室 财政局 教育局 水务局 农业农村局 卫生健康委员会 民政局 交通运输局 林业站 档案馆"
_STAFF = "30101 30102 30103 30108 30110 30112 30113 30302 30305 "
_OFFICE = "30201 30202 30205 30206 30207 30211 30213 30216 30217 30228 30229 30231 30239"
_PROJECT = "30201 30213 30214 30226 30227 30299 31002 31005 31006 31013 30212 30905"
_TOPICS = "信息化建设 设施维修 业务保障 宣传培训 监测评估 设备购置 应急储备 课题研究"
_INSURED = ("2080505", "2101101", "2210201")
_PROFILES = 40
"""How many kinds of departments there are: those of one kind use the same function codes."""
THREE_PUBLIC = {
    "30212": "因公出国（境）费",
    "30217": "公务接待费",
    "31013": "公务用车购置费",
    "30231": "公务用车运行费",
}


@cache
def layout() -> LayoutSet:
    """The layout of the generated departments."""
    return api.load_layout("xinjiang", YEAR)


@cache
def _functions(budget: str) -> tuple[str, ...]:
    return tuple(
        code.code
        for code in layout().function.in_force(YEAR)
        if len(code.code) == 7 and budget in code.budgets and code.certainty != "doubtful"
    )


def _profile(number: int) -> tuple[str, ...]:
    """The function codes of one kind of department: one for its running, three for its projects."""
    codes = _functions("一般公共预算")
    first = number * len(codes) // _PROFILES
    return codes[first : first + 4]


@dataclass(frozen=True)
class Shape:
    """How large departments are: the least and the most line items."""

    least: int = 60
    most: int = 90


def members(count: int, seed: int = 1, shape: Shape = Shape()) -> list[Member]:
    """So many departments with balanced income; every tenth stands below the one before it."""
    return [member(place, seed, shape) for place in range(count)]


def member(place: int, seed: int = 1, shape: Shape = Shape()) -> Member:
    """One department of a region, by its place: 0, 1, 2 …"""
    random = Random(f"{seed}/{place}")
    code, name = f"{place + 1:06}", f"榆林坡县第 {place + 1} {_BODIES.split()[place % 10]}"
    superior = f"{place:06}" if place % 10 == 1 else ""
    units = (Unit(name, code, "行政单位"), Unit(f"{name}服务中心", f"{code}02", "事业单位"))
    items = _items(random, units, random.randint(shape.least, shape.most), bool(superior))
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for item in items:
        assert item.fen is not None
        sums[item.unit, item.funding_source] += item.fen
    income = tuple(
        IncomeEntry(unit, source, fen, Origin(f"{name}.xlsx", 7 + row))
        for row, ((unit, source), fen) in enumerate(sums.items())
    )
    department = Department(name, YEAR, units, items, income, code=code)
    digest = hashlib.sha256(name.encode()).hexdigest()
    group = ("综合科", "农业科", "教科文科")[place % 3]
    return Member(department, f"{name}.xlsx", digest, code, name, superior, group, _last_year(random, items))


def _items(random: Random, units: tuple[Unit, ...], count: int, subsidised: bool) -> tuple[LineItem, ...]:
    own = _profile(random.randrange(_PROFILES))
    topics = random.sample(_TOPICS.split(), 4)
    items: list[LineItem] = []
    for row in range(count):
        unit = random.choice(units).name
        basic = random.random() < 0.6
        source = random.choices((GENERAL, CARRIED, ACCOUNT, FUND, CAPITAL), (80, 8, 6, 4, 2))[0]
        if subsidised and row < 2:
            source = SUBSIDY
        function = random.choice((own[0], own[0], *_INSURED) if basic else own[1:])
        if source in (FUND, CAPITAL):
            basic = False
            function = random.choice(_functions("政府性基金预算" if source == FUND else "国有资本经营预算"))
        economic = random.choice((_STAFF + _OFFICE if basic else _PROJECT).split())
        project = "" if basic else f"{random.choice(topics)}项目"
        kind = "基本支出" if basic else "项目支出"
        lowered = source == GENERAL and random.random() < 0.02
        fen = -random.randint(1, 99_999) if lowered else random.randint(10_000, 400_000_000)
        origin = Origin("", 7 + row)
        items.append(LineItem(unit, function, economic, kind, project, source, fen, origin=origin))
    return tuple(items)


def _last_year(random: Random, items: tuple[LineItem, ...]) -> tuple[PreviousFigure, ...]:
    """Figures near those of this year; one department in fifteen has none."""
    if random.random() < 1 / 15:
        return ()
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for item in items:
        fen = int((item.fen or 0) * random.uniform(0.8, 1.1))
        sums["kind_all", item.kind] += fen
        if item.funding_source == GENERAL:
            sums["function", item.function_code] += fen
            sums["kind_general", item.kind] += fen
            if item.economic_code in THREE_PUBLIC:
                sums["three_public", THREE_PUBLIC[item.economic_code]] += fen
    return tuple(PreviousFigure(measure, item, fen) for (measure, item), fen in sums.items())
