"""A payment said to have been made: its voucher first, then the claim that names it, so that it can be looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fieldapp.domain.matter import MatterRaised
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.services.attach_file import About, attach_file
from fieldapp.services.desk import Desk
from fieldapp.services.raise_matter import SavedMatter, raise_matter
from fieldapp.store.laptop.unit import ChangeSet


def claim_payment(desk: Desk, case_id: str, raised: MatterRaised, vouchers: Sequence[Path] = ()) -> SavedMatter:
    """Record what was raised together with photos of vouchers or papers; for every kind of matter.

    Photos that were taken onto the case stay there if the matter itself is then refused.

    Raises:
        KnownError: see `raise_matter` and `attach_file`; the matter is not kept then.
    """
    changes = ChangeSet()
    ids = tuple(_attached(desk, case_id, path, raised.visit_id, changes) for path in vouchers)
    saved = raise_matter(desk, case_id, replace(raised, vouchers=(*raised.vouchers, *ids)))
    saved.changes.add(changes)
    return saved


def _attached(desk: Desk, case_id: str, path: Path, visit_id: str, changes: ChangeSet) -> str:
    """The id of the file on the case; of one that is there already, the one it has."""
    try:
        made = attach_file(desk, case_id, path, About(visit_id=visit_id))
    except KnownError as error:
        known = _known(desk, case_id, path) if error.code == "file.already_attached" else ""
        if not known:
            raise
        return known
    changes.add(made.changes)
    return made.fact_id


def _known(desk: Desk, case_id: str, path: Path) -> str:
    digest = sha256(path.read_bytes())
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
    return next((one.id for one in file.files if digest in {one.content.sha256, one.content.original_sha256}), "")
