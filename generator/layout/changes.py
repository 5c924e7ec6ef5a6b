"""What a year changes: steps that add, change and remove the members of lists whose members have names.

    - add: {heading: 上缴上级支出, where: {…}}      a new member, here or elsewhere in the list
      after: 项目支出
    - change: 合计                                  new values of some of its words
      sum: [基本支出, 项目支出, 上缴上级支出]
    - remove: 备注

Everything that has no names is replaced whole; a word with nothing behind it is taken away. Changes are
made to what is written, before the schema judges it, so that every value still knows where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.layout.phrases import (
    A_LIST,
    A_MAPPING,
    A_TEXT,
    ANOTHER_VALUE,
    NAME_OF_A_BLOCK,
    Words,
    one_of,
)
from generator.layout.schema_faults import nearest_of, shown_value
from generator.layout.source import (
    CONTRADICTION,
    NO_CHANGE,
    TWICE,
    UNKNOWN,
    WRONG_KIND,
    LayoutFault,
    Spot,
    Written,
    fault_at,
)

STEPS = ("add", "change", "remove")
IN_FILES = ("table", "form")
"""The kinds of members that have files of their own."""
PLACES = ("after", "before")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of member: the words that name it, and the lists of members that it has in turn."""

    named_by: tuple[str, ...]
    lists: Mapping[str, str] = field(default_factory=dict)


KINDS: Mapping[str, Kind] = {
    "table": Kind(("table",), {"columns": "heading", "panels": "panel"}),
    "heading": Kind(("id", "heading"), {"columns": "heading"}),
    "panel": Kind(("id",), {"columns": "heading", "rows": "row"}),
    "row": Kind(("id", "row", "each")),
    "checks": Kind((), {"checks": "check"}),
    "check": Kind(("id",)),
    "entries": Kind((), {"sheets": "sheet"}),
    "sheet": Kind(("sheet",), {"columns": "field", "rules": "rule"}),
    "field": Kind(("field",)),
    "rule": Kind(("id",)),
    "registers": Kind((), {"registers": "register"}),
    "register": Kind(
        ("name",), {"columns": "field", "rows": "named row", "derived": "field", "rules": "rule"}
    ),
    "named row": Kind(("row",)),
    "form": Kind(("form",), {"columns": "indicator column"}),
    "indicator column": Kind(("heading",)),
    "disclosure": Kind((), {"figures": "figure", "lists": "list", "blocks": "block"}),
    "figure": Kind(("figure",)),
    "list": Kind(("list",)),
    "block": Kind(("id", "heading", "text", "table", "form")),
}
"""The kinds of members; a block of several paragraphs is called by the first of them."""

Members = tuple[Written, ...]
Place = tuple[int, ...]
"""The place of a member in a list; of a heading, its place below each heading that spans it."""


def member_name(kind: str, member: Written) -> str:
    """How steps, sums and checks call a member; "" for what has no name."""
    for word in KINDS[kind].named_by:
        name = member.word(word)
        if isinstance(name, list):
            name = name[0] if name else None
        if name is not None and name != "":
            return f"每{name}" if word == "each" else str(name)
    return ""


