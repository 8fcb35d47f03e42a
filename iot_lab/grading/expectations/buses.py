"""Bus transactions with one part, and what may be expected of them: what was sent, what was asked, and when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.expectations.tolerance import US_PER_S, to_us
from iot_lab.grading.sentences import catalogued, counted, moment, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event


@dataclass(frozen=True, slots=True)
class Transfer:
    """Bytes on their way: to the part, or from it (`data` is None where it did not answer)."""

    start_us: int
    data: bytes | None

    @property
    def start_s(self) -> float:
        return self.start_us / US_PER_S

    @property
    def is_answered(self) -> bool:
        """Say whether the part was there and ready."""
        return self.data is not None


@dataclass(frozen=True, slots=True)
class BusTraffic:
    """Everything between the program and one part. `name` is how the part is called: `0x76`, or a pin's number."""

    name: str
    writes: tuple[Transfer, ...]
    reads: tuple[Transfer, ...]

    def expectation(self) -> BusExpectations:
        return BusExpectations(self)


@dataclass(frozen=True, slots=True)
class BusExpectations:
    """What may be expected of the traffic with one part."""

    traffic: BusTraffic

    def is_read(self, at_least: int = 1) -> None:
        """Expect that the part is read, and answers, so many times."""
        answered = [read for read in self.traffic.reads if read.is_answered]
        if len(answered) < at_least:
            silent = len(self.traffic.reads) - len(answered)
            raise Mismatch(
                counted("grading.read.expected", at_least, part=self.traffic.name),
                counted("grading.read.seen", len(answered), silent=silent),
            )

    def always_answers(self) -> None:
        """Expect that each read of the part is answered; there must be one."""
        expected = catalogued("grading.answers.expected", part=self.traffic.name)
        if not self.traffic.reads:
            raise NothingToJudge(expected, counted("grading.read.seen", 0, silent=0))
        for read in self.traffic.reads:
            if not read.is_answered:
                raise Mismatch(
                    expected,
                    catalogued("grading.answers.seen", moment=moment(read.start_s)),
                    read.start_s,
                )

    def is_written(self, data: bytes | None = None) -> None:
        """Expect that the program sends these bytes to the part, or anything at all."""
        if not any(write.is_answered and data in (None, write.data) for write in self.traffic.writes):
            raise Mismatch(self._say_write(data), counted("grading.written.seen", len(self.traffic.writes)))

    def reads_are_spaced(self, least_s: float) -> None:
        """Expect at least `least_s` between the starts of two reads, answered or not."""
        for before, after in pairwise(self.traffic.reads):
            gap_us = after.start_us - before.start_us
            if gap_us < to_us(least_s):
                raise Mismatch(
                    catalogued("grading.spaced.expected", part=self.traffic.name, least=seconds(least_s)),
                    catalogued("grading.spaced.seen", gap=seconds(gap_us / US_PER_S)),
                    after.start_s,
                )

    def _say_write(self, data: bytes | None) -> Sentence:
        if data is None:
            return catalogued("grading.written.expected", part=self.traffic.name)
        return catalogued("grading.written.expected-data", part=self.traffic.name, data=data.hex(" "))


def read_i2c(events: Iterable[Event], address: int) -> BusTraffic:
    """Return the I2C traffic with one address from a trace."""
    name = f"{address:#04x}"
    mine = [event for event in events if event.where == name]
    return BusTraffic(name, _transfers(mine, "i2c-write"), _transfers(mine, "i2c-read"))


def read_wire(events: Iterable[Event], pin: int) -> BusTraffic:
    """Return the traffic on one data wire (DHT, NeoPixel) from a trace."""
    name = str(pin)
    mine = [event for event in events if event.where == name]
    return BusTraffic(name, _transfers(mine, "wire-write"), _transfers(mine, "wire-read"))


def wires_read(events: Iterable[Event]) -> list[int]:
    """Return the data wires that the program read, answered or not, in increasing order."""
    return sorted({int(event.where) for event in events if event.kind == "wire-read"})


def _transfers(events: Iterable[Event], kind: str) -> tuple[Transfer, ...]:
    return tuple(Transfer(event.t_us, _data(event.value)) for event in events if event.kind == kind)


def _data(value: object) -> bytes | None:
    """Return the bytes of an event; those that nobody took are none."""
    if isinstance(value, dict):
        value = value.get("data") if value.get("taken") else None
    return value if isinstance(value, bytes) else None
