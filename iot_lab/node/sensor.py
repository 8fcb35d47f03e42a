"""One sensor: opened when it is to be read, read into samples, and opened afresh after it failed."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from iot_lab.node.values import sample_value

if TYPE_CHECKING:
    from iot_lab.node.hardware import Hardware
    from iot_lab.node.node_file import SensorPlan
    from iot_lab.node.values import Value


class SensorFailed(Exception):
    """It could not be opened or read; the text is the driver's own."""


class Sensor:
    """One sensor of the file on this hardware."""

    def __init__(self, plan: SensorPlan, hardware: Hardware) -> None:
        self.plan = plan
        self._hardware = hardware
        self._driver: Any = None

    def read(self) -> list[tuple[str, Value]]:
        """Return series and value of each channel; all or none. Raises SensorFailed."""
        try:
            if self._driver is None:
                self._driver = self._hardware.open(self.plan)
            return [
                (channel.series, sample_value(channel, self._given(channel.attribute)))
                for channel in self.plan.channels
            ]
        except Exception as error:
            # Drivers raise what they like (OSError, RuntimeError, ValueError, their own): none may stop the others.
            self.close()
            raise SensorFailed(" ".join(str(error).split())[:200] or type(error).__name__) from error

    def close(self) -> None:
        """Let the driver go, and the pins it holds."""
        driver, self._driver = self._driver, None
        with contextlib.suppress(Exception):
            driver.deinit()

    def _given(self, attribute: str) -> Any:
        value = getattr(self._driver, attribute)
        return value() if callable(value) else value
