"""The review of a layout: whether its names, sums, conditions, entry sheets and checks mean something.

The schema says what may stand where; here one part is held against the others. Every mistake is
collected with its file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from generator.layout import schema
from generator.layout.codes import CodesByLevel
from generator.layout.fields import (
    CHOICES,
    ENTRY_FIELDS,
    FIELD_KINDS,
    KINDS,
    LEDGER_DIMENSIONS,
    RULE_FIELDS,
    STAFF_CLASSES,
    TYPED_KINDS,
    UNIT_KIND,
)
from generator.layout.language import (
    Binary,
    FormulaError,
    Name,
    Negation,
    TableReference,
    Tree,
    read_formula,
)
from generator.layout.phrases import A_CONDITION, Words, said
from generator.layout.references import ENTRY_SHEETS, ReferenceProblem, References
from generator.layout.schema_faults import nearest_of
from generator.layout.source import (
    CONTRADICTION,
    FORMULA,
    MISSING,
    TWICE,
    UNKNOWN,
    LayoutFault,
    Path_,
    Source,
)
from generator.model.budget import FundingSource


class Review:
    """Collects the mistakes of one layout in `faults`."""

    def __init__(self, faults: list[LayoutFault]) -> None:
        self.faults = faults

    def fault(
        self, code: str, source: Source, path: Path_, found: Words, allowed: Words = "", nearest: str = ""
    ) -> None:
        """Collect one mistake, at the line of `path`."""
        mistake = source.fault(code, path, found, allowed, nearest)
        if mistake not in self.faults:
            self.faults.append(mistake)

    def known(self, source: Source, path: Path_, word: str, allowed: Iterable[str]) -> None:
        """Collect a fault when `word` is not one of `allowed`."""
        words = list(dict.fromkeys(allowed))
        if word not in words:
            self.fault(UNKNOWN, source, path, word, "、".join(words), nearest_of(word, words))

    def where(
        self,
        where: schema.Where,
        source: Source,
        path: Path_,
        ledger: schema.Ledger,
        dimensions: Dimensions,
    ) -> None:
        """Conditions name dimensions and values that exist."""
        for dimension, choice in where.items():
            self.known(source, (*path, dimension), dimension, sorted(LEDGER_DIMENSIONS[ledger]))
            allowed = dimensions.values.get(dimension)
            words = [choice] if isinstance(choice, str) else choice
            self.once(words, source, (*path, dimension))
            for word in words:
                if allowed is not None:
                    self.known(source, (*path, dimension), word, allowed)

    def figure_where(
        self,
        where: schema.FigureWhere,
        source: Source,
        path: Path_,
        ledger: schema.Ledger,
        dimensions: Dimensions,
        unit_kinds: Sequence[str],
    ) -> None:
        """Conditions of a figure: those of tables, and the kind of the budget unit."""
        of_tables = cast("schema.Where", {word: one for word, one in where.items() if word != UNIT_KIND})
        self.where(of_tables, source, path, ledger, dimensions)
        kinds = where.get(UNIT_KIND, [])
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            self.known(source, (*path, UNIT_KIND), kind, unit_kinds)

    def last_year(
        self,
        wanted: schema.LastYear,
        source: Source,
        path: Path_,
        figures: Sequence[schema.Figure],
        dimensions: Dimensions,
    ) -> None:
        """The measure is one of the layout's, and has the item."""
        measures = [figure.measure for figure in figures]
        self.known(source, (*path, "measure"), wanted.measure, measures)
        if not wanted.item or wanted.measure not in measures:
            return
        items: list[str] = []
        for figure in figures:
            if figure.measure != wanted.measure:
                continue
            if figure.by is None:
                items.append(figure.item)
                continue
            values = dimensions.values.get(figure.by)
            if values is None:  # 款 and 项: codes of last year, which this year may not have
                return
            items += values
        self.known(source, (*path, "item"), wanted.item, items)

    def names(self, named: Iterable[tuple[str, Path_]], source: Source, taken: Iterable[str] = ()) -> None:
        """Collect a fault at every name that was given before, or is `taken` elsewhere."""
        seen = set[str](taken)
        for name, path in named:
            if name in seen:
                self.fault(TWICE, source, path, name)
            seen.add(name)

    def once(self, words: Iterable[str], source: Source, path: Path_) -> None:
        """Collect a fault at every word of a list that stands there twice, and so would count twice."""
        self.names([(word, (*path, place)) for place, word in enumerate(words)], source)

    def no_circle(self, summed: Iterable[tuple[str, Path_, list[str] | None]], source: Source) -> None:
        """Collect a fault at every row or column that is a part of its own sum."""
        listed = list(summed)
        sums = {name: parts or [] for name, _, parts in listed}
        for name, path, parts in listed:
            seen, waiting = set[str](), [*(parts or [])]
            while waiting:
                part = waiting.pop()
                if part == name:
                    self.fault(CONTRADICTION, source, (*path, "sum"), f"{name} = … + {name} + …")
                    break
                if part not in seen:
                    seen.add(part)
                    waiting += sums.get(part, [])

    def entries(self, entries: schema.Entries, source: Source, dimensions: Dimensions) -> None:
        """Personnel classes, and the entry sheets: one for each ledger, with fields, lists and rules."""
        for place, code in enumerate(entries.personnel_classes):
            self.known(source, ("personnel_classes", place), code, dimensions.values["经济类"])
        self.once(entries.personnel_classes, source, ("personnel_classes",))
        sheets = list(enumerate(entries.sheets))
        self.names([(sheet.ledger, ("sheets", place, "ledger")) for place, sheet in sheets], source)
        self.once(entries.unit_kinds, source, ("unit_kinds",))
        for name, ledger in ENTRY_SHEETS.items():
            if ledger not in [sheet.ledger for sheet in entries.sheets]:
                self.fault(MISSING, source, ("sheets",), f"ledger: {ledger}")
            for place, sheet in sheets:
                if sheet.ledger == ledger:
                    self.known(source, ("sheets", place, "sheet"), sheet.sheet, [name])
        rules = [
            (rule.id, ("sheets", place, "rules", number, "id"))
            for place, sheet in sheets
            for number, rule in enumerate(sheet.rules)
        ]
        self.names(rules, source)
        for place, sheet in sheets:
            path: Path_ = ("sheets", place)
            self.fields(sheet, source, (*path, "columns"))
            self.rules(sheet.rules, source, (*path, "rules"), sorted(RULE_FIELDS[sheet.ledger]))

    def rules(
        self, rules: Sequence[schema.EntryRule], source: Source, path: Path_, fields: Sequence[str]
    ) -> None:
        """Rules are conditions on these fields of the entry row; those that keep a row out come first."""
        counting = False
        for number, rule in enumerate(rules):
            if not rule.counts and counting:
                self.fault(CONTRADICTION, source, (*path, number), rule.id, "counts: false → counts: true")
            counting = counting or rule.counts
            self.condition(rule.when, source, (*path, number, "when"), fields)

    def condition(self, formula: str, source: Source, path: Path_, names: Sequence[str]) -> None:
        """A formula that is true or false, of these names."""
        try:
            tree = read_formula(formula)
        except FormulaError as error:
            self.fault(FORMULA, source, path, error.place, error.expected)
            return
        for name in _names(tree):
            self.known(source, path, name, names)
        if not _is_condition(tree):
            self.fault(FORMULA, source, path, formula, A_CONDITION)

    def fields(self, sheet: schema.EntrySheet, source: Source, path: Path_) -> None:
        """Every field of the ledger has its column, and lists to choose from exist."""
        fields = ENTRY_FIELDS[sheet.ledger]
        self.names(
            [(column.field, (*path, place, "field")) for place, column in enumerate(sheet.columns)], source
        )
        for place, column in enumerate(sheet.columns):
            self.known(source, (*path, place, "field"), column.field, fields)
            kinds = FIELD_KINDS.get(column.field, TYPED_KINDS)
            self.known(source, (*path, place, "kind"), column.kind, kinds)
            if column.kind == "choice" or column.choices:
                self.known(source, (*path, place, "choices"), column.choices, CHOICES)
        for missing in set(fields) - {column.field for column in sheet.columns}:
            self.fault(MISSING, source, path, missing)

    def checks(
        self,
        checks: schema.CheckFile,
        source: Source,
        references: References,
        rule_ids: Iterable[str] = (),
    ) -> None:
        """The checks: ids, which no rule for entry rows has, tables and formulas."""
        named = [(check.id, ("checks", place, "id")) for place, check in enumerate(checks.checks)]
        self.names(named, source, rule_ids)
        whole_tables = references.whole_tables()
        for place, check in enumerate(checks.checks):
            path: Path_ = ("checks", place)
            for shape, tables in whole_tables.items():
                for number, word in enumerate(getattr(check, shape)):
                    self.known(source, (*path, shape, number), word, tables)
                self.once(getattr(check, shape), source, (*path, shape))
            for problem in references.problems(check):
                self.reference(problem, source, path)

    def reference(self, problem: ReferenceProblem, source: Source, path: Path_) -> None:
        """Collect what is wrong with a reference in one of the words at `path`."""
        words = problem.allowed if isinstance(problem.allowed, tuple) else ()
        allowed = "、".join(words) if isinstance(problem.allowed, tuple) else problem.allowed
        nearest = nearest_of(said(problem.found, "zh"), words)
        self.fault(problem.code, source, (*path, problem.word), problem.found, allowed, nearest)


