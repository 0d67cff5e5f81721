"""The line to an online geocoder: out of this network by the same way as to the office, and under nobody else's trust.

One question is one call; nothing is tried again by itself, and nothing of what was asked is written to any log.
"""

from __future__ import annotations

import contextlib
import logging

import urllib3

from fieldapp.errors import KnownError
from fieldapp.geo.geocoders.contract import NAMES, Provider, Request
from fieldapp.services.ask_geocoder import GeocoderAnswer, ask_geocoder
from fieldapp.services.desk import Desk
from fieldapp.sync.lines import make_way
from fieldapp.sync.network import Network, network_of
from fieldapp.sync.proxy import route_to

SECONDS = 8.0
MOST_BYTES = 256 * 1024
"""Of an answer; a geocoder's has a few hundred."""
# what urllib3 says while debugging is the whole address of a call, and the key is a part of it
logging.getLogger("urllib3").setLevel(logging.INFO)


class OutsideLine:
    """Calls to somebody who is not our server."""

    def __init__(self, provider: Provider, network: Network) -> None:
        self._provider, self._network = provider, network

    def get(self, request: Request) -> tuple[int, bytes]:
        """Ask; status and body of the answer.

        Raises:
            KnownError: `geocoder.away`, `geocoder.unreadable` for an answer beyond all measure, or what is wrong with
                the proxy of the settings.
        """
        way = make_way(request.url, self._network, route_to(request.url, self._network))
        try:
            response = way.pool.request(
                "GET",
                request.url,
                fields=dict(request.fields),
                headers=dict(request.headers),
                timeout=urllib3.Timeout(connect=SECONDS, read=SECONDS),
                redirect=False,
                preload_content=False,
            )
            with contextlib.closing(response):
                body = response.read(MOST_BYTES + 1, decode_content=True)
        except (urllib3.exceptions.HTTPError, OSError):
            # not chained: what urllib3 says has the address and the key in it
            raise KnownError("geocoder.away", {"provider": NAMES[self._provider]}, retryable=True) from None
        finally:
            way.close()
        if len(body) > MOST_BYTES:
            raise KnownError("geocoder.unreadable", {"provider": NAMES[self._provider]})
        return response.status, body


def locate_online(desk: Desk, provider: Provider, case_id: str, premises_id: str) -> GeocoderAnswer:
    """Ask a provider about the address of these premises, by the way out that this person chose; off the GUI thread.

    Raises:
        KnownError: as `services.ask_geocoder.ask_geocoder`.
    """
    with desk.store.reading() as unit:
        network = network_of(unit)
    return ask_geocoder(desk, provider, case_id, premises_id, OutsideLine(provider, network))
