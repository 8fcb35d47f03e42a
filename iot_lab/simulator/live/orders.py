"""What the room asks of a live board's kit (docs/protocol.md, Orders to a board): requests read and checked.

`obey` takes its time with a large program, so all boards share one thread for it. What is to be done is done by the
board in its own thread (`Deeds`); a request that is wrong is answered here and changes nothing.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab.contract.topics import is_name
from iot_lab.simulator.live.program_parts import OrderRefused, ProgramParts, order_id

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_NETWORKS: Final = 8
LONGEST_SSID_BYTES: Final = 32
LONGEST_PASSWORD: Final = 64


class Deeds(Protocol):
    """What a board can do when it is asked; each answers by itself. Called from the thread of the orders."""

    def run_program(self, order: str, program: str | None) -> None:
        """Run a new program, or (None) the one that is kept."""

    def stop_program(self, order: str) -> None:
        """End the program."""

    def identify(self, order: str) -> None:
        """Blink."""

    def keep_settings(self, order: str, settings: dict[str, Any]) -> None:
        """Keep settings for the next start."""

    def rescue(self, order: str) -> None:
        """Restart without the program."""


class Orders:
    """The orders of one board; `answer(order, said)` publishes on `done/<order>`."""

    def __init__(self, board: Deeds, answer: Callable[[str, dict[str, Any]], None]) -> None:
        self._board, self._answer = board, answer
        self._parts = ProgramParts()

    def take(self, order: str, payload: bytes) -> None:
        """Obey soon, in the order of the calls."""
        _thread.submit(self.obey, order, payload)

    def obey(self, order: str, payload: bytes) -> None:
        """Do what is asked, or answer why not."""
        request = _json(payload)
        try:
            self._do(order, order_id(request), request)
        except OrderRefused as refused:
            self._answer(order, {"id": _id_or_none(request), **refused.said})

    def _do(self, order: str, number: str, request: Any) -> None:
        if order == "run":
            self._run(number, request)
        elif order == "stop":
            self._board.stop_program(number)
        elif order == "identify":
            self._board.identify(number)
        elif order == "settings":
            self._board.keep_settings(number, _settings(request))
        elif order == "rescue":
            self._board.rescue(number)

    def _run(self, number: str, request: dict[str, Any]) -> None:
        is_kept = set(request) == {"id"}
        program = None if is_kept else self._parts.take(request)
        if is_kept or program is not None:
            self._board.run_program(number, program)


def _json(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _id_or_none(request: Any) -> str | None:
    try:
        return order_id(request)
    except OrderRefused:
        return None


def _settings(request: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a request, checked; raises OrderRefused."""
    kept: dict[str, Any] = {name: request[name] for name in ("wifi", "name", "room") if name in request}
    names = [kept[name] for name in ("name", "room") if name in kept]
    if not kept or not all(isinstance(name, str) and is_name(name) for name in names):
        raise OrderRefused("request")
    if "wifi" in kept:
        kept["wifi"] = _networks(kept["wifi"])
    return kept


def _networks(wanted: object) -> list[dict[str, str]]:
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= MOST_NETWORKS:
        raise OrderRefused("request")
    return [_network(one) for one in wanted]


def _network(wanted: object) -> dict[str, str]:
    ssid, password = (wanted.get(name) for name in ("ssid", "password")) if isinstance(wanted, dict) else (None, None)
    if not isinstance(ssid, str) or not isinstance(password, str):
        raise OrderRefused("request")
    if not 1 <= len(ssid.encode("utf-8", "replace")) <= LONGEST_SSID_BYTES or len(password) > LONGEST_PASSWORD:
        raise OrderRefused("request")
    return {"ssid": ssid, "password": password}


_thread = ThreadPoolExecutor(1, thread_name_prefix="orders")
