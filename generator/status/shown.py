"""How the parts of a status are shown everywhere: lines, moments, lights, remarks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.messages import Language, catalogue
from generator.status.standing import DepartmentStanding, State, Status, Unrecognised
from generator.status.words import STATE_MARKS, STATES, say


def title(status: Status, language: Language) -> str:
    """What the status is of: year and round."""
    name = "title_round" if status.round else "title"
    if not status.year:
        name = f"{name}_no_year"
    return say(name, language, year=status.year, round=status.round)


def moment_line(status: Status, language: Language) -> str:
    """As of when, and by when everything is due."""
    parts = [say("as_of", language, moment=moment(status.as_of))]
    if status.due_on is not None:
        parts.append(say("due", language, day=status.due_on.isoformat()))
    return " · ".join(parts)


def summary(status: Status, language: Language) -> str:
    """Everything counted, in a sentence or three."""
    return ("" if language == "zh" else " ").join(_sentences(status, language))


def _sentences(status: Status, language: Language) -> Iterator[str]:
    counts = {state.value: count for state, count in status.counts.items()}
    known = {"total": status.total, "received": status.received, "late": status.late, **counts}
    if status.whole is not None:
        name = "picked" if status.has_roster else "picked_no_roster"
        yield say(name, language, all=status.whole.total, **known)
    else:
        yield say("expected" if status.has_roster else "no_roster", language, **known)
    further = {"strangers": len(status.strangers), "unrecognised": len(status.unrecognised)}
    yield from (say(name, language, count=count) for name, count in further.items() if count)


def other_years(status: Status, language: Language) -> str:
    """That the store has submissions of other years, how many of each; "" where it has none."""
    if not status.other_years:
        return ""
    counted = (say("of_year", language, year=year, count=n) for year, n in status.other_years.items())
    return say("other_years", language, counted=say("and", language).join(counted))


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
    """That a department is not on the roster, and who it may be, or that its file calls it otherwise.

    "" for one of which the file says what the roster says.
    """
    if standing.on_roster:
        return ("" if language == "zh" else " ").join(otherwise(standing, language))
    if not status.has_roster:
        return ""
    if not standing.suspected:
        return say("unknown_to_roster", language)
    return say("suspected", language, names=say("and", language).join(standing.suspected))


def otherwise(standing: DepartmentStanding, language: Language) -> Iterator[str]:
    """What the newest file says of its department where the roster says something else."""
    newest = standing.newest
    if newest is not None and newest.written_name:
        yield say("other_name", language, written=newest.written_name, listed=standing.name)
    if newest is not None and newest.written_code:
        yield say("other_code", language, written=newest.written_code, listed=standing.code)


def title_of(code: str, check: str = "") -> str:
    """The English title of a finding by its code, "" when it cannot be told without what was found.

    The store keeps what was found in Chinese, as the department is told.

    Example:
        >>> title_of("CHK-001", "X17")
        'not balanced: X17'
    """
    message = catalogue().get(code)
    title = "" if message is None else message.wordings["en"].title.replace("{id}", check)
    return "" if "{" in title else title


def problem(each: Unrecognised, language: Language) -> str:
    """What is the matter with a file of nobody; in English by the code, or as it is kept."""
    if language == "zh":
        return each.problem
    if english := title_of(each.code):
        return f"{english} ({each.code})"
    return say("in_chinese", language, text=each.problem) if each.problem else ""


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
