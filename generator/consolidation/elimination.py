"""Elimination (抵销): what one department receives from another of the same region counts once.

The payer spends the money, the receiver spends it again: in the region's sum both would count. Where the
roster says that both ends are inside the region, the amount leaves the region's income of that funding
source and the receiver's line items paid from it, so that the source still balances. The spending of the
payer stays: it is what the region paid. Where the items paid from a source do not come to its income,
both are eliminated up to what they have in common.

Of several subordinates nobody knows which of them paid: what they remit is eliminated only where all of
them take part.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.consolidation.absent import Absent, Why, named
from generator.consolidation.member import Member
from generator.consolidation.rows import Received, Spent
from generator.intake.superiors import Placed, Superiors
from generator.layout.schema import Elimination
from generator.model.amount import display

SUPERIOR = "上级"


class Payers(enum.StrEnum):
    """Where those who pay are, by the roster."""

    INSIDE = "内"
    PARTLY = "部分"
    """Some of the subordinates do not take part."""
    OUTSIDE = "外"
    UNKNOWN = "不明"
    """The superior on the roster is nobody on it."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Income of one member (its place) from other departments, by one funding source.

    `counterparts` are the payers by the roster, `payers` says whether they are members. `income` is the row
    (from 0) of the income ledger; amounts are in fen, `eliminated` is what leaves both sides. `to_check`
    where somebody has to look at it (请核对), and `reason` says why.
    """

    member: int
    source: str
    counterparts: tuple[str, ...]
    payers: Payers
    income: int
    received: int
    spent: int
    eliminated: int
    reason: str
    to_check: bool

    @property
    def inside(self) -> bool:
        """Whether all who may have paid are members."""
        return self.payers is Payers.INSIDE


@dataclass(frozen=True, slots=True)
class Eliminated:
    """The ledgers after elimination, and what was found to eliminate."""

    spent: tuple[Spent, ...]
    received: tuple[Received, ...]
    transfers: tuple[Transfer, ...]


def eliminated(
    members: Sequence[Member],
    absent: Sequence[Absent],
    has_roster: bool,
    spent: Sequence[Spent],
    received: Sequence[Received],
    eliminations: Sequence[Elimination],
    eliminate: bool,
) -> Eliminated:
    """List the income from other departments and, where `eliminate` says so, eliminate what is inside.

    `absent` are the departments of the roster that are not members; without a roster nobody knows who paid.
    """
    roster = _Roster(members, absent)
    counterparts = {each.source: each.counterpart for each in eliminations}
    paid: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, row in enumerate(spent):
        if row.source in counterparts:
            paid[row.member, row.source].append(place)
    new_spent, new_received = list(spent), list(received)
    transfers: list[Transfer] = []
    for place, income in enumerate(received):
        if income.source not in counterparts or income.fen == 0:
            continue
        found = roster.payers(income.member, counterparts[income.source]) if has_roster else _NO_ROSTER
        items = paid[income.member, income.source]
        total = sum(spent[item].fen for item in items)
        common = 0
        if found.where is Payers.INSIDE and eliminate:
            common = _in_common(income.fen, total)
            found = replace(found, reason=_reason(income.fen, total, common))
            found = replace(found, to_check=not common == income.fen == total)
        elif found.where is Payers.INSIDE:
            found = replace(found, reason="双方都在汇总范围内；按要求只列示，不抵销。")
        if common:
            new_received[place] = replace(income, eliminated=-common)
            for item, taken in _taken([(item, spent[item].fen) for item in items], common):
                new_spent[item] = replace(spent[item], eliminated=-taken)
        transfers.append(
            Transfer(
                income.member,
                income.source,
                found.names,
                found.where,
                place,
                income.fen,
                total,
                common,
                found.reason,
                found.to_check,
            )
        )
    return Eliminated(tuple(new_spent), tuple(new_received), tuple(transfers))


@dataclass(frozen=True, slots=True)
class _Found:
    """Who pays, by the roster; why nothing is eliminated unless they are inside."""

    names: tuple[str, ...]
    where: Payers
    reason: str = ""
    to_check: bool = False


_NO_ROSTER = _Found((), Payers.UNKNOWN, "没有名册，不知道是谁付的，不抵销，请核对。", to_check=True)


class _Roster:
    """Members first, then the departments of the roster that are none."""

    def __init__(self, members: Sequence[Member], absent: Sequence[Absent]) -> None:
        self._members, self._absent = members, absent
        here = [Placed(member.code, member.shown_name, member.superior) for member in members]
        self._placed = [*here, *(Placed(each.code, each.name, each.superior) for each in absent)]
        self._superiors = Superiors(self._placed)

    def payers(self, member: int, counterpart: str) -> _Found:
        """Who pays a member what it has from its superior or from its subordinates."""
        return self._above(member) if counterpart == SUPERIOR else self._below(member)

    def _above(self, member: int) -> _Found:
        written = self._placed[member].superior
        above = self._superiors.superior(member)
        if not written:
            return _Found((), Payers.OUTSIDE, "名册没有写上级部门，当作从范围以外来，不抵销。")
        if above is None:
            near = self._superiors.nearest(member)
            hint = f"，最接近的是“{near}”" if near else ""
            said = f"名册上没有“{written}”{hint}，不知道是谁付的，不抵销；写错的，改名册后重新汇总，请核对。"
            return _Found((written,), Payers.UNKNOWN, said, to_check=True)
        name = self._placed[above].name
        if above == member:
            said = "名册写的上级部门是它自己，不知道是谁付的，不抵销，请核对名册。"
            return _Found((name,), Payers.UNKNOWN, said, to_check=True)
        if above < len(self._members):
            return _Found((name,), Payers.INSIDE)
        why = self._absent[above - len(self._members)].why
        said = f"上级部门“{name}”在名册上，但没有参加汇总（{why.says}），付款方没有计入，不抵销"
        chosen = why is not Why.NOT_CHOSEN
        return _Found((name,), Payers.OUTSIDE, f"{said}，请核对。" if chosen else f"{said}。", chosen)

    def _below(self, member: int) -> _Found:
        below = self._superiors.subordinates(member)
        names = tuple(self._placed[each].name for each in below)
        if not below:
            said = "名册上没有以它为上级的部门，当作从范围以外来，不抵销。"
            return _Found((), Payers.OUTSIDE, said)
        outside = [self._absent[each - len(self._members)] for each in below if each >= len(self._members)]
        if not outside:
            return _Found(names, Payers.INSIDE)
        lacking = named([f"{each.name}（{each.why.says}）" for each in outside])
        if len(outside) < len(below):
            said = f"下级部门没有都参加汇总，分不清是谁交的，不抵销，请核对。没有参加的：{lacking}。"
            return _Found(names, Payers.PARTLY, said, to_check=True)
        said = f"下级部门都没有参加汇总，付款方没有计入，不抵销：{lacking}"
        chosen = any(each.why is not Why.NOT_CHOSEN for each in outside)
        return _Found(names, Payers.OUTSIDE, f"{said}，请核对。" if chosen else f"{said}。", chosen)


def _in_common(income: int, items: int) -> int:
    """What an income and the items paid from it have in common, with their sign.

    Example:
        >>> _in_common(500, 300), _in_common(-500, -700), _in_common(500, -1)
        (300, -500, 0)
    """
    if income * items <= 0:
        return 0
    return min(income, items, key=abs)


def _taken(items: Iterable[tuple[int, int]], common: int) -> Iterable[tuple[int, int]]:
    """How much of each item is eliminated, in their order, so that it is `common` in all.

    Example:
        >>> list(_taken([(0, 300), (1, -100), (2, 500)], 400))
        [(0, 300), (2, 100)]
    """
    listed = list(items)
    if sum(fen for _, fen in listed) == common:
        yield from listed
        return
    left = common
    for item, fen in listed:
        taken = _in_common(fen, left)
        if taken:
            left -= taken
            yield item, taken


def _reason(income: int, items: int, common: int) -> str:
    if common == income == items:
        return "双方都在汇总范围内：收入和用它安排的支出同时抵销，付款方的支出保留。"
    if common:
        amount = display(common, "元")
        return f"双方都在汇总范围内，但收入与用它安排的支出不等：只抵销相等的部分 {amount} 元，请核对。"
    return "双方都在汇总范围内，但没有用这笔收入安排的支出：没有可以同时抵销的部分，请核对。"
