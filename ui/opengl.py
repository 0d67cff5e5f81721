"""Has Qt's windows share what they draw with, which the map's WebEngine asks for before there is an application.

Python can only say so with a member of `Qt`, and to name that makes its ninety enumerations (`ui.first_paint`): twenty-
five milliseconds of every start, for a map that most starts never open. Where the system finds the function behind it
by its name in Qt's own library it is called there; elsewhere the long way is gone.
"""

from __future__ import annotations

from PySide6 import QtCore

SHARE = 18
"""`Qt::AA_ShareOpenGLContexts`; a test holds it against Qt."""
FUNCTION = "_ZN16QCoreApplication12setAttributeEN2Qt20ApplicationAttributeEb"
"""`QCoreApplication::setAttribute(Qt::ApplicationAttribute, bool)` where names are made as on Linux and macOS."""


def share() -> None:
    """Before the `QApplication` is made."""
    if not _share_quickly():
        QtCore.QCoreApplication.setAttribute(QtCore.Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def _share_quickly() -> bool:
    """Whether it was done by the function's own name."""
    try:
        from _ctypes import call_cdeclfunction, dlopen, dlsym  # `ctypes` itself would cost three milliseconds

        function = dlsym(dlopen(QtCore.__file__, 0), FUNCTION)  # open already; this looks into what it was linked with
    except (ImportError, OSError):
        return False
    call_cdeclfunction(function, (SHARE, 1))
    return True
