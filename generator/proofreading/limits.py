"""How much of an edited document is read at most; a real one has a hundred pages and ten megabytes."""

from __future__ import annotations

MIB = 1 << 20
FILE_BYTES = 64 * MIB
TEXT_BYTES = 16 * MIB
MARKED_BYTES = 32 * MIB
"""The part of a .docx that holds the text, when it is marked: all of it is in memory then."""
SIGNS = 4_000_000
"""Signs of text in all."""
ELEMENTS = 40_000
"""Paragraphs, and rows of tables."""
CELLS = 400_000
PAGES = 600
SECONDS = 300.0
"""How long a PDF is read: its tables are found by the lines drawn around them, which takes time."""
