"""What the PDF library raises on a file that is damaged or was made to confuse: one list, found by fuzzing, instead of
a catch-all that would also hide our own mistakes.

pyHanko reads a file into plain dictionaries and walks them, so a damaged object surfaces as whatever Python says about
a wrong type or a missing key. The guard therefore wraps only what walks the library's objects.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko_certvalidator.errors import PathError, ValidationError

from fieldapp.errors import KnownError

ODD_INPUT: tuple[type[Exception], ...] = (
    PdfError,  # the library's own word for a file it cannot read
    PathError,  # certificates that lead nowhere
    ValidationError,
    UnsupportedAlgorithm,  # a key or digest nobody knows
    ValueError,  # ASN.1, numbers, text encodings, structural checks of signatures
    TypeError,  # an object of another kind than the place wants
    LookupError,  # a missing key or index
    AttributeError,  # the same, where the library reaches into the object
    ArithmeticError,  # sizes and offsets
    AssertionError,  # the library's own assumptions about a sane file
    NotImplementedError,  # filters, encryption and algorithms it does not know
    RecursionError,  # objects that contain themselves
    OSError,  # reading past the end, seeking to nowhere
    EOFError,
    zlib.error,
)


# pyHanko logs every odd file with a traceback that may quote names from it; what is wrong belongs into the report
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


@contextmanager
def reading_odd_input() -> Iterator[None]:
    """Turn what a damaged file makes the library raise into one known error.

    Raises:
        KnownError: `documents.damaged`.
    """
    try:
        yield
    except ODD_INPUT as error:
        raise KnownError("documents.damaged", {"detail": f"{type(error).__name__}: {error}"[:160]}) from error
