"""A document is opened by what it is, not by what it is called."""

from __future__ import annotations

from pathlib import Path

from generator.messages import finding
from generator.model.finding import Place
from generator.proofreading.limits import FILE_BYTES
from generator.proofreading.manuscript import Manuscript, ManuscriptError, unreadable

SUFFIXES = {".docx": "docx", ".md": "md", ".markdown": "md", ".txt": "txt", ".pdf": "pdf"}
_ZIP, _PDF, _COMPOUND, _RTF = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf"
_PDF_WITHIN = 1024
"""How far from the beginning a PDF may begin."""


def read_manuscript(path: Path) -> Manuscript:
    """Read a .docx, .md, .txt or .pdf.

    Raises:  ManuscriptError, when the file cannot be read: its `reason` says why.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= FILE_BYTES else b""
    except OSError as error:
        reason = finding("PROOF-001", Place(path.name), found=str(path), reason=error.strerror or str(error))
        raise ManuscriptError(reason) from None
    if size > FILE_BYTES:
        raise unreadable("PROOF-003", path.name, f"{size:,} B", limit=f"{FILE_BYTES:,} B")
    return manuscript_of(path.name, content)


def is_word(path: Path) -> bool:
    """Whether a file begins as a .docx does. Raises: OSError."""
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def manuscript_of(file: str, content: bytes) -> Manuscript:
    """Read the content of a file of that name. Raises: ManuscriptError."""
    if not content:
        raise unreadable("PROOF-002", file, "0 B", reason="")
    if content.startswith(_ZIP):
        from generator.proofreading.docx_manuscript import docx_manuscript

        return docx_manuscript(file, content)
    if _PDF in content[:_PDF_WITHIN]:
        from generator.proofreading.pdf_manuscript import pdf_manuscript

        return pdf_manuscript(file, content)
    kind = SUFFIXES.get(Path(file).suffix.lower(), "")
    if content.startswith((_COMPOUND, _RTF)) or kind not in ("md", "txt"):
        raise unreadable("PROOF-004", file, Path(file).suffix or file)
    from generator.proofreading.text_manuscript import text_manuscript

    return text_manuscript(file, kind, content)
