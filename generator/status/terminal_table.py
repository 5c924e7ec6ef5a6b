"""The status for a terminal: everything counted, then a table of the departments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.messages import Language
from generator.model.amount import display
from generator.reply.printable import one_line
from generator.status.shown import (
    lateness,
    light,
    moment,
    moment_line,
    other_years,
    problem,
    remark,
    summary,
    title,
)
from generator.status.standing import DepartmentStanding, State, Status, UnitStanding, Version
from generator.status.words import say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

STYLES = {
    State.MISSING: "",
    State.UNREADABLE: "red",
    State.REFUSED: "red",
    State.TO_EXPLAIN: "yellow",
    State.ACCEPTED: "green",
}
_CLAUSES = re.compile(r"(?<=[，；：。])|(?<=[,;:.] )")
_WIDE = 116
"""From how many columns on contact and amounts are shown, too."""


def status_table(status: Status, console: Console, language: Language = "zh", *, units: bool = False) -> None:
    """Print the status: the sentence that counts everything, then one row for each department.

    Shape:   seven columns fit into 80 signs; a wide terminal shows contact and amounts (万元) as well.
             With `units` the units stand below their department. Files of unknown departments come last.
    """
    from rich.text import Text

    lines = [title(status, language), moment_line(status, language)]
    lines += _folded(summary(status, language), console.width)
    lines += filter(None, [other_years(status, language)])
    for line in lines:
        console.print(Text(one_line(line)))
    if status.departments:
        waived = any(each.waived for each in status.departments)
        form = _Form(console.width >= _WIDE, waived, language, status.as_of.year)
        console.print()
        console.print(_departments(status, form, units))
        console.print()
    if status.unrecognised:
        console.print(Text(say("unrecognised_title", language)))
    for each in status.unrecognised:
        console.print(Text(one_line(f"  {each.source}{say('colon', language)}{problem(each, language)}")))


def _folded(text: str, width: int) -> Iterator[str]:
    """The lines of a text that has to fit: they end behind a mark of punctuation."""
    from rich.cells import cell_len

    line = ""
    for clause in filter(None, _CLAUSES.split(one_line(text))):
        if line and cell_len((line + clause).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += clause
    yield line.rstrip()


@dataclass(frozen=True, slots=True)
class _Form:
    """What is shown beside what always is: contact and amounts; how many were let pass, if any were."""

    wide: bool
    waived: bool
    language: Language
    this_year: int


def _departments(status: Status, form: _Form, units: bool) -> Table:
    from rich import box
    from rich.table import Table

    language = form.language
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold"
    )
    table.add_column(say("code", language), overflow="fold")
    table.add_column(say("department", language), overflow="fold", ratio=1)
    if form.wide:
        table.add_column(say("contact", language), overflow="fold")
    table.add_column(say("state", language), overflow="fold")
    for name in ("versions", "to_mend", "to_explain", *(["waived"] if form.waived else [])):
        heading = say(name, language)
        table.add_column(heading if form.wide else heading.replace(" ", "\n"), justify="right")
    table.add_column(say("received", language), no_wrap=True)
    if form.wide:
        table.add_column(say("income", language), justify="right", no_wrap=True)
        table.add_column(say("expenditure", language), justify="right", no_wrap=True)
    for standing in status.departments:
        table.add_row(*_row(standing, remark(status, standing, language), form))
        for unit in standing.units if units else ():
            table.add_row(*_unit_row(unit, form))
    return table


def _row(standing: DepartmentStanding, said: str, form: _Form) -> Iterator[Text]:
    from rich.text import Text

    newest = standing.newest
    yield _text(standing.code)
    name = _text(standing.name)
    yield Text.assemble(name, "\n", (one_line(said), "yellow")) if said else name
    if form.wide:
        yield _text(standing.contact)
    shown = Text(light(standing.state, form.language), STYLES[standing.state])
    late = lateness(standing, form.language)
    yield Text.assemble(shown, " ", (late, "magenta")) if late else shown
    yield _count(len(standing.versions))
    yield _count(newest.to_mend if newest else 0)
    yield _count(newest.to_explain if newest else 0)
    if form.waived:
        yield _count(standing.waived)
    yield Text(_received(newest, form) if newest else "")
    if form.wide:
        yield Text(display(standing.income_fen))
        yield Text(display(standing.expenditure_fen))


def _received(newest: Version, form: _Form) -> str:
    """When it came in; where there is little room only the day, and the year when it is another."""
    if form.wide:
        return moment(newest.received_at)
    is_now = newest.received_at.year == form.this_year
    return newest.received_at.strftime("%m-%d" if is_now else "%Y-%m-%d")


def _unit_row(unit: UnitStanding, form: _Form) -> Iterator[Text]:
    from rich.text import Text

    yield _text(unit.code)
    yield _text(f"  {unit.name}")
    if form.wide:
        yield Text()
    said = say("submitted" if unit.submitted else "not_submitted", form.language)
    yield Text(said if unit.on_roster else f"{said} {say('outside_roster', form.language)}")
    yield from (Text() for _ in range(5 if form.waived else 4))
    if form.wide:
        yield Text(display(unit.income_fen))
        yield Text(display(unit.expenditure_fen))


def _text(text: str) -> Text:
    """A text of a person, never read as markup."""
    from rich.text import Text

    return Text(one_line(text))


def _count(count: int) -> Text:
    from rich.text import Text

    return Text(str(count) if count else "")
