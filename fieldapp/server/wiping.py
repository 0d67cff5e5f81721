"""The office's side of wiping a laptop: the order is given by the administrator, carried out there, confirmed here."""

from __future__ import annotations

from datetime import datetime

from fieldapp.errors import KnownError
from fieldapp.store.office.unit import OfficeUnit


def confirm(unit: OfficeUnit, device_id: str, now: datetime) -> None:
    """The laptop says that it has destroyed what it held; said twice, the first time counts.

    Raises:
        KnownError: `device.not_told_to_wipe` when nobody had told it to: that is no confirmation of anything.
    """
    if not unit.devices.told_to_wipe(device_id):
        raise KnownError("device.not_told_to_wipe")
    unit.devices.wiped(device_id, now)
