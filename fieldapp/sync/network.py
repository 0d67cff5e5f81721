"""How this user's laptop reaches the server: the proxy, whom to trust, and who vouched for the server so far.

It lies in the user's encrypted store, because a proxy's password is a password. Before the first sign-in there is no
store; until then it is held in memory by whoever asks for it.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from fieldapp.store.laptop.unit import LaptopUnit

SETTING = "network"

UNREACHED = frozenset(
    {
        "sync.server_away",
        "network.name_unknown",
        "network.no_route",
        "network.timeout",
        "network.proxy_away",
        "network.proxy_cannot_reach",
    }
)
"""Nobody answered: the server is away, or we are."""

AWAY = UNREACHED | {
    "sync.cut_off",
    "sync.server_busy",
    "sync.cancelled",
    "network.busy_for",
    "network.other_window",
    "sync.other_round",
}
"""What passes by itself: shown calmly, and tried again without anybody doing anything."""

PROXY_SIGN_IN = frozenset({"network.proxy_sign_in", "network.proxy_sign_in_refused"})
"""A name and a password for the proxy are wanted; the server's own sign-in is another matter."""

PORTAL = "network.portal"
CERTIFICATE_CHANGED = "network.certificate_changed"


class ProxyMode(StrEnum):
    """Where the proxy's address comes from."""

    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


class Network(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was chosen and learnt.

    Attributes:
        proxy: its address ("http://proxy.example:3128") if set by hand.
        login, password: for the proxy, whichever it is.
        authorities: PEM certificates trusted besides the system's, such as the office's own authority.
        pin: digest of the key of the authority that vouched for the server at first contact; empty before it.
        pinned: that authority's name.
    """

    mode: ProxyMode = ProxyMode.SYSTEM
    proxy: str = ""
    login: str = ""
    password: str = ""
    authorities: str = ""
    pin: str = ""
    pinned: str = ""


def network_of(unit: LaptopUnit) -> Network:
    """The choice of this store's user; what the system says, if none was made."""
    return unit.settings.get(SETTING, Network) or Network()


def keep_network(unit: LaptopUnit, network: Network) -> None:
    """Keep a choice."""
    unit.settings.set(SETTING, network)
