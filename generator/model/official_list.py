"""Official code lists (官方科目) of a bureau, laid over the lists that come with the program.

The official book of a year wins over our data from that year on, until the book of a later year.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from generator.model.classification import LEVELS, Code, CodeList, load_code_list
from generator.model.funding import PUBLIC_BUDGETS
from generator.model.list_file import ListError, ListFault, is_year, list_text, rows_of
from generator.model.wording import plain_name

Book = Literal["function", "economic"]


@dataclass(frozen=True, slots=True)
class BookFacts:
    """A book that may be laid over: its name, our file of it, the first digit and lengths of its codes."""

    name: str
    file: str
    first_digit: str
    lengths: tuple[int, ...]


BOOKS: Mapping[Book, BookFacts] = {
    "function": BookFacts("支出功能分类", "function.csv", "2", (3, 5, 7)),
    "economic": BookFacts("部门预算支出经济分类", "economic_department.csv", "3", (3, 5)),
}
CODE_BUDGETS = (*PUBLIC_BUDGETS, "社会保险基金预算")
"""The budgets that a function code may belong to."""

FOLDER = "official"
"""The folder of official lists, beside ours."""

_HEADINGS = ("code", "name", "budgets", "scope", "source")
_SCOPES = ("complete", "partial")


@dataclass(frozen=True, slots=True)
class OfficialCode:
    """A code as an official list names it. `budgets` is empty where the list does not say."""

    code: str
    name: str
    budgets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialList:
    """The official codes of one book from `year` on.

    Codes that a complete list does not have end with the year before; a `partial` one ends none.
    `source` is the file that it came from.
    """

    book: Book
    year: int
    codes: tuple[OfficialCode, ...]
    source: str
    partial: bool = False

    @property
    def path(self) -> Path:
        """Where the list lies, from the folder of the code lists."""
        return Path(FOLDER, f"{self.book}-{self.year}.csv")

    def text(self) -> str:
        """The list as a CSV file, in the order of the codes."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_HEADINGS)
        scope = _SCOPES[self.partial]
        for code in sorted(self.codes, key=lambda code: code.code):
            writer.writerow((code.code, code.name, ";".join(code.budgets), scope, self.source))
        return file.getvalue()


def load_book(folder: Path, book: Book, instead: OfficialList | None = None) -> CodeList:
    """One book with all official lists laid over it; `instead` takes the place of the one of its year.

    Raises:  ListError, naming every wrong line of a file; OSError.
    """
    facts = BOOKS[book]
    ours = load_code_list(folder / facts.file, facts.name)
    lists = {official.year: official for official in load_official_lists(folder, book)}
    if instead is not None:
        lists[instead.year] = instead
    return _laid_over(ours, tuple(lists[year] for year in sorted(lists)))


def load_official_lists(folder: Path, book: Book) -> tuple[OfficialList, ...]:
    """The official lists of a book, oldest first.

    Raises:  ListError, naming every wrong line of a file; OSError.
    """
    paths = sorted((folder / FOLDER).glob(f"{book}-[0-9][0-9][0-9][0-9].csv"))
    return tuple(_official_list(list_text(path), path.name, book) for path in paths)


@lru_cache(maxsize=16)
def _official_list(text: str, file: str, book: Book) -> OfficialList:
    """The same text is read once, however many years use it."""
    rows = rows_of(text, file, _HEADINGS)
    faults: list[ListFault] = []
    for row in rows:
        code = row["code"]
        if not (code.isascii() and code.isdigit() and len(code) in BOOKS[book].lengths):
            lengths = " or ".join(str(length) for length in BOOKS[book].lengths)
            faults.append(ListFault(file, row.line, f"code {code!r}", f"{lengths} digits"))
        if not row["name"]:
            faults.append(ListFault(file, row.line, "no name", "the name of the code"))
        if row["scope"] not in _SCOPES or row["scope"] != rows[0]["scope"]:
            faults.append(ListFault(file, row.line, f"scope {row['scope']!r}", " or ".join(_SCOPES)))
        if any(budget not in CODE_BUDGETS for budget in _budgets(row["budgets"])):
            expected = " or ".join(CODE_BUDGETS)
            faults.append(ListFault(file, row.line, f"budgets {row['budgets']!r}", expected))
    seen = set[str]()
    for row in rows:
        if row["code"] in seen:
            faults.append(ListFault(file, row.line, f"code {row['code']} again", "each code once"))
        seen.add(row["code"])
    year = file.removesuffix(".csv")[-4:]
    if not rows or not is_year(year):
        faults.append(ListFault(file, 1, "no codes", "at least one code"))
    if faults:
        raise ListError(faults)
    codes = tuple(OfficialCode(row["code"], row["name"], _budgets(row["budgets"])) for row in rows)
    return OfficialList(book, int(year), codes, rows[0]["source"], rows[0]["scope"] == "partial")


