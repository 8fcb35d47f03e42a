"""Emulated boards on ptys, over esp32-mock-bootloader: what it lacks is here (docs/flashing.md, section Tests)."""

import iot_lab.boards.session  # noqa: F401 - before the mock: whoever imports esptool first chooses its logger
