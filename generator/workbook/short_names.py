"""Short names (简名) of projects: what is left of a name without the words that people vary.

“某某保障项目” in one list and “某某保障费” in another have the same short name; so a name that is found
nowhere can be answered with the one that was probably meant.
"""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.workbook import naming

SHORT_NAME, PROJECT_NUMBER, SIMILAR = "简名", "项目号", "近似项目"
ASKS_FOR_NAME = "请核对项目名称"
"""How the words of a rule end that speaks of a project nobody knows."""

_VARIED = (" ", "“", "”", "‘", "’", '"', "'", "《", "》", "项目", "经费", "费", "年度")


def short_name(name: Expression) -> Expression:
    """A name without blanks, quotation marks and the words that people vary."""
    for word in _VARIED:
        name = call("SUBSTITUTE", name, text(word), NOTHING)
    return name


def similar_project() -> Expression:
    """The project of the expenditure that a row with an unknown one probably means; "" if none."""
    known = call("OR", Operation(">", Here(PROJECT_NUMBER), number(0)), equal(Here(SHORT_NAME), ""))
    return If(known, NOTHING, named_like(Here(SHORT_NAME), naming.MIRRORS["支出"], "项目名称"))


def named_like(short: Expression, mirror: str, field: str) -> Expression:
    """The first name of a mirror's column with this short name; "" if there is none."""
    names = Named(naming.defined_name(mirror, field))
    place = Find(short, Named(naming.defined_name(mirror, SHORT_NAME)))
    return IfFault(Item(names, place), NOTHING)


def question(rule: schema.EntryRule) -> bool:
    """Whether the hint of a rule goes on with the project that was probably meant."""
    return rule.says.zh.endswith(ASKS_FOR_NAME)


def asked(similar: Expression) -> Expression:
    """“，是不是“…”？” after what a hint says; nothing while no name is similar."""
    return If(equal(similar, ""), NOTHING, join("，是不是“", similar, "”？"))
