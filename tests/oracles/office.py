"""LibreOffice as an oracle: what it computes, prints, and lets a person do.

installation   where it is
conversion     recalculated copies, PDF, pictures
session        one running office, driven like a person
"""

from .conversion import recalculated, to_pdf, to_pictures
from .installation import available
from .session import Document, Office, OfficeError, RefusedError

__all__ = [
    "Document",
    "Office",
    "OfficeError",
    "RefusedError",
    "available",
    "recalculated",
    "to_pdf",
    "to_pictures",
]
