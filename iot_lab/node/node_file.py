"""The file of a computer as a board: who it is, where its room is, which sensors become which series (docs/node.md)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from iot_lab import tables
from iot_lab.contract.limits import SERIES_OF_A_BOARD
from iot_lab.contract.topics import is_name
from iot_lab.foreign_text import finite_number
from iot_lab.mqtt.address import BrokerAddress, BrokerUrlRefused
from iot_lab.node.errors import NodeFieldWrong, NodeFileMissing, NodeFileUnreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from iot_lab.errors import LabError

AUTO: Final = "auto"
ADAPTERS: Final = (AUTO, "none", "mcp2221", "ft232h", "u2if")
BUSES: Final = ("i2c", "spi", "pin", "none")
DEFAULT_EVERY_S: Final = 10.0
LEAST_EVERY_S, MOST_EVERY_S = 0.1, 86_400.0
_DRIVER = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*", re.ASCII)
_I2C_ADDRESSES = range(0x03, 0x78)
_EXAMPLES: Final = {
    "text": '"..."',
    "number": "10",
    "list of texts": '["D4"]',
    "table": "{ ... }",
    "list of tables": "[[sensor]]",
}


@dataclass(frozen=True, slots=True)
class SensorChannel:
    """One series, and the attribute of the driver that it comes from: value x scale + offset.

    `keys` names the parts of an attribute that holds several numbers; the series are then `<series>.<key>`.
    """

    series: str
    attribute: str
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0
    decimals: int | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SensorPlan:
    """One sensor: its driver (`module:Class`), what the driver is given, and how often it is read."""

    name: str
    driver: str
    bus: str
    channels: tuple[SensorChannel, ...]
    every_s: float = DEFAULT_EVERY_S
    address: int | None = None
    pins: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NodeFile:
    """One computer as a board; `broker` is None for the room on this very computer."""

    room: str
    name: str
    secret: str = field(repr=False)
    sensors: tuple[SensorPlan, ...]
    broker: BrokerAddress | None = None
    adapter: str = AUTO
    led: str | None = None
    sha256: str = ""

    @property
    def units(self) -> dict[str, str]:
        """The unit of each series."""
        return {channel.series: channel.unit for sensor in self.sensors for channel in sensor.channels}


def read_node_file(path: Path) -> NodeFile:
    """Return what the file says; raises NodeFileMissing, NodeFileUnreadable, NodeFieldWrong."""
    table = _Table.read(path)
    table.only(("room", "name", "secret", "broker", "adapter", "led", "every_s", "sensor"))
    every_s = table.decimal("every_s", LEAST_EVERY_S, MOST_EVERY_S, DEFAULT_EVERY_S)
    return NodeFile(
        room=table.name("room"),
        name=table.name("name"),
        secret=table.text("secret"),
        sensors=_sensors(table, every_s),
        broker=_broker(table),
        adapter=table.choice("adapter", ADAPTERS),
        led=table.text("led") if "led" in table.values else None,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


class _Table(tables.Table):
    __slots__ = ()
    missing: ClassVar[type[LabError]] = NodeFileMissing
    unreadable: ClassVar[type[LabError]] = NodeFileUnreadable
    wrong: ClassVar[type[LabError]] = NodeFieldWrong

    def name(self, field: str) -> str:
        """Return a name that topics allow."""
        value = self.values.get(field)
        if not isinstance(value, str) or not is_name(value):
            raise self.fault(field, '"serre-01" (a-z 0-9 -)')
        return value

    def choice(self, field: str, known: Collection[str]) -> str:
        """Return one of the known words, the first where there is none."""
        value = self.values.get(field, next(iter(known)))
        if not isinstance(value, str) or value not in known:
            raise self.fault(field, ", ".join(f'"{word}"' for word in known))
        return value

    def decimal(self, field: str, least: float, most: float, default: float) -> float:
        """Return a number between two bounds, or the default where there is none."""
        value = finite_number(self.values.get(field, default))
        if value is None or not least <= value <= most:
            raise self.fault(field, f"{least:g} ... {most:g}")
        return value

    def fault(self, field: str, wanted: str) -> LabError:
        """Say what is wanted as one would write it, which no language needs translated."""
        known = wanted.removeprefix("none: only ")
        return super().fault(field, _EXAMPLES.get(wanted, known))


def _broker(table: _Table) -> BrokerAddress | None:
    if table.values.get("broker", AUTO) == AUTO:
        return None
    text = table.text("broker")
    try:
        address = BrokerAddress.parse(text if "://" in text else f"mqtt://{text}")
    except BrokerUrlRefused:
        address = None
    # Name and secret have fields of their own: in an address they would be passed over in silence.
    if address is None or address.name:
        raise table.fault("broker", '"auto", "mqtt://192.168.1.20:1883"')
    return address


def _sensors(table: _Table, every_s: float) -> tuple[SensorPlan, ...]:
    sensors: list[SensorPlan] = []
    used: set[str] = set()
    for place in table.tables("sensor"):
        sensor = _sensor(place, every_s)
        if any(sensor.name == other.name for other in sensors):
            raise place.fault("name", f'"{sensor.name}-2"')
        for channel in sensor.channels:
            if channel.series in used or len(used) == SERIES_OF_A_BOARD:
                raise place.fault(f"series.{channel.series}", f"1 x {channel.series}, <= {SERIES_OF_A_BOARD}")
            used.add(channel.series)
        sensors.append(sensor)
    if not sensors:
        raise table.fault("sensor", "[[sensor]]")
    return tuple(sensors)


def _sensor(table: _Table, every_s: float) -> SensorPlan:
    table.only(("name", "driver", "bus", "address", "pins", "options", "every_s", "series"))
    driver = table.text("driver")
    if not _DRIVER.fullmatch(driver):
        raise table.fault("driver", '"adafruit_sht31d:SHT31D"')
    bus = table.choice("bus", BUSES)
    return SensorPlan(
        name=table.name("name") if "name" in table.values else _name_of(driver),
        driver=driver,
        bus=bus,
        channels=_channels(table.table("series")),
        every_s=table.decimal("every_s", LEAST_EVERY_S, MOST_EVERY_S, every_s),
        address=_address(table, bus),
        pins=_pins(table, bus),
        options=dict(table.table("options").values) if "options" in table.values else {},
    )


def _name_of(driver: str) -> str:
    """Return a name for a sensor that has none: that of its driver's class."""
    return re.sub(r"[^a-z0-9]+", "-", driver.partition(":")[2].lower()).strip("-")[:32] or "sensor"


