"""What people read on a terminal: tables that fit 80 columns, progress, and notes on stderr."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator

import click

from citygraph.cli.terminal_table import clean, terminal_table
from citygraph.errors import QueryError, nearest
from citygraph.table import Table

FORMATS = ("table", "csv", "json", "md")


def table_text(table: Table, form: str) -> str:
    """Returns a table in a format, ending in a newline."""
    if form == "table":
        return terminal_table(table, _width())
    from citygraph.exports import TABLES

    if form not in TABLES:
        raise QueryError(f"unknown format {form!r}{nearest(form, FORMATS)}")
    return TABLES[form](table)


def _width() -> int:
    """A terminal tells its width; in a pipe 80 columns are what readers can rely on."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def note(text: str, quiet: bool = False) -> None:
    """Says something about the work on stderr, so that results alone go to stdout."""
    if not quiet:
        click.echo(clean(text), err=True)


@contextlib.contextmanager
def progress(quiet: bool, verbose: bool) -> Iterator[Callable[[str], None]]:
    """Gives a function to call as each piece of work begins: a bar on a terminal, else silence."""
    if verbose:
        yield lambda what: click.echo(f"  {clean(what)}", err=True)
    elif quiet or not sys.stderr.isatty():
        yield lambda what: None
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (BarColumn(24), TimeElapsedColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda what: bar.update(task, description=clean(what))
