"""The store on the command line: which one, and what is said when it cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from generator.cli.exit_codes import ExitCode
from generator.cli.texts import say

if TYPE_CHECKING:
    from generator.bureau import Store

STORE_VARIABLE = "BUDGETBOOK_STORE"
_CODES = {
    "address": ExitCode.USAGE,
    "elsewhere": ExitCode.USAGE,
    "full": ExitCode.OUTPUT,
    "files": ExitCode.OUTPUT,
}


@contextmanager
def opened_store(address: str, language: str, *, create: bool = False, files: str = "") -> Iterator["Store"]:
    """The store at an address; whatever is wrong with it ends the command with words and an exit code."""
    from generator.bureau import Store, StoreError

    try:
        yield Store.open(address, create=create, files=files)
    except StoreError as error:
        said = say(f"store.{error.fault}", language, store=shown_address(address), details=error.details)
        refuse(_CODES.get(error.fault, ExitCode.INPUT), said)


def refuse(code: ExitCode, said: str) -> NoReturn:
    """End the command and say why."""
    typer.echo(said, err=True)
    raise typer.Exit(code)


def shown_address(address: str) -> str:
    """An address without its password."""
    if "://" not in address:
        return address
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(address).render_as_string()
    except ArgumentError:
        return address
