"""Elimination (抵销): what one department receives from another of the same region counts once.

The payer spends the money, the receiver spends it again: in the region's sum both would count. Where the
roster says that both ends are inside the region, the amount leaves the region's income of that funding
source and the receiver's line items paid from it, so that the source still balances. The spending of the
payer stays: it is what the region paid. Where the items paid from a source do not come to its income,
both are eliminated up to what they have in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.consolidation.member import Member, Roster
from generator.consolidation.rows import Received, Spent
from generator.layout.schema import Elimination
from generator.model.amount import display
from generator.model.wording import plain_name

SUPERIOR = "上级"


@dataclass(frozen=True, slots=True)
class Transfer:
    """Income of one member (its place) from other departments, by one funding source.

    `counterparts` are the payers by the roster, `inside` says whether they are members. `income` is row
    (from 0) of the income ledger; amounts are in fen, `eliminated` is what leaves both sides.
    """

    member: int
    source: str
    counterparts: tuple[str, ...]
    inside: bool
    income: int
    received: int
    spent: int
    eliminated: int
    reason: str


@dataclass(frozen=True, slots=True)
class Eliminated:
    """The ledgers after elimination, and what was found to eliminate."""

    spent: tuple[Spent, ...]
    received: tuple[Received, ...]
    transfers: tuple[Transfer, ...]


def eliminated(
    members: Sequence[Member],
    spent: Sequence[Spent],
    received: Sequence[Received],
    eliminations: Sequence[Elimination],
    eliminate: bool,
) -> Eliminated:
    """List the income from other departments and, where `eliminate` says so, eliminate what is inside."""
    roster = Roster(members)
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
        payers, inside, reason = _payers(members, roster, income.member, counterparts[income.source])
        items = paid[income.member, income.source]
        total = sum(spent[item].fen for item in items)
        common = _in_common(income.fen, total) if inside and eliminate else 0
        if inside:
            reason = _reason(income.fen, total, common) if eliminate else "双方都在汇总范围内；按要求只列示。"
        if common:
            new_received[place] = replace(income, eliminated=-common)
            for item, taken in _taken([(item, spent[item].fen) for item in items], common):
                new_spent[item] = replace(spent[item], eliminated=-taken)
        transfers.append(
            Transfer(income.member, income.source, payers, inside, place, income.fen, total, common, reason)
        )
    return Eliminated(tuple(new_spent), tuple(new_received), tuple(transfers))


def _payers(
    members: Sequence[Member], roster: Roster, place: int, counterpart: str
) -> tuple[tuple[str, ...], bool, str]:
    """Who pays, by the roster; whether they are members; and why nothing is eliminated if they are not."""
    if counterpart == SUPERIOR:
        written = members[place].superior
        above = roster.superior(place)
        if above is not None:
            return (members[above].shown_name,), True, ""
        if plain_name(written) in (plain_name(members[place].code), plain_name(members[place].shown_name)):
            return (written,), False, "名册写的上级部门是它自己，请核对名册；不抵销。"
        if written:
            return (written,), False, "上级部门不在汇总范围内，钱从范围以外来，不抵销。"
        return (), False, "名册没有写上级部门，当作从范围以外来，不抵销。"
    below = roster.subordinates(place)
    if below:
        return tuple(members[each].shown_name for each in below), True, ""
    return (), False, "汇总范围内没有以它为上级的部门，钱从范围以外来，不抵销。"


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
