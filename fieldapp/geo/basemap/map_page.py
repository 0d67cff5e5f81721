"""The page of the case map: a folium map whose every byte lies on this laptop.

The page itself holds neither a case nor a colour nor a word. It fetches them (`map_answers`) from whoever serves it,
so a filter, a theme or a language changes without another page. All its links are relative: it can ask nobody else.
"""

from __future__ import annotations

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from fieldapp.geo.basemap.map_answers import ASSETS, CASES, CHANNEL, GROUND, LOOK, OWN, ROUTE

MAX_ZOOM = 18
CHINA = (35.0, 105.0)
"""Where the map looks before it has cases, in degrees."""
POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; "
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
)
OWN_SCRIPTS = (
    "shapes", "points", "painting", "drawing", "legend", "tools", "steps", "ground", "probe", "fieldlayer",
)  # fmt: skip
"""Ours, in the order in which they build on each other."""
SCRIPTS = [
    ("leaflet", f"{ASSETS}/leaflet.js"),
    ("protomaps", f"{ASSETS}/protomaps-leaflet.js"),
    ("channel", CHANNEL),
    *((name, f"{OWN}/{name}.js") for name in OWN_SCRIPTS),
]
STYLES = [("leaflet_css", f"{ASSETS}/leaflet.css"), ("map_css", f"{OWN}/map.css")]


class _FieldLayer(MacroElement):
    """Hands the map to our own script, which fetches what is to be shown and draws it."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "fieldLayer({{ this._parent.get_name() }}, {{ this.urls|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "FieldLayer"
        self.urls = {"cases": CASES, "route": ROUTE, "ground": GROUND, "look": LOOK}


def page_html() -> bytes:
    """The page.

    Raises:
        ValueError: it links to somewhere else, which is a mistake in this module.
    """
    shown = folium.Map(
        location=CHINA,
        zoom_start=4,
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        double_click_zoom=False,
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
    )
    shown.options["max_zoom"] = MAX_ZOOM  # without a tile layer of folium's own nothing else tells it
    # this map's own lists: `add_js_link` would change those that all maps of the process share
    shown.default_js, shown.default_css = SCRIPTS, STYLES
    shown.add_child(_FieldLayer())
    root = shown.get_root()
    assert isinstance(root, Figure)
    root.header.add_child(Element(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'), index=0)
    html = str(root.render())
    refuse_links(html)
    return html.encode()


def refuse_links(html: str) -> None:
    """Make sure that a page asks for nothing but its own files.

    Raises:
        ValueError: it names another place.
    """
    for foreign in ("://", '="//', "='//", "url(//"):
        at = html.find(foreign)
        if at >= 0:
            raise ValueError(f"the map page links to the network: …{html[max(0, at - 40) : at + 40]}…")
