"""The status for a terminal: everything counted, then a table of the departments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.messages import Language
from generator.model.amount import display
from generator.reply.printable import one_line
from generator.status.shown import lateness, light, moment_line, remark, summary, title
from generator.status.standing import DepartmentStanding, State, Status, UnitStanding
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
_WIDE = 116
"""From how many columns on contact and amounts are shown, too."""


def status_table(status: Status, console: Console, language: Language = "zh", *, units: bool = False) -> None:
    """Print the status: the sentence that counts everything, then one row for each department.

    Shape:   seven columns fit into 80 signs; a wide terminal shows contact and amounts (万元) as well.
             With `units` the units stand below their department. Files of unknown departments come last.
    """
    from rich.text import Text

    for line in (title(status, language), moment_line(status, language), summary(status, language)):
        console.print(Text(one_line(line)))
    if status.departments:
        console.print(_departments(status, language, console.width >= _WIDE, units))
    if status.unrecognised:
        console.print(Text(say("unrecognised_title", language)))
    for each in status.unrecognised:
        console.print(Text(one_line(f"  {each.source}{say('colon', language)}{each.problem}")))


def _departments(status: Status, language: Language, wide: bool, units: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column(say("code", language), overflow="fold")
    table.add_column(say("department", language), overflow="fold", ratio=1)
    if wide:
        table.add_column(say("contact", language), overflow="fold")
    table.add_column(say("state", language), overflow="fold")
    for name in ("versions", "to_mend", "to_explain"):
        table.add_column(say(name, language), justify="right")
    table.add_column(say("received", language), no_wrap=True)
    if wide:
        table.add_column(say("income", language), justify="right", no_wrap=True)
        table.add_column(say("expenditure", language), justify="right", no_wrap=True)
    for standing in status.departments:
        table.add_row(*_row(status, standing, language, wide))
        for unit in standing.units if units else ():
            table.add_row(*_unit_row(unit, language, wide))
    return table


def _row(status: Status, standing: DepartmentStanding, language: Language, wide: bool) -> Iterator[Text]:
    from rich.text import Text

    newest = standing.newest
    yield _text(standing.code)
    name = _text(standing.name)
    said = remark(status, standing, language)
    yield Text.assemble(name, "\n", (one_line(said), "yellow")) if said else name
    if wide:
        yield _text(standing.contact)
    shown = Text(light(standing.state, language), STYLES[standing.state])
    late = lateness(standing, language)
    yield Text.assemble(shown, " ", (late, "magenta")) if late else shown
    yield _count(len(standing.versions))
    yield _count(newest.to_mend if newest else 0)
    yield _count(newest.to_explain if newest else 0)
    yield Text(f"{newest.received_at:{'%Y-%m-%d %H:%M' if wide else '%m-%d'}}" if newest else "")
    if wide:
        yield Text(display(standing.income_fen))
        yield Text(display(standing.expenditure_fen))


def _unit_row(unit: UnitStanding, language: Language, wide: bool) -> Iterator[Text]:
    from rich.text import Text

    yield _text(unit.code)
    yield _text(f"  {unit.name}")
    if wide:
        yield Text()
    said = say("submitted" if unit.submitted else "not_submitted", language)
    yield Text(f"  {said}" if unit.on_roster else f"  {said} {say('outside_roster', language)}")
    yield from (Text(), Text(), Text(), Text())
    if wide:
        yield Text(display(unit.income_fen))
        yield Text(display(unit.expenditure_fen))


def _text(text: str) -> Text:
    """A text of a person, never read as markup."""
    from rich.text import Text

    return Text(one_line(text))


def _count(count: int) -> Text:
    from rich.text import Text

    return Text(str(count) if count else "")
