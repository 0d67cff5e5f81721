"""What only a signed-in window needs is imported in a thread, while the person types their passphrase.

Modules stay until the end, so the collector of garbage leaves them out from then on: walking through them stops every
thread for a tenth of a second. Meanwhile nothing is collected on that thread (`ui.garbage`).
"""

from __future__ import annotations

import gc
import importlib
import threading

HEAVY = (
    "fieldapp.sync.sign_in",
    "ui.workplace",
    "ui.locking",
    "ui.collector.places",
    "ui.supervisor.places",
    "fieldapp.geo.basemap.map_page",
)


def load() -> None:
    """Begin; an error there shows when what failed is used."""
    threading.Thread(target=_load, name="preload", daemon=True).start()


def _load() -> None:
    for name in HEAVY:
        importlib.import_module(name)
    gc.freeze()
