"""What words contradict by themselves: years left over, names, units of money, marks of unfinished text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from generator.proofreading.form_said import PROJECT, UNIT, FormRead
from generator.proofreading.manuscript import Passage, Spot
from generator.proofreading.passages import Said
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.tokens import FIGURE, number_of

_YEAR = re.compile(
    r"((?:19|20)\d\d)年(?=(?:度)?"
    r"(?:部门|单位|一般公共|财政|所有|支出|收入|预算|基本支出|项目支出|没有|未安排|本单位|此))"
)
_QUOTED = re.compile(r'《[^》]*》|"[^"]*"|〔\d{4}〕')
_POLICY = ("设立的政策依据", "截至")
_MONEY = re.compile(rf"({FIGURE})(万元|元)")
_DOUBLED = re.compile(
    r"([,;:。、])\1+|(?<![\d.])(万元|增加|减少|增长|下降|支出|主要原因是|主要用于|的)\2|[,、;]。|。[,、;]"
)
_UNFILLED = re.compile(
    r"增加\(减少\)|减少\(增加\)|增长\(下降\)|下降\(增长\)|[X×Ⅹ]{2,}|20[X×]{2}|(?<!\w)_{2,}|\*{2,}|[?]{2,}"
    r"|主要原因是(?=[。;,]|$)|主要用于(?=[。;,]|$)"
)
_NO_PERCENT = re.compile(rf"(?:,占|增长|下降)({FIGURE})(?=[,。;])")
_PROJECT = re.compile(r"(?:\([一二三四五六七八九十]+\))?项目名称:(?P<name>.+)")
_BEARER = re.compile(r"项目承担单位:(?P<name>.+)")
_LISTED_UNIT = re.compile(r"\d+、(?P<name>[^,。;:\d]{6,40})")
_UNITS_FOLLOW = "预算单位包括:"
_NEAR = 0.7
_COMMON_END = 6


def wording_remarks(
    pen: Pen, sayings: Sequence[Said], forms: Sequence[FormRead], year: int
) -> Iterator[Remark]:
    """Relations P08, P14, P15 and P17 over the paragraphs and forms of the document, in order."""
    whole = [*sayings, *_long_cells(forms)]
    for said in sayings:
        yield from _years(pen, said, year)
    for said in whole:
        yield from _marks(pen, said)
        yield from _units_of_money(pen, said)
    yield from _projects(pen, sayings, forms)
    yield from _unit_names(pen, sayings, forms)


def _long_cells(forms: Sequence[FormRead]) -> Iterator[Said]:
    """The texts in the heads of forms."""
    from generator.proofreading.folding import folded

    for form in forms:
        for label, value in form.head.items():
            if len(value.plain) > 20:
                yield Said([Passage(value.text, form.spot(label), folded(value.text))], form.said.order)


def _mark(pen: Pen, code: str, relation: str, said: Said, span: tuple[int, int], **facts: str) -> Remark:
    return pen.remark(
        code, said.spot(span[0]), relation, said.cut(*span), order=said.order, start=span[0], because=(),
        context=said.around(*span), **facts,
    )  # fmt: skip


def _years(pen: Pen, said: Said, year: int) -> Iterator[Remark]:
    """The year of a budget is that of this budget, unless it stands in a name or is the end of last year."""
    if said.plain.startswith(_POLICY):
        return
    quoted = [match.span() for match in _QUOTED.finditer(said.plain)]
    for match in _YEAR.finditer(said.plain):
        is_quoted = any(start <= match.start() < end for start, end in quoted)
        if int(match[1]) != year and not is_quoted:
            yield _mark(pen, "PROOF-065", "P08", said, match.span(), expected=f"{year}年")


def _marks(pen: Pen, said: Said) -> Iterator[Remark]:
    for code, pattern in (("PROOF-073", _DOUBLED), ("PROOF-074", _UNFILLED)):
        for match in pattern.finditer(said.plain):
            yield _mark(pen, code, "P17", said, match.span())
    for match in _NO_PERCENT.finditer(said.plain):
        yield _mark(pen, "PROOF-075", "P17", said, match.span(1), expected=f"{match[1]}%")


def _units_of_money(pen: Pen, said: Said) -> Iterator[Remark]:
    """Amounts in 元 among amounts in 万元 that add up to the whole only if they are in 万元, too."""
    amounts = [(match, number_of(match[1]), match[2]) for match in _MONEY.finditer(said.plain)]
    if len({unit for _, _, unit in amounts}) < 2:
        return
    wholes = [(place, number) for place, (_, number, unit) in enumerate(amounts) if unit == "万元"]
    for place, whole in wholes:
        rest = [each for at, each in enumerate(amounts) if at != place]
        in_wan = (number if unit == "万元" else number / 10_000 for _, number, unit in rest)
        as_printed = sum(in_wan, Decimal(0))
        if sum((number for _, number, _ in rest), Decimal(0)) == whole != as_printed:
            for match, _, unit in rest:
                if unit == "元":
                    yield _mark(pen, "PROOF-072", "P15", said, match.span(), expected=f"{match[1]}万元",
                                whole=f"{whole} 万元")  # fmt: skip
            return


def _projects(pen: Pen, sayings: Sequence[Said], forms: Sequence[FormRead]) -> Iterator[Remark]:
    """Names of projects in forms that are nearly, but not quite, those of the explanations."""
    names = [match["name"] for said in sayings if (match := _PROJECT.fullmatch(said.plain))]
    for form in forms:
        if not form.subject or form.subject in names:
            continue
        near = max(names, key=lambda name: _ratio(name, form.subject), default="")
        if near and _ratio(near, form.subject) >= _NEAR:
            spot, value = form.spot(PROJECT), form.head[PROJECT]
            yield pen.remark("PROOF-070", spot, "P14", value.text, order=form.said.order, start=spot.line,
                             near=near)  # fmt: skip


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _unit_names(pen: Pen, sayings: Sequence[Said], forms: Sequence[FormRead]) -> Iterator[Remark]:
    """One unit under several names: a shorter name is the longer one with signs left out."""
    places: dict[str, tuple[Spot, int]] = {}
    listing = False
    for said in sayings:
        match = _BEARER.fullmatch(said.plain)
        listed = _LISTED_UNIT.fullmatch(said.plain) if listing else None
        listing = said.plain.endswith(_UNITS_FOLLOW) or (listing and listed is not None)
        for each in (match, listed):
            if each:
                places.setdefault(each["name"], (said.spot(), said.order))
    for form in forms:
        value = form.head.get(UNIT)
        if value and value.plain:
            places.setdefault(value.plain, (form.spot(UNIT), form.said.order))
    for names in _groups(list(places)):
        first, *others = sorted(names, key=lambda name: places[name][1])
        spot, order = places[first]
        told = "；".join(f"{name}（{places[name][0].words()}）" for name in others)
        yield pen.remark("PROOF-071", spot, "P14", first, order=order, start=spot.line,
                         because=tuple(places[name][1] for name in names), others=told,
                         count=str(len(names)))  # fmt: skip


def _groups(names: list[str]) -> Iterator[list[str]]:
    """Names that are one unit: each beside the shortest, whose signs it has in the same order."""
    rest = sorted(names, key=len)
    while rest:
        shortest = rest.pop(0)
        alike = [name for name in rest if _is_short_for(shortest, name)]
        if alike:
            yield [shortest, *alike]
        rest = [name for name in rest if name not in alike]


def _is_short_for(short: str, long: str) -> bool:
    end = len(short) - 1
    while end >= 0 and short[end:] == long[-(len(short) - end) :]:
        end -= 1
    if len(short) - 1 - end < _COMMON_END:
        return False
    signs = iter(long)
    return all(sign in signs for sign in short)
