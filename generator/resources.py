"""Where the data that comes with the program lies."""

from __future__ import annotations

from pathlib import Path


def layouts_folder() -> Path:
    """The `layouts` folder: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "layouts"
    return installed if installed.is_dir() else package.parent / "layouts"
