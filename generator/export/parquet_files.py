"""Relations as Parquet: typed columns, exact amounts, row groups of a fixed size; one file for each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.export.faults import ExportError
from generator.export.relation import Field, Kind, Relation
from generator.export.rows import Row, Value
from generator.export.written import Form, Written
from generator.messages import Language
from generator.store.store import at

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 50_000


class ParquetFiles:
    """Writes one Parquet file for each relation. Titles and meanings stand beside the columns.

    Unit:   fen is int64, yuan decimal128(18, 2).
    Raises: ExportError, when pyarrow is not installed.
    """

    def __init__(self, folder: Path, language: Language) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise ExportError("library", "budgetbook[parquet]") from error
        self._arrow: Any = pyarrow
        self._folder = folder
        self._language = language
        self._file: Any = None
        self._waiting: list[pa.RecordBatch] = []
        self._written: list[Written] = []

    def begin(self, relation: Relation) -> None:
        """Begin a file."""
        name = f"{relation.name}.parquet"
        self._written.append(Written(name, Form.PARQUET, relation))
        self._relation = relation
        self._schema = self._schema_of(relation)
        path = str(self._folder / name)
        self._file = self._arrow.parquet.ParquetWriter(path, self._schema, compression="zstd")

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows to it; a row group is written when there are enough."""
        columns = zip(*rows, strict=True)
        arrays = [
            self._array(field, values) for field, values in zip(self._relation.fields, columns, strict=True)
        ]
        self._waiting.append(self._arrow.record_batch(arrays, schema=self._schema))
        if sum(batch.num_rows for batch in self._waiting) >= ROW_GROUP:
            self._write_group()

    def end(self) -> None:
        """Write what is left and close the file."""
        self._write_group()
        self.abandon()

    def finish(self) -> Sequence[Written]:
        """The files."""
        return self._written

    def abandon(self) -> None:
        """Close the file that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write_group(self) -> None:
        if self._waiting:
            self._file.write_table(self._arrow.Table.from_batches(self._waiting), ROW_GROUP * 2)
            self._waiting = []

    def _array(self, field: Field, values: Sequence[Value]) -> pa.Array:
        read = _READ.get(field.kind)
        given = values if read is None else [read(str(value)) for value in values]
        try:
            return self._arrow.array(given, self._schema.field(field.name).type)
        except self._arrow.ArrowInvalid as error:
            raise ExportError("amount", f"{self._relation.name}.{field.name}") from error

    def _schema_of(self, relation: Relation) -> pa.Schema:
        arrow = self._arrow
        types = {
            Kind.TEXT: arrow.string(),
            Kind.NUMBER: arrow.int64(),
            Kind.FLAG: arrow.int8(),
            Kind.FEN: arrow.int64(),
            Kind.YUAN: arrow.decimal128(18, 2),
            Kind.MOMENT: arrow.timestamp("us", tz="UTC"),
            Kind.DAY: arrow.date32(),
        }
        headings, meanings = relation.headings(self._language), relation.meanings(self._language)
        fields = [
            arrow.field(
                field.name,
                types[field.kind],
                nullable=field.kind in (Kind.FEN, Kind.YUAN) and not field.required,
                metadata={"title": heading, "description": meanings[field.name]},
            )
            for field, heading in zip(relation.fields, headings, strict=True)
        ]
        about = {"title": relation.titled(self._language), "description": relation.described(self._language)}
        return arrow.schema(fields, metadata=about)


_READ: Mapping[Kind, Callable[[str], datetime.date]] = {
    Kind.MOMENT: at,
    Kind.DAY: datetime.date.fromisoformat,
}
