"""The command line: parse arguments, open things, call one function, write its result."""

from __future__ import annotations

import sys
from typing import Any

import click

from citygraph._version import __version__
from citygraph.cli.build_command import build
from citygraph.cli.graph_commands import check, export, list_, query
from citygraph.cli.map_command import map_
from citygraph.cli.match_command import match
from citygraph.cli.network_command import network
from citygraph.cli.places_command import places
from citygraph.cli.register_command import register
from citygraph.cli.sample_command import sample
from citygraph.cli.source_commands import new_source, span
from citygraph.cli.table_commands import describe
from citygraph.cli.terminal_table import clean
from citygraph.errors import CityGraphError, nearest
from citygraph.resources import graph_version


class Commands(click.Group):
    """Says what went wrong in one line on stderr, without a traceback, with exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CityGraphError as wrong:
            click.echo(f"citygraph: {clean(str(wrong))}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            # The reader (head, less) has seen enough.
            sys.stderr.close()
            ctx.exit(0)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            hint = nearest(args[0], self.commands)
            ctx.fail(f"unknown command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, message=f"citygraph %(version)s, released graph {graph_version()}"
)
def main() -> None:
    """City diplomacy as a knowledge graph in which every tie opens to its source.

    \b
    Example:
      citygraph build                     builds and checks the released graph
      citygraph list queries              what one can ask
      citygraph query agreements/signatories
    """


_ON_GRAPHS = (build, check, query, network, map_, export, list_, sample)
_ON_SOURCES = (new_source, span, describe, match, places, register)
for command in (*_ON_GRAPHS, *_ON_SOURCES):
    main.add_command(command)
