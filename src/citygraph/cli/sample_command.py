"""`citygraph sample`: what to read again, to know how far a graph is right."""

from __future__ import annotations

from pathlib import Path

import click

from citygraph.cli.options import format_option, graph_option, loudness, output_option
from citygraph.cli.show import note, table_text
from citygraph.knowledge_graph import open_graph
from citygraph.output import write_file


@click.command()
@click.option("--size", default=40, show_default=True, metavar="N", help="How many to draw.")
@click.option("--seed", default=1, show_default=True, metavar="N", help="Which draw.")
@click.option("--facts", is_flag=True, help="Draw from plain facts too, such as dates of events.")
@output_option("Write the sample here as CSV, with columns to fill in.")
@graph_option
@format_option
@loudness
def sample(
    size: int,
    seed: int,
    facts: bool,
    output: Path | None,
    graphs: tuple[Path, ...],
    form: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Draw relations at random, with the page and place to read each again.

    Each class of relation and each source has its share in the draw. The same graph, size and seed
    draw the same rows. Fill in what you saw, and whether it holds: the share that holds says how
    far the graph can be relied on.

    \b
    Example:
      citygraph sample --size 40 --seed 7 -o to-read.csv
    """
    graph = open_graph(*graphs)
    if not graphs:
        note(f"on {graph.origin}, version {graph.version}", quiet)
    drawn = graph.sample(size, seed, facts=facts)
    if output is None:
        click.echo(table_text(drawn, form), nl=False)
    else:
        write_file(output, table_text(drawn, "csv").encode())
        note(f"{output}: {len(drawn)} to read again", quiet)
