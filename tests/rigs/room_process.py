"""The broker and the hub of a room in a process of their own, so that a test can kill them: `room_process.py FOLDER`.

Says the broker's port once the hub writes.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from iot_lab.broker import Broker
from iot_lab.hub import Hub
from iot_lab.room import Register
from iot_lab.store import TelemetryStore

data, secret = Path(sys.argv[1]), sys.argv[2]
broker = Broker(Register.open(data), host="127.0.0.1", port=0, state=data / "broker")
broker.start()
store = TelemetryStore.open(f"sqlite:///{data / 'lab.db'}", "atelier")
hub = Hub(store, f"mqtt://hub:{secret}@127.0.0.1:{broker.port}", room="atelier")
hub.start()
while hub.state().state != "ok":
    time.sleep(0.01)
sys.stdout.write(f"{broker.port}\n")
sys.stdout.flush()
while True:
    time.sleep(60)
