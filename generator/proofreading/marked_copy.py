"""A copy of an edited .docx with a comment (批注) at the place of every remark; all else stays as it is."""

from __future__ import annotations

import io
import shutil
import zipfile
import zlib

from generator.messages import Language
from generator.proofreading.anchors import Anchors
from generator.proofreading.comment_parts import CommentParts, parsed, serialized
from generator.proofreading.comment_words import comment_lines
from generator.proofreading.docx_manuscript import docx_places, main_part, opened, told_as_manuscript
from generator.proofreading.limits import MARKED_BYTES
from generator.proofreading.manuscript import unreadable
from generator.proofreading.marked_text import Mark, MarkedText
from generator.proofreading.proof import Proof
from generator.spreadsheet.package import part_name

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What a damaged or encrypted part makes the standard library raise."""
_ORDINARY = 0o600 << 16
_CHUNK = 1 << 20


def marked_copy(content: bytes, proof: Proof, language: Language = "zh") -> bytes:
    """The .docx that was proofread, with comments by budgetbook; equal documents give equal bytes.

    Words in question are highlighted: pink what is to be mended, yellow what is to be checked. Parts that
    need no mark are copied as they are.

    Raises: ManuscriptError, when it is no .docx or cannot be read.
    """
    package = opened(proof.file, content)
    with told_as_manuscript(proof.file):
        main = main_part(package)
        places = docx_places(package)
        if not proof.remarks:
            return content
        text = package.read(main)
        if len(text) > MARKED_BYTES:
            raise unreadable("PROOF-003", proof.file, f"{len(text):,} B", limit=f"{MARKED_BYTES:,} B")
        root = parsed(text)
        comments = CommentParts(package, main, root.tag.rpartition("}")[0].lstrip("{"))
        anchors = Anchors(places)
        marks = [
            Mark(comments.add(comment_lines(each, language)), each.severity, anchors.anchor(each))
            for each in proof.remarks
        ]
        MarkedText(root).mark(marks)
        changed = {main: serialized(root), **comments.changed()}
    return _repacked(proof.file, content, changed)


def _repacked(file: str, content: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with parts that are changed or new; all others keep their bytes, order and dates."""
    new = {part_name(name): (name, part) for name, part in changed.items()}
    packed = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for entry in source.infolist():
                about = _about(entry.filename, entry.date_time, entry.compress_type, entry.external_attr)
                replaced = new.pop(part_name(entry.filename), None)
                if replaced is not None:
                    target.writestr(about, replaced[1])
                else:
                    with source.open(entry) as old, target.open(about, "w") as copy:
                        shutil.copyfileobj(old, copy, _CHUNK)
            date = source.infolist()[0].date_time
            for name, part in new.values():
                target.writestr(_about(name, date, zipfile.ZIP_DEFLATED, _ORDINARY), part)
    except _BROKEN as error:
        raise unreadable("PROOF-002", file, file, reason=str(error)) from None
    return packed.getvalue()


def _about(
    name: str, date: tuple[int, int, int, int, int, int], compression: int, attributes: int
) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name, date)
    about.compress_type, about.external_attr = compression, attributes
    return about
