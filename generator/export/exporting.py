"""The relations of a store into files: each is read once, batch by batch, and written in every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from generator.export.csv_files import CsvFiles
from generator.export.delivery import destination_of, prepared
from generator.export.dictionary import RELATIONS
from generator.export.package import NAME, write_package
from generator.export.parquet_files import ParquetFiles
from generator.export.rows import batches, last_moment, one_state
from generator.export.selection import NoneInForce, Selection, newest, why_none_in_force, without_year
from generator.export.workbook_file import WorkbookFile
from generator.export.written import Form, Writer
from generator.messages import Language
from generator.store.store import Store

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that is done: the rows of each relation, the files in the order in which they arrived.

    `without_year` counts submissions of which nobody can say the year and which are therefore left out.
    `none_in_force` says why lists are empty although there are submissions, None where they are not.
    """

    selection: Selection
    rows: Mapping[str, int]
    files: tuple[str, ...]
    without_year: int
    none_in_force: NoneInForce | None = None


def newest_selection(store: Store, year: int | None = None, round_name: str | None = None) -> Selection:
    """The year and round at work: what is not given is the last year that has submissions, and in it the
    round that began last. Raises: StoreError.
    """
    with store.reading() as connection:
        return newest(connection, year, round_name)


def export_store(
    store: Store,
    to: str,
    selection: Selection,
    forms: Sequence[Form] = (Form.CSV,),
    language: Language = "zh",
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write the relations to a folder or fsspec URL, with a datapackage.json that describes the files.

    All files appear together or none does; equal data give equal files. Files that are there already and
    equal stay. `progress` is told of each relation that is done.

    Unit:    fen as whole numbers, yuan exactly.
    Raises:  StoreError; ExportError; AlreadyThereError, when other files stand there and `overwrite` is
             not given; OSError.
    """
    destination = destination_of(to)
    with prepared(destination) as (folder, scratch):
        with one_state(store) as connection:
            as_of = last_moment(connection)
            makers: Mapping[Form, Callable[[], Writer]] = {
                Form.CSV: lambda: CsvFiles(folder),
                Form.PARQUET: lambda: ParquetFiles(folder, language),
                Form.XLSX: lambda: WorkbookFile(folder, scratch, selection, as_of, language),
            }
            with _open([makers[form] for form in dict.fromkeys(forms)]) as opened:
                rows = _write(connection, selection, opened, progress)
                written = [file for writer in opened for file in writer.finish()]
            reason = why_none_in_force(connection, selection)
            left_out = 0 if selection.year in (None, 0) else without_year(connection)
        write_package(folder, written, selection, as_of, language)
        names = (*(file.name for file in written), NAME)
        destination.take(folder, names, overwrite=overwrite)
    return Exported(selection, rows, names, left_out, reason)


def _write(
    connection: Connection, selection: Selection, writers: Sequence[Writer], progress: Progress | None
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for relation in RELATIONS:
        counts[relation.name] = 0
        for writer in writers:
            writer.begin(relation)
        for batch in batches(connection, relation, selection):
            counts[relation.name] += len(batch)
            for writer in writers:
                writer.add(batch)
        for writer in writers:
            writer.end()
        if progress is not None:
            progress(relation.name)
    return counts


@contextmanager
def _open(makers: Sequence[Callable[[], Writer]]) -> Iterator[Sequence[Writer]]:
    """Writers that are abandoned when something goes wrong."""
    writers: list[Writer] = []
    try:
        for make in makers:
            writers.append(make())  # noqa: PERF401  # those that are made are abandoned when the next fails
        yield writers
    except BaseException:
        for writer in writers:
            writer.abandon()
        raise
