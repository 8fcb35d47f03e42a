"""Our broker in a process of its own, so that a test can kill it: `python broker_process.py PORT FOLDER`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from iot_lab.broker import Broker
from tests.rigs.room_side import Anyone

Broker(Anyone(), host="127.0.0.1", port=int(sys.argv[1]), state=Path(sys.argv[2])).start()
while True:
    time.sleep(60)
