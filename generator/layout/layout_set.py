"""One year's layout of one jurisdiction, read, checked and put together.

Every mistake of every file is reported in one go: file, line, what was found, what is allowed, the
nearest word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.layout import schema
from generator.layout.fields import (
    CHOICES,
    ENTRY_FIELDS,
    KINDS,
    LEDGER_DIMENSIONS,
    RULE_FIELDS,
    STAFF_CLASSES,
)
from generator.layout.language import Binary, FormulaError, Name, Negation, Tree, read_formula
from generator.layout.references import References
from generator.layout.source import (
    CONTRADICTION,
    FORMULA,
    MISSING,
    TWICE,
    UNKNOWN,
    UNREADABLE,
    WRONG_KIND,
    LayoutFault,
    Path_,
    Source,
    read_source,
    written_path,
)
from generator.model.budget import FundingSource
from generator.model.classification import CodeList, load_code_list
from generator.model.funding import load_funding_sources

PartType = TypeVar("PartType", bound=schema.Part)


class LayoutError(Exception):
    """A layout that cannot be used; `faults` lists every mistake found."""

    def __init__(self, faults: Sequence[LayoutFault]) -> None:
        super().__init__(f"{len(faults)} mistakes in the layout")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class LayoutSet:
    """Everything that is data about one year's tables."""

    year_file: schema.YearFile
    tables: dict[str, schema.Table]
    entries: schema.Entries
    checks: tuple[schema.Check, ...]
    sources: tuple[FundingSource, ...]
    function: CodeList
    economic: CodeList

    @property
    def year(self) -> int:
        """预算年度."""
        return self.year_file.year

    def entry_sheet(self, ledger: schema.Ledger) -> schema.EntrySheet:
        """The entry sheet of a ledger (收入 or 支出)."""
        return next(sheet for sheet in self.entries.sheets if sheet.ledger == ledger)


@dataclass(frozen=True, slots=True)
class YearListing:
    """A year file found in a layouts folder."""

    layout: str
    year: int
    path: Path


def list_years(folder: Path) -> list[YearListing]:
    """All years of all jurisdictions in a layouts folder, in order."""
    return [
        YearListing(path.parent.name, int(path.stem), path)
        for path in sorted(folder.glob("*/[0-9][0-9][0-9][0-9].yaml"))
    ]


def load_layout(folder: Path, layout: str, year: int) -> LayoutSet:
    """Read one year's layout.

    Raises: LayoutError, with every mistake of every file.
    """
    listed = list_years(folder)
    chosen = [entry for entry in listed if (entry.layout, entry.year) == (layout, year)]
    if not chosen:
        known = [f"{entry.layout} {entry.year}" for entry in listed]
        found = f"{layout} {year}"
        raise LayoutError(
            [LayoutFault(UNKNOWN, str(folder), 0, "", found, "、".join(known), _nearest(found, known))]
        )
    return _Loader(chosen[0].path).load()


def _nearest(word: str, allowed: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(allowed), n=1, cutoff=0.5)), "")


