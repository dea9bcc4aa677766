"""Commands on a graph that is there: check, query, export, list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citygraph.cli.build_command import exit_by, summary
from citygraph.cli.options import (
    format_option,
    graph_option,
    lang_option,
    loudness,
    output_option,
    parameters,
    strict_option,
    texts_option,
)
from citygraph.cli.show import FORMATS, note, progress, table_text
from citygraph.errors import QueryError, nearest
from citygraph.knowledge_graph import KnowledgeGraph, open_graph, open_merged
from citygraph.output import write_file


def _open(graphs: tuple[Path, ...], quiet: bool) -> KnowledgeGraph:
    return _named(open_graph(*graphs), graphs, quiet)


def _named(graph: KnowledgeGraph, graphs: tuple[Path, ...], quiet: bool) -> KnowledgeGraph:
    if not graphs:
        note(f"on {graph.origin}, version {graph.version}", quiet)
    return graph


@click.command()
@graph_option
@texts_option
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Folder of the source files, whose inventories are checked too.",
)
@format_option
@strict_option
@loudness
def check(
    graphs: tuple[Path, ...],
    texts: Path | None,
    sources: Path | None,
    form: str,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Consistency, shapes, quality rules, and evidence against the texts, as one table of findings.

    Exit status 1 when a finding of severity error stands.

    \b
    Example:
      citygraph check --texts my-texts
    """
    from citygraph.assemble import source_files
    from citygraph.check import check as run
    from citygraph.resources import graph_dir

    graph = _open(graphs, quiet)
    # The released graph's source files are at hand; those of another graph are given.
    folder = sources or (graph_dir() / "sources" if graph.is_released else None)
    with progress(quiet, verbose) as step:
        step("checks")
        files = source_files(folder) if folder is not None else ()
        findings = run(graph.store, texts=texts, sources=files)
    click.echo(table_text(findings, form), nl=False)
    note(summary(findings), quiet)
    exit_by(findings, strict)


@click.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter; repeatable.")
@format_option
@click.option(
    "--timeout", default=60.0, show_default=True, metavar="SECONDS", help="When to give up."
)
@graph_option
@lang_option
@loudness
def query(
    name: str,
    params: tuple[str, ...],
    form: str,
    timeout: float,
    graphs: tuple[Path, ...],
    lang: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Ask one of the shipped questions, or your own .rq file.

    \b
    Example:
      citygraph list queries
      citygraph query agreements/signatories --param document=document/helsinki-impact-declaration
      citygraph query my-question.rq --format csv
    """
    from citygraph.query import find, names_graphs

    if form not in FORMATS:
        raise QueryError(f"unknown format {form!r}{nearest(form, FORMATS)}")
    found = find(name)
    given = parameters(params)
    if any(p.name == "lang" for p in found.parameters):
        given.setdefault("lang", [lang])
    if verbose:
        note(found.question)
    asked = str(found.path) if name.endswith(".rq") else found.name
    try:
        if names_graphs(found.text):
            graph = _open(graphs, quiet)
        else:
            graph = open_merged(*graphs, said=lambda what: note(what, not verbose))
            graph = _named(graph, graphs, quiet)
        table = graph.query(asked, timeout=timeout, **given)
    except QueryError as wrong:
        # A cache that was damaged or removed under the query is no reason to leave it unanswered.
        if not isinstance(wrong.__context__, OSError | RuntimeError):
            raise
        table = open_graph(*graphs).query(asked, timeout=timeout, **given)
    click.echo(table_text(table, form), nl=False)


@click.command()
@click.argument("form", metavar="FORMAT")
@output_option("Where to write it; default: standard output.")
@graph_option
@loudness
def export(
    form: str, output: Path | None, graphs: tuple[Path, ...], quiet: bool, verbose: bool
) -> None:
    """Write the graph as ttl, trig, nq, jsonld, rdfxml or csv.

    \b
    Example:
      citygraph export jsonld -o citygraph.jsonld
    """
    content = _open(graphs, quiet or (not verbose and output is None)).export(form)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_file(output, content)
        note(f"{output}: {len(content)} bytes", quiet)


@click.command(name="list")
@click.argument("what", metavar="WHAT")
@format_option
@loudness
def list_(what: str, form: str, quiet: bool, verbose: bool) -> None:
    """List queries, ties, analyses, maps, exports, loaders or sources.

    \b
    Example:
      citygraph list queries
    """
    from citygraph.catalogue import catalogue

    click.echo(table_text(catalogue(what), form), nl=False)
