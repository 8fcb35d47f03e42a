"""A board's kit brought to this computer's version over the room (docs/protocol.md, `do/kit`; docs/firmware.md).

The board says no more than how each order ended; that it tries the new kit, and comes back to its last good one, is its
own business. So nothing here can leave a board without a kit, whenever this end is cut off.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.boards.delivery import BoardTakesNoProgram
from iot_lab.boards.kit import KitFiles, load_kit
from iot_lab.contract import kit_parts
from iot_lab.errors import LabError
from iot_lab.workshop.board_orders import OrderRefused, OrderUnanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from iot_lab.workshop.board_orders import BoardOrders

Outcome = Literal["updated", "up-to-date", "simulated"]
TRIAL_S: Final = 150.0
"""A restart, a trial of one minute, another restart, and twice the way into the Wi-Fi."""
SAID_BACK: Final = "kit_back"
"""In the `info` of every board that can be updated."""


class KitNotUpdatable(LabError):
    """The board's kit is from before updates over the air, or it is a computer. Details: board."""

    code = "kit-not-updatable"


class KitTooLarge(LabError):
    """The board has no room for another kit in its flash. Details: board."""

    code = "kit-too-large"


class KitDamaged(LabError):
    """The kit did not arrive as it was sent; the board goes on with the one it has. Details: board."""

    code = "kit-damaged"


class KitWentBack(LabError):
    """The new kit did not report in the room; the board came back with its last good one. Details: board, version."""

    code = "kit-went-back"


class KitNotBack(LabError):
    """The board tries its new kit and did not come back yet. Details: board."""

    code = "kit-not-back"


@lru_cache(maxsize=1)
def installed_kit() -> KitFiles:
    """Return this computer's kit."""
    return load_kit()


def is_outdated(info: Mapping[str, Any]) -> bool:
    """Say whether a board says of itself that it has another kit than this computer's."""
    is_board = "micropython" in info and info.get("simulated") is not True
    return is_board and info.get("kit") != installed_kit().version


def update(orders: BoardOrders, board: str, kit: KitFiles, progress: Callable[[int, int], None]) -> Outcome:
    """Bring a board to this kit; return once the new one has reported. `progress(pieces sent, pieces)`.

    Raises what `BoardOrders.ask` does, and the errors above.
    """
    info = orders.info(board)
    if info.get("simulated") is True:
        return "simulated"
    if info.get("kit") == kit.version:
        return "up-to-date"
    if SAID_BACK not in info:
        raise KitNotUpdatable(board=board)
    try:
        return _send(orders, board, kit, progress)
    except OrderRefused as refused:
        remedies = {"storage": KitTooLarge, "size": KitTooLarge, "unsupported": BoardTakesNoProgram}
        raise remedies.get(str(refused.details["error"]), KitDamaged)(board=board) from refused


def _send(orders: BoardOrders, board: str, kit: KitFiles, progress: Callable[[int, int], None]) -> Outcome:
    library = kit_parts.library_of(kit.files)
    begun = orders.ask(board, "kit", **kit_parts.beginning(kit.version, library))
    if begun.get("result") == kit_parts.UP_TO_DATE:
        return "up-to-date"
    pieces = kit_parts.pieces(kit.version, library)
    for number, piece in enumerate(pieces):
        progress(number, len(pieces))
        orders.ask(board, "kit", **piece)
    progress(len(pieces), len(pieces))
    try:
        said = orders.ask(board, "kit", within_s=TRIAL_S, **kit_parts.end(kit.version, library))
    except OrderUnanswered as silent:
        raise KitNotBack(board=board) from silent
    if said.get("result") == kit_parts.WENT_BACK:
        raise KitWentBack(board=board, version=kit.version)
    return "updated"
