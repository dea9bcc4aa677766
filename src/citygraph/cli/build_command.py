"""`citygraph build`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citygraph.cli.options import lang_option, loudness, strict_option, texts_option
from citygraph.cli.show import note, progress
from citygraph.identity import is_iri
from citygraph.table import Table
from citygraph.vocabulary import BASE

if TYPE_CHECKING:
    from citygraph.pipeline import Built


@click.command()
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of your own source files. Default: the released ones.",
)
@texts_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("citygraph-out"),
    show_default=True,
    metavar="DIR",
    help="Where the results go.",
)
@click.option("--with-released", is_flag=True, help="Merge your sources with the released ones.")
@click.option(
    "--base",
    default=BASE,
    metavar="IRI",
    help="Where the IRIs of your own things live; those of the released graph keep theirs.",
)
@click.option(
    "--materialise",
    is_flag=True,
    help="Add what OWL 2 RL derives from the alignments (needs citygraph[reason]).",
)
@strict_option
@lang_option
@loudness
def build(
    sources: Path | None,
    texts: Path | None,
    out: Path,
    with_released: bool,
    base: str,
    materialise: bool,
    strict: bool,
    lang: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Load, infer, check, export, answer and map: the whole job.

    Writes citygraph.ttl, citygraph.trig, findings.csv and tables/, and for the browser index.html
    with maps (those of networks need citygraph[network]) and a page for every thing and source;
    where a table is among the sources left-out.csv, and cities-to-decide.csv if a person is to
    decide. Exit status 1 when a finding of severity error stands, 2 when a source file is wrong.

    \b
    Example:
      citygraph build
      citygraph build --sources my-sources --with-released --out my-graph
    """
    from citygraph import pipeline

    with progress(quiet, verbose) as step:
        built = pipeline.build(
            sources,
            texts=texts,
            out=out,
            with_released=with_released,
            base=_base(base),
            materialise=materialise,
            lang=lang,
            progress=step,
        )
    _note_results(built, quiet)
    exit_by(built.findings, strict)


def _note_results(built: Built, quiet: bool) -> None:
    for report in built.reports:
        for said in (report.summary(), *report.notes):
            note(f"{report.file.name}: {said}", quiet)
    tables = sum(name.startswith("tables/") for name in built.files)
    note(f"Graph {built.version}, built in {built.out}:", quiet)
    note("  index.html      open it in a browser: maps, and a page for every thing", quiet)
    note("  citygraph.ttl   the graph, for linked-data portals", quiet)
    note("  citygraph.trig  the same with one named graph per source", quiet)
    note(f"  tables/         answers to {tables} questions, as CSV", quiet)
    note(f"  findings.csv    {summary(built.findings)}", quiet)
    if built.reports:
        rows = sum(len(report.left_out) for report in built.reports)
        note(f"  left-out.csv    {rows} rows that were not taken, and why", quiet)
    if "cities-to-decide.csv" in built.files:
        note(
            "  cities-to-decide.csv  fill it in, and name it under decisions: in the mapping", quiet
        )


def _base(base: str) -> str:
    if not is_iri(base):
        raise click.BadParameter(f"{base!r} is no http IRI", param_hint="--base")
    return base if base.endswith(("/", "#")) else base + "/"


def summary(findings: Table) -> str:
    """Returns the findings counted by severity, in words."""
    count = Counter(findings.column("severity"))
    words = [f"{count[s]} {s}{'s' if count[s] != 1 else ''}" for s in ("error", "warning")]
    return f"{words[0]}, {words[1]}, {count['info']} for information"


def exit_by(findings: Table, strict: bool) -> None:
    """Ends with status 1 when a finding of severity error stands; with `strict`, a warning too."""
    grave = {"error", "warning"} if strict else {"error"}
    if any(severity in grave for severity in findings.column("severity")):
        raise SystemExit(1)
