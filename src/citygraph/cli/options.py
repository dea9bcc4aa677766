"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from citygraph.cli.show import FORMATS
from citygraph.errors import QueryError

F = TypeVar("F", bound=Callable[..., Any])

graph_option = click.option(
    "--graph",
    "graphs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="RDF to work on; repeatable. Default: the last build here, else the released graph.",
)
lang_option = click.option(
    "--lang",
    envvar="CITYGRAPH_LANG",
    default="en",
    show_default=True,
    metavar="TAG",
    help="Language of labels, where the data have it; also CITYGRAPH_LANG.",
)
texts_option = click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Folder of the sources' texts, found by their hash whatever their names.",
)
format_option = click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help=", ".join(FORMATS) + ".",
)
strict_option = click.option(
    "--strict", is_flag=True, help="Exit with status 1 for warnings too, not for errors alone."
)


def loudness(command: F) -> F:
    """Adds -v and --quiet."""
    quiet = click.option("--quiet", is_flag=True, help="Say nothing but results and errors.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Say each step.")
    return quiet(verbose(command))


def output_option(what: str) -> Callable[[F], F]:
    """Adds -o, which says where the result goes."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=what
    )


def parameters(params: tuple[str, ...]) -> dict[str, list[str]]:
    """Returns what `--param name=value` options give; QueryError for one that reads otherwise."""
    given: dict[str, list[str]] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key or not value:
            raise QueryError(f"--param {param}: write name=value")
        given.setdefault(key, []).append(value)
    return given
