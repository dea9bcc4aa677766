"""City diplomacy as a knowledge graph in which every tie opens to its source.

kg = citygraph.open()                 # the last build here, else the released graph
kg.query("agreements/signatories")    # → Table, .to_pandas()
citygraph.analyse(kg.network("co-signature"), "firmness")   # → Table
citygraph.build("my-sources")         # source files → graph, findings, tables, map
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citygraph._version import __version__

if TYPE_CHECKING:
    from citygraph.analysis import analyse
    from citygraph.knowledge_graph import open_graph as open
    from citygraph.pipeline import build

__all__ = ["__version__", "analyse", "build", "open"]


def __getattr__(name: str) -> Any:
    # Imported when first asked for, so that the command line starts quickly.
    if name == "open":
        from citygraph.knowledge_graph import open_graph

        return open_graph
    if name == "build":
        from citygraph.pipeline import build

        return build
    if name == "analyse":
        from citygraph.analysis import analyse

        return analyse
    raise AttributeError(f"module 'citygraph' has no attribute {name!r}")
