"""Where the data that comes with the program lies."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "layouts"


def layouts_folder() -> Path:
    """The `layouts` folder: inside an installed package, or beside it in a checkout."""
    return _INSTALLED if is_installed() else _PACKAGE.parent / "layouts"


def is_installed() -> bool:
    """Whether the program is an installed package rather than a checkout."""
    return _INSTALLED.is_dir()