def _budgets(written: str) -> tuple[str, ...]:
    return tuple(budget for budget in written.split(";") if budget)


@lru_cache(maxsize=16)
def _laid_over(ours: CodeList, lists: tuple[OfficialList, ...]) -> CodeList:
    for official in lists:
        ours = lay_over(ours, official)
    return ours


def lay_over(codes: CodeList, official: OfficialList) -> CodeList:
    """The list as it stands once an official one is laid over it.

    What is in force in the year of the official list ends with the year before; what the official
    list names begins, and lasts as long as our row would have. Changes that our list knows of later
    years stay, if their parent does.
    """
    year = official.year
    named = {code.code for code in official.codes}
    kept: list[Code] = []
    for row in codes.codes:
        replaced = row.in_force(year) and (row.code in named or not official.partial)
        if not replaced:
            kept.append(row)
        elif row.since is None or row.since < year:
            kept.append(replace(row, until=year - 1))
    begun: dict[str, Code] = {}
    for code in sorted(official.codes, key=lambda code: code.code):
        begun[code.code] = _begun(code, codes, official, begun)
    return CodeList(codes.book, tuple(_with_parents([*kept, *begun.values()])))


def _begun(code: OfficialCode, ours: CodeList, official: OfficialList, above: Mapping[str, Code]) -> Code:
    """A row that begins with the official list; what that leaves open is as it was, or as above."""
    year = official.year
    parent = code.code[:-2] if len(code.code) > 3 else ""
    before = ours.find(code.code, year) or next(reversed(ours.any_year(code.code)), None)
    over = above.get(parent) or ours.find(parent, year)
    inherited = before.budgets if before else over.budgets if over else ()
    until = before.until if before and before.in_force(year) else None
    later = [row.since for row in ours.any_year(code.code) if row.since is not None and row.since > year]
    if until is None and later:
        until = min(later) - 1
    source = f"{official.source}（{year}）"
    budgets = code.budgets or inherited
    return Code(
        code.code, code.name, LEVELS[len(code.code)], parent, budgets, year, until, "official", source
    )


def _with_parents(rows: Sequence[Code]) -> Iterable[Code]:
    """The rows whose parent is there in some of their years, coarse ones first."""
    kept: dict[str, list[Code]] = {}
    for row in sorted(rows, key=lambda row: (len(row.code), row.code, row.since or 0)):
        above = kept.get(row.parent, [])
        if not row.parent or any(row.overlaps(parent) for parent in above):
            kept.setdefault(row.code, []).append(row)
    return [row for same in kept.values() for row in same]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A code whose name changed."""

    before: Code
    after: Code


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """What became of the codes of a book: each tuple in the order of the codes."""

    added: tuple[Code, ...]
    ended: tuple[Code, ...]
    renamed: tuple[Renamed, ...]
    moved_budgets: tuple[Renamed, ...]
    same: int

    def __bool__(self) -> bool:
        return bool(self.added or self.ended or self.renamed or self.moved_budgets)


def code_changes(before: Sequence[Code], after: Sequence[Code]) -> CodeChanges:
    """Compare the codes in force at two times; width of signs in names does not count.

    Example:
        >>> old, new = Code("201", "甲", "类", ""), Code("201", "乙", "类", "")
        >>> [str(pair.after) for pair in code_changes([old], [new]).renamed]
        ['201 乙']
    """
    old = {code.code: code for code in before}
    new = {code.code: code for code in after}
    both = [Renamed(old[code], new[code]) for code in new if code in old]
    renamed = tuple(pair for pair in both if plain_name(pair.before.name) != plain_name(pair.after.name))
    moved = tuple(pair for pair in both if pair.before.budgets != pair.after.budgets)
    changed = {pair.after.code for pair in (*renamed, *moved)}
    return CodeChanges(
        tuple(code for code in after if code.code not in old),
        tuple(code for code in before if code.code not in new),
        renamed,
        moved,
        len(both) - len(changed),
    )
