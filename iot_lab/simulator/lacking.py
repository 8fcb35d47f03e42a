"""What an ESP32's firmware has and a simulated board has not, on purpose.

A program that asks for one of these fails as on a board without it (ImportError, AttributeError, NotImplementedError)
and the event `not-simulated` says which: a person is told that it is the simulated board's limit, and a submission that
ends by it could not be checked.
"""

from __future__ import annotations

from typing import Final

EVENT: Final = "not-simulated"
MODULES: Final = frozenset(
    {
        "_espnow", "_webrepl", "aioespnow", "bluetooth", "espnow", "tls", "ubluetooth",
        "uwebsocket", "webrepl_setup", "websocket",
    }
)  # fmt: skip
"""Modules that are not there."""
NAMES: Final = frozenset(
    {
        "_thread.start_new_thread", "esp32.Partition", "esp32.ULP", "esp32.wake_on_touch",
        "esp32.wake_on_ulp", "machine.I2S", "machine.SDCard", "machine.mem16",
        "machine.mem32", "machine.mem8", "network.LAN", "network.PPP", "os.VfsFat", "os.VfsLfs2", "os.dupterm",
        "ssl",
    }
)  # fmt: skip
"""Names in modules that are there; `ssl` is every use of it."""
BORNE: Final = frozenset({"webrepl.start"})
"""Names that do less than on a board without an error: there is nobody to connect."""
ERRORS: Final = ("ImportError", "AttributeError", "NotImplementedError")
"""What such a program ends with."""
