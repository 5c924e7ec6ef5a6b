"""A status of some departments only: those that are named, or that are in certain states."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.model.wording import nearest_word, plain_code, plain_name
from generator.status.standing import DepartmentStanding, State, Status, Whole
from generator.status.words import STATES


class UnknownDepartmentError(LookupError):
    """Names or codes that no department has, each with the nearest that there is, "" where none is near."""

    def __init__(self, nearest: Mapping[str, str]) -> None:
        super().__init__(", ".join(nearest))
        self.nearest = nearest


def narrowed(status: Status, departments: Sequence[str] = (), states: Collection[State] = ()) -> Status:
    """The status of the named departments (name or code) that are in one of the states; () are all.

    Files of unknown departments stay where no department is named and unreadable ones are wanted.

    Raises:  UnknownDepartmentError, naming every one that is not known.
    """
    if not departments and not states:
        return status
    unknown = [name for name in departments if not any(_is(each, name) for each in status.departments)]
    if unknown:
        raise UnknownDepartmentError({name: _nearest(status, name) for name in unknown})
    picked = tuple(
        each
        for each in status.departments
        if (not departments or any(_is(each, name) for name in departments))
        and (not states or each.state in states)
    )
    keeps_files = not departments and State.UNREADABLE in states
    return replace(
        status,
        departments=picked,
        unrecognised=status.unrecognised if keeps_files else (),
        whole=status.whole or Whole(status.total, status.has_roster),
    )


def state_named(word: str) -> State | None:
    """The state that a word means, in English as in JSON or in either language; None: no such state.

    Example:
        >>> state_named("refused"), state_named("退回")
        (<State.REFUSED: 'refused'>, <State.REFUSED: 'refused'>)
    """
    wanted = plain_name(word)
    return next(
        (state for state, words in STATES.items() if wanted in map(plain_name, (state, *words.values()))),
        None,
    )


def _is(standing: DepartmentStanding, name: str) -> bool:
    plain = plain_name(name), plain_code(name)
    return bool(plain[0]) and (plain[0] == plain_name(standing.name) or plain[1] == plain_code(standing.code))


def _nearest(status: Status, name: str) -> str:
    """The name that was probably meant; of a code, code and name."""
    named = {each.name: each.name for each in status.departments}
    named |= {each.code: f"{each.code} {each.name}" for each in status.departments if each.code}
    return named.get(nearest_word(name, named), "")
