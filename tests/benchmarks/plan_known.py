"""The best values known of public instances, by the name of their file.

Orienteering with time windows, one vehicle, Solomon's instances with demands as prizes: as tabled by Righini and Salani
(Computers & Operations Research 36, 2009) and by Labadie and others (European Journal of Operational Research 220,
2012). Looked up: c101, c201, r101, r201, rc101, rc201. From memory: the rest, of which ours reaches exactly c104, r104,
r105, rc104 and rc105 and nowhere more.

Vehicle routing with time windows, smallest distance, distances cut off after the first decimal: looked up in a table
that is published on GitHub.
"""

from __future__ import annotations

from collections.abc import Mapping

_FIRST = {
    "c1": (320, 360, 400, 420, 340, 340, 370, 370, 380),
    "r1": (198, 286, 293, 303, 247, 293, 299, 308, 277, 284, 297, 298),
    "rc1": (219, 266, 266, 301, 244, 252, 277, 298),
}
_SECOND = {"rc2": (795, 938, 1003, 1140, 859, 899, 983, 1057)}

ORIENTEERING: Mapping[str, float] = {
    f"{kind}{number:02d}": value
    for series in (_FIRST, _SECOND)
    for kind, values in series.items()
    for number, value in enumerate(values, 1)
} | {"c201": 870, "r201": 797}
ROUTING: Mapping[str, float] = {
    "c101": 827.3,
    "c104": 822.9,
    "r101": 1637.7,
    "r104": 971.5,
    "r105": 1355.3,
    "r201": 1143.2,
    "rc101": 1619.8,
    "rc104": 1132.3,
    "rc105": 1513.7,
    "rc201": 1261.8,
    "rc208": 776.1,
}
