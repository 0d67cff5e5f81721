"""Calls of a laptop that the office knows, by whatever way a test leads them, and why they do not come through."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from fieldapp import sentences
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import SyncRequest
from fieldapp.sync.network import Network
from fieldapp.sync.transport import Transport
from tests.office import TestOffice
from tests.sync.conftest import NewDesk

MOMENT = "2026-07-25T10:00:00+08:00"


@dataclass
class Lines:
    """Calls of a laptop that the office knows, by any way."""

    office: TestOffice
    token: str
    device_id: str
    opened: ExitStack
    learnt: list[Network] = field(default_factory=list)

    def transport(self, url: str, network: Network | None = None) -> Transport:
        made = Transport(url, self.token, network=network, learnt=self.learnt.append)
        self.opened.callback(made.close)
        return made

    def sync(self, url: str, network: Network | None = None) -> list[Any]:
        """The frames of one sync call."""
        transport = self.transport(url, network)
        try:
            return list(transport.exchange(SyncRequest(self.device_id, "", (), (), MOMENT)))
        finally:
            transport.close()

    def refused(self, url: str, network: Network | None = None) -> KnownError:
        """Why a sync call did not come through, and that there is a sentence for it in both languages."""
        with pytest.raises(KnownError) as raised:
            self.sync(url, network)
        return told(raised.value)


def told(error: KnownError) -> KnownError:
    for language in sentences.LANGUAGES:
        assert error.code in sentences.catalogue(language)
        sentence = str(sentences.say(error.code, error.params, language))
        assert "{" not in sentence
    return error


def lines_of(office: TestOffice, new_desk: NewDesk, opened: ExitStack) -> Lines:
    """Lines of a laptop that has just been enrolled."""
    desk = new_desk()
    with desk.store.reading() as unit:
        token = unit.settings.get("token", str) or ""
    return Lines(office, token, desk.device_id, opened)
