"""A kit in this process, so that it sees the emulated hub: what `iot-lab up` opens, on free ports."""

from __future__ import annotations

from contextlib import contextmanager

from iot_lab.app.served_room import ServedRoom
from iot_lab.workshop.settings import Settings
from tests.rigs.running_kit import free_port


@contextmanager
def open_kit(hub, **options):
    settings = Settings(data=hub.data, host="127.0.0.1", port=free_port(), mqtt_port=free_port(), simulate=0, **options)
    kit = ServedRoom(settings)
    kit.start()
    try:
        yield kit
    finally:
        kit.stop()
