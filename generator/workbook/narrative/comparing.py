"""The fields of a stated amount: as printed, compared with last year, in words that follow the sign.

Change, growth and share are worked out from the printed figures, so that a reader with a calculator
finds the same.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.expression.nodes import (
    NOTHING,
    Expression,
    If,
    Item,
    Named,
    Operation,
    call,
    choose,
    equal,
    number,
    text,
)
from generator.layout.disclosure_schema import Wording
from generator.model.stretch import Meaning
from generator.workbook.narrative.fields import Fields
from generator.workbook.narrative.printed import (
    MONEY,
    Unit,
    from_yuan,
    percentage,
    rounded,
    unsigned,
    written,
)

NUMBER, LAST_YEAR, CHANGE, GROWTH = "数", "上年数", "差", "率"
"""The numbers behind the texts."""
TEXT, SHARE, SUBJECT = "额", "占", "事项"
ZERO = number(0)
MEANINGS = {
    "占比": Meaning.SHARE,
    "增减": Meaning.MORE_OR_LESS,
    "增减额": Meaning.CHANGE,
    "升降": Meaning.UP_OR_DOWN,
    "增减率": Meaning.GROWTH,
    "名称": Meaning.NAME,
    "原因": Meaning.WRITTEN,
}


def meaning_of(aspect: str, unit: Unit) -> Meaning:
    """What an aspect of a figure states; "" and 额 are the figure itself."""
    if aspect in ("", TEXT, "上年"):
        return Meaning.AMOUNT if unit in MONEY else Meaning.COUNT
    return MEANINGS[aspect]


def row_meanings(unit: Unit) -> dict[str, Meaning]:
    """What the common fields of repeated rows state."""
    amounts = {name: meaning_of(name, unit) for name in (TEXT, "上年")}
    return MEANINGS | amounts | dict.fromkeys(("序", "中文序"), Meaning.WORDS)


def define_amount(fields: Fields, unit: Unit) -> None:
    """The printed forms of the field 值, which holds the exact number in the unit."""
    fields.define(NUMBER, lambda: rounded(fields.want("值"), unit))
    fields.define(TEXT, lambda: written(fields.want(NUMBER), unit))


def define_change(
    fields: Fields, unit: Unit, last_year: Callable[[], Expression] | None, wording: Wording
) -> None:
    """The comparison with last year (in yuan); without it the amount itself is the change."""
    if last_year is not None:
        fields.define(LAST_YEAR, lambda: rounded(from_yuan(last_year(), unit), unit))
        fields.define("上年", lambda: written(fields.want(LAST_YEAR), unit))
        fields.define(CHANGE, lambda: _change(fields))
        fields.define(GROWTH, lambda: _growth(fields))
        fields.define("升降", lambda: _up_or_down(fields, wording))
        fields.define("增减率", lambda: _growth_words(fields, wording))
    else:
        fields.define(CHANGE, lambda: fields.want(NUMBER))
    fields.define("增减", lambda: _by_sign(fields.want(CHANGE), wording.less, wording.more))
    fields.define("增减额", lambda: unsigned(fields.want(CHANGE), unit))


def define_share(fields: Fields) -> None:
    """The share as printed; the field 占 holds it as a number."""
    fields.define("占比", lambda: percentage(fields.want(SHARE)))


def define_reason(
    fields: Fields, place: Expression, compared: bool, unchanged: Expression | None, wording: Wording
) -> None:
    """What people wrote about the subject at a place (from 1) of the list of subjects."""
    written_text, state = Item(Named("说明事项_文字"), place), Item(Named("说明事项_状态"), place)
    missing = text(wording.missing_reason)

    def rule() -> Expression:
        given = Operation("<>", written_text, NOTHING)
        if not compared:
            return If(given, written_text, missing)
        default: Expression = text(wording.small_change)
        if unchanged is not None:
            nothing = call("AND", equal(fields.want(NUMBER), 0), equal(fields.want(LAST_YEAR), 0))
            default = If(nothing, unchanged, default)
        needless = equal(state, NEEDLESS)
        return choose([(given, written_text), (needless, default)], missing)

    fields.define("原因", rule)


WRITTEN, OPEN, NEEDLESS, UNKNOWN = "已写", "还没有写", "不需要写", "缺上年数"
"""The states of a subject."""


def _change(fields: Fields) -> Expression:
    gap = Operation("-", fields.want(NUMBER), fields.want(LAST_YEAR))
    return call("ROUND", gap, number(2))


def _growth(fields: Fields) -> Expression:
    """The growth in per cent with its sign, "" where last year was nothing."""
    last = fields.want(LAST_YEAR)
    ratio = Operation("*", Operation("/", fields.want(CHANGE), last), number(100))
    return If(equal(last, 0), NOTHING, call("ROUND", ratio, number(2)))


def _up_or_down(fields: Fields, wording: Wording) -> Expression:
    word = _by_sign(fields.want(CHANGE), wording.down, wording.up)
    if wording.growth_from_zero.endswith("%"):
        return word
    return If(call("AND", equal(fields.want(LAST_YEAR), 0), _differs(fields)), NOTHING, word)


def _growth_words(fields: Fields, wording: Wording) -> Expression:
    return choose(
        [
            (Operation("<>", fields.want(LAST_YEAR), ZERO), percentage(fields.want(GROWTH))),
            (_differs(fields), text(wording.growth_from_zero)),
        ],
        text(wording.growth_of_nothing),
    )


def _differs(fields: Fields) -> Expression:
    return Operation("<>", fields.want(CHANGE), ZERO)


def _by_sign(change: Expression, negative: str, otherwise: str) -> Expression:
    return If(Operation("<", change, ZERO), text(negative), text(otherwise))
