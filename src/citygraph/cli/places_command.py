"""`citygraph places`: what reference works know of the cities and countries that sources name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citygraph.assemble import source_files
from citygraph.cli.options import loudness, output_option
from citygraph.cli.show import note, progress, table_text
from citygraph.errors import SourceError
from citygraph.identity import Register
from citygraph.loaders import LOADERS, ending
from citygraph.output import write_file
from citygraph.records import PartialDate, Record, Thing
from citygraph.resources import graph_dir

if TYPE_CHECKING:
    from citygraph.cities.places import PlaceNamed, Settled


def _released(decisions: tuple[Path, ...]) -> tuple[Register, tuple[Path, ...]]:
    """The released register, and the decisions that apply: the released ones and those given."""
    own = graph_dir() / "city-decisions.csv"
    given = tuple(file for file in decisions if file.resolve() != own.resolve())
    return Register.read(graph_dir() / "register.csv"), (*([own] if own.is_file() else []), *given)


def _named(folder: Path, step: Callable[[str], None]) -> dict[str, PlaceNamed]:
    from citygraph.cities.place_sources import FILES
    from citygraph.cities.places import places_named

    records: list[Record] = []
    for file in source_files(folder):
        if file.name not in FILES:
            step(file.name)
            records += (r for r in LOADERS[ending(file) or ""](file) if isinstance(r, Thing))
    return places_named(records)


def _write(file: Path, text: str) -> None:
    from citygraph.cities.place_sources import WRITTEN

    if file.exists() and not file.read_bytes().startswith(WRITTEN.encode()):
        raise SourceError("is there already and is not of this command: move it away", file=file)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, text.encode())


def _say_open(found: Settled, output: Path | None, quiet: bool) -> None:
    """Names on stderr what a person is to decide, and writes the form for it."""
    from citygraph.cities import review_table

    for file, line, *about, remark in found.remarks:
        note(f"{file}:{line}: {', '.join(str(part) for part in about if part)}: {remark}")
    review = review_table(found.found)
    for _, name, country, status, why, candidates, *_ in review:
        note(f"left out, {status}: {name}, {country}: {why}. {candidates or 'No candidates'}")
    if output is not None:
        write_file(output, table_text(review, "csv").encode())
        note(f"{output}: {len(review)} to decide; then --decisions {output}", quiet)


def _day(ctx: click.Context, parameter: click.Parameter, value: str) -> PartialDate:
    try:
        return PartialDate(value)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from None


@click.command()
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of source files. Default: the released ones.",
)
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV of decisions, as for match; repeatable. Those of the released graph always apply.",
)
@click.option(
    "--read",
    required=True,
    callback=_day,
    metavar="DATE",
    help="The day of reading, which the files bear: 2026-11-21.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Where the source files go. Default: this folder.",
)
@output_option("Write the review table here: the cities you are to decide, as a form in CSV.")
@loudness
def places(
    sources: Path | None,
    decisions: tuple[Path, ...],
    read: PartialDate,
    out: Path,
    output: Path | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write source files on the cities and countries that your sources name.

    They hold what reference works know and your sources need not say: GeoNames' identifiers,
    coordinates and names in other scripts, countries and their names, the UN's regions of the
    world, Wikidata's numbers of countries. Each fact has its source, of the kind gazetteer; counts
    of the field leave those out.

    A city is found by its GeoNames identifier (sameAs) or by its English label and the country in
    its key. None is guessed: what is ambiguous is listed and left out, and goes into the review
    table (-o). Fill that in and give it back with --decisions.

    \b
    Example:
      citygraph places --sources my-sources --read 2026-11-21 --out my-sources -o review.csv
    """
    from citygraph.cities import open_gazetteer, read_decisions
    from citygraph.cities.place_sources import FILES, country_things, place_sources
    from citygraph.cities.places import located, settle

    if output is not None and output.exists():
        # It may hold decisions that took a person's time.
        raise SourceError("is there already; choose another name with -o", file=output)
    register, known = _released(decisions)
    given = read_decisions(*known)
    with progress(quiet, verbose) as step:
        named = _named(sources or graph_dir() / "sources", step)
        gazetteer = open_gazetteer(progress=step)
        step("matching")
        found = settle(named, given, gazetteer)
        cities = located(found.cities)
    countries = country_things(cities, named, register.labels)
    for name, text in place_sources(cities, countries, read).items():
        _write(out / name, text)
    note(f"{out}: {len(cities)} cities, {len(countries)} countries in {', '.join(FILES)}", quiet)
    _say_open(found, output, quiet)
