"""What the room asks of a live board's kit (docs/protocol.md, Orders to a board): requests read and checked.

`obey` takes its time with a large program, so all boards share one thread for it. What is to be done is done by the
board in its own thread (`OrderedBoard`); a request that is wrong is answered here and changes nothing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab.contract.orders import KIT_ORDERS, RequestRefused, order_id, read_json, refusal, settings_in
from iot_lab.contract.program_parts import ProgramParts

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_SETTINGS: Final = ("wifi", "name", "room")


class OrderedBoard(Protocol):
    """The board that is asked."""

    def obey(self, order: str, number: str, content: Any) -> None:
        """Do one order of `KIT_ORDERS` and answer it; called from the thread of the orders."""


class Orders:
    """The orders of one board; `answer(order, said)` publishes on `done/<order>`."""

    def __init__(self, board: OrderedBoard, answer: Callable[[str, dict[str, Any]], None]) -> None:
        self._board, self._answer = board, answer
        self._parts = ProgramParts()

    def take(self, order: str, payload: bytes) -> None:
        """Obey soon, in the order of the calls."""
        _thread.submit(self.obey, order, payload)

    def obey(self, order: str, payload: bytes) -> None:
        """Do what is asked, or answer why not."""
        request = read_json(payload)
        try:
            self._do(order, order_id(request), request)
        except RequestRefused as refused:
            self._answer(order, refusal(request, refused))

    def _do(self, order: str, number: str, request: dict[str, Any]) -> None:
        if order == "run" and set(request) != {"id"}:
            program = self._parts.take(request)
            if program is not None:
                self._board.obey(order, number, program)
        elif order == "settings":
            self._board.obey(order, number, _kept(settings_in(request)))
        elif order in KIT_ORDERS:
            self._board.obey(order, number, KIT_ORDERS[order].content(request))


def _kept(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that mean something here: this board's broker and secret are the laptop's own."""
    kept = {name: value for name, value in settings.items() if name in KEPT_SETTINGS}
    if not kept:
        raise RequestRefused("request")
    return kept


_thread = ThreadPoolExecutor(1, thread_name_prefix="orders")
