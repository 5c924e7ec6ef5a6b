"""What changes against last year contradict by themselves: percentages, directions, reasons, sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.proofreading.passages import Said
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.tokens import FIGURE, UP, digits_after_point, number_of

_CHANGE = re.compile(
    rf"(?P<direction>增加|减少)(?P<change>{FIGURE})万元,(?P<way>增长|下降)(?P<percent>{FIGURE})%"
)
_AMOUNT = re.compile(rf"({FIGURE})万元")
_REASON = re.compile(r"[,。;]?主要原因是(?P<reason>[^。;]*)")
_CONCLUSION = re.compile(
    r"(?:比上年|较上年|同比|预算数?|支出|费用|经费|资金|收入|有所)[^,、]{0,4}?"
    r"(?P<direction>增长|增加|上升|下降|减少|降低)$"
)
_SHARE = re.compile(rf"万元,占({FIGURE})%")
_NAMED = re.compile(r"[^,;:。]*$")
_PARTS_OF_PROJECTS = re.compile(r"\(项\):")
_HALF, _HUNDRED = Decimal("0.005"), Decimal(100)


@dataclass(frozen=True, slots=True)
class Change:
    """A statement of a change: its folded figures, the amount of this year if it is known, its place."""

    said: Said
    match: re.Match[str]
    amount: Decimal | None
    named_in: tuple[int, ...] = ()
    """The paragraph that gives the amount, when it is another one."""

    @property
    def sign(self) -> int:
        """1 for more, -1 for less."""
        return 1 if self.match["direction"] in UP else -1

    @property
    def size(self) -> Decimal:
        """How much, in 万元."""
        return number_of(self.match["change"])


def growth_remarks(pen: Pen, sayings: Sequence[Said]) -> Iterator[Remark]:
    """Relations P03 to P07 over the paragraphs of the document, in order."""
    changes = [
        each for at, said in enumerate(sayings) for each in _changes(said, sayings[max(0, at - 3) : at])
    ]
    for change in changes:
        yield from _directions(pen, change)
        yield from _percent(pen, change)
    yield from _shares(pen, sayings)
    yield from _sum_of_changes(pen, changes)


def _changes(said: Said, before: Sequence[Said]) -> Iterator[Change]:
    if "万元" not in said.plain:
        return
    for match in _CHANGE.finditer(said.plain):
        sentence = re.split(r"[。;]", said.plain[: match.start()])[-1]
        amounts = _AMOUNT.findall(sentence)
        if amounts:
            yield Change(said, match, number_of(amounts[-1]))
        else:
            yield Change(said, match, *_named_amount(sentence, before))


def _named_amount(sentence: str, before: Sequence[Said]) -> tuple[Decimal | None, tuple[int, ...]]:
    """The amount that an earlier paragraph gives under the name that stands before a change, and which."""
    tail = sentence.rpartition(":")[2] if ":" in sentence else sentence
    named = _NAMED.search(tail)
    name = named.group() if named else ""
    name = name.removesuffix("比上年预算")
    name = re.sub(r"^\d{4}年", "", name)
    if len(name) < 3:
        return None, ()
    pattern = re.compile(rf"{re.escape(name)}(?:数为)?({FIGURE})万元")
    for said in reversed(before):
        match = pattern.search(said.plain)
        if match:
            return number_of(match[1]), (said.order,)
    return None, ()


def _remark(
    pen: Pen, code: str, relation: str, change: Change, span: tuple[int, int], **facts: str
) -> Remark:
    said = change.said
    return pen.remark(
        code,
        said.spot(span[0]),
        relation,
        said.cut(*span),
        order=said.order,
        start=span[0],
        context=said.around(*span),
        because=change.named_in,
        **facts,
    )


def _directions(pen: Pen, change: Change) -> Iterator[Remark]:
    """The two direction words against each other, and the reason against them."""
    if not change.size:
        return
    match, up = change.match, change.sign > 0
    if up != (match["way"] in UP):
        expected = "增长" if up else "下降"
        yield _remark(pen, "PROOF-062", "P06", change, match.span("way"), expected=expected)
    reason = _REASON.match(change.said.plain, match.end())
    concluded = _CONCLUSION.search(reason["reason"]) if reason else None
    if reason and concluded and (concluded["direction"] in UP) != up:
        start = reason.start("reason")
        span = (start + concluded.start("direction"), start + concluded.end("direction"))
        facts = f"{match['direction']} {match['change']} 万元"
        yield _remark(pen, "PROOF-063", "P06", change, span, stated=facts)


def _percent(pen: Pen, change: Change) -> Iterator[Remark]:
    """The percentage against amount and change, as far as these were rounded."""
    if change.amount is None:
        return
    base, size = change.amount - change.sign * change.size, change.size
    percent = number_of(change.match["percent"])
    span = change.match.span("percent")
    if base == 0:
        if percent not in (0, _HUNDRED):
            yield _remark(pen, "PROOF-061", "P05", change, span)
        return
    working = f"{size} ÷ {base} × 100%"
    if base < 0:
        yield _remark(
            pen, "PROOF-060", "P04", change, change.match.span("change"), expected="", working=working
        )
        return
    step = Decimal(1).scaleb(-digits_after_point(change.match["percent"]))
    low = (max(size - _HALF, Decimal(0))) / (base + 2 * _HALF) * _HUNDRED
    high = (size + _HALF) / max(base - 2 * _HALF, _HALF) * _HUNDRED
    if not low - step / 2 <= percent <= high + step / 2:
        expected = (size / base * _HUNDRED).quantize(step, ROUND_HALF_UP)
        yield _remark(pen, "PROOF-060", "P04", change, span, expected=f"{expected}%", working=working)


def _shares(pen: Pen, sayings: Sequence[Said]) -> Iterator[Remark]:
    """The shares of one section add up to 100.00."""
    sections: dict[tuple[str, ...], list[tuple[Said, re.Match[str]]]] = {}
    for said in sayings:
        for match in _SHARE.finditer(said.plain):
            sections.setdefault(said.spot().headings, []).append((said, match))
    for shares in sections.values():
        total = sum((number_of(match[1]) for _, match in shares), Decimal(0))
        if len(shares) > 1 and total != _HUNDRED:
            said, match = shares[-1]
            span = match.span(1)
            working = " + ".join(match[1] for _, match in shares)
            yield pen.remark(
                "PROOF-076", said.spot(span[0]), "P03", f"{total}%", order=said.order, start=span[0],
                because=tuple(said.order for said, _ in shares), working=working,
            )  # fmt: skip


def _sum_of_changes(pen: Pen, changes: Sequence[Change]) -> Iterator[Remark]:
    """The changes of the items of a section against those of basic and project expenditure together."""
    sections: dict[str, dict[str, list[Change]]] = {}
    for change in changes:
        headings = change.said.spot().headings
        kind = "items" if _PARTS_OF_PROJECTS.search(change.said.plain) else ""
        if not kind and change.said.plain.startswith(("基本支出", "项目支出")):
            kind = "kinds"
        if kind and len(headings) > 1:
            sections.setdefault(headings[1], {}).setdefault(kind, []).append(change)
    for kinds in sections.values():
        items, totals = kinds.get("items", []), kinds.get("kinds", [])
        if len(items) < 2 or len(totals) != 2:
            continue
        total, wanted = (
            sum((each.sign * each.size for each in side), Decimal(0)) for side in (items, totals)
        )
        if total != wanted:
            rounding = abs(total - wanted) <= _HALF * (len(items) + 2)
            said = items[-1].said
            span = items[-1].match.span("change")
            yield pen.remark(
                "PROOF-064" if rounding else "PROOF-066", said.spot(), "P07", f"{total} 万元",
                order=said.order, start=span[0],
                because=tuple(each.said.order for each in (*items, *totals)),
                expected=f"{wanted} 万元", difference=f"{total - wanted:+f}", what_zh="各项增减额合计",
                what_en="the changes of all items",
            )  # fmt: skip
