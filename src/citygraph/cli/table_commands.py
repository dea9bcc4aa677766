"""Commands for people who have tables: describe."""

from __future__ import annotations

from pathlib import Path

import click

from citygraph.cli.options import loudness
from citygraph.cli.review_form import require_new, write_review
from citygraph.cli.show import note, progress, table_text
from citygraph.cli.terminal_table import clean


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", metavar="NAME", help="The table's encoding, where it cannot be found.")
@click.option("--delimiter", metavar="SIGN", help="What stands between its cells; tab for a tab.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Of a mapping that resolves cities: write what you are to decide here, as a form in CSV.",
)
@loudness
def describe(
    file: Path,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    review: Path | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Propose a mapping for a table, or show what a mapping takes of its table.

    For a table (CSV, TSV, XLSX, Parquet) it prints the YAML to begin with. For a mapping
    (NAME.table.yaml) it prints every row that is not taken, with the reason. Cities of a column
    with `resolve: geonames` are looked up, and what is not sure is yours to decide: fill in
    the form of --review as for `citygraph match`, and name it under `decisions:` in the mapping.

    \b
    Example:
      citygraph describe members.csv > members.table.yaml
      citygraph describe members.table.yaml --review cities.csv
    """
    from citygraph.loaders.tables.columns import Layout
    from citygraph.loaders.tables.mapping import ENDING
    from citygraph.loaders.tables.proposal import propose

    if not file.name.endswith(ENDING):
        for line in propose(file, Layout(encoding, delimiter, sheet)).split("\n")[:-1]:
            click.echo(clean(line))
        return
    _describe_mapping(file, review, quiet, verbose)


def _describe_mapping(file: Path, review: Path | None, quiet: bool, verbose: bool) -> None:
    from citygraph.loaders.tables.report import left_out_table
    from citygraph.loaders.tables.rows import open_table, read_rows, refuse_bad_share

    require_new(review)
    with progress(quiet, verbose) as step:
        table = open_table(file, step)
        step("rows")
        report = read_rows(table).report
    click.echo(table_text(left_out_table([report]), "table"), nl=False)
    note(report.summary(), quiet)
    for said in report.notes:
        note(said, quiet)
    if review is not None and report.review is not None:
        then = f"put it beside the mapping, and decisions: {review.name} into it"
        write_review(review, report.review, then, quiet)
    refuse_bad_share(report, table.mapping)
