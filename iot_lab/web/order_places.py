"""Orders to boards from pages: an order holds a thread while the board answers, so few are given at once."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import current_app

from iot_lab.web.errors import TooManyRuns
from iot_lab.web.requests import room
from iot_lab.workshop.board_orders import BoardOrders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

MOST_ORDERS = 12
LONGEST_WAIT_S = 15.0


def limit_orders(app: Flask) -> None:
    """Give an application its places for orders."""
    app.extensions["iot_lab_orders"] = threading.BoundedSemaphore(MOST_ORDERS)


@contextmanager
def order_place() -> Iterator[BoardOrders]:
    """Hold one of the places for orders. Raises TooManyRuns, RoomNotRunning."""
    places: threading.Semaphore = current_app.extensions["iot_lab_orders"]
    if not places.acquire(blocking=False):
        raise TooManyRuns
    try:
        with BoardOrders(room().folder.path, LONGEST_WAIT_S) as orders:
            yield orders
    finally:
        places.release()
