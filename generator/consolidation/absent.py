"""Who of the roster does not take part in a consolidation, and why (缺); what is said of it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from generator.consolidation.member import Member

MOST_NAMED = 6
"""How many departments are named in a sentence before the rest is only counted."""

_ROOM_ON_COVER = 16


class Why(enum.StrEnum):
    """Why a department of the roster does not take part."""

    NOT_CHOSEN = "not_chosen"
    """Only some departments were asked for, and this is none of them."""
    NOT_RECEIVED = "not_received"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    TO_EXPLAIN = "to_explain"
    NO_LAYOUT = "no_layout"
    """The layout of its workbook is not at hand."""
    OTHER_LAYOUT = "other_layout"
    """Its workbook is of another layout than that of most others."""

    @property
    def says(self) -> str:
        """The reason in words, as the sheets say it."""
        return _SAYS[self]


_SAYS = {
    Why.NOT_CHOSEN: "不在这次选定的部门里",
    Why.NOT_RECEIVED: "没有收到",
    Why.UNREADABLE: "读不出",
    Why.REFUSED: "退回待改",
    Why.TO_EXPLAIN: "待说明",
    Why.NO_LAYOUT: "没有它的表样",
    Why.OTHER_LAYOUT: "表样与其他部门不同",
}


@dataclass(frozen=True, slots=True)
class Absent:
    """A department that is not consolidated: code, name and superior of the roster. Where there is no roster
    it is one that sent something.
    """

    code: str
    name: str
    superior: str
    why: Why = Why.NOT_RECEIVED


def missing(absent: Sequence[Absent]) -> list[Absent]:
    """Those that ought to take part: all but the ones that nobody asked for."""
    return [each for each in absent if each.why is not Why.NOT_CHOSEN]


def to_explain(members: Sequence[Member]) -> list[Member]:
    """The members that take part although reasons are missing (待说明)."""
    return [member for member in members if not member.accepted]


def taking_part(
    members: Sequence[Member], absent: Sequence[Absent], has_roster: bool = True, short: bool = False
) -> str:
    """How many departments take part, of how many, and who is missing; `short` is for the cover, where names
    stand only if there is room.

    Example:
        >>> taking_part((), [Absent("1", "水务局", ""), Absent("2", "林业局", "", Why.NOT_CHOSEN)])
        '名册上 2 个部门，选定 1 个，参加汇总 0 个，缺 1 个：水务局（没有收到）'
    """
    count, lacking, open_ = len(members), missing(absent), to_explain(members)
    parts = [f"{'名册上' if has_roster else '没有名册，报来'} {count + len(absent)} 个部门"]
    if len(lacking) < len(absent):
        parts.append(f"选定 {count + len(lacking)} 个")
    if lacking:
        names = named([each.name if short else f"{each.name}（{each.why.says}）" for each in lacking])
        too_long = short and len(names) > _ROOM_ON_COVER
        listed = f"缺 {len(lacking)} 个" + ("（见“部门清单”）" if too_long else f"：{names}")
        parts += [f"参加汇总 {count} 个", listed]
    else:
        parts.append("都参加汇总")
    said = "，".join(parts)
    if open_:
        said += f"；其中 {len(open_)} 个待说明"
        said += "" if short else f"，还没有通过：{named([each.shown_name for each in open_])}"
    return said


def named(names: Sequence[str]) -> str:
    """The names, the first of them where there are many.

    Example:
        >>> named(["甲", "乙"]), named([str(n) for n in range(9)])
        ('甲、乙', '0、1、2、3、4、5 等')
    """
    return "、".join(names[:MOST_NAMED]) + (" 等" if len(names) > MOST_NAMED else "")
