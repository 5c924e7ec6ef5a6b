"""Makes LibreOffice's fixtures known to the tests of the oracles."""

from .fixtures import libreoffice, office

__all__ = ["libreoffice", "office"]

collect_ignore = ["uno_worker.py"]
"""Runs in LibreOffice's Python only."""
