"""The open data of a published document: CSV files with their description (datapackage.json).

CSV is UTF-8 with its mark, texts in quotes, numbers without, lines end in CR LF. A text that a spreadsheet
might take for a formula has an apostrophe before it.
Source: https://specs.frictionlessdata.io/data-package/, tabular-data-resource, table-schema, csv-dialect.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.formula_guard import guarded
from generator.publication.data_resources import Column, Resource, Value, resources
from generator.publication.document import Document
from generator.whole_file import whole_file

NAME = "datapackage.json"
_BYTE_ORDER_MARK = "\ufeff"
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_GUARD = "文字以 = + - @ 开头的，前面加了一个撇号，以免被表格软件当作公式。"


def write_data_package(document: Document, folder: Path) -> tuple[Path, ...]:
    """Write the files of the open data into a folder, which is made if need be; returns them all.

    The description is written last: a folder with one is whole. Files of other names stay.
    Raises: OSError when the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).unlink(missing_ok=True)
    written, described = [], []
    for resource in resources(document):
        path = folder / f"{resource.name}.csv"
        content = _csv(resource)
        with whole_file(path) as temporary:
            temporary.write_bytes(content)
        written.append(path)
        described.append(_resource(resource, path.name, content))
    about = json.dumps(_package(document, described), ensure_ascii=False, indent=2) + "\n"
    with whole_file(folder / NAME) as temporary:
        temporary.write_text(about, encoding="utf-8", newline="\n")
    return (*written, folder / NAME)


def _package(document: Document, described: Sequence[dict[str, Any]]) -> dict[str, Any]:
    title = " ".join(document.cover)
    draft = [f"{document.draft}。"] if document.draft else []
    return {
        "profile": "tabular-data-package",
        "name": f"budget-disclosure-{document.year}",
        "title": f"{document.draft}：{title}" if document.draft else title,
        "description": "".join(
            [*draft, f"{document.department} {document.year} 年公开文本中的表和数。", _GUARD]
        ),
        "contributors": [{"title": document.department, "role": "publisher"}],
        "resources": list(described),
    }


def _resource(resource: Resource, name: str, content: bytes) -> dict[str, Any]:
    return {
        "name": resource.name,
        "profile": "tabular-data-resource",
        "path": name,
        "title": resource.title,
        "description": resource.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in resource.columns],
            "primaryKey": list(resource.key),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.name,
        "description": column.description,
    }
    if column.unit:
        about["unit"] = column.unit
    if column.is_required:
        about["constraints"] = {"required": True}
    return about


def _csv(resource: Resource) -> bytes:
    file = io.StringIO(newline="")
    file.write(_BYTE_ORDER_MARK)
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([column.name for column in resource.columns])
    writer.writerows([_written(value) for value in row] for row in resource.rows)
    return file.getvalue().encode("utf-8")


def _written(value: Value) -> Value:
    """A value as the writer of CSV takes it: a decimal as it is printed, never in powers of ten."""
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else value
