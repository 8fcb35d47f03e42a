"""What goes wrong around a board: a part that is unplugged, a part whose data is corrupted, a bus that is stuck.

A fault is put in a scenario's `parts`, around the part it concerns: `Unplugged(Bme280(), (Span(60, 30),))`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.world.scenario import Part, Span


@dataclass(frozen=True, slots=True)
class Unplugged:
    """A part that is not there during some spans; it comes back as at power-up.

    On I2C it no longer acknowledges (ENODEV), on a single wire it does not answer (ETIMEDOUT), its analog pin floats,
    its digital pins are held by nothing but their pulls.
    """

    part: Part
    spans: tuple[Span, ...]

    def attach(self, board: Board) -> None:
        """Plug the part in, and write in the agenda when it leaves and comes back."""
        plugs = _plug_in(self.part, board)
        for span in self.spans:
            leave = partial(_leave, board, plugs)
            if span.start_s <= 0:
                leave()
            else:
                board.schedule(round(span.start_s * 1e6), leave)
            board.schedule(round((span.start_s + span.length_s) * 1e6), partial(_come_back, board, plugs))


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A part that sends one wrong bit in one answer out of `one_in`, during some spans (None: always).

    Which ones depends on the seed. Long or badly placed wires do that: a check byte tells.
    """

    part: Part
    spans: tuple[Span, ...] | None = None
    one_in: float = 1.0

    def attach(self, board: Board) -> None:
        """Plug the part in behind bad wires."""
        for plug in _plug_in(self.part, board).of_devices:
            plug.wrap(lambda device: _BadWires(device, self, board))


@dataclass(frozen=True, slots=True)
class StuckBus:
    """An I2C bus whose data line something holds low during some spans: every transfer ends in ETIMEDOUT."""

    spans: tuple[Span, ...]
    sda: int = 21

    def attach(self, board: Board) -> None:
        """Write the short circuits in the agenda."""
        for span in self.spans:
            if span.start_s <= 0:
                board.pins.drive(self.sda, 0)
            else:
                board.schedule(round(span.start_s * 1e6), partial(board.pins.drive, self.sda, 0))
            board.schedule(round((span.start_s + span.length_s) * 1e6), partial(board.pins.drive, self.sda, None))


@dataclass(slots=True)
class _Plug:
    """One place where a part is connected: a key of a table of the board, or a place in a list."""

    place: Any
    key: Any
    device: Any

    def put(self) -> None:
        if isinstance(self.place, list):
            self.place.append(self.device)
        else:
            self.place[self.key] = self.device

    def take(self) -> None:
        if isinstance(self.place, list):
            self.place.remove(self.device)
        else:
            self.place.pop(self.key, None)

    def wrap(self, around: Callable[[Any], Any]) -> None:
        self.take()
        self.device = around(self.device)
        self.put()


@dataclass(slots=True)
class _Plugs:
    """Everywhere one part is connected."""

    of_devices: list[_Plug]
    others: list[_Plug]
    pins: list[int]
    are_in: bool = True


def _plug_in(part: Part, board: Board) -> _Plugs:
    """Attach a part, and tell where it connected itself."""
    before = {(id(place), name) for place, name, _ in _connections(board)}
    part.attach(board)
    after = [one for one in _connections(board) if (id(one[0]), one[1]) not in before]
    devices = [_Plug(*one) for one in after if not callable(one[2])]
    others = [_Plug(*one) for one in after if callable(one[2])]
    return _Plugs(devices, others, _pins_of(part))


def _connections(board: Board) -> Iterator[tuple[Any, Any, Any]]:
    """Give (table, key, device) for all that is connected now."""
    tables: list[Any] = [board.wires, board.analog, board.touch, *board.i2c.values(), *board.spi.values()]
    for table in tables:
        for name, device in table.items():
            yield table, name, device
    for devices in board.one_wire.values():
        for device in devices:
            yield devices, id(device), device


def _pins_of(part: Any) -> list[int]:
    """Return the pins that a part may hold at a level: the fields that `HELD` names, or `pin`."""
    held = getattr(part, "HELD", ("pin",))
    return [getattr(part, field.name) for field in fields(part) if field.name in held]


def _leave(board: Board, plugs: _Plugs) -> None:
    if not plugs.are_in:
        return
    plugs.are_in = False
    for plug in (*plugs.of_devices, *plugs.others):
        plug.take()
    for pin in plugs.pins:
        board.pins.cut(pin, is_cut=True)


def _come_back(board: Board, plugs: _Plugs) -> None:
    if plugs.are_in:
        return
    plugs.are_in = True
    for plug in (*plugs.of_devices, *plugs.others):
        if power_up := getattr(plug.device, "power_up", None):
            power_up()
        plug.put()
    for pin in plugs.pins:
        board.pins.cut(pin, is_cut=False)


class _BadWires:
    """A device on I2C, on a single wire or on a 1-Wire bus, heard through wires that turn bits over."""

    def __init__(self, device: Any, fault: Corrupted, board: Board) -> None:
        self._device = device
        self._fault = fault
        self._chance = random.Random(f"{board.seed} bad wires {type(device).__name__}")  # noqa: S311
        self._read_bits = 0
        self._bad_bit: int | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._device, name)

    def read(self, size: int, t_us: int) -> bytes | None:
        """Return what the device says, one bit wrong now and then."""
        data: bytes | None = self._device.read(size, t_us)
        if not data or not self._is_bad(t_us):
            return data
        place = self._chance.randrange(8 * len(data))
        wrong = bytearray(data)
        wrong[place >> 3] ^= 1 << (place & 7)
        return bytes(wrong)

    def select(self, t_us: int) -> None:
        """Begin a turn on a 1-Wire bus: choose the wrong bit of an answer of 9 bytes."""
        self._device.select(t_us)
        self._read_bits = 0
        self._bad_bit = self._chance.randrange(72) if self._is_bad(t_us) else None

    def read_bit(self, t_us: int) -> int:
        """Return one bit, the chosen one turned over."""
        bit: int = self._device.read_bit(t_us)
        self._read_bits += 1
        return bit ^ (self._read_bits - 1 == self._bad_bit)

    def _is_bad(self, t_us: int) -> bool:
        spans = self._fault.spans
        if spans is not None and not any(span.holds(t_us / 1e6) for span in spans):
            return False
        return self._chance.random() * self._fault.one_in < 1.0
