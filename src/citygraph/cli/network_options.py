"""The options of the network command, and the choices that they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from citygraph.network.model import Choices

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--from", "first", metavar="DATE", help="Ties on this day or later: 2019, 2019-10."
    ),
    click.option("--to", "last", metavar="DATE", help="Ties on this day or earlier."),
    click.option("--at", metavar="DATE", help="Ties of one day, month or year."),
    click.option(
        "--reading",
        default="widest",
        show_default=True,
        metavar="READING",
        help="Of partial dates: widest counts what may fall in the window, narrowest what must.",
    ),
    click.option(
        "--source", "sources", metavar="KEY", help="Ties that this source states.", multiple=True
    ),
    click.option("--kind", "kinds", metavar="KIND", help="… a source of this kind.", multiple=True),
    click.option(
        "--region",
        "regions",
        metavar="REGION",
        help="… of this UN region or country code.",
        multiple=True,
    ),
    click.option("--theme", "themes", metavar="THEME", help="… on this theme.", multiple=True),
    click.option(
        "--role", "roles", metavar="ROLE", help="… in this role or standing.", multiple=True
    ),
    click.option(
        "--planned", is_flag=True, help="Planned ties and announced events too; left out otherwise."
    ),
    click.option(
        "--param", "params", metavar="K=V", help="A parameter of the recipe.", multiple=True
    ),
    click.option(
        "--reduce",
        "reductions",
        metavar="STEP",
        help="drop=KEY, least=MODE:N or largest, in the order given.",
        multiple=True,
    ),
    click.option("--project", metavar="MODE", help="Tie the nodes of one mode by what they share."),
    click.option(
        "--weighting",
        default="count",
        show_default=True,
        metavar="NAME",
        help="Of a projection: count, newman or hyperbolic.",
    ),
    click.option("--backbone", metavar="NAME", help="disparity or fixed-degree."),
    click.option("--alpha", default=0.05, show_default=True, help="Significance of the backbone."),
)

#: The options that are choices of the network by these names.
_CHOOSING = (
    *("first", "last", "at", "reading", "planned"),
    *("sources", "kinds", "regions", "themes", "roles", "reductions"),
    *("project", "weighting", "backbone", "alpha", "lang"),
)


def choosing(command: F) -> F:
    """Adds the options that say which ties count and what graph they make."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choices(options: Mapping[str, Any], params: Mapping[str, list[str]]) -> Choices:
    """Returns what the options choose."""
    from citygraph.network.choosing import choose

    taken = {name: options[name] for name in _CHOOSING}
    return choose(options["name"], parameters=params, **taken)


def given_choices(options: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the choices that were given on the command line, but for labels and parameters."""
    given = click.get_current_context().get_parameter_source
    named = (name for name in _CHOOSING if name != "lang")
    return {name: options[name] for name in named if given(name) is ParameterSource.COMMANDLINE}
