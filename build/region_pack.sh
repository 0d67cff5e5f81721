#!/bin/sh
# Makes a region pack for laptops out of an OpenStreetMap extract; docs/maps.md says how, and what may be in one.
#
#     build/region_pack.sh EXTRACT.osm.pbf NAME.fieldpack [--bbox W,S,E,N] [--name TEXT] [--without-boundaries] ...
#
# Needs osmium-tool and tilemaker of the system (Debian, Ubuntu), and this checkout's Python environment
# (python3 build/dev.py setup makes it).
set -e
here=$(cd "$(dirname "$0")" && pwd)
python="${FIELDAPP_PYTHON:-$here/../.venv/bin/python}"
if [ ! -x "$python" ]; then
    echo "There is no Python environment here yet. Run once: python3 build/dev.py setup" >&2
    exit 2
fi
PYTHONPATH="$here" exec "$python" -m region.make_pack "$@"
