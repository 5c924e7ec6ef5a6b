"""The review of a layout: whether its names, sums, conditions, rules and checks mean something.

The schema says what may stand where; here one part is held against the others. Every mistake is
collected with its file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.layout import schema
from generator.layout.codes import CodesByLevel
from generator.layout.fields import (
    CHOICES,
    ENTRY_FIELDS,
    FIELD_KINDS,
    KEY_DIGITS,
    KEY_PARTS,
    KINDS,
    LEDGER_DIMENSIONS,
    LEVEL_DIGITS,
    LEVELS,
    LONGEST_KEY,
    OTHER_SHEETS,
    REGION_SHEETS,
    RULE_FIELDS,
    STAFF_CLASSES,
    TAKEN_NAMES,
    TYPED_KINDS,
    WORKING_COLUMNS,
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
from generator.layout.phrases import A_CONDITION, SHEET_NAME, SHOWN_FIRST, Phrase, Words, said
from generator.layout.references import ENTRY_SHEETS, References
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

    def table(self, table: schema.Table, source: Source, dimensions: Dimensions) -> None:
        """One official table: its name, conditions, columns, levels and rows."""
        if not re.fullmatch(r"\w{1,31}", table.table) or table.table in (*OTHER_SHEETS, *REGION_SHEETS):
            self.fault(CONTRADICTION, source, ("table",), table.table, SHEET_NAME)
        ledgers: list[schema.Ledger] = [panel.counts for panel in table.panels] or ["支出"]
        for ledger in ledgers:
            self.where(table.covers, source, ("covers",), ledger, dimensions)
        self.shown(table, source)
        if table.rows:
            self.levels(table, source)
            self.columns(table.columns, source, ("columns",), "支出", dimensions)
        self.names([(panel.id, ("panels", place, "id")) for place, panel in enumerate(table.panels)], source)
        for place, panel in enumerate(table.panels):
            path: Path_ = ("panels", place)
            self.columns(panel.columns, source, (*path, "columns"), panel.counts, dimensions)
            self.rows(panel, source, path, dimensions)

    def levels(self, table: schema.Table, source: Source) -> None:
        """The levels of a growing table stand in order, 总计 first."""
        places = [LEVELS.index(level) for level in table.rows]
        if places != sorted(set(places)) or table.rows[0] != "总计":
            self.fault(CONTRADICTION, source, ("rows",), "、".join(table.rows), " → ".join(LEVELS))
        if "经济款" in table.rows and "经济类" not in table.rows:
            self.fault(CONTRADICTION, source, ("rows",), "经济款", "经济类、经济款")
        self.key(table, source)
        if table.empty:
            for name in _placeholders(table.empty):
                self.known(source, ("empty",), name, ["部门", "年度"])

    def key(self, table: schema.Table, source: Source) -> None:
        """The sort key of a growing table holds one classification, and no more digits than a number has."""
        parts = list(dict.fromkeys(KEY_PARTS[level] for level in table.rows if level in KEY_PARTS))
        if all(part in parts for part in LEVEL_DIGITS):
            coded = [level for level in table.rows if KEY_PARTS.get(level) in LEVEL_DIGITS]
            either = [("、".join(levels)) for levels in LEVEL_DIGITS.values()]
            allowed = Phrase("或".join(either), " or ".join(either))
            self.fault(CONTRADICTION, source, ("rows",), "、".join(coded), allowed)
        digits = sum(KEY_DIGITS[part] for part in parts)
        if digits > LONGEST_KEY:
            written = " + ".join(f"{part} {KEY_DIGITS[part]}" for part in parts)
            allowed = Phrase(f"不超过 {LONGEST_KEY} 位数字", f"at most {LONGEST_KEY} digits")
            self.fault(CONTRADICTION, source, ("rows",), f"{written} = {digits}", allowed)

    def shown(self, table: schema.Table, source: Source) -> None:
        """Collect a fault where a column shows what its rows do not have, or where no column names them."""
        placed: list[tuple[list[schema.Heading], Path_, list[str]]] = [
            (panel.columns, ("panels", place, "columns"), ["名称"])
            for place, panel in enumerate(table.panels)
        ]
        if table.rows:
            reached = [level.removeprefix("经济") for level in table.rows]
            steps = [step for step in ("类", "款", "项", "项目") if step in reached]
            if "款" in steps and table.rows[-1] == "项目":
                steps.append("项")
            placed.append((table.columns, ("columns",), [*steps, "名称"]))
        for headings, path, allowed in placed:
            leaves = list(_leaves(headings, path))
            for leaf, leaf_path in leaves:
                if leaf.shows is not None:
                    self.known(source, (*leaf_path, "shows"), leaf.shows, allowed)
            shown = {leaf.shows for leaf, _ in leaves}
            if not shown & {"名称", "项目"}:
                self.fault(MISSING, source, path, "shows: 名称")
            if None not in shown:
                self.fault(MISSING, source, path, "where / sum")
            amounts = [place for place, (leaf, _) in enumerate(leaves) if leaf.shows is None]
            for leaf, leaf_path in leaves[min(amounts, default=len(leaves)) :]:
                if leaf.shows is not None:
                    self.fault(CONTRADICTION, source, (*leaf_path, "shows"), leaf.name, SHOWN_FIRST)

    def columns(
        self,
        headings: list[schema.Heading],
        source: Source,
        path: Path_,
        ledger: schema.Ledger,
        dimensions: Dimensions,
    ) -> None:
        """Columns have names of their own, and sum only columns that exist."""
        placed = list(_leaves(headings, path))
        amounts = [leaf.name for leaf, _ in placed if leaf.shows is None]
        self.names([(leaf.name, leaf_path) for leaf, leaf_path in placed], source)
        self.ranges(placed, source)
        for leaf, leaf_path in placed:
            for place, name in enumerate(leaf.sum or []):
                self.known(source, (*leaf_path, "sum", place), name, amounts)
            self.once(leaf.sum or [], source, (*leaf_path, "sum"))
            self.where(leaf.where or {}, source, (*leaf_path, "where"), ledger, dimensions)
        self.no_circle([(leaf.name, leaf_path, leaf.sum) for leaf, leaf_path in placed], source)

    def ranges(self, placed: Iterable[tuple[schema.Heading, Path_]], source: Source) -> None:
        """Collect a fault at every column whose name is taken once its signs are left out."""
        seen: dict[str, str] = {}
        for leaf, path in placed:
            taken = TAKEN_NAMES if leaf.shows is None else WORKING_COLUMNS
            name = re.sub(r"[^\w.]+", "_", leaf.name).strip("_")
            first = seen.setdefault(name, leaf.name) if leaf.shows is None else leaf.name
            if name in taken or first != leaf.name:
                self.fault(TWICE, source, path, leaf.name)

    def rows(self, panel: schema.Panel, source: Source, path: Path_, dimensions: Dimensions) -> None:
        """Fixed rows have names of their own, and sum only rows that exist."""
        placed: list[tuple[schema.FixedRow, Path_]] = [
            (row, (*path, "rows", place))
            for place, row in enumerate(panel.rows)
            if isinstance(row, schema.FixedRow)
        ]
        repeated: list[Path_] = [
            (*path, "rows", place)
            for place, row in enumerate(panel.rows)
            if isinstance(row, schema.RepeatedRow)
        ]
        if panel.last:
            placed.append((panel.last, (*path, "last")))
        if panel.counts == "收入":
            for row_path in repeated:
                self.fault(CONTRADICTION, source, (*row_path, "each"), "counts: 收入", "counts: 支出")
        allowed = [*(row.name for row, _ in placed), *(["每类"] if repeated else [])]
        named = [(row.name, row_path) for row, row_path in placed]
        self.names([*named, *(("每类", row_path) for row_path in repeated)], source)
        for row, row_path in placed:
            self.row(row, panel, source, row_path, allowed, dimensions)
        self.no_circle([(row.name, row_path, row.sum) for row, row_path in placed], source)

    def row(
        self,
        row: schema.FixedRow,
        panel: schema.Panel,
        source: Source,
        path: Path_,
        allowed: list[str],
        dimensions: Dimensions,
    ) -> None:
        """One fixed row: its sums and conditions."""
        for place, name in enumerate(row.sum or []):
            self.known(source, (*path, "sum", place), name, allowed)
        self.once(row.sum or [], source, (*path, "sum"))
        self.where(row.where or {}, source, (*path, "where"), panel.counts, dimensions)

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

    def names(self, named: Iterable[tuple[str, Path_]], source: Source) -> None:
        """Collect a fault at every name that was given before."""
        seen = set[str]()
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
            counting = False
            for number, rule in enumerate(sheet.rules):
                rule_path: Path_ = (*path, "rules", number)
                if not rule.counts and counting:
                    self.fault(CONTRADICTION, source, rule_path, rule.id, "counts: false → counts: true")
                counting = counting or rule.counts
                self.rule(rule, sheet.ledger, source, (*rule_path, "when"))

    def rule(self, rule: schema.EntryRule, ledger: schema.EntryLedger, source: Source, path: Path_) -> None:
        """A rule's formula is a condition on fields of the entry row."""
        try:
            tree = read_formula(rule.when)
        except FormulaError as error:
            self.fault(FORMULA, source, path, error.place, error.expected)
            return
        for name in _names(tree):
            self.known(source, path, name, sorted(RULE_FIELDS[ledger]))
        if not _is_condition(tree):
            self.fault(FORMULA, source, path, rule.when, A_CONDITION)

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

    def checks(self, checks: schema.CheckFile, source: Source, references: References) -> None:
        """The checks: ids, tables and formulas."""
        self.names([(check.id, ("checks", place, "id")) for place, check in enumerate(checks.checks)], source)
        whole_tables = references.whole_tables()
        for place, check in enumerate(checks.checks):
            path: Path_ = ("checks", place)
            for shape, tables in whole_tables.items():
                for number, word in enumerate(getattr(check, shape)):
                    self.known(source, (*path, shape, number), word, tables)
                self.once(getattr(check, shape), source, (*path, shape))
            for problem in references.problems(check):
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


def _leaves(headings: list[schema.Heading], path: Path_) -> Iterable[tuple[schema.Heading, Path_]]:
    for place, heading in enumerate(headings):
        if heading.columns is None:
            yield heading, (*path, place)
        else:
            yield from _leaves(heading.columns, (*path, place, "columns"))


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


def _placeholders(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]
