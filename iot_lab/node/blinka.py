"""Sensors through Blinka and any `adafruit-circuitpython-*` driver, imported only here and only when asked.

Blinka chooses the hardware once, when `board` is imported, from BLINKA_... variables and the computer itself.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
import time
from typing import TYPE_CHECKING, Any, Final

from iot_lab.node import adapters
from iot_lab.node.errors import BlinkaMissing, DriverClassMissing, DriverMissing, NoHardware, PinMissing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from iot_lab.node.node_file import NodeFile, SensorPlan

_BUSES: Final = {"i2c": ("I2C", "SCL"), "spi": ("SPI", "SCLK")}
_BLINK_S: Final = 0.25
_NO_PINS: Final = "GENERIC_LINUX_PC"


class Blinka:
    """The hardware that Blinka found; buses are opened once and shared by the sensors."""

    is_simulated = False

    def __init__(self, adapter: str) -> None:
        """Find the hardware; raises BlinkaMissing, NoHardware."""
        if importlib.util.find_spec("adafruit_blinka") is None:
            raise BlinkaMissing(problem="adafruit_blinka")
        looked = _tell_blinka(adapter)
        try:
            self._board = importlib.import_module("board")
        except ModuleNotFoundError as error:
            raise BlinkaMissing(problem=error.name) from error
        except Exception as error:
            # NotImplementedError, RuntimeError, OSError, a USB library's own: each hardware has others.
            raise NoHardware(looked=looked, problem=_words(error)) from error
        self.name = str(getattr(self._board, "board_id", None) or "?")
        if self.name == _NO_PINS or not self.pins:
            raise NoHardware(looked=looked, problem=self.name)
        self._opened: dict[str, Any] = {}

    @property
    def pins(self) -> list[str]:
        """The names of the pins that drivers may be given."""
        return [name for name, value in vars(self._board).items() if type(value).__name__ == "Pin"]

    def check(self, file: NodeFile) -> None:
        """Find every driver, bus and pin of a file; raises DriverMissing, DriverClassMissing, PinMissing."""
        for sensor in file.sensors:
            self._driver(sensor)
            if sensor.bus in _BUSES:
                self._require(sensor.name, _BUSES[sensor.bus])
            for pin in sensor.pins:
                self._require(sensor.name, (pin,))
        if file.led is not None:
            self._require("led", (file.led,))

    def open(self, plan: SensorPlan) -> Any:
        """Return the driver of one sensor; raises whatever the driver raises where it does not answer."""
        options = dict(plan.options)
        if plan.address is not None:
            options["address"] = plan.address
        return self._driver(plan)(*self._given(plan), **options)

    def blink(self, pin: str | None, seconds: float) -> None:
        """Blink the LED at `pin`; without one, only wait."""
        if pin is None:
            time.sleep(seconds)
            return
        digitalio = importlib.import_module("digitalio")
        with digitalio.DigitalInOut(getattr(self._board, pin)) as led:
            led.switch_to_output(value=False)
            for turn in range(int(seconds / _BLINK_S)):
                led.value = turn % 2 == 0
                time.sleep(_BLINK_S)

    def _given(self, plan: SensorPlan) -> list[Any]:
        """Return what drivers of Adafruit take first: the bus, a chip select, or the pins."""
        if plan.bus == "i2c":
            return [self._bus("i2c")]
        if plan.bus == "spi":
            digitalio = importlib.import_module("digitalio")
            return [self._bus("spi"), digitalio.DigitalInOut(getattr(self._board, plan.pins[0]))]
        return [getattr(self._board, pin) for pin in plan.pins]

    def _bus(self, bus: str) -> Any:
        if bus not in self._opened:
            self._opened[bus] = getattr(self._board, _BUSES[bus][0])()
        return self._opened[bus]

    def _driver(self, plan: SensorPlan) -> Any:
        module_name, _, class_name = plan.driver.partition(":")
        try:
            module = importlib.import_module(module_name)
        except ImportError as error:
            package = _package(module_name)
            raise DriverMissing(sensor=plan.name, driver=error.name or module_name, package=package) from error
        if not hasattr(module, class_name):
            known = ", ".join(_nearest(class_name, module)) or "-"
            raise DriverClassMissing(sensor=plan.name, driver=plan.driver, known=known)
        return getattr(module, class_name)

    def _require(self, sensor: str, names: Iterable[str]) -> None:
        for name in names:
            if getattr(self._board, name, None) is None:
                raise PinMissing(sensor=sensor, pin=name, board=self.name, known=", ".join(self.pins) or "-")


def _tell_blinka(word: str) -> str:
    """Set Blinka's variable for the adapter, unless the person did; return the names of what was looked for."""
    # Otherwise it offers to download packages, in a workshop without internet; our extra [node] has what it needs.
    os.environ.setdefault("BLINKA_SKIP_DEPENDENCY_CHECK", "1")
    if adapters.is_told():
        told = (name for name in sorted(os.environ) if name.startswith("BLINKA_"))
        return ", ".join(name for name in told if name != "BLINKA_SKIP_DEPENDENCY_CHECK")
    adapter = adapters.choose(word, adapters.plugged() if word == "auto" else ())
    if adapter is not None:
        os.environ[adapter.variable] = "1"
        return adapter.title
    return ", ".join(["Raspberry Pi", *(one.title for one in adapters.ADAPTERS if word == "auto")])


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _package(module: str) -> str:
    return "adafruit-circuitpython-" + module.partition(".")[0].removeprefix("adafruit_").replace("_", "-")


def _nearest(name: str, module: ModuleType) -> list[str]:
    """Return the classes of a module whose names are the nearest to this one."""
    classes = [one for one, value in vars(module).items() if isinstance(value, type) and not one.startswith("_")]
    return difflib.get_close_matches(name, classes, n=5, cutoff=0.0)
