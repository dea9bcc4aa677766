"""Commands for people who write source files: new-source, span."""

from __future__ import annotations

from pathlib import Path

import click

from citygraph.cli.options import loudness, output_option
from citygraph.cli.show import note
from citygraph.errors import SourceError
from citygraph.output import write_file


@click.command(name="new-source")
@click.argument("text", type=click.Path(path_type=Path))
@output_option("The source file to write; default: named after the title, in this folder.")
@loudness
def new_source(text: Path, output: Path | None, quiet: bool, verbose: bool) -> None:
    """Write a commented source file for a text, with its hash and title.

    \b
    Example:
      citygraph new-source press-release.txt -o my-sources/helsinki-2019.yaml
    """
    from citygraph.source_template import source_template

    slug, content = source_template(text, output.stem if output is not None else None)
    target = output or Path(f"{slug}.yaml")
    if target.exists():
        raise SourceError("is there already; choose another name with -o", file=target)
    write_file(target, content.encode())
    note(f"{target}: fill in what the text says; citygraph span {text} 'words' gives places", quiet)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words")
@loudness
def span(file: Path, words: str, quiet: bool, verbose: bool) -> None:
    """Print where words stand in a text, as start-end in code points, one place a line.

    \b
    Example:
      citygraph span press-release.txt "signed the declaration"
    """
    from citygraph.source_template import find_words
    from citygraph.text_files import read_text

    places = find_words(read_text(file), words)
    if not places:
        raise SourceError(f"the words {words!r} do not stand in it", file=file)
    for place in places:
        click.echo(f"{place.start}-{place.end}")
