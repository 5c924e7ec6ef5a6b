"""How the parts of a status are shown everywhere: lines, moments, lights, remarks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.messages import Language
from generator.status.standing import DepartmentStanding, State, Status
from generator.status.words import STATE_MARKS, STATES, say


def title(status: Status, language: Language) -> str:
    """What the status is of: year and round."""
    name = "title_round" if status.round else "title"
    return say(name, language, year=status.year, round=status.round)


def moment_line(status: Status, language: Language) -> str:
    """As of when, and by when everything is due."""
    parts = [say("as_of", language, moment=moment(status.as_of))]
    if status.due_on is not None:
        parts.append(say("due", language, day=status.due_on.isoformat()))
    return " · ".join(parts)


def summary(status: Status, language: Language) -> str:
    """Everything counted, in a sentence or three."""
    counts = {state.value: count for state, count in status.counts.items()}
    name = "expected" if status.has_roster else "no_roster"
    line = say(name, language, total=status.total, received=status.received, late=status.late, **counts)
    further = {"strangers": len(status.strangers), "unrecognised": len(status.unrecognised)}
    said = [line, *(say(name, language, count=count) for name, count in further.items() if count)]
    return ("" if language == "zh" else " ").join(said)


def moment(at: datetime.datetime) -> str:
    """A moment to the minute, in its own zone."""
    return at.strftime("%Y-%m-%d %H:%M")


def light(state: State, language: Language) -> str:
    """A state as sign and word.

    Example:
        >>> light(State.REFUSED, "zh")
        '✘ 退回'
    """
    return f"{STATE_MARKS[state]} {STATES[state][language]}"


def lateness(standing: DepartmentStanding, language: Language) -> str:
    """Late, overdue while nothing has come, or ""."""
    if not standing.late:
        return ""
    return say("overdue" if standing.state is State.MISSING else "late", language)


def remark(status: Status, standing: DepartmentStanding, language: Language) -> str:
    """That a department is not on the roster, and who it may be; "" for one that is."""
    if standing.on_roster or not status.has_roster:
        return ""
    if not standing.suspected:
        return say("unknown_to_roster", language)
    return say("suspected", language, names=say("and", language).join(standing.suspected))


def units_of(standing: DepartmentStanding) -> tuple[int, int]:
    """How many units have entries, and how many there are."""
    return sum(unit.submitted for unit in standing.units), len(standing.units)


def further_facts(status: Status, standing: DepartmentStanding, language: Language) -> Iterator[str]:
    """What is worth knowing of a department beside its state."""
    submitted, units = units_of(standing)
    if units:
        yield say("summary_units", language, submitted=submitted, all=units)
    if standing.in_force is not None and standing.in_force != standing.newest:
        yield say("summary_in_force", language, number=standing.in_force.number)
    if standing.waived:
        yield say("summary_waived", language, count=standing.waived)
    if said := remark(status, standing, language):
        yield said
