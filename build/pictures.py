"""Puts the tour's pictures that the README shows into `docs/pictures`, small enough for a repository.

Run after a tour, so that the README shows the screens as they are.
"""

from __future__ import annotations

import sys

from PIL import Image
from steps import places, progress

SHOWN = {
    "today": "zh/*-today.png",
    "day-plan": "zh/*-day-plan.png",
    "borrower": "zh/*-after-the-visit.png",
    "visit": "zh/*-visit.png",
    "plan": "zh/*-plan-desk.png",
    "signing": "zh/*-signing.png",
    "map": "zh/*-map.png",
    "places": "zh/*-places-to-confirm.png",
    "sync": "zh/*-sync.png",
    "approvals": "zh/*-approving.png",
    "team-map": "zh/*-team-map.png",
    "document": "zh/*-paper-in-force.png",
    "borrower-en-dark": "en-dark/*-borrower.png",
}
"""Name in the README -> picture of the tour."""
COLOURS = 96
TOUR, FOLDER = places.ROOT / "out" / "tour", places.ROOT / "docs" / "pictures"


def main() -> int:
    """Copy them all, or none: 1 where the tour has left one out."""
    found = {name: sorted(TOUR.glob(pattern)) for name, pattern in SHOWN.items()}
    missing = [SHOWN[name] for name, paths in found.items() if not paths]
    if missing:
        progress.say(f"The tour has left no {', '.join(missing)}; run python3 build/dev.py tour first.")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, paths in found.items():
        with Image.open(paths[0]) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(FOLDER / f"{name}.png", optimize=True)
    progress.say(f"{len(found)} pictures in {FOLDER.relative_to(places.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
