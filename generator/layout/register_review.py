"""The review of registers (登记表): whether their names, columns, lists and rules mean something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.layout.fields import (
    DEPARTMENT_LISTS,
    FIELDS_READ,
    HINT_FIELD,
    MIRROR_FIELDS,
    OTHER_SHEETS,
    REGION_SHEETS,
    REGISTER_CHOICES,
    REGISTER_NAMES,
    REGISTER_PREFIXES,
)
from generator.layout.phrases import FIELD_NAME, LIST_FILE, REGISTER_NAME, SHEET_NAME, Words, one_of
from generator.layout.register_fields import DerivedReview, rule_fields, word_fields
from generator.layout.register_schema import (
    NUMBER_KINDS,
    TYPED_REGISTER_KINDS,
    Register,
    RegisterColumn,
)
from generator.layout.review import Dimensions, Review
from generator.layout.source import CONTRADICTION, MISSING, TWICE, Path_, Source

_LISTED = ("choices", "options", "options_by")
_TYPED = tuple(kind for kind in TYPED_REGISTER_KINDS if kind != "fixed")


class RegisterReview:
    """Holds the registers of a layout against each other and against the rest of it."""

    def __init__(
        self,
        review: Review,
        source: Source,
        registers: Sequence[Register],
        dimensions: Dimensions,
        unit_kinds: Sequence[str],
    ) -> None:
        self.review, self.source, self.registers = review, source, registers
        self.derived = DerivedReview(review, source, registers, dimensions, unit_kinds)

    def check(self, sheets: Iterable[str]) -> None:
        """Everything about the registers; `sheets` are those of tables and forms."""
        self.called(sheets)
        for place, register in enumerate(self.registers):
            path: Path_ = ("registers", place)
            self.columns(register, path)
            self.keys(register, path)
            self.rows(register, path)
            self.derived.fields(register, path)
            rules: Path_ = (*path, "rules")
            self.review.rules(register.rules, self.source, rules, sorted(rule_fields(register)))
            for field in FIELDS_READ.get(register.name, ()):
                if field not in word_fields(register):
                    self.review.fault(MISSING, self.source, (*path, "columns"), f"field: {field}")
        self.derived.no_circle()

    def rule_ids(self) -> list[tuple[str, Path_]]:
        """The ids of the rules, and where each stands."""
        return [
            (rule.id, ("registers", place, "rules", number, "id"))
            for place, register in enumerate(self.registers)
            for number, rule in enumerate(register.rules)
        ]

    def called(self, sheets: Iterable[str]) -> None:
        """Registers, their sheets and their lists have names that nothing else has."""
        placed = [(register, ("registers", place)) for place, register in enumerate(self.registers)]
        for word in ("name", "sheet", "file"):
            self.review.names(
                [(getattr(register, word), (*path, word)) for register, path in placed], self.source
            )
        others = set(sheets)
        taken = {*OTHER_SHEETS, *REGION_SHEETS, *others}
        mirrors = {f"{register.name}明细" for register in self.registers}
        for register, path in placed:
            if register.name in {*REGISTER_PREFIXES, *mirrors, *others} or not re.fullmatch(
                r"[^\W\d]\w{0,15}", register.name
            ):
                self.contradiction((*path, "name"), register.name, REGISTER_NAME)
            if register.sheet in taken or not re.fullmatch(r"\w{1,31}", register.sheet):
                self.contradiction((*path, "sheet"), register.sheet, SHEET_NAME)
            if register.file in DEPARTMENT_LISTS or not re.fullmatch(r"[a-z][a-z0-9_]*", register.file):
                self.contradiction((*path, "file"), register.file, LIST_FILE)

    def columns(self, register: Register, path: Path_) -> None:
        """Fields, headings and kinds of the columns, and the lists that they offer."""
        placed = [(column, (*path, "columns", place)) for place, column in enumerate(register.columns)]
        derived = [each.field for each in register.derived]
        self.unique(register, placed, path)
        for column, column_path in placed:
            if column.kind == "filled":
                self.review.known(self.source, (*column_path, "field"), column.field, derived)
            if column.kind == "hint":
                self.review.known(self.source, (*column_path, "field"), column.field, [HINT_FIELD])
            elif column.field == HINT_FIELD:
                self.review.known(self.source, (*column_path, "kind"), column.kind, ["hint"])
            self.choices(column, column_path, placed)
        for kind, wanted in (("hint", True), ("fixed", bool(register.rows))):
            found = [column_path for column, column_path in placed if column.kind == kind]
            if wanted and not found:
                self.review.fault(MISSING, self.source, (*path, "columns"), f"kind: {kind}")
            for extra in found[1:]:
                self.review.fault(TWICE, self.source, (*extra, "kind"), f"kind: {kind}")
            if not wanted and found:
                self.review.fault(MISSING, self.source, path, "rows")
        if not any(column.kind not in ("fixed", "filled", "hint") for column, _ in placed):
            self.review.fault(MISSING, self.source, (*path, "columns"), "kind: text")

    def unique(self, register: Register, placed: Sequence[tuple[RegisterColumn, Path_]], path: Path_) -> None:
        """Fields have names of their own, also beside what each brings along; so have headings."""
        for word in ("field", "heading", "english"):
            given = [(getattr(column, word), (*at, word)) for column, at in placed]
            self.review.names([(name, at) for name, at in given if name], self.source)
        typed = [(column, at) for column, at in placed if column.kind not in ("filled", "hint")]
        named: list[tuple[str, Path_]] = [(column.field, (*at, "field")) for column, at in typed]
        named += [
            (f"{column.field}{word}", (*at, "field"))
            for column, at in typed
            for word in (("序",) if column.kind == "choice" else ("数", "净"))
            if column.kind in ("choice", *NUMBER_KINDS)
        ]
        named += [
            (each.field, (*path, "derived", place, "field")) for place, each in enumerate(register.derived)
        ]
        self.review.names(named, self.source)
        for name, at in named:
            defined = f"{register.name}_{name}"
            if name in (*MIRROR_FIELDS, HINT_FIELD) or defined in REGISTER_NAMES:
                self.review.fault(TWICE, self.source, at, name)
            elif not re.fullmatch(r"\w+", name):
                self.contradiction(at, name, FIELD_NAME)

    def choices(
        self, column: RegisterColumn, path: Path_, placed: Sequence[tuple[RegisterColumn, Path_]]
    ) -> None:
        """A column to choose in has exactly one list, and the list exists; others may have a free one."""
        offered = [word for word in _LISTED if getattr(column, word)]
        if column.kind == "choice" and len(offered) != 1:
            self.contradiction(path, "、".join(offered) or "kind: choice", one_of(*_LISTED))
        elif column.kind != "choice":
            allowed = ["choices"] if column.kind == "text" else []
            for word in (*offered, *(["within"] if column.within else [])):
                if word not in allowed:
                    self.contradiction((*path, word), f"kind: {column.kind}", "kind: choice")
            offered = [word for word in offered if word in allowed]
        if column.choices and "choices" in offered:
            self.review.known(self.source, (*path, "choices"), column.choices, REGISTER_CHOICES)
        self.review.once(column.options or [], self.source, (*path, "options"))
        if bool(column.within) != bool(column.options_by):
            self.review.fault(MISSING, self.source, path, "options_by" if column.within else "within")
        elif column.options_by:
            self.within(column, path, [each for each, _ in placed])

    def within(self, column: RegisterColumn, path: Path_, columns: Sequence[RegisterColumn]) -> None:
        """Every word of the column to the left has its list, and no other."""
        left = columns[: columns.index(column)]
        narrowing = {each.field: each for each in left if each.kind == "choice" and not each.choices}
        self.review.known(self.source, (*path, "within"), column.within, narrowing)
        listed = column.options_by or {}
        for word, words in listed.items():
            self.review.once(words, self.source, (*path, "options_by", word))
        if column.within not in narrowing:
            return
        above = narrowing[column.within]
        words = above.options or [word for each in (above.options_by or {}).values() for word in each]
        for word in listed:
            self.review.known(self.source, (*path, "options_by", word), word, words)
        for word in words:
            if word not in listed:
                self.review.fault(MISSING, self.source, (*path, "options_by"), word)

    def keys(self, register: Register, path: Path_) -> None:
        """Rows are told apart by fields that are typed."""
        typed = [column.field for column in register.typed]
        for place, field in enumerate(register.key):
            self.review.known(self.source, (*path, "key", place), field, typed)
        self.review.once(register.key, self.source, (*path, "key"))
        self.kept(register, path)

    def kept(self, register: Register, path: Path_) -> None:
        """What stands in the blank of the next year is typed, in rows whose key stands there too; of fixed
        rows each says so itself.
        """
        kept = [column.field for column in register.columns if column.kept]
        for place, column in enumerate(register.columns):
            at: Path_ = (*path, "columns", place)
            if column.kept and (column.kind in ("fixed", "filled", "hint") or register.rows):
                allowed = "rows" if register.rows else "、".join(_TYPED)
                self.contradiction((*at, "kept"), f"kind: {column.kind}", allowed)
            elif kept and column.field in register.key and not column.kept and not register.rows:
                self.review.fault(MISSING, self.source, at, "kept: true")

    def rows(self, register: Register, path: Path_) -> None:
        """Fixed rows have names of their own."""
        named = [(row.row, (*path, "rows", place, "row")) for place, row in enumerate(register.rows)]
        self.review.names(named, self.source)

    def contradiction(self, path: Path_, found: str, allowed: Words) -> None:
        """Collect a fault where words contradict each other."""
        self.review.fault(CONTRADICTION, self.source, path, found, allowed)
