"""A map's page in a notebook's cell."""

from __future__ import annotations

from markupsafe import escape

#: The height of the frame, in pixels: the drawing, its controls and the panel beside it.
_HEIGHT = 820


class MapPage(str):
    """A page's text, which a notebook shows in the cell: in a frame of its own, without a file.

    The frame may run the page's own scripts and offer downloads and nothing else: it has no access
    to the notebook (HTML Living Standard, the iframe's `sandbox`), and the page's own Content
    Security Policy keeps it from asking for anything.

    >>> MapPage("<p>Oslo")._repr_html_().partition("srcdoc=")[2]
    '"&lt;p&gt;Oslo" title="Map"></iframe>'
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return (
            '<iframe sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{_HEIGHT}px;border:0" '
            f'srcdoc="{escape(str(self))}" title="Map"></iframe>'
        )
