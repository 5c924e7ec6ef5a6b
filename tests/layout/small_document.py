"""Small registers, forms and a small disclosure, in which a test changes one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.layout.codes import codes_by_level
from generator.layout.document_loader import Background, DocumentLoader
from generator.layout.layout_set import LayoutSet, load_layout
from generator.layout.references import References
from generator.layout.review import Dimensions, Review
from generator.layout.source import LayoutFault
from generator.layout.years import WrittenYear, YearReader
from generator.messages import LANGUAGES, finding, render
from generator.model.finding import Place
from generator.resources import layouts_folder

FILES = {
    name: (Path(__file__).parent / "small" / name).read_text(encoding="utf-8")
    for name in ("registers.yaml", "form.yaml", "disclosure.yaml")
}


@dataclass(frozen=True)
class Slip:
    """A change of one file, and the fault that it ought to be; `allowed` are words in what may stand there.

    `at` are words of the line that is named when it is not the line of the change.
    """

    says: str
    old: str
    new: str
    code: str
    path: str
    found: str
    allowed: str = ""
    nearest: str = ""
    at: str = ""


@cache
def shipped() -> LayoutSet:
    """The shipped layout, whose tables, entries, codes and figures of last year stand around the files."""
    return load_layout(layouts_folder(), "xinjiang", 2024)


def faults_of(folder: Path, files: dict[str, str]) -> list[LayoutFault]:
    """Everything that is wrong with registers, a form and a disclosure."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    layout, faults = shipped(), list[LayoutFault]()
    reader = YearReader(folder, faults)
    registers, form, disclosure = (reader.file(name, name) for name in FILES)
    written = WrittenYear(layout.year_file, (), None, None, registers, (form,) if form else (), disclosure)
    loader = DocumentLoader(reader, Review(faults))
    accepted = loader.accepted(written)
    codes = codes_by_level(layout.function, layout.economic, layout.year)
    background = Background(
        layout.tables,
        layout.entries,
        References(layout.tables, codes),
        layout.previous_figures,
        Dimensions(layout.sources, codes),
    )
    is_read = not faults
    loader.lists(accepted, background)
    if is_read:
        loader.disclosure(accepted, background)
    return faults


def check_slip(folder: Path, file: str, slip: Slip) -> None:
    """The slip is told once, at its line and place, with what may stand there, in both languages."""
    text = FILES[file]
    assert text.count(slip.old) == 1, f"{slip.old!r} stands {text.count(slip.old)} times"
    changed = text.replace(slip.old, slip.new)
    faults = faults_of(folder, FILES | {file: changed})
    told = [
        fault
        for fault in faults
        if (fault.code, fault.file, fault.path, fault.said("en")["found"])
        == (slip.code, file, slip.path, slip.found)
    ]
    assert len(told) == 1, faults
    (fault,) = told
    place = changed.index(slip.at) if slip.at else text.index(slip.old)
    assert fault.line == changed[:place].count("\n") + 1
    assert slip.allowed in fault.said("en")["allowed"]
    assert fault.nearest == slip.nearest
    for language in LANGUAGES:
        said = finding(fault.code, Place(fault.file, fault.line, fault.path), **fault.said(language))
        assert file in render(said, language)
