"""The fields of a register: which there are, and whether those that follow from others can be worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.layout.phrases import WHERE_COUNTS
from generator.layout.register_schema import NUMBER_KINDS, PROJECT_CHOICES, Derived, Register
from generator.layout.review import Dimensions, Review
from generator.layout.schema import Choice
from generator.layout.source import CONTRADICTION, MISSING, Path_, Source

_ROLES: Mapping[str, tuple[str, ...]] = {
    "number_of": (),
    "counts": ("by", "where"),
    "rows_of": ("by", "sum", "text_of"),
    "of_row": (),
    "of_subject": ("by",),
}
"""The words that go with each kind of derived field."""


def word_fields(register: Register) -> list[str]:
    """The fields that sentences and conditions on rows may name: typed and derived ones."""
    return [*(column.field for column in register.typed), *(each.field for each in register.derived)]


def rule_fields(register: Register) -> set[str]:
    """The fields that rules of the register may name."""
    fields = {*word_fields(register), "重复"}
    fields |= {f"{column.field}数" for column in register.typed if column.kind in NUMBER_KINDS}
    fields |= {f"{column.field}序" for column in register.typed if column.kind == "choice"}
    if any(column.kind == "amount" for column in register.typed):
        fields.add("多余小数")
    if any(column.choices == PROJECT_CHOICES for column in register.typed):
        fields.add("项目号")
    return fields


def number_fields(register: Register) -> list[str]:
    """The fields that hold numbers, and so can be added up."""
    typed = [column.field for column in register.typed if column.kind in NUMBER_KINDS]
    return [*typed, *(each.field for each in register.derived if _is_number(each))]


def amount_fields(register: Register, registers: Mapping[str, Register]) -> list[str]:
    """The fields that hold money."""
    typed = [column.field for column in register.typed if column.kind == "amount"]
    return [*typed, *(each.field for each in register.derived if _is_amount(each, registers, frozenset()))]


def _is_amount(derived: Derived, registers: Mapping[str, Register], within: frozenset[str]) -> bool:
    other = registers.get(derived.rows_of)
    if other is None or not derived.sum:
        return bool(derived.counts) or derived.of_subject in ("本年", "上年", "增减")
    if any(column.field == derived.sum and column.kind == "amount" for column in other.typed):
        return True
    place = f"{other.name}.{derived.sum}"
    parts = [each for each in other.derived if each.field == derived.sum]
    return place not in within and any(_is_amount(part, registers, within | {place}) for part in parts)


def _is_number(derived: Derived) -> bool:
    counted = bool(derived.counts or derived.number_of or (derived.rows_of and not derived.text_of))
    return counted or derived.of_subject in ("本年", "上年", "增减", "增减率")


def review_where(
    review: Review, source: Source, path: Path_, where: Mapping[str, Choice], register: Register
) -> None:
    """Conditions on rows of a register name its fields; of fields with a list of words, one of them, or ""
    where the field may be left out.
    """
    fields = word_fields(register)
    optional = [column.field for column in register.typed if column.optional]
    for field, choice in where.items():
        review.known(source, (*path, field), field, fields)
        words = [choice] if isinstance(choice, str) else choice
        review.once(words, source, (*path, field))
        allowed = _words_of(register, field)
        for word in words:
            if not word and field in optional:
                continue
            if allowed:
                review.known(source, (*path, field), word, allowed)


def _words_of(register: Register, field: str) -> list[str]:
    """The words that a field may hold; none where it may hold anything."""
    if field == register.fixed_field:
        return [row.row for row in register.rows]
    column = next((each for each in register.typed if each.field == field), None)
    if column is None:
        return []
    narrowed = [word for words in (column.options_by or {}).values() for word in words]
    return column.options or narrowed


class DerivedReview:
    """Whether derived fields refer to fields, registers and entries that exist."""

    def __init__(
        self,
        review: Review,
        source: Source,
        registers: Sequence[Register],
        dimensions: Dimensions,
        unit_kinds: Sequence[str],
    ) -> None:
        self.review, self.source = review, source
        self.registers = {register.name: register for register in registers}
        self.order = registers
        self.dimensions, self.unit_kinds = dimensions, unit_kinds

    def fields(self, register: Register, path: Path_) -> None:
        """All derived fields of a register."""
        typed = [column.field for column in register.typed]
        for place, derived in enumerate(register.derived):
            at: Path_ = (*path, "derived", place)
            self.role(derived, at)
            if derived.by:
                self.review.known(self.source, (*at, "by"), derived.by, typed)
            if derived.number_of:
                texts = [column.field for column in register.typed if column.kind not in NUMBER_KINDS]
                self.review.known(self.source, (*at, "number_of"), derived.number_of, texts)
            if derived.counts:
                self.counted(derived, at)
            if derived.rows_of:
                self.rows_of(derived, at)
            if derived.of_row and not register.rows:
                self.review.fault(MISSING, self.source, path, "rows")

    def role(self, derived: Derived, path: Path_) -> None:
        """Only words that go with the kind of field, and those it needs."""
        role = next(word for word in _ROLES if getattr(derived, word))
        if derived.where and role != "counts":
            self.review.fault(CONTRADICTION, self.source, (*path, "where"), role, WHERE_COUNTS)
        for word in ("by", "sum", "text_of"):
            if getattr(derived, word) and word not in _ROLES[role]:
                allowed = "、".join([role, *_ROLES[role]])
                self.review.fault(CONTRADICTION, self.source, (*path, word), word, allowed)
        if "by" in _ROLES[role] and not derived.by:
            self.review.fault(MISSING, self.source, path, "by")

    def counted(self, derived: Derived, path: Path_) -> None:
        """Entries of a project: only line items name one."""
        if derived.counts == "收入":
            self.review.fault(CONTRADICTION, self.source, (*path, "counts"), "counts: 收入", "counts: 支出")
        where: Path_ = (*path, "where")
        self.review.figure_where(derived.where, self.source, where, "支出", self.dimensions, self.unit_kinds)

    def rows_of(self, derived: Derived, path: Path_) -> None:
        """The other register, its field of the same name, and what is added up or shown of it."""
        self.review.known(self.source, (*path, "rows_of"), derived.rows_of, self.registers)
        other = self.registers.get(derived.rows_of)
        if other is None:
            return
        if derived.by:
            typed = [column.field for column in other.typed]
            self.review.known(self.source, (*path, "by"), derived.by, typed)
        if derived.sum and derived.text_of:
            self.review.fault(CONTRADICTION, self.source, (*path, "text_of"), "sum、text_of", "sum")
        if derived.sum:
            self.review.known(self.source, (*path, "sum"), derived.sum, number_fields(other))
        if derived.text_of:
            self.review.known(self.source, (*path, "text_of"), derived.text_of, word_fields(other))

    def no_circle(self) -> None:
        """Collect a fault at every field that is worked out from itself."""
        parts = [
            (
                f"{register.name}.{derived.field}",
                ("registers", place, "derived", number),
                _parts(register, derived),
            )
            for place, register in enumerate(self.order)
            for number, derived in enumerate(register.derived)
        ]
        self.review.no_circle(parts, self.source)


def _parts(register: Register, derived: Derived) -> list[str]:
    """The fields that a derived field is worked out from."""
    if derived.rows_of:
        return [f"{derived.rows_of}.{field}" for field in (derived.by, derived.sum, derived.text_of) if field]
    return [f"{register.name}.{field}" for field in (derived.by, derived.number_of) if field]
