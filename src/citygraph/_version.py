"""The version of the program; the graph has a version of its own in graph/CHANGELOG.md."""

__version__ = "0.4.0"
