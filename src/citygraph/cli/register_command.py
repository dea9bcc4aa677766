"""`citygraph register`: the keys of new things into the register, which never forgets one."""

from __future__ import annotations

import csv
import io

import click

from citygraph.assemble import source_files
from citygraph.cli.options import loudness
from citygraph.cli.show import note, progress
from citygraph.identity import Register
from citygraph.loaders import LOADERS, ending
from citygraph.output import write_file
from citygraph.records import Source, Thing
from citygraph.resources import graph_dir


@click.command()
@loudness
def register(quiet: bool, verbose: bool) -> None:
    """Add the keys that the released sources use and graph/register.csv lacks. For maintainers.

    A key that stands there is never changed. Run it in a clone of the project.

    \b
    Example:
      citygraph register
    """
    folder = graph_dir()
    file = folder / "register.csv"
    known = Register.read(file)
    found: dict[str, tuple[str, str]] = {}
    with progress(quiet, verbose) as step:
        for path in source_files(folder / "sources"):
            step(path.name)
            for record in LOADERS[ending(path) or ""](path):
                if isinstance(record, Thing):
                    key, kind = record.key, record.type
                elif isinstance(record, Source):
                    key, kind = f"source/{record.id}", "SourceDocument"
                else:
                    continue
                label = next(text.text for text in record.labels if text.lang == "en")
                found.setdefault(key, (kind, label))
    new = [key for key in found if key not in known.active and key not in known.retired]
    with file.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    rows += [[key, *found[key], ""] for key in new]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *sorted(rows)])
    if new:
        write_file(file, text.getvalue().encode())
    note(f"{file}: {len(new)} keys added, {len(rows)} in all", quiet)
