"""What the room asks of a live board's kit (docs/protocol.md, Orders to a board): requests read and checked.

`obey` takes its time with a large program, so all boards share one thread for it. What is to be done is done by the
board in its own thread (`OrderedBoard`); a request that is wrong is answered here and changes nothing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab.contract.orders import RequestRefused, order_id, read_json, refusal, settings_in
from iot_lab.contract.program_parts import ProgramParts

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.contract.program_parts import SentProgram

KEPT_SETTINGS: Final = ("wifi", "name", "room")


class OrderedBoard(Protocol):
    """What a board can do when it is asked; each answers by itself. Called from the thread of the orders."""

    def run_program(self, order: str, program: SentProgram | None) -> None:
        """Run a new program, or (None) the one that is kept."""

    def stop_program(self, order: str) -> None: ...

    def identify(self, order: str) -> None: ...

    def keep_settings(self, order: str, settings: dict[str, Any]) -> None:
        """Keep settings for the next start."""

    def rescue(self, order: str) -> None:
        """Restart without the program."""


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


def _settings(request: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that mean something here: this board's broker and secret are the laptop's own."""
    kept = {name: value for name, value in settings_in(request).items() if name in KEPT_SETTINGS}
    if not kept:
        raise RequestRefused("request")
    return kept


_thread = ThreadPoolExecutor(1, thread_name_prefix="orders")
