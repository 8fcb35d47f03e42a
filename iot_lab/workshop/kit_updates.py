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
from iot_lab.workshop.board_orders import BoardAway, OrderRefused, OrderUnanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from iot_lab.workshop.board_orders import BoardOrders

Outcome = Literal["updated", "up-to-date", "simulated"]
TRIAL_S: Final = 200.0
"""A restart, a trial of one minute that may begin twice, another restart, and each time the way into the Wi-Fi."""
BACK_S: Final = 30.0
"""A board that is lost amid a delivery has so long to come back; what it kept so far stays."""
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


class KitOnTrial(LabError):
    """The board tries a kit of another update at this moment, and takes none meanwhile. Details: board."""

    code = "kit-on-trial"


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
        raise _REMEDIES.get(str(refused.details["error"]), KitDamaged)(board=board) from refused


_REMEDIES: Final[dict[str, type[LabError]]] = {
    "storage": KitTooLarge,
    "size": KitTooLarge,
    "unsupported": BoardTakesNoProgram,
    "busy": KitOnTrial,
}


def _send(orders: BoardOrders, board: str, kit: KitFiles, progress: Callable[[int, int], None]) -> Outcome:
    library = kit_parts.library_of(kit.files)
    begun = _ask(orders, board, kit_parts.beginning(kit.version, library))
    if begun.get("result") == kit_parts.UP_TO_DATE:
        return "up-to-date"
    pieces = kit_parts.pieces(kit.version, library)
    for number, piece in enumerate(pieces):
        progress(number, len(pieces))
        _ask(orders, board, piece)
    progress(len(pieces), len(pieces))
    try:
        said = orders.ask(board, "kit", within_s=TRIAL_S, **kit_parts.end(kit.version, library))
    except OrderUnanswered as silent:
        raise KitNotBack(board=board) from silent
    if said.get("result") == kit_parts.WENT_BACK:
        raise KitWentBack(board=board, version=kit.version)
    return "updated"


def _ask(orders: BoardOrders, board: str, order: Mapping[str, Any]) -> dict[str, Any]:
    """Give an order, once again where the connection broke: the board takes it twice as if it came once."""
    try:
        return orders.ask(board, "kit", **order)
    except (BoardAway, OrderUnanswered):
        orders.is_online(board, BACK_S)
        return orders.ask(board, "kit", **order)
