"""The search's benchmark in a process of its own, with a window system offscreen: prints its lines as JSON.

python -m tests.benchmarks.search_process 100000 1000000
"""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.benchmarks import search_keys
from ui import i18n, singletons, theme


def main() -> int:
    """Measure lists of the sizes that are named."""
    singletons.keep()
    application = QApplication([])
    i18n.switch("zh_CN")
    theme.apply(application, "light")
    print(json.dumps(search_keys.rows([int(count) for count in sys.argv[1:]])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
