"""The reference page of the store (docs/store.md), made from the views, the dictionary and the queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.export.dictionary import BY_NAME
from generator.export.words import kind_word
from generator.store.views import VIEWS, View
from tests.export.queries import QUERIES, Query

_INTRODUCTION = """\
# 收件库的表 · The relations of the store

Generated from `generator/store/views.py`, `generator/export/dictionary.py` and `tests/export/queries.py`.

Everything that `budgetbook collect` receives is in one database: a file of SQLite, or PostgreSQL. The
relations below are plain views of it, the same on both. They are to be read: with `sqlite3 budget.db`, with
`psql`, with a BI program, or with the commands and functions at the end of this page. Nothing in the store
is ever changed or deleted.

- **Amounts are whole fen** (分) in `fen`: add and compare these. `yuan` is the same for reading; SQLite
  computes it in binary.
- **`in_force = 1`** picks the versions that count: of each department on the roster, year and round the
  last accepted one. Without it sums count every version that was ever sent.
- **A year has several rounds.** Name the round too, or figures of several rounds are added up.
- Texts are empty (`''`), never NULL; an amount is NULL while it is not filled in. Moments are texts in UTC,
  such as `2024-11-20T08:30:00.000000Z`, and sort as they are.
- `submissions`, `line_items` and `income_entries` belong together by `digest` and `round`, the others by
  department code and name, year, round and version.
"""
_EXPORT = """\
## 导出 · Export

```sh
budgetbook export --store budget.db --to 导出                                   # CSV and datapackage.json
budgetbook export --store budget.db --to 导出 --format parquet --format xlsx    # both forms
budgetbook export --store postgresql://bureau@db/budget --to s3://budget/2025 --year 2025 --round 二上
```

By default the rows are those of the last year that has submissions and of the round of it that began last;
`--year`, `--round`, `--all-rounds` and `--all-years` say otherwise. Line items, income, previous and table
figures are those of the versions in force; `--all-versions` takes all. Waivers and the audit also keep what
is said of no year or round. Files of which nobody can tell the year have the year 0 and are in no other
year's export.

| form | files | amounts in fen | amounts in yuan | moments |
| --- | --- | --- | --- | --- |
| `csv` | one for each: UTF-8 with mark, texts in quotes | whole number | two decimals, exact | text, UTC |
| `parquet` | one for each, in row groups | int64 | decimal128(18, 2) | timestamp, UTC |
| `xlsx` | `relations.xlsx`: a sheet for each, one that explains them | number | number | to the second |

`datapackage.json` describes every file after [Frictionless Data
Package](https://specs.frictionlessdata.io/) (v1): type, title, meaning and constraints of each column,
keys, size and SHA-256.

- In CSV a text that a spreadsheet might take for a formula has an apostrophe before it; take away that one
  when reading (`generator.export.csv_files.unguarded`).
- In Excel an amount of more than 15 digits is text, because a spreadsheet would round it. Relations of more
  than 1,048,575 rows go on in further sheets; the first sheet says so.
- All files appear together or none does. Files that are there already and differ are refused, unless
  `--overwrite` is given. In an object store `datapackage.json` arrives last. Equal data give equal files.

| exit code | |
| --- | --- |
| 0 | exported |
| 2 | the command was not understood |
| 3 | there is no such store, or it cannot be used |
| 5 | the files could not be written, or others stand there |

## DataFrame

```python
from generator.frames import relation_frame
from generator.store.store import Store

items = relation_frame(Store.open("budget.db"), "line_items", year=2025, round="二上")
items.groupby("department_name")["yuan"].sum()  # Decimal, exact; fen is Int64
```

`all_versions=True` takes versions that are not in force, too.
"""


def store_page() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION, _contents(), *map(_section, VIEWS)]
    parts += ["## 查询 · Questions\n", *map(_question, QUERIES), _EXPORT]
    return "\n".join(parts)


def _contents() -> str:
    lines = ["| relation | 一行是 | a row is |", "| --- | --- | --- |"]
    for view in VIEWS:
        known = BY_NAME.get(view.name)
        lines.append(f"| [{view.name}](#{view.name}) | {view.row} | {known.row if known else ''} |")
    return "\n".join(lines) + "\n"


def _section(view: View) -> str:
    return "\n".join([f"## {view.name}", "", *_columns(view)]) + "\n"


def _columns(view: View) -> Iterator[str]:
    relation = BY_NAME.get(view.name)
    if relation is None:
        yield "Used by the other relations; it is not exported.\n"
        yield from _table(("column", "含义"), [(f"`{name}`", said) for name, said in view.columns.items()])
        return
    english = relation.meanings("en")
    rows = [
        (f"`{field.name}`", kind_word(field.kind, "en"), view.columns[field.name], english[field.name])
        for field in relation.fields
    ]
    yield from _table(("column", "kind", "含义", "meaning"), rows)


def _question(query: Query) -> str:
    answer = "\n".join(_table(query.headings, query.rows))
    return f"### {query.title}\n\n```sql\n{query.sql.strip()}\n```\n\n{answer}\n"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---' for _ in headings)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
