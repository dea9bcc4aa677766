"""The site: a gallery of maps, and a page for every thing and every source of a graph.

Static files with relative links, which open from a folder without a server or a connection.
"""

from citygraph.site.pages import Entry, site

__all__ = ["Entry", "site"]
