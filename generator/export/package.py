"""The description of the files (datapackage.json), by the rules of Frictionless Data Package v1.

Source: https://specs.frictionlessdata.io/data-package/, data-resource, tabular-data-resource,
table-schema, csv-dialect.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.export.relation import Field, Kind, Relation
from generator.export.selection import Selection
from generator.export.words import say, scope
from generator.export.written import Form, Written
from generator.messages import Language
from generator.reply.json_text import json_text

NAME = "datapackage.json"
_MEDIA_TYPES = {
    Form.CSV: "text/csv",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_TYPES = {
    Kind.TEXT: "string",
    Kind.NUMBER: "integer",
    Kind.FLAG: "integer",
    Kind.FEN: "integer",
    Kind.YUAN: "number",
    Kind.MOMENT: "datetime",
    Kind.DAY: "date",
}


def write_package(
    folder: Path, files: Sequence[Written], selection: Selection, as_of: str | None, language: Language
) -> None:
    """Write datapackage.json for the files of a folder. Raises: OSError."""
    package = _Package(folder, files, selection, language).described(as_of)
    (folder / NAME).write_text(json_text(package), encoding="utf-8", newline="\n")


class _Package:
    """What is said of a folder of files."""

    def __init__(
        self, folder: Path, files: Sequence[Written], selection: Selection, language: Language
    ) -> None:
        self.folder, self.files, self.selection, self.language = folder, files, selection, language

    def described(self, as_of: str | None) -> dict[str, Any]:
        """The whole package; `created` is when the store last changed: equal data give equal files."""
        year = "" if self.selection.year is None else f"-{self.selection.year}"
        tables = all(file.form is Form.CSV for file in self.files)
        sentences = [*scope(self.selection, as_of, self.language), say("guard", self.language)]
        return {
            "profile": "tabular-data-package" if tables else "data-package",
            "name": f"budgetbook{year}",
            "title": say("title", self.language),
            "description": ("" if self.language == "zh" else " ").join(sentences),
            **({} if as_of is None else {"created": as_of}),
            "resources": [self.resource(file) for file in self.files],
        }

    def resource(self, file: Written) -> dict[str, Any]:
        """One file."""
        relation = file.relation
        path = self.folder / file.name
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        about: dict[str, Any] = {
            "name": file.name if relation is None else resource_name(relation.name, file.form),
            "profile": "tabular-data-resource" if file.form is Form.CSV else "data-resource",
            "path": file.name,
            "title": say("title", self.language) if relation is None else relation.titled(self.language),
            "format": file.form.value,
            "mediatype": _MEDIA_TYPES[file.form],
            "bytes": path.stat().st_size,
            "hash": f"sha256:{digest}",
        }
        if file.form is Form.CSV:
            about |= {"encoding": "utf-8", "dialect": _DIALECT}
        else:
            about["type"] = "file"  # programs that check a package take it as it is
        if relation is not None:
            about |= {
                "description": relation.described(self.language),
                "schema": self.schema(relation, file.form),
            }
        return about

    def schema(self, relation: Relation, form: Form) -> dict[str, Any]:
        """The columns of a relation, what tells its rows apart, and what they belong to."""
        meanings = relation.meanings(self.language)
        schema: dict[str, Any] = {
            "fields": [
                _field(field, heading, meanings[field.name], form)
                for field, heading in zip(relation.fields, relation.headings(self.language), strict=True)
            ],
            "missingValues": [""],
        }
        if key := relation.key:
            schema["primaryKey"] = list(key)
        if relation.submission:
            columns = list(relation.submission)
            reference = {"resource": resource_name("submissions", form), "fields": columns}
            schema["foreignKeys"] = [{"fields": columns, "reference": reference}]
        return schema


def resource_name(relation: str, form: Form) -> str:
    """What the package calls a relation in one form: CSV by its plain name."""
    return relation if form is Form.CSV else f"{relation}.{form.value}"


def _field(field: Field, title: str, meaning: str, form: Form) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.kind is Kind.FLAG:
        constraints["enum"] = [0, 1]
    elif field.choices:
        constraints["enum"] = list(field.choices)
    if field.kind is Kind.NUMBER:
        constraints["minimum"] = 0
    about = {"name": field.name, "type": _TYPES[field.kind], "title": title, "description": meaning}
    if field.kind is Kind.MOMENT and form is Form.CSV:
        about["format"] = _MOMENT
    return about | ({"constraints": constraints} if constraints else {})
