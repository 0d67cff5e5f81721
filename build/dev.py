r"""The one door for whoever works on FieldApp or tries it: makes the machine ready, then runs, tests or bundles.

    python3 build/dev.py run        (Windows: py build\dev.py run)

It needs nothing but Python: what is missing it installs or names. A second start finds everything in place and takes
no set-up time. This file must stay readable for an old Python, so that an old Python is refused with a sentence
instead of a syntax error; everything else lives in `build/steps`.
"""

import sys

OLDEST = (3, 11)
REFUSAL = """FieldApp needs Python %d.%d or newer; this is Python %d.%d (%s).
Debian 12, Ubuntu 24.04 and newer have it as python3. Elsewhere install one and name it, for example:
python3.12 build/dev.py run"""

if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(REFUSAL % (OLDEST + sys.version_info[:2] + (sys.executable,)))
    from steps.commands import main

    sys.exit(main(sys.argv[1:]))
