"""Read a query file, bind its parameters, run it → table."""

from citygraph.query.files import QueryFile, find, read, shipped
from citygraph.query.parameters import bind
from citygraph.query.run import names_graphs, select

__all__ = ["QueryFile", "bind", "find", "names_graphs", "read", "select", "shipped"]
