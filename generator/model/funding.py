"""The list of funding sources (资金来源) of a layout set."""

from __future__ import annotations

from pathlib import Path

from generator.model.budget import FundingSource
from generator.model.list_file import ListError, ListFault, read_list

PUBLIC_BUDGETS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
"""The three budgets that each have function codes of their own."""

BUDGETS = (*PUBLIC_BUDGETS, "财政专户", "单位资金")
PERIODS = ("本年", "上年结转")
NATURES = ("财政拨款", "非财政拨款")
_CHOICES = {"budget": BUDGETS, "period": PERIODS, "nature": NATURES}


def load_funding_sources(path: Path) -> tuple[FundingSource, ...]:
    """Read the funding sources, in the order of the file, which is the order of the tables.

    Shape:   columns name, english, budget, period, nature.
    Raises:  ListError, naming every wrong line; OSError.
    """
    faults: list[ListFault] = []
    seen: set[str] = set()
    sources: list[FundingSource] = []
    for row in read_list(path, ("name", "english", "budget", "period", "nature")):
        for heading in ("name", "english"):
            if not row[heading] or row[heading] in seen:
                found = f"{heading} {row[heading]!r}"
                faults.append(ListFault(path.name, row.line, found, "a name that no other row has"))
            seen.add(row[heading])
        for heading, choices in _CHOICES.items():
            if row[heading] not in choices:
                found = f"{heading} {row[heading]!r}"
                faults.append(ListFault(path.name, row.line, found, " or ".join(choices)))
        sources.append(
            FundingSource(row["name"], row["english"], row["budget"], row["period"], row["nature"])
        )
    if faults:
        raise ListError(faults)
    return tuple(sources)
