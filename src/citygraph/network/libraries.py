"""The libraries of the extra `network`, without which the base install comes.

Imported before any other module of networks, so that whoever asks for one is told what to install,
in one place.
"""

from importlib.util import find_spec

from citygraph.errors import QueryError

for _library in ("networkit", "networkx", "scipy"):
    if find_spec(_library) is None:
        raise QueryError(f"networks need {_library}: pip install 'citygraph[network]'")
