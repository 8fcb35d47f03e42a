"""The addresses at which the room reaches this computer, the likeliest first. No packet is sent."""

from __future__ import annotations

import ipaddress
import socket
from typing import Final

import psutil

LOOPBACK: Final = "127.0.0.1"
EVERYWHERE: Final = frozenset({"", "0.0.0.0", "::"})
"""Hosts to listen on that mean every address of this computer."""
_VIRTUAL_PREFIXES: Final = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "zt", "tailscale")


def room_addresses(host: str) -> list[str]:
    """Return the IPv4 addresses that a learner may type when we listen on `host`; the loopback one when alone."""
    if host not in EVERYWHERE:
        return [host]
    return order_addresses(interface_addresses()) or [LOOPBACK]


def order_addresses(interfaces: list[tuple[str, str]]) -> list[str]:
    """Return the usable addresses among (interface, address): home and office networks before others.

    Loopback and link-local addresses (169.254/16, RFC 3927) are left out; virtual interfaces come last.
    """
    usable = [(name, ipaddress.IPv4Address(text)) for name, text in interfaces]
    kept = [(name, ip) for name, ip in usable if not (ip.is_loopback or ip.is_link_local)]
    kept.sort(key=lambda pair: (is_virtual(pair[0]), not pair[1].is_private))
    return [str(ip) for _, ip in kept]


def is_virtual(interface: str) -> bool:
    """Say whether an interface leads to containers, machines inside this one, or a VPN: no board is there."""
    return interface.lower().startswith(_VIRTUAL_PREFIXES)


def interface_addresses() -> list[tuple[str, str]]:
    """Return the (interface, IPv4 address) of the interfaces that are up."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    return [
        (name, entry.address)
        for name, entries in psutil.net_if_addrs().items()
        for entry in entries
        if name in up and entry.family == socket.AF_INET
    ]