class _Loader:
    """Reads the files of one year and collects their mistakes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.parent
        self.faults: list[LayoutFault] = []

    def load(self) -> LayoutSet:
        year_file, year_source = self.part(self.path.name, schema.YearFile)
        if year_file is None or year_source is None:
            raise LayoutError(self.faults)
        self.check_files(year_file, year_source)
        tables: dict[str, tuple[schema.Table, Source]] = {}
        for name in year_file.tables:
            table, source = self.part(name, schema.Table) if self.has(name) else (None, None)
            if table is None or source is None:
                continue
            if table.table in tables:
                self.fault(TWICE, source, ("table",), table.table)
            tables[table.table] = (table, source)
        if not all(self.has(name) for name in (year_file.entries, year_file.checks)):
            raise LayoutError(self.faults)
        entries, entries_source = self.part(year_file.entries, schema.Entries)
        checks, checks_source = self.part(year_file.checks, schema.CheckFile)
        if entries is None or checks is None or entries_source is None or checks_source is None:
            raise LayoutError(self.faults)
        sources, function, economic = self.code_lists(year_file)
        dimensions = _Dimensions(sources, economic, year_file.year)
        for table, source in tables.values():
            self.check_table(table, source, dimensions)
        self.check_entries(entries, entries_source)
        plain = {name: table for name, (table, _) in tables.items()}
        if not self.faults:
            self.check_checks(checks, checks_source, References(plain))
        if self.faults:
            raise LayoutError(self.faults)
        return LayoutSet(year_file, plain, entries, tuple(checks.checks), sources, function, economic)

    def has(self, name: str) -> bool:
        """Whether the year's folder has a file of this name."""
        return (self.folder / name).is_file()

    def check_files(self, year_file: schema.YearFile, source: Source) -> None:
        """Collect a fault for every file that the year file names and that is not there."""
        files = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
        named: list[tuple[str, Path_]] = [
            *((name, ("tables", place)) for place, name in enumerate(year_file.tables)),
            (year_file.entries, ("entries",)),
            (year_file.checks, ("checks",)),
            (year_file.funding_sources, ("funding_sources",)),
        ]
        for name, path in named:
            if not self.has(name):
                self.known(source, path, name, files)

    def code_lists(self, year_file: schema.YearFile) -> tuple[tuple[FundingSource, ...], CodeList, CodeList]:
        folder = self.folder / year_file.classification
        if not self.has(year_file.funding_sources):
            raise LayoutError(self.faults)
        try:
            return (
                load_funding_sources(self.folder / year_file.funding_sources),
                load_code_list(folder / "function.csv", "支出功能分类"),
                load_code_list(folder / "economic_department.csv", "部门预算支出经济分类"),
            )
        except (OSError, ValueError) as error:
            self.faults.append(LayoutFault(UNREADABLE, self.path.name, 1, "", str(error)))
            raise LayoutError(self.faults) from error

    def part(self, name: str, kind: type[PartType]) -> tuple[PartType | None, Source | None]:
        """Read one file as a part of the schema; its mistakes are collected."""
        try:
            source, faults = read_source(self.folder / name, name)
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(LayoutFault(UNREADABLE, name, 0, "", str(error), "UTF-8"))
            return None, None
        self.faults += faults
        if source.data is None:
            if not faults:
                self.faults.append(LayoutFault(MISSING, name, 1, "", name, kind.__name__))
            return None, None
        try:
            return kind.model_validate(source.data), source
        except ValidationError as error:
            mistakes = [_schema_fault(source, kind, mistake) for mistake in error.errors()]
            self.faults += _joined(mistakes)
            return None, None

    def fault(
        self, code: str, source: Source, path: Path_, found: str, allowed: str = "", nearest: str = ""
    ) -> None:
        line = source.line(path)
        mistake = LayoutFault(code, source.file, line, written_path(path), found, allowed, nearest)
        if mistake not in self.faults:
            self.faults.append(mistake)

    def known(self, source: Source, path: Path_, word: str, allowed: Iterable[str]) -> None:
        """Collect a fault when `word` is not one of `allowed`."""
        words = list(dict.fromkeys(allowed))
        if word not in words:
            self.fault(UNKNOWN, source, path, word, "、".join(words), _nearest(word, words))

    def check_table(self, table: schema.Table, source: Source, dimensions: _Dimensions) -> None:
        ledgers: list[schema.Ledger] = [panel.counts for panel in table.panels] or ["支出"]
        for ledger in ledgers:
            self.check_where(table.covers, source, ("covers",), ledger, dimensions)
        self.check_shown(table, source)
        if table.rows:
            self.check_levels(table, source)
            self.check_columns(table.columns, source, ("columns",), "支出", dimensions)
        self.check_names(
            [(panel.id, ("panels", place, "id")) for place, panel in enumerate(table.panels)], source
        )
        for place, panel in enumerate(table.panels):
            path: Path_ = ("panels", place)
            self.check_columns(panel.columns, source, (*path, "columns"), panel.counts, dimensions)
            self.check_rows(panel, source, path, dimensions)

    def check_levels(self, table: schema.Table, source: Source) -> None:
        order = ["总计", "单位", "类", "款", "项", "经济类", "经济款", "项目"]
        places = [order.index(level) for level in table.rows]
        if places != sorted(set(places)) or table.rows[0] != "总计":
            self.fault(CONTRADICTION, source, ("rows",), "、".join(table.rows), " → ".join(order))
        if table.empty:
            for name in _placeholders(table.empty):
                self.known(source, ("empty",), name, ["部门", "年度"])

    def check_shown(self, table: schema.Table, source: Source) -> None:
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

    def check_columns(
        self,
        headings: list[schema.Heading],
        source: Source,
        path: Path_,
        ledger: schema.Ledger,
        dimensions: _Dimensions,
    ) -> None:
        placed = list(_leaves(headings, path))
        amounts = [leaf.name for leaf, _ in placed if leaf.shows is None]
        self.check_names([(leaf.name, leaf_path) for leaf, leaf_path in placed], source)
        for leaf, leaf_path in placed:
            for place, name in enumerate(leaf.sum or []):
                self.known(source, (*leaf_path, "sum", place), name, amounts)
            self.check_where(leaf.where or {}, source, (*leaf_path, "where"), ledger, dimensions)
        self.check_no_circle([(leaf.name, leaf_path, leaf.sum) for leaf, leaf_path in placed], source)

    def check_rows(self, panel: schema.Panel, source: Source, path: Path_, dimensions: _Dimensions) -> None:
        placed: list[tuple[schema.FixedRow, Path_]] = [
            (row, (*path, "rows", place))
            for place, row in enumerate(panel.rows)
            if isinstance(row, schema.FixedRow)
        ]
        repeated = len(placed) < len(panel.rows)
        if panel.last:
            placed.append((panel.last, (*path, "last")))
        allowed = [*(row.name for row, _ in placed), *(["每类"] if repeated else [])]
        self.check_names([(row.name, row_path) for row, row_path in placed], source)
        for row, row_path in placed:
            self.check_row(row, panel, source, row_path, allowed, dimensions)
        self.check_no_circle([(row.name, row_path, row.sum) for row, row_path in placed], source)

    def check_row(
        self,
        row: schema.FixedRow,
        panel: schema.Panel,
        source: Source,
        path: Path_,
        allowed: list[str],
        dimensions: _Dimensions,
    ) -> None:
        for place, name in enumerate(row.sum or []):
            self.known(source, (*path, "sum", place), name, allowed)
        self.check_where(row.where or {}, source, (*path, "where"), panel.counts, dimensions)

    def check_where(
        self,
        where: schema.Where,
        source: Source,
        path: Path_,
        ledger: schema.Ledger,
        dimensions: _Dimensions,
    ) -> None:
        for dimension, choice in where.items():
            self.known(source, (*path, dimension), dimension, sorted(LEDGER_DIMENSIONS[ledger]))
            allowed = dimensions.values.get(dimension)
            for word in [choice] if isinstance(choice, str) else choice:
                if allowed is not None:
                    self.known(source, (*path, dimension), word, allowed)

    def check_names(self, named: Iterable[tuple[str, Path_]], source: Source) -> None:
        """Collect a fault at every name that was given before."""
        seen = set[str]()
        for name, path in named:
            if name in seen:
                self.fault(TWICE, source, path, name)
            seen.add(name)

    def check_no_circle(self, summed: Iterable[tuple[str, Path_, list[str] | None]], source: Source) -> None:
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

    def check_entries(self, entries: schema.Entries, source: Source) -> None:
        sheets = list(enumerate(entries.sheets))
        self.check_names([(sheet.ledger, ("sheets", place, "ledger")) for place, sheet in sheets], source)
        rules = [
            (rule.id, ("sheets", place, "rules", number, "id"))
            for place, sheet in sheets
            for number, rule in enumerate(sheet.rules)
        ]
        self.check_names(rules, source)
        for place, sheet in sheets:
            path: Path_ = ("sheets", place)
            self.check_fields(sheet, source, (*path, "columns"))
            counting = False
            for number, rule in enumerate(sheet.rules):
                rule_path: Path_ = (*path, "rules", number)
                if not rule.counts and counting:
                    self.fault(CONTRADICTION, source, rule_path, rule.id, "counts: false → counts: true")
                counting = counting or rule.counts
                try:
                    names = list(_names(read_formula(rule.when)))
                except FormulaError as error:
                    self.fault(FORMULA, source, (*rule_path, "when"), str(error), error.expected)
                    continue
                for name in names:
                    self.known(source, (*rule_path, "when"), name, sorted(RULE_FIELDS[sheet.ledger]))

    def check_fields(self, sheet: schema.EntrySheet, source: Source, path: Path_) -> None:
        fields = ENTRY_FIELDS[sheet.ledger]
        self.check_names(
            [(column.field, (*path, place, "field")) for place, column in enumerate(sheet.columns)], source
        )
        for place, column in enumerate(sheet.columns):
            self.known(source, (*path, place, "field"), column.field, fields)
            if column.choices:
                self.known(source, (*path, place, "choices"), column.choices, CHOICES)
        for missing in set(fields) - {column.field for column in sheet.columns}:
            self.fault(MISSING, source, path, missing)

    def check_checks(self, checks: schema.CheckFile, source: Source, references: References) -> None:
        self.check_names(
            [(check.id, ("checks", place, "id")) for place, check in enumerate(checks.checks)], source
        )
        whole_tables = references.whole_tables()
        for place, check in enumerate(checks.checks):
            path: Path_ = ("checks", place)
            for shape, tables in whole_tables.items():
                for number, word in enumerate(getattr(check, shape)):
                    self.known(source, (*path, shape, number), word, tables)
            for side in ("left", "right"):
                for problem in references.problems(getattr(check, side), check):
                    nearest = _nearest(problem.found, problem.allowed) if problem.code == UNKNOWN else ""
                    allowed = "、".join(problem.allowed)
                    where = "each" if problem.found == check.each else side
                    self.fault(problem.code, source, (*path, where), problem.found, allowed, nearest)


