"""Where notices go: a text for each department, the marked copy of its workbook beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.issue.file_names import file_names
from generator.issue.issuing import AlreadyThereError
from generator.messages import Language
from generator.reader.submission import Submission
from generator.reply.delivery import RETURNED, copy_content
from generator.status.notice import notice
from generator.status.notice_words import say
from generator.status.standing import DepartmentStanding, State, Status
from generator.whole_file import whole_file

_GOES_BACK = (State.REFUSED, State.TO_EXPLAIN)
_TEXT, _COPY = ".txt", ".xlsx"
_LONGEST_ROUND = 20
"""How much of the round's name goes into a file name."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What lies in the folder for one department: the notice, and the marked copy if there is one."""

    standing: DepartmentStanding
    notice: Path
    copy: Path | None


def write_notices(
    status: Status,
    submission_of: Callable[[DepartmentStanding], Submission | None],
    folder: Path,
    language: Language = "zh",
    *,
    signed: str = "",
    overwrite: bool = False,
    progress: Callable[[Letter], None] | None = None,
) -> tuple[Letter, ...]:
    """Write a notice for each department, and the marked copies of workbooks that go back.

    Shape:   one text (UTF-8 with its mark, lines end in CR LF) for each department, in their order; a
             copy has the same name but for its ending. `submission_of` gives the newest version, read,
             without what the bureau let pass; it is asked for one department after the other, and only
             where something was found. `progress` is told of each letter that is there.
    Every file is whole or not there. What is there already stays when it is the same; when one of the two
    files of a department differs neither is touched, unless `overwrite` is given. An old copy that no
    longer belongs to the notice is in the way as well, and goes when overwriting.

    Raises:  AlreadyThereError, naming every file in the way, after all others were written; OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    letters: list[Letter] = []
    in_the_way: list[str] = []
    for standing, stem in zip(status.departments, _stems(status, language), strict=True):
        known = standing if status.has_roster else replace(standing, on_roster=True)
        submission = None if standing.state in (State.MISSING, State.ACCEPTED) else submission_of(standing)
        paths = {ending: folder / f"{stem}{ending}" for ending in (_TEXT, _COPY)}
        contents = _contents(known, submission, paths, language, signed)
        different = [] if overwrite else _different(contents)
        if different:
            in_the_way += different
            continue
        for path, content in contents.items():
            _place(path, content)
        copy = paths[_COPY] if contents[paths[_COPY]] is not None else None
        letters.append(Letter(standing, paths[_TEXT], copy))
        if progress is not None:
            progress(letters[-1])
    if in_the_way:
        raise AlreadyThereError(in_the_way)
    return tuple(letters)


def _stems(status: Status, language: Language) -> list[str]:
    """The names without their endings, no two the same."""
    (round_,) = file_names([status.round[:_LONGEST_ROUND]], "")
    name = "ending" if status.year else "ending_no_year"
    ending = say(name, language, year=status.year, round=round_) + _COPY
    labels = ("-".join(filter(None, (each.code, each.name))) for each in status.departments)
    return [name.removesuffix(_COPY) for name in file_names(labels, ending)]


def _contents(
    standing: DepartmentStanding,
    submission: Submission | None,
    paths: Mapping[str, Path],
    language: Language,
    signed: str,
) -> dict[Path, bytes | None]:
    """What is to stand at each path, None: nothing."""
    copy = None
    if submission is not None and standing.state in _GOES_BACK and submission.layout is not None:
        copy = copy_content(submission, language) if submission.outcome in RETURNED else None
    attached = "" if copy is None else paths[_COPY].name
    text = notice(standing, submission, language, copy=attached, signed=signed)
    return {paths[_COPY]: copy, paths[_TEXT]: text.replace("\n", "\r\n").encode("utf-8-sig")}


def _different(contents: Mapping[Path, bytes | None]) -> list[str]:
    return [str(path) for path, content in contents.items() if path.exists() and not _is(path, content)]


def _is(path: Path, content: bytes | None) -> bool:
    return path.is_file() and path.read_bytes() == content


def _place(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif not _is(path, content):
        with whole_file(path) as part:
            part.write_bytes(content)
