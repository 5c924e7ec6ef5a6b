"""Where LibreOffice is on this computer, and a private profile to run it with.

A private profile keeps tests away from a person's own settings, lets several instances run at
once, and is the only place where "recalculate on loading: always" can be chosen beforehand. By
default LibreOffice trusts the stored values of .xlsx files and would merely repeat ours.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
_ALWAYS, _NEVER = 0, 1
_APPLICATION = Path("/Applications/LibreOffice.app/Contents")


def available() -> str:
    """Why LibreOffice cannot be used here, in words; "" when it can."""
    if soffice() is None:
        return "LibreOffice is not installed: there is no soffice command"
    if shutil.which("pdftoppm") is None:
        return "pdftoppm (poppler-utils), which turns pages into pictures, is not installed"
    if uno_python() is None:
        return "no Python with LibreOffice's uno module was found (package python3-uno)"
    return ""


@cache
def soffice() -> Path | None:
    """The soffice program, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    candidates = [Path(found)] if found else []
    candidates.append(_APPLICATION / "MacOS" / "soffice")
    return next((path for path in candidates if path.exists()), None)


@cache
def uno_python() -> Path | None:
    """A Python that can drive LibreOffice: its own, or the system's; None when there is none."""
    office = soffice()
    program = [] if office is None else [office.resolve().parent]
    candidates = [folder / name for folder in program for name in ("python", "python3")]
    candidates += [_APPLICATION / "Resources" / "python"]
    candidates += [Path("/usr/bin/python3"), Path(sys.executable)]
    return next((path for path in candidates if path.exists() and _has_uno(path)), None)


def make_profile(folder: Path, *, recalculate: bool) -> str:
    """Write a profile into `folder`; returns the option that makes soffice use it."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    mode = _ALWAYS if recalculate else _NEVER
    settings.write_text(_SETTINGS.format(mode=mode), encoding="utf-8")
    return f"-env:UserInstallation={folder.resolve().as_uri()}"


def _has_uno(python: Path) -> bool:
    try:
        done = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
