"""The room's accounts and rights as a NATS server reads them: the `authorization` block of its configuration. Pure.

NATS turns a topic's levels into a subject's (its manual, MQTT): `lab/atelier/x` is `lab.atelier.x`, `#` is `>`, `+` is
`*`; `do/#` is `do` beside `do.>`, and a client needs both. What carries messages of QoS 1 to a client has subjects of
its own, `$MQTT.sub.` and `$MQTT.deliver.`, which every account needs. As on mosquitto, two rights are coarser than ours
(docs/protocol.md, Another broker).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from iot_lab.contract.discovery import node_of
from iot_lab.contract.topics import PREFIX
from iot_lab.room.rights import NEVER_A_HOMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.room.register import Account

_MAKERS: Final = ("tele", "stat", "shellies", "zigbee2mqtt", "rtl_433", "homie", "homie.5")
_CARRIERS: Final = ["$MQTT.sub.>", "$MQTT.deliver.>"]
_OUTSIDE: Final = ["homeassistant.>", *(f"{maker}.>" for maker in _MAKERS[:-1])]
Rights = dict[str, dict[str, list[str]]]


def authorization(accounts: Iterable[Account], room: str) -> str:
    """Return the block, secrets included: keep its file private."""
    users = [
        {"user": one.name, "password": one.secret, "permissions": _rights(one, f"{PREFIX}.{room}", room)}
        for one in accounts
    ]
    return f"authorization {{\n  users = {json.dumps(users, indent=2)}\n}}\n"


def _rights(account: Account, root: str, room: str) -> Rights:
    name, scope = account.name, account.scope
    if account.kind == "hub":
        return _allow([f"{root}.*.do.*"], [">"])
    if account.kind == "device":
        return _of_a_device(name, scope.root)
    if account.kind == "reader":
        return _allow([], [f"{root}.>", *_OUTSIDE], [f"{root}.*.do.>", f"{root}.*.done.>"])
    if account.kind == "home":
        orders = [one for one in scope.orders if one not in NEVER_A_HOMES]
        told = [f"{root}.*.{part}" for part in ("status", "info", "log", "data.>")]
        answered = [f"{root}.*.done.{one}" for one in orders]
        return _allow(
            [*(f"{root}.*.do.{one}" for one in orders), "homeassistant.status"], [*told, *answered, *_OUTSIDE]
        )
    announced = f"homeassistant.*.{node_of(room, name)}.*.config"
    return _allow([f"{root}.{name}.>", announced], [f"{root}.{name}.do", f"{root}.{name}.do.>"])


def _of_a_device(name: str, topic_root: str) -> Rights:
    if not topic_root:
        return _allow([">"], [">"], [f"{PREFIX}.>"], [f"{PREFIX}.>", "$SYS.>", "$JS.>"])
    root = topic_root.replace("/", ".")
    own = [f"{prefix}{root}.>" for prefix in ("", *(f"{maker}." for maker in _MAKERS))]
    announced = ["tasmota.discovery.>", "shellies.announce", f"homeassistant.*.{name}.*.config"]
    return _allow([*own, *announced], [*own, f"cmnd.{root}.>", "cmnd.tasmotas.>", "homeassistant.status"])


def _allow(
    publish: list[str], subscribe: list[str], unread: list[str] | None = None, unsaid: list[str] | None = None
) -> Rights:
    told: Rights = {"publish": {"allow": publish}, "subscribe": {"allow": [*subscribe, *_CARRIERS]}}
    if not publish:
        told["publish"] = {"deny": [">"]}
    if unsaid:
        told["publish"]["deny"] = unsaid
    if unread:
        told["subscribe"]["deny"] = unread
    return told
