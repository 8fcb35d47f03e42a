"""A hub without pages: it writes a room's telemetry while nobody else does (`iot-lab hub`).

The theory. All hubs of a room have one client identifier, so they share one session at the broker: what one received
and did not acknowledge, the next receives again. Only who holds the room's lease connects (store/lease.py); a killed
hub loses it at that moment, the one that stands by takes it within LOOK_S, reads what is stored, and goes on.
The room's own `iot-lab up` comes before: a hub leaves as soon as that claims the room.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.errors import LabError
from iot_lab.hub import Hub
from iot_lab.store import RoomLease, StoreError, TelemetryStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.store import Database

LOOK_S: Final = 0.25
PATIENCE_S: Final = 15.0
"""How long `iot-lab up` waits for a hub that writes to leave."""
RoleNow = Literal["standing-by", "writing", "store-failing"]


class RoomWrittenElsewhere(LabError):
    """Another `iot-lab up` has this room in this database open: close it, or name another room. Details: room."""

    code = "room-written-elsewhere"


class StandbyHub:
    """Stands by, and writes when it may. `tell` hears each change of what it does."""

    def __init__(
        self,
        database: Database,
        room: str,
        broker: BrokerAddress,
        devices: Sequence[str],
        tell: Callable[[RoleNow], None],
    ) -> None:
        self._database, self._room, self._broker, self._devices = database, room, broker, devices
        self._lease = RoomLease(database, room)
        self._tell, self._told = tell, ""

    def run(self, stop: threading.Event) -> None:
        """Stand by and write until `stop`; a database that is away is waited for."""
        while not stop.is_set():
            try:
                self._stand_by(stop)
            except StoreError:
                self._lease.close()
                self._say("store-failing")
            stop.wait(LOOK_S)
        self._lease.close()

    def _stand_by(self, stop: threading.Event) -> None:
        if self._lease.is_taken_elsewhere("claim") or not self._lease.take("writing"):
            self._say("standing-by")
            return
        store = TelemetryStore(self._database, self._room)
        hub = Hub(store, self._broker.url, room=self._room, devices=self._devices)
        hub.start()
        self._say("writing")
        try:
            while not stop.wait(LOOK_S) and self._may_write():
                pass
        finally:
            hub.stop()
        self._lease.close()

    def _may_write(self) -> bool:
        return self._lease.is_alive() and not self._lease.is_taken_elsewhere("claim")

    def _say(self, now: RoleNow) -> None:
        if now != self._told:
            self._told = now
            self._tell(now)


class RoomClaim:
    """The room's own kit is here: hubs that stand by leave the writing to it, also after the database was away."""

    def __init__(self, database: Database, room: str) -> None:
        self._lease, self._room = RoomLease(database, room), room
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="room-claim", daemon=True)

    def take(self) -> None:
        """Wait until the room is ours to write. Raises RoomWrittenElsewhere, StoreError."""
        waited = threading.Event()
        for _ in range(int(PATIENCE_S / LOOK_S)):
            if self._lease.take("claim") and self._lease.take("writing"):
                self._thread.start()
                return
            waited.wait(LOOK_S)
        self._lease.close()
        raise RoomWrittenElsewhere(room=self._room)

    def close(self) -> None:
        """Let another write the room."""
        self._stopping.set()
        self._thread.join(LOOK_S * 4)
        self._lease.close()

    def _keep(self) -> None:
        while not self._stopping.wait(LOOK_S * 4):
            try:
                if not self._lease.is_alive() and self._lease.take("claim"):
                    self._lease.take("writing")
            except StoreError:
                self._lease.close()
