"""The command line verifies the same papers that the documents' own tests sign."""

from tests.documents.conftest import (  # noqa: F401 - fixtures
    _practice_day,
    collector,
    faces,
    office,
    renderer,
    root,
    signed,
    supervisor,
)