class _Dimensions:
    """The values that each dimension may take."""

    def __init__(self, sources: tuple[FundingSource, ...], economic: CodeList, year: int) -> None:
        codes = [code.code for code in economic.in_force(year)]
        self.values: dict[str, list[str]] = {
            "资金来源": [source.name for source in sources],
            "预算": [source.budget for source in sources],
            "年度": [source.period for source in sources],
            "性质": [source.nature for source in sources],
            "支出类型": list(KINDS),
            "经费": list(STAFF_CLASSES),
            "经济类": [code for code in codes if len(code) == 3],
            "经济款": [code for code in codes if len(code) == 5],
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
    elif isinstance(tree, Binary):
        yield from _names(tree.left)
        yield from _names(tree.right)
    elif isinstance(tree, Negation):
        yield from _names(tree.operand)


def _placeholders(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]


def _schema_fault(source: Source, kind: type[schema.Part], mistake: Any) -> LayoutFault:
    path = _data_path(source.data, mistake["loc"])
    line = source.line(path)
    found = mistake["input"]
    if mistake["type"] == "extra_forbidden":
        word = str(path[-1])
        allowed = sorted(_words(kind, source.data, path[:-1]))
        nearest = _nearest(word, allowed)
        return LayoutFault(UNKNOWN, source.file, line, written_path(path), word, "、".join(allowed), nearest)
    if mistake["type"] == "missing":
        missing = str(mistake["loc"][-1])
        return LayoutFault(MISSING, source.file, line, written_path(path), missing)
    if mistake["type"] == "value_error":
        expected = str(mistake["ctx"]["error"])
        return LayoutFault(CONTRADICTION, source.file, line, written_path(path), "", expected)
    written = str(found) if isinstance(found, str | int | float) else type(found).__name__
    context = mistake.get("ctx", {})
    if mistake["type"] == "literal_error":
        choices = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        nearest = _nearest(written, choices)
        return LayoutFault(
            UNKNOWN, source.file, line, written_path(path), written, "、".join(choices), nearest
        )
    expected = _EXPECTED.get(mistake["type"], str(mistake["msg"])).format_map(context)
    return LayoutFault(WRONG_KIND, source.file, line, written_path(path), written, expected)


_EXPECTED = {
    "string_type": "文字 / text",
    "list_type": "列表 / list: [ …, … ]",
    "dict_type": "映射 / mapping: { …: … }",
    "model_type": "映射 / mapping: { …: … }",
    "bool_type": "true / false",
    "int_type": "整数 / whole number",
    "float_type": "数字 / number",
    "float_parsing": "数字 / number",
    "greater_than": "> {gt:g}",
    "greater_than_equal": "≥ {ge:g}",
    "less_than_equal": "≤ {le:g}",
}
"""What a value should have been, by the kind of pydantic's complaint, for readers of both languages."""


def _joined(faults: Iterable[LayoutFault]) -> list[LayoutFault]:
    """The faults, one for each place: a value that may be of two kinds fails for both."""
    joined: dict[tuple[str, str, str], LayoutFault] = {}
    for fault in faults:
        place = (fault.code, fault.path, fault.found)
        before = joined.get(place, fault)
        if before.allowed != fault.allowed:
            joined[place] = replace(before, allowed=f"{before.allowed}、{fault.allowed}")
        else:
            joined[place] = fault
    return list(joined.values())


def _data_path(data: Any, loc: tuple[str | int, ...]) -> Path_:
    """The part of a validation error's place that exists in the data (it also names union tags)."""
    path: Path_ = ()
    for part in loc:
        is_key = isinstance(data, dict) and part in data
        is_place = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if not is_key and not is_place:
            continue
        data = data[part]
        path = (*path, part)
    return path


def _words(kind: type[schema.Part], data: Any, path: Path_) -> set[str]:
    """The words that may stand in the mapping at `path`, by the parts of the schema."""
    for part in path:
        data = data[part]
    holder = _holder(kind, path)
    if holder is schema.FixedRow and isinstance(data, dict) and "each" in data:
        holder = schema.RepeatedRow
    return set(holder.model_fields)


_HOLDERS: dict[tuple[type[schema.Part], str], type[schema.Part]] = {
    (schema.Table, "columns"): schema.Heading,
    (schema.Table, "panels"): schema.Panel,
    (schema.Heading, "columns"): schema.Heading,
    (schema.Panel, "columns"): schema.Heading,
    (schema.Panel, "rows"): schema.FixedRow,
    (schema.Panel, "last"): schema.FixedRow,
    (schema.CheckFile, "checks"): schema.Check,
    (schema.Check, "says"): schema.Sentence,
    (schema.Entries, "sheets"): schema.EntrySheet,
    (schema.EntrySheet, "columns"): schema.EntryColumn,
    (schema.EntrySheet, "rules"): schema.EntryRule,
    (schema.EntryRule, "says"): schema.Sentence,
    (schema.YearFile, "name"): schema.Sentence,
}
"""Which part of the schema stands under which word of which part."""


def _holder(kind: type[schema.Part], path: Path_) -> type[schema.Part]:
    for part in path:
        if isinstance(part, str):
            kind = _HOLDERS.get((kind, part), kind)
    return kind
