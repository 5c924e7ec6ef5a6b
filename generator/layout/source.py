"""YAML with line numbers: every value remembers where it stood, and no key is lost silently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator.layout.phrases import YAML, Words, said, yaml_problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover  # PyYAML built without its C library
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Path_ = tuple[str | int, ...]


UNKNOWN, MISSING, WRONG_KIND, UNREADABLE = "LAY-001", "LAY-002", "LAY-003", "LAY-004"
TWICE, FORMULA, CONTRADICTION, NO_SUCH_YEAR = "LAY-005", "LAY-006", "LAY-007", "LAY-008"
NO_CHANGE = "LAY-009"


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """One mistake in a layout file; `code` is its entry in the message catalogue.

    `allowed` says what may stand there, `nearest` the word that was probably meant; both may be "".
    """

    code: str
    file: str
    line: int
    path: str
    found: Words
    allowed: Words = ""
    nearest: str = ""

    def said(self, language: str) -> dict[str, str]:
        """`found`, `allowed` and `nearest` in one language."""
        return {
            "found": said(self.found, language),
            "allowed": said(self.allowed, language),
            "nearest": self.nearest,
        }


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is written: the file, the line (from 1) and the path in that file."""

    file: str
    line: int
    path: Path_ = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A value and where it is written. Lists (as tuples) and mappings hold written values in turn.

    A value under a key is written where its key stands.
    """

    value: Any
    spot: Spot

    def plain(self) -> Any:
        """The value alone, as the schema judges it."""
        if isinstance(self.value, tuple):
            return [entry.plain() for entry in self.value]
        if isinstance(self.value, dict):
            return {key: entry.plain() for key, entry in self.value.items()}
        return self.value

    def word(self, key: str) -> Any:
        """The plain value under a key of a mapping; None where there is none."""
        entry = self.value.get(key) if isinstance(self.value, dict) else None
        return entry.plain() if entry is not None else None


class Source:
    """The data of one part of a layout, and where every value of it is written.

    What later years change comes from several files, so that each value knows its own.
    """

    def __init__(self, written: Written) -> None:
        self.data = written.plain()
        self._spots: dict[Path_, Spot] = {}
        self._place(written, ())

    def _place(self, written: Written, path: Path_) -> None:
        self._spots[path] = written.spot
        if isinstance(written.value, tuple):
            for place, entry in enumerate(written.value):
                self._place(entry, (*path, place))
        elif isinstance(written.value, dict):
            for key, entry in written.value.items():
                self._place(entry, (*path, key))

    def spot(self, path: Path_) -> Spot:
        """Where a value is written, or the nearest thing around it with the rest of the path."""
        known = path
        while known not in self._spots:
            known = known[:-1]
        spot = self._spots[known]
        return replace(spot, path=(*spot.path, *path[len(known) :]))

    def fault(
        self, code: str, path: Path_, found: Words, allowed: Words = "", nearest: str = ""
    ) -> LayoutFault:
        """A mistake in the value at `path`."""
        return fault_at(self.spot(path), code, found, allowed, nearest)


def fault_at(spot: Spot, code: str, found: Words, allowed: Words = "", nearest: str = "") -> LayoutFault:
    """A mistake in what is written there."""
    return LayoutFault(code, spot.file, spot.line, written_path(spot.path), found, allowed, nearest)


def read_written(path: Path, shown_as: str) -> tuple[Written | None, list[LayoutFault]]:
    """Read one YAML file; an empty one gives None.

    A file that is no YAML, or that gives one key twice, yields faults; what could be read comes back
    with them. Raises OSError when the file cannot be opened, UnicodeDecodeError when it is no text.
    """
    written, faults = _read_text(path.read_text(encoding="utf-8"), shown_as)
    return written, list(faults)


@lru_cache(maxsize=64)
def _read_text(text: str, file: str) -> tuple[Written | None, tuple[LayoutFault, ...]]:
    """The same text is read once, however many years use it."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        reader = _Reader(loader, file)
        written = reader.written(node, Spot(file, node.start_mark.line + 1)) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return None, (_unreadable(file, line, str(error.problem)),)
    except yaml.reader.ReaderError as error:
        odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text[: odd.start()].count("\n") + 1 if odd else 1
        return None, (_unreadable(file, line, str(error).splitlines()[0]),)
    finally:
        loader.dispose()
    nothing = written is None or written.value is None
    return (None if nothing else written), tuple(reader.faults)


def read_source(path: Path, shown_as: str) -> tuple[Source | None, list[LayoutFault]]:
    """Read one YAML file that stands by itself, as read_written does."""
    written, faults = read_written(path, shown_as)
    return (None if written is None else Source(written)), faults


def _unreadable(file: str, line: int, problem: str) -> LayoutFault:
    return LayoutFault(UNREADABLE, file, line, "", yaml_problem(problem), YAML)


class _Reader:
    """Turns the nodes of one file into written values."""

    def __init__(self, loader: Any, file: str) -> None:
        self.loader = loader
        self.file = file
        self.faults: list[LayoutFault] = []

    def written(self, node: yaml.Node, spot: Spot) -> Written:
        """The value of a node; what is under it is placed in turn."""
        if isinstance(node, yaml.SequenceNode):
            return Written(
                tuple(
                    self.written(entry, Spot(self.file, entry.start_mark.line + 1, (*spot.path, place)))
                    for place, entry in enumerate(node.value)
                ),
                spot,
            )
        if not isinstance(node, yaml.MappingNode):
            return Written(self.scalar(node, spot), spot)
        entries: dict[str, Written] = {}
        for key_node, value_node in node.value:
            key = str(self.loader.construct_object(key_node))
            line = key_node.start_mark.line + 1
            if key in entries:
                self.faults.append(fault_at(Spot(self.file, line, spot.path), TWICE, key))
                continue
            entries[key] = self.written(value_node, Spot(self.file, line, (*spot.path, key)))
        return Written(entries, spot)

    def scalar(self, node: yaml.Node, spot: Spot) -> Any:
        """A single value; what YAML takes for a date and is none stays text."""
        try:
            return self.loader.construct_object(node)
        except ValueError as error:  # a date or number that YAML takes for one, such as 2024-13-45
            self.faults.append(fault_at(spot, UNREADABLE, yaml_problem(str(error)), YAML))
            return str(node.value)


def written_path(path: Path_) -> str:
    """A path as people read it.

    Example:
        >>> written_path(("columns", 0, "width"))
        'columns[1].width'
    """
    written = ""
    for part in path:
        written += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if written else part)
    return written
