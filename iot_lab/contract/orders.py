"""Orders to a board on `do/<order>` and its answers on `done/<order>` (docs/protocol.md): written, read, checked. Pure.

A request that is not of its shape is answered with an error and changes nothing. The room writes orders; a board (real,
simulated, or a computer) reads them by these rules. The firmware has the same rules in MicroPython, and passes the same
table of examples (tests/contract/vectors.py).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import (
    HOST_BYTES,
    ORDER_ID_CHARACTERS,
    PASSWORD_BYTES,
    SECRET_BYTES,
    SSID_BYTES,
    WIFI_NETWORKS,
)
from iot_lab.contract.topics import is_name

if TYPE_CHECKING:
    from collections.abc import Callable

TIME: Final = "time"
"""What the room says without being asked, with no `id` and no answer."""
SETTINGS: Final = ("wifi", "name", "room", "broker", "secret")
LAST_PORT: Final = 65_535
_KIT_VERSION: Final = re.compile(r"[0-9A-Za-z+-][0-9A-Za-z.+-]{0,31}")


class RequestRefused(Exception):
    """An order that is answered with an error; `said` is the answer's `error` and what goes with it."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.said: dict[str, Any] = {"error": code, **more}


def request_json(order_id: str, **content: Any) -> bytes:
    """Return the payload of an order."""
    return json.dumps({"id": order_id, **content}).encode()


def read_json(payload: bytes) -> Any:
    """Return the JSON of a payload, None where it is none; anything may come."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def order_id(request: object) -> str:
    """Return the `id` of an order; raises RequestRefused."""
    found = request.get("id") if isinstance(request, dict) else None
    if not isinstance(found, str) or not 1 <= len(found) <= ORDER_ID_CHARACTERS:
        raise RequestRefused("request")
    return found


def refusal(request: object, refused: RequestRefused) -> dict[str, Any]:
    """Return the answer to a request that was refused, with its `id` where it has one that can be used."""
    try:
        return {"id": order_id(request), **refused.said}
    except RequestRefused:
        return {"id": None, **refused.said}


def settings_in(request: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a `do/settings`, checked; what is not known is left out. Raises RequestRefused."""
    kept = {name: request[name] for name in SETTINGS if name in request}
    checks = {"wifi": _networks, "name": _name, "room": _name, "broker": _broker, "secret": _secret}
    if not kept:
        raise RequestRefused("request")
    return {name: checks[name](value) for name, value in kept.items()}


def kit_version_in(request: dict[str, Any]) -> str:
    """Return the version that a `do/kit` is about (kit_parts.py). Raises RequestRefused."""
    version = request.get("version")
    if not isinstance(version, str) or not _KIT_VERSION.fullmatch(version):
        raise RequestRefused("request")
    return version


def _nothing(_request: dict[str, Any]) -> None:
    """Return what an order brings that says all by its name; what stands beside its `id` is passed over."""


@dataclass(frozen=True, slots=True)
class KitOrder:
    """An order that the kit obeys: `result` is its answer once it is done, `content(request)` what it brings, checked.

    `content` raises RequestRefused.
    """

    result: str
    content: Callable[[dict[str, Any]], Any] = _nothing


KIT_ORDERS: Final = {
    "run": KitOrder("running"),  # its content comes in parts: program_parts.py
    "stop": KitOrder("stopped"),
    "identify": KitOrder("blinked"),
    "settings": KitOrder("saved", settings_in),
    "rescue": KitOrder("rescued"),
    "kit": KitOrder("updated", kit_version_in),  # another kit, in parts: kit_parts.py
}
"""Those that the kit obeys whatever program runs; all others belong to the learner's program."""


def time_json(unix_ms: int) -> bytes:
    """Return the payload of `do/time`."""
    return json.dumps({"t": unix_ms}).encode()


def told_time_ms(payload: bytes) -> int | None:
    """Return the time that `do/time` brings, in ms since 1970, None where it is not one."""
    content = read_json(payload)
    told = content.get("t") if isinstance(content, dict) else None
    return told if type(told) is int and told > 0 else None


def _name(wanted: object) -> str:
    if not isinstance(wanted, str) or not is_name(wanted):
        raise RequestRefused("request")
    return wanted


def _secret(wanted: object) -> str:
    return _text(wanted, SECRET_BYTES)


def _broker(wanted: object) -> dict[str, Any]:
    host, port = (wanted.get(name) for name in ("host", "port")) if isinstance(wanted, dict) else (None, None)
    if type(port) is not int or not 1 <= port <= LAST_PORT:
        raise RequestRefused("request")
    return {"host": _text(host, HOST_BYTES), "port": port}


def _networks(wanted: object) -> list[dict[str, str]]:
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= WIFI_NETWORKS:
        raise RequestRefused("request")
    return [_network(one) for one in wanted]


def _network(wanted: object) -> dict[str, str]:
    ssid, password = (wanted.get(name) for name in ("ssid", "password")) if isinstance(wanted, dict) else (None, None)
    return {"ssid": _text(ssid, SSID_BYTES), "password": _text(password, PASSWORD_BYTES, least=0)}


def _text(wanted: object, most_bytes: int, least: int = 1) -> str:
    """Return a text whose UTF-8 has so many bytes (JSON may bring half a surrogate pair, which has none)."""
    if not isinstance(wanted, str):
        raise RequestRefused("request")
    try:
        size = len(wanted.encode())
    except UnicodeEncodeError:
        raise RequestRefused("request") from None
    if not least <= size <= most_bytes:
        raise RequestRefused("request")
    return wanted
