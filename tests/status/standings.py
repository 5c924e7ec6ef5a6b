"""Standings made by hand: a bureau with one department of every kind, many of them, and hostile ones."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace

from generator.status.standing import (
    DepartmentStanding,
    State,
    Status,
    UnitStanding,
    Unrecognised,
    Version,
)

ZONE = datetime.timezone(datetime.timedelta(hours=8))
DUE = datetime.date(2024, 12, 10)


def at(day: int, hour: int = 9, minute: int = 30) -> datetime.datetime:
    """A moment of December 2024, in China."""
    return datetime.datetime(2024, 12, day, hour, minute, tzinfo=ZONE)


def version(number: int, file: str, state: State, day: int, *counts: int, in_force: bool = False) -> Version:
    """A version that came by a folder; `counts` are to mend, to explain, notes."""
    digest = hashlib.sha256(file.encode()).hexdigest()
    source = f"2024-12-{day:02}/{file}"
    return Version(number, file, source, digest, at(day, 8), at(day), state, in_force, *counts)


def standing(
    code: str, name: str, versions: tuple[Version, ...] = (), contact: str = "财务科", **further: object
) -> DepartmentStanding:
    """A department; state and version in force follow from its versions."""
    in_force = next((each for each in reversed(versions) if each.in_force), None)
    state = versions[-1].state if versions else State.MISSING
    made = DepartmentStanding(
        code, name, 2025, state, "一上", "行政科", contact, due_on=DUE, versions=versions, in_force=in_force
    )
    return replace(made, **further)  # type: ignore[arg-type]


OFFICE = standing(
    "301",
    "新疆巴州人民政府办公室",
    (
        version(
            1, "301-新疆巴州人民政府办公室-2025年部门预算.xlsx", State.ACCEPTED, 4, 0, 0, 2, in_force=True
        ),
    ),
    units=(UnitStanding("新疆巴州人民政府办公室", "301001", True, True, 338408489, 338408489, 62),),
    income_fen=338408489,
    expenditure_fen=338408489,
)
STATISTICS = standing(
    "304",
    "望泉地区发展改革和统计局",
    (
        version(1, "304-望泉地区发展改革和统计局.xlsx", State.REFUSED, 3, 12, 2),
        version(2, "304-望泉地区发展改革和统计局（改）.xlsx", State.ACCEPTED, 6, 0, 1, 1, in_force=True),
        version(3, "304-望泉地区发展改革和统计局（定稿）.xlsx", State.REFUSED, 9, 3, 1, 1),
    ),
    contact="计财科",
    group="经济建设科",
    units=(
        UnitStanding("望泉地区发展改革和统计局", "304001", True, True, 1250000000, 1250000000, 88),
        UnitStanding("望泉地区普查中心", "304002", True, True, 86000050, 86000050, 21),
        UnitStanding("望泉地区粮食和物资储备服务中心", "304003", True),
    ),
    income_fen=1336000050,
    expenditure_fen=1336000050,
    waived=1,
)
EDUCATION = standing(
    "305",
    "沙棠县教育局",
    (version(1, "沙棠县教育局2025.xlsx", State.TO_EXPLAIN, 10, 0, 3, 4),),
    contact="计财股",
    group="教科文科",
    units=(UnitStanding("沙棠县教育局", "305001", True, True, 4512000000, 4512000000, 120),),
)
HOUSING = standing(
    "316",
    "石榆市住房和城乡建设局",
    (version(1, "316-石榆市住房和城乡建设局-2025年部门预算.xlsx", State.ACCEPTED, 12, in_force=True),),
    group="经济建设科",
    late=True,
    units=(UnitStanding("石榆市住房和城乡建设局", "316001", True, True, 768812345, 768812345, 45),),
    income_fen=768812345,
    expenditure_fen=768812345,
)
FARMING = standing(
    "320",
    "沙棠县农业农村局",
    contact="办公室",
    group="农业农村科",
    late=True,
    units=(UnitStanding("沙棠县农业农村局"), UnitStanding("沙棠县农业技术推广站")),
)
VETERANS = standing(
    "352",
    "青梧县老干部休养所",
    (version(1, "休养所预算.xlsx", State.UNREADABLE, 8, 1),),
    contact="财务室",
    group="社会保障科",
)
CULTURE = standing("361", "石榆市文化馆", contact="", group="教科文科", late=True)
STRANGER = standing(
    "999",
    "石榆市文化体育馆",
    (version(1, "文化体育馆.xlsx", State.REFUSED, 9, 2, 1),),
    contact="",
    group="",
    on_roster=False,
    suspected=("石榆市文化馆",),
    units=(UnitStanding("石榆市文化体育馆", "", False, True, 5000000, 5000000, 9),),
)
ALL = (OFFICE, STATISTICS, EDUCATION, HOUSING, FARMING, VETERANS, CULTURE, STRANGER)
UNKNOWN = Unrecognised("新建表格(2).xlsx", "邮件附件.zip › 新建表格(2).xlsx", "7d" * 32, "文件有密码，打不开")


def status(departments: tuple[DepartmentStanding, ...] = ALL, **further: object) -> Status:
    """The status of these departments on the fifteenth."""
    made = Status(2025, at(15, 10, 0), departments, "一上", DUE, (UNKNOWN,))
    return replace(made, **further)  # type: ignore[arg-type]


def many(count: int) -> Status:
    """A status of many departments, each with three units and two versions."""
    states = tuple(State)
    departments = []
    for number in range(count):
        name, code = f"第{number}号局", f"{100000 + number}"
        state = states[number % len(states)]
        versions = (
            (
                version(1, f"{code}-{name}.xlsx", State.REFUSED, 3, number % 7, 1),
                version(2, f"{code}-{name}-改.xlsx", state, 5, number % 5, in_force=state is State.ACCEPTED),
            )
            if state is not State.MISSING
            else ()
        )
        units = tuple(
            UnitStanding(f"{name}下属单位{place}", f"{code}{place:03}", True, bool(versions), 100, 100, 3)
            for place in range(3)
        )
        fen = number * 7919 % 100003 * 1000
        departments.append(standing(code, name, versions, units=units, income_fen=fen, expenditure_fen=fen))
    return status(tuple(departments), unrecognised=())


def hostile(text: str) -> Status:
    """A status in which every text that a person can choose is `text`."""
    bad = Version(1, text, text, "d" * 64, at(3), at(3), State.REFUSED, False, 1)
    bad = replace(bad, written_name=text, written_code=text)
    good = replace(bad, number=2, state=State.ACCEPTED, in_force=True)
    unit = UnitStanding(text, text, False, True, 1, 1, 1)
    known = DepartmentStanding(
        text,
        text,
        2025,
        State.ACCEPTED,
        text,
        text,
        text,
        True,
        True,
        DUE,
        (bad, good),
        good,
        (unit,),
        1,
        1,
        1,
    )
    unknown = replace(known, on_roster=False, suspected=(text, text))
    return Status(2025, at(15), (known, unknown), text, DUE, (Unrecognised(text, text, "e" * 64, text),))
