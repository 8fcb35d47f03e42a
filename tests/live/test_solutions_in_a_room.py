"""What is learnt works: every connected solution, unchanged, on a simulated board and on a real one's firmware.

All boards stand in one running room; what a board's page shows is asked of its API.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from functools import partial
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
import pytest

from iot_lab.app.served_room import ServedRoom
from iot_lab.contract.config import FILE_NAME as CONFIG
from iot_lab.course import course_folder, known_exercises, load_exercise
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.simulator.board_library import library
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard
from iot_lab.simulator.world.scenario import Scenario, Wifi
from iot_lab.workshop.board_orders import BoardOrders
from iot_lab.workshop.drawn_boards import drawn_world
from iot_lab.workshop.settings import Settings
from tests.rigs.running_kit import free_port, wait_until
from tests.rigs.unix_board import UnixBoard, missing_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECTED = [name for name in known_exercises(course_folder()) if "import room" in load_exercise(name).solution]
MOVED = frozenset({"gestures"})
"""Silent until a hand moves the sensor, as in the public scenario; the stand-ins of a real board have no hand."""
ORDERS = {"obey": ("do/angle", b"90")}
"""What somebody in the room says to a board that waits for it."""
SHOWN = {
    "robust-wifi": {"wifi.attempts"},
    "climate": {"climate.temperature", "climate.humidity"},
    "obey": {"angle"},
    "presence-alarm": {"watching"},
    "nothing-lost": {"samples.temperature"},
    "gestures": {"gesture.number"},
    "anomaly": {"climate.temperature"},
}
"""What the live page must show soon; of an exercise that is not here, any series."""


def around(exercise: str) -> Scenario:
    """Return what surrounds the board in the exercise's drawing: its parts, its files."""
    return drawn_world(load_exercise(exercise)).scenario


class Room:
    """A running room, and what a test does in it."""

    def __init__(self, kit: ServedRoom) -> None:
        self.kit = kit
        self._hub = next(iter(kit.room.register.accounts("hub")))
        self._voice = paho.Client(paho.CallbackAPIVersion.VERSION2, "voice-of-a-test")
        self._voice.username_pw_set(self._hub.name, self._hub.secret)
        self._voice.connect("127.0.0.1", kit.settings.mqtt_port)
        self._voice.loop_start()

    @property
    def broker(self) -> BrokerAddress:
        return BrokerAddress("127.0.0.1", self.kit.settings.mqtt_port)

    def close(self) -> None:
        self._voice.disconnect()
        self._voice.loop_stop()

    def secret_of(self, board: str, kind: str) -> str:
        return self.kit.room.register.add(board, kind).secret

    def say(self, board: str, topic: str, payload: bytes) -> None:
        self._voice.publish(f"lab/{self.kit.room.name}/{board}/{topic}", payload, 1)

    def send(self, board: str, exercise: str) -> None:
        """Send the solution, and the files that the exercise gives with it."""
        files = {name: content for name, content in around(exercise).files if name != CONFIG}
        with BoardOrders(self.kit.settings.data) as orders:
            wait_until(lambda: orders.is_online(board))
            orders.deliver(board, load_exercise(exercise).solution, lambda *_: None, files)

    def series(self, board: str) -> set[str]:
        """Return the names of the series that the board's page draws, none before the room has heard of it."""
        try:
            with urllib.request.urlopen(f"{self.kit.local_url}api/boards/{board}", timeout=10) as answer:
                said: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as unknown:
            unknown.close()
            return set()
        return {one["name"] for one in said["series"]}

    def shows(self, board: str, exercise: str) -> set[str]:
        """Return what the page shows of a solution, nothing before all of it is there."""
        if exercise in ORDERS:
            self.say(board, *ORDERS[exercise])
        found, wanted = self.series(board), SHOWN.get(exercise, set())
        return found if found and wanted <= found else set()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    data = tmp_path_factory.mktemp("room") / "data"
    settings = Settings(data=data, host="127.0.0.1", port=free_port(), mqtt_port=free_port(), simulate=0)
    kit = ServedRoom(settings)
    kit.start()
    room = Room(kit)
    yield room
    room.close()
    kit.stop()


@pytest.mark.parametrize("exercise", CONNECTED)
def test_solution_on_a_simulated_board_shows_its_series(room: Room, exercise: str) -> None:
    name = f"simulated-{exercise}"
    identity = BoardIdentity(room.kit.room.name, name, room.secret_of(name, "simulated"))
    world = Scenario(parts=around(exercise).parts, wifi=Wifi(joining_s=0.05))
    board = LiveBoard(identity, room.broker, "", world, files=library())
    board.start()
    try:
        room.send(name, exercise)
        wait_until(partial(room.shows, name, exercise))
    finally:
        board.stop()


@pytest.mark.skipif(bool(missing_parts()), reason=missing_parts())
@pytest.mark.parametrize("exercise", [name for name in CONNECTED if name not in MOVED])
def test_solution_on_a_boards_firmware_shows_its_series(room: Room, tmp_path, exercise: str) -> None:
    name = f"board-{exercise}"
    board = UnixBoard(
        tmp_path / "flash", room.broker.port, name=name, secret=room.secret_of(name, "board"), room=room.kit.room.name
    )
    board.power_on()
    try:
        room.send(name, exercise)
        wait_until(partial(room.shows, name, exercise))
    finally:
        board.power_off()
