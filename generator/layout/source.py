"""YAML with line numbers: every value remembers where it stood, and no key is lost silently."""

from __future__ import annotations

from dataclasses import dataclass, field
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
class Source:
    """The data of one file, and the line (from 1) of every value by its path."""

    file: str
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_source(path: Path, shown_as: str) -> tuple[Source, list[LayoutFault]]:
    """Read one YAML file.

    A file that is no YAML, or that gives one key twice, yields faults; the data is what could be
    read. Raises OSError when the file cannot be opened.
    """
    faults: list[LayoutFault] = []
    lines: dict[Path_, int] = {}
    text = path.read_text(encoding="utf-8")
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        data = _data(loader, node, (), lines, faults, shown_as) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return Source(shown_as, None), [_unreadable(shown_as, line, str(error.problem))]
    except yaml.reader.ReaderError as error:
        odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text[: odd.start()].count("\n") + 1 if odd else 1
        return Source(shown_as, None), [_unreadable(shown_as, line, str(error).splitlines()[0])]
    finally:
        loader.dispose()
    return Source(shown_as, data, lines), faults


def _unreadable(file: str, line: int, problem: str) -> LayoutFault:
    return LayoutFault(UNREADABLE, file, line, "", yaml_problem(problem), YAML)


def _data(
    loader: Any,
    node: yaml.Node,
    path: Path_,
    lines: dict[Path_, int],
    faults: list[LayoutFault],
    file: str,
) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [
            _data(loader, entry, (*path, place), lines, faults, file)
            for place, entry in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        try:
            return loader.construct_object(node)
        except ValueError as error:  # a date or number that YAML takes for one, such as 2024-13-45
            problem = yaml_problem(str(error))
            faults.append(LayoutFault(UNREADABLE, file, lines[path], written_path(path), problem, YAML))
            return str(node.value)
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in data:
            line = key_node.start_mark.line + 1
            faults.append(LayoutFault(TWICE, file, line, written_path(path), key))
            continue
        data[key] = _data(loader, value_node, (*path, key), lines, faults, file)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return data


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