class Dimensions:
    """The values that each dimension may take."""

    def __init__(self, sources: tuple[FundingSource, ...], codes: CodesByLevel) -> None:
        self.values: dict[str, list[str]] = {
            "资金来源": [source.name for source in sources],
            "预算": [source.budget for source in sources],
            "年度": [source.period for source in sources],
            "性质": [source.nature for source in sources],
            "支出类型": list(KINDS),
            "经费": list(STAFF_CLASSES),
            "经济类": codes["经济类"],
            "经济款": codes["经济款"],
            "类": codes["类"],
        }


def _names(tree: Tree) -> Iterable[str]:
    if isinstance(tree, Name):
        yield tree.name
    elif isinstance(tree, TableReference):
        yield str(tree)
    elif isinstance(tree, Binary):
        yield from _names(tree.left)
        yield from _names(tree.right)
    elif isinstance(tree, Negation):
        yield from _names(tree.operand)


def _is_condition(tree: Tree) -> bool:
    """Whether a formula is true or false of a row."""
    if isinstance(tree, Negation):
        return _is_condition(tree.operand)
    if not isinstance(tree, Binary):
        return False
    if tree.sign in ("and", "or"):
        return _is_condition(tree.left) and _is_condition(tree.right)
    return tree.sign in ("=", "<>", "<", "<=", ">", ">=")