class Revision:
    """Makes the changes of one year; mistakes are collected in `faults`.

    `read_file` reads the file of a member of that kind that is added.
    """

    def __init__(
        self, faults: list[LayoutFault], read_file: Callable[[str, str, Spot], Written | None]
    ) -> None:
        self.faults = faults
        self.read_file = read_file

    def words(self, kind: str, part: Written, changes: Written, besides: Iterable[str] = ()) -> Written:
        """A part with the words of `changes` in place of its own; those in `besides` are no changes."""
        entries = dict(part.value)
        lists = KINDS[kind].lists
        for word, new in changes.value.items():
            if word in besides:
                continue
            old = entries.get(word)
            if word in lists and old is None and _only_adds(new):
                old = Written((), new.spot)
            if word in lists and old is not None and isinstance(old.value, tuple):
                entries[word] = self.members(lists[word], old, new)
            elif (old.plain() if old else None) == new.plain():
                self.fault(new.spot, NO_CHANGE, word, ANOTHER_VALUE)
            elif new.value is None:
                del entries[word]
            else:
                entries[word] = new
        return Written(entries, changes.spot)

    def members(self, kind: str, listed: Written, steps: Written) -> Written:
        """A list after the steps, made one after the other."""
        if not isinstance(steps.value, tuple):
            self.fault(steps.spot, WRONG_KIND, shown_value(steps.plain()), A_LIST)
            return listed
        if not steps.value:
            self.fault(steps.spot, NO_CHANGE, "[]", ANOTHER_VALUE)
        members: Members = listed.value
        for step in steps.value:
            members = self.step(kind, members, step)
        return Written(members, steps.spot)

    def step(self, kind: str, members: Members, step: Written) -> Members:
        """The members after one step; as they were where the step is wrong."""
        asked = self.asked(step)
        if asked == "add":
            return self.added(kind, members, step)
        at = self.found(kind, members, step.value[asked]) if asked else None
        if at is None:
            return members
        if asked == "change":
            return self.changed(kind, members, step, at)
        self.no_other_words(step, ("remove",))
        return _replaced(members, at, (), step.spot)

    def asked(self, step: Written) -> str:
        """Which of the steps this is; "" where nobody can tell."""
        if not isinstance(step.value, dict):
            self.fault(step.spot, WRONG_KIND, shown_value(step.plain()), A_MAPPING)
            return ""
        asked = [word for word in STEPS if word in step.value]
        if len(asked) != 1:
            self.fault(step.spot, CONTRADICTION, "、".join(asked or step.value), one_of(*STEPS))
            return ""
        if all(place in step.value for place in PLACES):
            self.fault(step.value["before"].spot, CONTRADICTION, "after、before", one_of(*PLACES))
            return ""
        return asked[0]

    def added(self, kind: str, members: Members, step: Written) -> Members:
        """The members and a new one."""
        self.no_other_words(step, ("add", *PLACES))
        new: Written | None = step.value["add"]
        if kind in IN_FILES and new is not None and isinstance(new.value, str):
            new = self.read_file(kind, new.value, new.spot)
        if new is None:
            return members
        if not isinstance(new.value, dict):
            self.fault(new.spot, WRONG_KIND, shown_value(new.plain()), A_MAPPING)
            return members
        name = member_name(kind, new)
        same = [taken for taken, spans, _ in _located(kind, members) if not spans and taken == name]
        if name and same and "columns" not in (new.value if kind == "heading" else ()):
            self.fault(step.value["add"].spot, TWICE, name)
            return members
        return self.placed(kind, members, step, new)

    def changed(self, kind: str, members: Members, step: Written, at: Place) -> Members:
        """The members with one of them changed, moved or both."""
        member = _member(members, at)
        if not set(step.value) - {"change"}:
            self.fault(step.spot, NO_CHANGE, member_name(kind, member), ANOTHER_VALUE)
        changed = self.words(kind, member, step, besides=("change", *PLACES))
        moves = next((word for word in PLACES if word in step.value), None)
        if moves is None:
            return _replaced(members, at, (changed,), step.spot)
        without = _replaced(members, at, (), step.spot)
        moved = self.placed(kind, without, step, changed)
        if _order(kind, moved) == _order(kind, _replaced(members, at, (changed,), step.spot)):
            self.fault(step.value[moves].spot, NO_CHANGE, moves, ANOTHER_VALUE)
        return moved

    def placed(self, kind: str, members: Members, step: Written, new: Written) -> Members:
        """The members and `new`, where the step wants it: at the end when it does not say."""
        where = next((word for word in PLACES if word in step.value), None)
        if where is None:
            return (*members, new)
        at = self.found(kind, members, step.value[where])
        if at is None:
            return (*members, new)
        beside = _member(members, at)
        pair = (beside, new) if where == "after" else (new, beside)
        return _replaced(members, at, pair, step.spot)

    def found(self, kind: str, members: Members, target: Written) -> Place | None:
        """The place of the member that is called so: a column rather than a heading that spans others."""
        if isinstance(target.value, dict | tuple | None):
            self.fault(target.spot, WRONG_KIND, shown_value(target.plain()), A_TEXT)
            return None
        name = str(target.value)
        located = list(_located(kind, members))
        called = [(spans, at) for taken, spans, at in located if taken == name]
        columns = [at for spans, at in called if not spans]
        places = columns or [at for _, at in called]
        if not places:
            names = list(dict.fromkeys(taken for taken, _, _ in located if taken))
            allowed = NAME_OF_A_BLOCK if kind == "block" else "、".join(names)
            self.fault(target.spot, UNKNOWN, name, allowed, nearest_of(name, names))
        elif len(places) > 1:
            self.fault(target.spot, TWICE, name)
        return places[0] if len(places) == 1 else None

    def no_other_words(self, step: Written, allowed: tuple[str, ...]) -> None:
        """Collect a fault at every word that this kind of step does not have."""
        for word, value in step.value.items():
            if word not in allowed:
                self.fault(value.spot, UNKNOWN, word, "、".join(allowed), nearest_of(word, allowed))

    def fault(self, spot: Spot, code: str, found: Words, allowed: Words = "", nearest: str = "") -> None:
        """Collect one mistake."""
        self.faults.append(fault_at(spot, code, found, allowed, nearest))


def _only_adds(written: Written) -> bool:
    """Whether something is steps that add members, and so may begin a list."""
    steps = written.value if isinstance(written.value, tuple) else ()
    return bool(steps) and all(isinstance(step.value, dict) and "add" in step.value for step in steps)


def _located(kind: str, members: Members) -> Iterator[tuple[str, bool, Place]]:
    """Each member's name, whether it spans others, and its place; of headings at any depth."""
    for place, member in enumerate(members):
        below = member.value.get("columns") if kind == "heading" and isinstance(member.value, dict) else None
        yield member_name(kind, member), below is not None, (place,)
        if below is not None and isinstance(below.value, tuple):
            for name, spans, deeper in _located(kind, below.value):
                yield name, spans, (place, *deeper)


def _order(kind: str, members: Members) -> list[tuple[str, int]]:
    return [(name, len(at)) for name, _, at in _located(kind, members)]


def _member(members: Members, at: Place) -> Written:
    member = members[at[0]]
    return member if len(at) == 1 else _member(member.value["columns"].value, at[1:])


def _replaced(members: Members, at: Place, others: Members, spot: Spot) -> Members:
    """The members with others instead of the one at that place; `spot` is where this is asked for."""
    first = at[0]
    if len(at) > 1:
        spanning = members[first]
        below = _replaced(spanning.value["columns"].value, at[1:], others, spot)
        columns = Written(below, spot)
        others = (Written({**spanning.value, "columns": columns}, spanning.spot),)
    return (*members[:first], *others, *members[first + 1 :])
