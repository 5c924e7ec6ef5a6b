"""The files that came in (来件), by the SHA-256 of their bytes: in the store itself, in a folder, or in an
object store.
"""

from __future__ import annotations

import hashlib
import uuid

from sqlalchemy import select

from generator.store.faults import StoreError
from generator.store.receiving import content_of
from generator.store.store import Store
from generator.store.tables import CONTENT


def keep_file(files: str, digest: str, content: bytes) -> None:
    """Keep a file at the address of a folder or object store; it is there whole, or not at all.

    Raises: StoreError.
    """
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(files)
        path = _path(root, digest)
        if system.exists(path) and system.size(path) == len(content):
            return
        system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        part = f"{path}.{uuid.uuid4().hex}.part"
        system.pipe_file(part, content)
        system.mv(part, path)
    except (OSError, ImportError, ValueError) as error:  # also what knows no such kind of place
        raise StoreError("files", str(error)) from error


def read_file(store: Store, digest: str) -> bytes:
    """The bytes of a file that came in. Raises: StoreError, when they are not what they were."""
    with store.reading() as connection:
        kept_at = connection.execute(select(CONTENT.c.kept_at).where(CONTENT.c.digest == digest)).scalar()
        content = b"" if kept_at else content_of(connection, digest)
    if kept_at:
        content = _fetched(kept_at, digest)
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreError("files", digest)
    return content


def _fetched(kept_at: str, digest: str) -> bytes:
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(kept_at)
        content: bytes = system.cat_file(_path(root, digest))
    except (OSError, ImportError, ValueError) as error:
        raise StoreError("files", str(error)) from error
    return content


def _path(root: str, digest: str) -> str:
    """Files lie in 256 folders, so that none grows too long to list."""
    return f"{root.rstrip('/')}/{digest[:2]}/{digest}"
