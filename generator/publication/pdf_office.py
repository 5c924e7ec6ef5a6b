"""LibreOffice as the maker of PDF: in a profile of its own, without a window, for a limited time."""

from __future__ import annotations

import contextlib
import enum
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from generator.publication.fonts import FONTS

_SECONDS = 180.0
_SECONDS_FOR_FONTS = 30.0
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">
<prop oor:name="ExportBookmarks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">
<prop oor:name="UseTaggedPDF" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Font/Substitution">
<prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>
{fonts}
</oor:items>
"""
_FONT = """<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">
<node oor:name="{name}" oor:op="replace">
<prop oor:name="ReplaceFont" oor:op="fuse"><value>{font}</value></prop>
<prop oor:name="SubstituteFont" oor:op="fuse"><value>{other}</value></prop>
<prop oor:name="OnScreenOnly" oor:op="fuse"><value>false</value></prop>
<prop oor:name="Always" oor:op="fuse"><value>true</value></prop>
</node></item>"""


class Reason(enum.StrEnum):
    """Why there is no PDF."""

    NOT_INSTALLED = "not_installed"
    FAILED = "failed"
    TOO_LONG = "too_long"
    UNSETTLED = "unsettled"
    """The pages in the contents and those at the foot of the pages do not come to agree."""


class PdfError(Exception):
    """No PDF could be made. `said` is what LibreOffice said, or what was not found, or ""."""

    def __init__(self, reason: Reason, said: str = "") -> None:
        super().__init__(f"{reason}: {said}" if said else str(reason))
        self.reason, self.said = reason, said


def office() -> Path | None:
    """The program of LibreOffice, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    candidates = [Path(found)] if found else []
    return next((path for path in (*candidates, *_PLACES) if path.exists()), None)


class Converter:
    """Turns .docx files into PDF, one after the other, in a folder that goes away with it."""

    def __init__(self, folder: Path, program: Path, seconds: float) -> None:
        self._folder, self._program, self._seconds = folder, program, seconds
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")

    def converted(self, content: bytes) -> bytes:
        """The PDF of a .docx file. Raises: PdfError."""
        source, target = self._folder / "document.docx", self._folder / "document.pdf"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        profile = f"-env:UserInstallation={(self._folder / 'profile').resolve().as_uri()}"
        options = ("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export")
        said = _run(
            (str(self._program), profile, *options, "--outdir", str(self._folder), str(source)), self._seconds
        )
        if not target.exists():
            raise PdfError(Reason.FAILED, said)
        return target.read_bytes()


@contextlib.contextmanager
def converter(seconds: float = _SECONDS) -> Iterator[Converter]:
    """A converter in a temporary folder. Raises: PdfError where LibreOffice is not installed."""
    program = office()
    if program is None:
        raise PdfError(Reason.NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="budgetbook-pdf-", ignore_cleanup_errors=True) as folder:
        yield Converter(Path(folder), program, seconds)


def _settings() -> str:
    """Where an official font is not installed, the first of its like that is stands in for it."""
    installed = _installed_fonts()
    pairs: list[str] = []
    for font in FONTS:
        choices = (font.name, *font.others, font.free)
        first = next((name for name in choices if name in installed), font.name)
        if first != font.name:
            pairs.append(_FONT.format(name=f"_{len(pairs)}", font=escape(font.name), other=escape(first)))
    return _SETTINGS.format(fonts="\n".join(pairs))


def _installed_fonts() -> set[str]:
    """The names of the fonts as fontconfig knows them; none where it is not in use."""
    program = shutil.which("fc-list")
    if program is None:
        return set()
    try:
        listed = _run((program, ":", "family"), _SECONDS_FOR_FONTS)
    except PdfError:
        return set()
    return {name.strip() for line in listed.splitlines() for name in line.split(",")}


def _run(command: Sequence[str], seconds: float) -> str:
    """Run to the end, or end all that it started when time is up; returns what was said. Raises: PdfError."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise PdfError(Reason.FAILED, str(error)) from error
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise PdfError(Reason.TOO_LONG, f"{seconds:g}") from error
    except BaseException:
        _end(process)
        raise
    words = said.decode("utf-8", "replace").strip()
    if process.returncode:
        raise PdfError(Reason.FAILED, words)
    return words


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process of ours and what it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
