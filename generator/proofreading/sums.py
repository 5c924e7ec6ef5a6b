"""What sums in the text contradict by themselves: staff, cars, procurement, projects, performance targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.proofreading.form_said import FISCAL, OTHER, TOTAL, FormRead
from generator.proofreading.passages import Said
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.tokens import FIGURE, number_of

_F = f"({FIGURE})"
_STAFF = re.compile(rf"实有人数{_F}人,其中:在职{_F}人.*?退休{_F}人.*?离休{_F}人")
_CARS = re.compile(rf"车辆{_F}辆,价值{_F}万元;其中:(?P<kinds>.*)")
_CAR_KIND = re.compile(rf"{_F}辆,价值{_F}万元")
_PROCUREMENT = re.compile(
    rf"政府采购预算{_F}万元,其中:[^\d]*货物预算{_F}万元,[^\d]*工程预算{_F}万元,[^\d]*服务预算{_F}万元"
)
_RESERVED = re.compile(rf"中小企业[^\d]*{_F}万元[,;][^\d]*小微企业[^\d]*{_F}万元")
_THREE_PUBLIC = re.compile(
    rf'"三公"经费预算数为{_F}万元,其中:[^\d]*{_F}万元,[^\d]*{_F}万元,[^\d]*{_F}万元,[^\d]*{_F}万元'
)
_SIZE = re.compile(rf"预算安排规模:{_F}万元")
_ALLOCATION = re.compile(r"资金分配情况:")
_MONEY = re.compile(rf"{_F}(万元|元)")
_TARGETS = re.compile(
    rf"财政拨款项目{_F}个,涉及(?:预算)?金额{_F}万元[;,].*?非财政拨款项目{_F}个,涉及(?:预算)?金额{_F}万元"
)
_ALL = Decimal(0)


def sum_remarks(pen: Pen, sayings: Sequence[Said], forms: Sequence[FormRead]) -> Iterator[Remark]:
    """Relations P09 to P13 over the paragraphs and forms of the document, in order."""
    procurement: tuple[Decimal, int] | None = None
    size: tuple[Said, re.Match[str]] | None = None
    for said in sayings:
        plain = said.plain
        for pattern, relation in ((_STAFF, "P11"), (_PROCUREMENT, "P10"), (_THREE_PUBLIC, "P09")):
            match = pattern.search(plain)
            if match:
                yield from _sum(pen, said, match, 1, list(match.groups()[1:]), relation)
                if pattern is _PROCUREMENT:
                    procurement = (number_of(match[1]), said.order)
        match = _CARS.search(plain)
        if match:
            kinds = _CAR_KIND.findall(match["kinds"])
            if kinds:
                yield from _sum(pen, said, match, 1, [kind[0] for kind in kinds], "P11")
                yield from _sum(pen, said, match, 2, [kind[1] for kind in kinds], "P11")
        match = _RESERVED.search(plain)
        if match:
            yield from _reserved(pen, said, match, procurement)
        match = _SIZE.match(plain)
        if match:
            size = (said, match)
        elif size is not None and _ALLOCATION.match(plain):
            yield from _allocated(pen, said, size[1], size[0].order)
            size = None
        match = _TARGETS.search(plain)
        if match:
            yield from _targets(pen, said, match, forms)


def _sum(
    pen: Pen, said: Said, match: re.Match[str], group: int, parts: list[str], relation: str
) -> Iterator[Remark]:
    """A whole, in a group of the match, against its parts."""
    span, stated = match.span(group), match[group]
    total = sum(map(number_of, parts), _ALL)
    if number_of(stated) != total:
        yield pen.remark(
            "PROOF-066", said.spot(span[0]), relation, said.cut(*span), order=said.order, start=span[0],
            expected=f"{total:,f}", working=" + ".join(parts), difference=f"{number_of(stated) - total:+,f}",
            what_zh="合计数", what_en="the total",
        )  # fmt: skip


def _reserved(
    pen: Pen, said: Said, match: re.Match[str], procurement: tuple[Decimal, int] | None
) -> Iterator[Remark]:
    """What is reserved for small firms is part of what is reserved for small and medium ones."""
    for group, limit, what_zh, what_en in (
        (2, (number_of(match[1]), said.order), "中小企业预留金额", "the reserve of small and medium firms"),
        (1, procurement, "政府采购预算", "the procurement budget"),
    ):
        if limit is not None and number_of(match[group]) > limit[0]:
            yield pen.remark(
                "PROOF-067", said.spot(match.start(group)), "P10", match[group], order=said.order,
                start=match.start(group), because=(limit[1],), limit=f"{limit[0]:,f}", what_zh=what_zh,
                what_en=what_en,
            )  # fmt: skip


def _allocated(pen: Pen, said: Said, size: re.Match[str], stated_in: int) -> Iterator[Remark]:
    """What is allocated of a project adds up to its size; the whole may be said once more."""
    parts = [f"{figure}{unit}" for figure, unit in _MONEY.findall(said.plain)]
    large, small = (
        [number_of(figure) for figure, unit in _MONEY.findall(said.plain) if unit == wanted]
        for wanted in ("万元", "元")
    )
    total, whole = sum(large, _ALL), number_of(size[1])
    twice = 2 * whole if whole in large else whole
    if large and not {total, total + sum(small, _ALL) / 10_000} & {whole, twice}:
        yield pen.remark(
            "PROOF-066", said.spot(), "P12", f"{total:,f} 万元", order=said.order, start=0,
            because=(stated_in,), expected=f"{size[1]} 万元", working=" + ".join(parts),
            difference=f"{total - whole:+,f}",
            what_zh="资金分配合计", what_en="the allocation in all",
        )  # fmt: skip


def _targets(pen: Pen, said: Said, match: re.Match[str], forms: Sequence[FormRead]) -> Iterator[Remark]:
    """The projects and their money, fiscal and other, against the forms that follow."""
    projects = [form for form in forms if form.subject and form.amount(TOTAL) is not None]
    if not projects:
        return
    for group, label in ((1, FISCAL), (3, OTHER)):
        amounts = [form.amount(label) or _ALL for form in projects]
        counted = [amount for amount in amounts if amount]
        total = sum(counted, _ALL)
        for place, value in ((group, Decimal(len(counted))), (group + 1, total)):
            if number_of(match[place]) != value:
                yield pen.remark(
                    "PROOF-069", said.spot(match.start(place)), "P13", match[place], order=said.order,
                    start=match.start(place), expected=f"{value:,f}",
                    what_zh=label.replace("其中:", ""), what_en=label,
                )  # fmt: skip
