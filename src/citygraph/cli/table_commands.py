"""Commands for people who have tables: describe."""

from __future__ import annotations

from pathlib import Path

import click

from citygraph.cli.options import loudness
from citygraph.cli.show import note, table_text
from citygraph.cli.terminal_table import clean


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", metavar="NAME", help="The table's encoding, where it cannot be found.")
@click.option("--delimiter", metavar="SIGN", help="What stands between its cells; tab for a tab.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@loudness
def describe(
    file: Path,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Propose a mapping for a table, or show what a mapping takes of its table.

    For a table (CSV, TSV, XLSX, Parquet) it prints the YAML to begin with. For a mapping
    (NAME.table.yaml) it prints every row that is not taken, with the reason.

    \b
    Example:
      citygraph describe members.csv > members.table.yaml
      citygraph describe members.table.yaml
    """
    from citygraph.loaders.tables.columns import Layout
    from citygraph.loaders.tables.mapping import ENDING
    from citygraph.loaders.tables.proposal import propose
    from citygraph.loaders.tables.report import left_out_table
    from citygraph.loaders.tables.rows import load_table

    if not file.name.endswith(ENDING):
        for line in propose(file, Layout(encoding, delimiter, sheet)).split("\n")[:-1]:
            click.echo(clean(line))
        return
    report = load_table(file).report
    click.echo(table_text(left_out_table([report]), "table"), nl=False)
    note(report.summary(), quiet)
    for said in report.notes:
        note(said, quiet)
