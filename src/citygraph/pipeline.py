"""The main job: load, infer, check, export, answer, map; then put the results in place at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from citygraph import assemble
from citygraph.check import check
from citygraph.check.evidence import quotes
from citygraph.errors import SourceError
from citygraph.exports import EXPORTS, TABLES
from citygraph.inference import materialise as materialise_alignments
from citygraph.loaders.tables.report import Report, cities_to_decide, left_out_table
from citygraph.maps import MapOptions, overview_graph
from citygraph.maps.gallery import gallery
from citygraph.maps.reading import Reading
from citygraph.output import replace_files, require_writable
from citygraph.query import bind, select, shipped
from citygraph.resources import graph_dir
from citygraph.site import Entry, site
from citygraph.table import Table
from citygraph.vocabulary import BASE

OUT = Path("citygraph-out")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build made and where: its findings, its graph, and the names of its files.

    `reports` say what became of the rows of each table that was a source.
    """

    out: Path
    version: str
    findings: Table
    store: ox.Store
    files: tuple[str, ...]
    reports: tuple[Report, ...] = ()


def build(
    sources: Path | str | None = None,
    *,
    texts: Path | str | None = None,
    out: Path | str = OUT,
    with_released: bool = False,
    base: str = BASE,
    materialise: bool = False,
    lang: str = "en",
    progress: Progress = lambda what: None,
) -> Built:
    """Builds the graph from source files and writes everything that is made of it into `out`.

    Without `sources` it builds the released graph; `with_released` merges both. `texts` is a
    folder of the sources' texts, found by their hash: spans are checked against them. `base` is
    where the IRIs of things live that the released register lacks. `materialise` adds the OWL 2 RL
    consequences of the alignments. Raises SourceError for the first source file that is wrong;
    nothing is written then.
    """
    folder = Path(sources) if sources is not None else None
    target = Path(out)
    texts_folder = Path(texts) if texts is not None else None
    if target.resolve().is_relative_to(graph_dir().resolve()):
        raise SourceError("the released graph is not a build's to write", file=target)
    chosen = assemble.source_set(folder, with_released, base)
    require_writable(target)
    reports: list[Report] = []
    store = assemble.build_store(chosen, progress, reports.append)
    if materialise:
        progress("alignments")
        materialise_alignments(store)
    progress("checks")
    findings = check(store, texts=texts_folder, sources=chosen.files)
    quoted = quotes(store, texts_folder) if texts_folder is not None else None
    options = MapOptions(lang=lang, version=chosen.version, quotes=quoted)
    files = _outputs(store, findings, options, progress) | _of_rows(reports)
    progress("writing")
    replace_files(target, files, chosen.version)
    return Built(target, chosen.version, findings, store, tuple(sorted(files)), tuple(reports))


def _outputs(
    store: ox.Store, findings: Table, options: MapOptions, progress: Progress
) -> dict[str, bytes]:
    progress("export")
    files = {f"citygraph.{form}": EXPORTS[form](store) for form in ("ttl", "trig")}
    files["findings.csv"] = TABLES["csv"](findings).encode()
    for name, query in shipped().items():
        progress(name)
        given = {"lang": [options.lang]} if _has_lang(query) else {}
        table = select(store, bind(query, given, store))
        files[f"tables/{name.replace('/', '-')}.csv"] = TABLES["csv"](table).encode()
    return files | _pages(store, options, progress)


def _pages(store: ox.Store, options: MapOptions, progress: Progress) -> dict[str, bytes]:
    """The maps, the gallery that leads to them, and a page for every thing and source."""
    reading = Reading(store, options)
    graph = overview_graph(reading, store)
    drawn = list(gallery(store, reading, graph, progress))
    progress("pages")
    entries = [
        Entry(one.file if one.page else "", one.title, one.question, one.line) for one in drawn
    ]
    pages = site(graph, entries, options)
    return pages | {one.file: one.page.encode() for one in drawn if one.page}


def _of_rows(reports: Sequence[Report]) -> dict[str, bytes]:
    """What of the tables is not in the graph, where tables were sources, and what to decide."""
    if not reports:
        return {}
    files = {"left-out.csv": TABLES["csv"](left_out_table(reports)).encode()}
    undecided = cities_to_decide(reports)
    if undecided is not None:
        files["cities-to-decide.csv"] = TABLES["csv"](undecided).encode()
    return files


def _has_lang(query: object) -> bool:
    return any(p.name == "lang" for p in getattr(query, "parameters", ()))
