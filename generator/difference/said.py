"""Lines and amounts in words: what is told the same way in text, in lists and to programs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from generator.difference.matching import FEN, Change
from generator.difference.registers import RegisterChange, RegisterDifference
from generator.difference.units import UnitPair
from generator.difference.words import FIELDS, say
from generator.layout.layout_set import LayoutSet
from generator.messages import Language
from generator.model.amount import yuan
from generator.model.budget import IncomeEntry, LineItem, PreviousFigure
from generator.model.classification import CodeList

Entered = LineItem | IncomeEntry | PreviousFigure
ATTRIBUTES: Mapping[str, str] = {
    "unit": "unit",
    "function": "function_code",
    "economic": "economic_code",
    "kind": "kind",
    "project": "project",
    "source": "funding_source",
    "note": "note",
    "function_name": "function_name",
    "economic_name": "economic_name",
    "measure": "measure",
    "item": "item",
}
"""The fields of lines, as matching calls them, and as entries do."""
_WORDS_OF = {"function": ("function", "function_name"), "economic": ("economic", "economic_name")}
"""The words of a line that say more than one field."""
_LONGEST_WHOLE, _SHOWN_BEFORE = 60, 10
"""How much of a text is told, and how much of that before the first difference."""
_TWO_PLACES = Decimal("0.01")


def line_words(change: Change[Entered], layouts: tuple[LayoutSet, LayoutSet], language: Language) -> str:
    """Which line a change is about; of what changed it says both.

    `layouts` are those of the earlier and of the later side: they know what codes are called.
    """
    old, new = (
        _words(entry, layout, language) if entry is not None else {}
        for entry, layout in zip((change.before, change.after), layouts, strict=True)
    )
    nothing = say("nothing", language)
    said = []
    for word, text in (new or old).items():
        if any(name in change.differs for name in _WORDS_OF.get(word, (word,))):
            said.append(say("became", language, before=old[word] or nothing, after=text or nothing))
        else:
            said.append(text)
    said += [field_words(*field, language) for field in field_changes(change) if field[0] == "note"]
    return say("then", language).join(filter(None, said))


def field_changes(change: Change[Entered]) -> list[tuple[str, str, str]]:
    """The fields of a changed line that are not its amount: name, before, after."""
    return [
        (name, str(getattr(change.before, ATTRIBUTES[name])), str(getattr(change.after, ATTRIBUTES[name])))
        for name in change.differs
        if name != FEN
    ]


def field_words(name: str, before: str, after: str, language: Language) -> str:
    """A field that changed: what it is called, what stood there, what stands there now."""
    nothing = say("nothing", language)
    field = FIELDS[name][language]
    return say("field_became", language, field=field, before=before or nothing, after=after or nothing)


def register_key(difference: RegisterDifference, change: RegisterChange) -> str:
    """Which row of a register a change is about, as it is now or, where it is gone, was."""
    words = (change.entry.cells.get(field, "") for field in difference.register.key)
    return " ".join(filter(None, words))


def register_fields(
    difference: RegisterDifference, change: RegisterChange, language: Language
) -> list[tuple[str, str, str]]:
    """The fields of a row of a register that changed: what they are called, before, after."""
    headings = {
        column.field: column.heading if language == "zh" else column.english or column.field
        for column in difference.register.typed
    }
    before, after = (entry.cells if entry else {} for entry in (change.before, change.after))
    return [
        (headings.get(field, field), before.get(field, ""), after.get(field, "")) for field in change.differs
    ]


def where_they_part(before: str, after: str) -> tuple[str, str]:
    """Two texts, long ones cut down to where they begin to differ.

    Example:
        >>> where_they_part("甲" * 100 + "乙", "甲" * 100 + "丙")
        ('…甲甲甲甲甲甲甲甲甲甲乙', '…甲甲甲甲甲甲甲甲甲甲丙')
    """
    if max(len(before), len(after)) <= _LONGEST_WHOLE:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    common = next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))
    start = max(common - _SHOWN_BEFORE, 0)
    return _part(before, start), _part(after, start)


def _part(text: str, start: int) -> str:
    if not text:
        return text
    end = start + _LONGEST_WHOLE
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def unit_happening(pair: UnitPair) -> str:
    """What happened to a unit, in one word of `words.UNIT_HAPPENINGS`."""
    if pair.before is None:
        return "added"
    if pair.after is None:
        return "removed"
    return "renamed" if "name" in pair.differs else "changed"


def unit_words(pair: UnitPair) -> str:
    """A unit with its code, as it is now or, where it is gone, was."""
    unit = pair.after or pair.before
    return " ".join(filter(None, (unit.code, unit.name))) if unit else ""


def unit_fields(pair: UnitPair) -> list[tuple[str, str, str]]:
    """The fields of a unit that changed, as `words.FIELDS` calls them: name, before, after."""
    return [
        ("unit_kind" if name == "kind" else name, getattr(pair.before, name), getattr(pair.after, name))
        for name in pair.differs
    ]


def _words(entry: Entered, layout: LayoutSet, language: Language) -> dict[str, str]:
    """An entry, word by word, without its amount."""
    if isinstance(entry, PreviousFigure):
        names = {figure.measure: getattr(figure.name, language) for figure in layout.previous_figures}
        return {"measure": names.get(entry.measure, entry.measure), "item": entry.item}
    if isinstance(entry, IncomeEntry):
        return {"unit": entry.unit, "source": entry.funding_source}
    return {
        "unit": entry.unit,
        "function": _code(layout.function, entry.function_code, layout.year, entry.function_name),
        "economic": _code(layout.economic, entry.economic_code, layout.year, entry.economic_name),
        "kind": entry.kind,
        "project": entry.project,
        "source": entry.funding_source,
    }


def _code(codes: CodeList, code: str, year: int, own_name: str) -> str:
    """A code with its name, which is that of the list or, where it has none, the person's own."""
    known = codes.find(code, year)
    return f"{code} {known.name if known else own_name}".strip()


def money(fen: int | None, language: Language) -> str:
    """An amount in yuan, as accountants write it; one that is not filled in says so."""
    return say("pending", language) if fen is None else f"{yuan(fen):,.2f}"


def gain(fen: int) -> str:
    """What an amount in yuan gained, with its sign; "" for nothing."""
    return f"{yuan(fen):+,.2f}" if fen else ""


def printed(amount: Decimal) -> str:
    """An amount as an official table prints it, in the table's unit, zero written out.

    Example:
        >>> printed(Decimal("3384.084889"))
        '3,384.08'
    """
    return f"{amount.quantize(_TWO_PLACES, ROUND_HALF_UP):,.2f}"


def printed_gain(change: Decimal) -> str:
    """What an amount of a table gained: two decimals, but all of them where two would show nothing.

    Example:
        >>> printed_gain(Decimal("-15.915111")), printed_gain(Decimal("0.0003")), printed_gain(Decimal(0))
        ('-15.92', '+0.0003', '')
    """
    if not change:
        return ""
    rounded = change.quantize(_TWO_PLACES, ROUND_HALF_UP)
    return f"{rounded:+,.2f}" if rounded else f"{change.normalize():+f}"


def exact(amount: Decimal) -> str:
    """The whole amount for programs: two decimals, and more only where they say something.

    Example:
        >>> exact(Decimal("500.000000")), exact(Decimal("0.000300"))
        ('500.00', '0.0003')
    """
    rounded = amount.quantize(_TWO_PLACES, ROUND_HALF_UP)
    return f"{rounded if rounded == amount else amount.normalize():f}"
