"""LibreOffice as a converter: recalculated copies, PDF, one picture per page."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .installation import available, make_profile, soffice

_SECONDS = 300
_DOTS_PER_INCH = 80


def recalculated(path: Path, outdir: Path, *, recalculate: bool = True) -> Path:
    """A copy of the workbook saved by LibreOffice after computing every formula afresh.

    `recalculate=False` is what LibreOffice does unasked: it keeps the stored values.
    """
    return _converted(path, outdir, "xlsx", recalculate=recalculate)


def to_pdf(path: Path, outdir: Path) -> Path:
    """The workbook as LibreOffice prints it, every visible sheet, freshly computed."""
    return _converted(path, outdir, "pdf", recalculate=True)


def to_pictures(path: Path, outdir: Path) -> list[Path]:
    """One PNG per printed page, in page order; takes a workbook or a PDF."""
    outdir.mkdir(parents=True, exist_ok=True)
    pdf = path if path.suffix.lower() == ".pdf" else to_pdf(path, outdir)
    stem = outdir / f"{path.stem}-page"
    for old in outdir.glob(f"{stem.name}-*.png"):
        old.unlink()
    _run(["pdftoppm", "-png", "-r", str(_DOTS_PER_INCH), str(pdf), str(stem)])
    return sorted(outdir.glob(f"{stem.name}-*.png"))


def _converted(path: Path, outdir: Path, form: str, *, recalculate: bool) -> Path:
    outdir.mkdir(parents=True, exist_ok=True)
    target = outdir / f"{path.stem}.{form}"
    if target.resolve() == path.resolve():
        raise ValueError(f"{path} would be overwritten: give another folder")
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="budgetbook-office-") as folder:
        profile = make_profile(Path(folder) / "profile", recalculate=recalculate)
        source = Path(folder) / path.name
        shutil.copyfile(path, source)  # LibreOffice puts a lock file beside what it opens
        command = [str(_program()), profile, "--headless", "--norestore", "--convert-to", form]
        said = _run([*command, "--outdir", str(outdir), str(source)])
    if not target.exists():
        raise RuntimeError(f"LibreOffice made no {target.name}: {said}")
    return target


def _program() -> Path:
    program = soffice()
    if program is None:
        raise RuntimeError(available())
    return program


def _run(command: Sequence[str]) -> str:
    """Run to the end, or kill the whole process group when time is up; returns what was said."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=_SECONDS)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {said}")
    return said
