"""The list of funding sources (资金来源) of a layout set."""

from __future__ import annotations

from pathlib import Path

from generator.model.budget import FundingSource
from generator.model.list_file import ListError, ListFault, is_year, read_list, year_faults

PUBLIC_BUDGETS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
"""The three budgets that each have function codes of their own."""

BUDGETS = (*PUBLIC_BUDGETS, "财政专户", "单位资金")
PERIODS = ("本年", "上年结转")
NATURES = ("财政拨款", "非财政拨款")
_HEADINGS = ("name", "english", "budget", "period", "nature")
_FIRST, _LAST = 0, 9999
_CHOICES = {"budget": BUDGETS, "period": PERIODS, "nature": NATURES}


def load_funding_sources(path: Path, year: int | None = None) -> tuple[FundingSource, ...]:
    """Read the funding sources, in the order of the file, which is the order of the tables.

    Shape:   columns name, english, budget, period, nature and, when wanted, since and until, the first
             and last budget year; blank is open. With `year`, the sources of that year only.
    Raises:  ListError, naming every wrong line; OSError.
    """
    dated: list[tuple[FundingSource, int, int]] = []
    faults: list[ListFault] = []
    for row in read_list(path, _HEADINGS, optional=("since", "until")):
        wrong = year_faults(row)
        since = int(row["since"]) if is_year(row["since"]) else _FIRST
        until = int(row["until"]) if is_year(row["until"]) else _LAST
        same_years = [other for other, first, last in dated if first <= until and since <= last]
        for heading in ("name", "english"):
            taken = {name for other in same_years for name in (other.name, other.english)}
            if heading == "english":
                taken.add(row["name"])
            if not row[heading] or row[heading] in taken:
                wrong.append((f"{heading} {row[heading]!r}", "a name that no other row has in these years"))
        wrong += [
            (f"{heading} {row[heading]!r}", " or ".join(choices))
            for heading, choices in _CHOICES.items()
            if row[heading] not in choices
        ]
        faults += [ListFault(path.name, row.line, found, expected) for found, expected in wrong]
        source = FundingSource(row["name"], row["english"], row["budget"], row["period"], row["nature"])
        dated.append((source, since, until))
    if faults:
        raise ListError(faults)
    return tuple(source for source, since, until in dated if year is None or since <= year <= until)
