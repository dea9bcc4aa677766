"""Graph files as R's igraph reads them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

# Text goes over as the hexadecimal digits of its UTF-8, whatever R's locale.
_SCRIPT = """
suppressPackageStartupMessages(library(igraph))
given <- commandArgs(trailingOnly = TRUE)
graph <- read_graph(given[1], format = given[2])
hex <- function(x) paste(as.character(charToRaw(enc2utf8(x))), collapse = "")
show <- function(what, held) {
  for (name in names(held)) {
    values <- held[[name]]
    text <- as.character(values)
    if (is.numeric(values)) text <- format(values, digits = 12, trim = TRUE)
    text[is.na(values)] <- "NA"
    cat(what, name, class(values), vapply(text, hex, ""), sep = "\\t")
    cat("\\n")
  }
}
cat("size", vcount(graph), ecount(graph), is_directed(graph), sep = "\\t")
cat("\\n")
show("node", vertex_attr(graph))
show("tie", edge_attr(graph))
if (ecount(graph) > 0) cat("ends", t(as_edgelist(graph, names = FALSE)), sep = "\\t")
"""


@dataclass(frozen=True)
class Column:
    """An attribute as R has it: its class and its values as R prints them."""

    kind: str
    values: list[str]


@dataclass(frozen=True)
class Graph:
    """What R made of a file; nodes are numbered from 1."""

    nodes: int
    ties: int
    directed: bool
    node: dict[str, Column]
    tie: dict[str, Column]
    ends: list[tuple[int, int]]


Read = Callable[[bytes, str], Graph]


def igraph_reader(folder: Path) -> Read:
    """Returns the reader, which works in a folder; skips where R or its igraph is not installed."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("Rscript is not installed (Debian: r-cran-igraph)")
    asked = [rscript, "-e", "quit(status = !requireNamespace('igraph', quietly = TRUE))"]
    if subprocess.run(asked, capture_output=True, check=False, timeout=60).returncode:
        pytest.skip("R has no igraph (Debian: r-cran-igraph)")
    script = folder / "read.R"
    script.write_text(_SCRIPT, encoding="utf-8")

    def read(data: bytes, form: str) -> Graph:
        file = folder / f"graph.{form}"
        file.write_bytes(data)
        asked = [rscript, str(script), str(file), form]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return _graph(done.stdout)

    return read


def _graph(said: str) -> Graph:
    lines = [line.split("\t") for line in said.splitlines()]
    (_, nodes, ties, directed), *rest = lines
    columns: dict[str, dict[str, Column]] = {"node": {}, "tie": {}}
    ends: list[tuple[int, int]] = []
    for what, *cells in rest:
        if what == "ends":
            numbers = [int(cell) for cell in cells]
            ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        else:
            values = [bytes.fromhex(cell).decode() for cell in cells[2:]]
            columns[what][cells[0]] = Column(cells[1], values)
    return Graph(int(nodes), int(ties), directed == "TRUE", columns["node"], columns["tie"], ends)