def _address(table: _Table, bus: str) -> int | None:
    value = table.values.get("address")
    if value is None:
        return None
    if bus != "i2c" or type(value) is not int or value not in _I2C_ADDRESSES:
        raise table.fault("address", 'bus = "i2c", 0x03 ... 0x77')
    return value


def _pins(table: _Table, bus: str) -> tuple[str, ...]:
    """Return the pins: chip select for SPI, the driver's own for `pin`, none for the other buses."""
    if bus not in ("spi", "pin"):
        if "pins" in table.values:
            raise table.fault("pins", 'bus = "pin", bus = "spi"')
        return ()
    pins = table.items("pins")
    if not pins or (bus == "spi" and len(pins) > 1):
        raise table.fault("pins", '["D5"]')
    return pins


def _channels(table: _Table) -> tuple[SensorChannel, ...]:
    if not table.values:
        raise table.fault("temperature", '{ attribute = "temperature", unit = "°C" }')
    return tuple(_channel(table, series) for series in table.values)


def _channel(series_table: _Table, series: str) -> SensorChannel:
    if not is_name(series):
        raise series_table.fault(series, "a-z 0-9 -")
    table = series_table.table(series)
    table.only(("attribute", "unit", "scale", "offset", "decimals", "keys"))
    attribute = table.text("attribute")
    if not attribute.isidentifier() or attribute.startswith("_"):
        raise table.fault("attribute", '"temperature"')
    keys = table.items("keys") if "keys" in table.values else ()
    if not all(is_name(key) for key in keys) or len(set(keys)) != len(keys):
        raise table.fault("keys", '["x", "y", "z"]')
    decimals = table.decimal("decimals", 0, 9, 0) if "decimals" in table.values else None
    return SensorChannel(
        series=series,
        attribute=attribute,
        unit=table.text("unit") if "unit" in table.values else "",
        scale=table.decimal("scale", -1e12, 1e12, 1.0),
        offset=table.decimal("offset", -1e12, 1e12, 0.0),
        decimals=None if decimals is None else int(decimals),
        keys=keys,
    )
