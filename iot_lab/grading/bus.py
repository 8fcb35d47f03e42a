"""Bus transactions with one part, read from the trace: what was sent to it, what was asked of it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.pins import US_PER_S
from iot_lab.grading.sentences import seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event
    from iot_lab.texts import Texts


@dataclass(frozen=True, slots=True)
class Transfer:
    """Bytes on their way: to the part, or from it (`data` is None where it did not answer)."""

    start_s: float
    data: bytes | None

    @property
    def is_answered(self) -> bool:
        """Say whether the part was there and ready."""
        return self.data is not None


@dataclass(frozen=True, slots=True)
class Traffic:
    """Everything between the program and one part. `name` is how the part is called: `0x76`, or a pin's number."""

    name: str
    writes: tuple[Transfer, ...]
    reads: tuple[Transfer, ...]

    def expectation(self) -> TrafficWords:
        """Return the words for bus transactions."""
        return TrafficWords(self)


@dataclass(frozen=True, slots=True)
class TrafficWords:
    """Expectations about the traffic with one part; each returns nothing when it is met, else raises Mismatch."""

    traffic: Traffic

    def is_read(self, at_least: int = 1) -> None:
        """Expect that the part is read, and answers, so many times."""
        answered = [read for read in self.traffic.reads if read.is_answered]
        if len(answered) < at_least:
            silent = len(self.traffic.reads) - len(answered)
            raise Mismatch(
                lambda t: t.count("grading.read.expected", at_least, part=self.traffic.name),
                lambda t: t.count("grading.read.seen", len(answered), silent=silent),
            )

    def always_answers(self) -> None:
        """Expect that each read of the part is answered; there must be one."""
        self.is_read()
        for read in self.traffic.reads:
            if not read.is_answered:
                raise Mismatch(
                    lambda t: t("grading.answers.expected", part=self.traffic.name),
                    _say_silence(read),
                    read.start_s,
                )

    def is_written(self, data: bytes | None = None) -> None:
        """Expect that the program sends these bytes to the part, or anything at all."""
        if not any(write.is_answered and data in (None, write.data) for write in self.traffic.writes):
            raise Mismatch(lambda t: self._say_write(data, t), self._say_writes)

    def reads_are_spaced(self, least_s: float) -> None:
        """Expect at least `least_s` between the starts of two reads, answered or not."""
        for before, after in pairwise(self.traffic.reads):
            if after.start_s - before.start_s < least_s:
                raise Mismatch(
                    lambda t: t("grading.spaced.expected", part=self.traffic.name, least=seconds(least_s, t)),
                    _say_gap(after.start_s - before.start_s),
                    after.start_s,
                )

    def _say_write(self, data: bytes | None, t: Texts) -> str:
        if data is None:
            return t("grading.written.expected", part=self.traffic.name)
        return t("grading.written.expected-data", part=self.traffic.name, data=data.hex(" "))

    def _say_writes(self, t: Texts) -> str:
        return t.count("grading.written.seen", len(self.traffic.writes))


def read_i2c(events: Iterable[Event], address: int) -> Traffic:
    """Return the I2C traffic with one address from a trace."""
    name = f"{address:#04x}"
    mine = [event for event in events if event.where == name]
    return Traffic(name, _transfers(mine, "i2c-write"), _transfers(mine, "i2c-read"))


def read_wire(events: Iterable[Event], pin: int) -> Traffic:
    """Return the traffic on one data wire (DHT, NeoPixel) from a trace."""
    name = str(pin)
    mine = [event for event in events if event.where == name]
    return Traffic(name, _transfers(mine, "wire-write"), _transfers(mine, "wire-read"))


def _transfers(events: Iterable[Event], kind: str) -> tuple[Transfer, ...]:
    return tuple(Transfer(event.t_us / US_PER_S, _data(event.value)) for event in events if event.kind == kind)


def _data(value: object) -> bytes | None:
    """Return the bytes of an event; those that nobody took are none."""
    if isinstance(value, dict):
        value = value.get("data") if value.get("taken") else None
    return value if isinstance(value, bytes) else None


def _say_silence(read: Transfer) -> Sentence:
    return lambda t: t("grading.answers.seen", moment=seconds(read.start_s, t))


def _say_gap(gap_s: float) -> Sentence:
    return lambda t: t("grading.spaced.seen", gap=seconds(gap_s, t))
