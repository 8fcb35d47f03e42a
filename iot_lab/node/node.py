"""A computer as a board: its sensors, its queue and its link to the room; readings go on whatever the room does."""

from __future__ import annotations

import platform
import threading
import time
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab.node.clock import RoomClock
from iot_lab.node.link import Link
from iot_lab.node.orders import IDENTIFY_S, decide
from iot_lab.node.payloads import Health, Payloads
from iot_lab.node.schedule import ReadingTimes
from iot_lab.node.sensor import Sensor, SensorFailed
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.errors import LabError
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.node.hardware import Hardware
    from iot_lab.node.node_file import NodeFile
    from iot_lab.node.outbox import Outbox
    from iot_lab.texts import Texts

LONGEST_NAP_S: Final = 0.25


class Voice(Protocol):
    """How the person at the computer hears of it."""

    def say(self, line: str) -> None: ...

    def warn(self, error: LabError) -> None:
        """Explain what is wrong."""


class Node:
    """One board; `run` reads until it is told to stop. The outbox belongs to the caller."""

    def __init__(
        self, file: NodeFile, broker: BrokerAddress, hardware: Hardware, outbox: Outbox, voice: Voice, t: Texts
    ) -> None:
        self._file, self._broker, self._hardware, self._outbox, self._voice, self._t = (
            file,
            broker,
            hardware,
            outbox,
            voice,
            t,
        )
        self._payloads = Payloads(file.room, file.name, file.units, file.sha256)
        self._begin_s = time.monotonic()
        self._sensors = [(Sensor(plan, hardware), ReadingTimes(plan.every_s, self._begin_s)) for plan in file.sensors]
        self._failing: dict[str, str] = {}
        self._is_reading = True
        self._trouble: str | None = None
        self._link = Link(
            self._payloads,
            file.secret,
            broker,
            outbox,
            RoomClock(),
            info=self._info,
            on_order=self._obey,
            report=self._hear_of_room,
        )

    def run(self, stop: threading.Event) -> None:
        """Join the room and read the sensors until `stop` is set."""
        self._link.start()
        try:
            while not stop.is_set():
                for sensor, times in self._sensors:
                    if self._is_reading and times.is_due(time.monotonic()) and not stop.is_set():
                        self._read(sensor, times)
                stop.wait(self._nap_s())
        finally:
            for sensor, _ in self._sensors:
                sensor.close()
            self._link.stop()

    def _nap_s(self) -> float:
        """Return how long nothing is due; short, for an order may come."""
        next_s = min(times.next_s for _, times in self._sensors)
        return max(0.0, min(LONGEST_NAP_S, next_s - time.monotonic())) if self._is_reading else LONGEST_NAP_S

    def _read(self, sensor: Sensor, times: ReadingTimes) -> None:
        t_ms = time.time_ns() // 1_000_000
        try:
            values = sensor.read()
        except SensorFailed as error:
            times.failed(time.monotonic())
            self._tell_failing(sensor.plan.name, str(error))
            return
        times.succeeded(time.monotonic())
        if self._failing.pop(sensor.plan.name, None) is not None:
            self._log(self._t(key("node.sensor-back"), sensor=sensor.plan.name))
        if self._is_reading:
            self._keep(values, t_ms)

    def _keep(self, values: list[Any], t_ms: int) -> None:
        was_well = not self._outbox.trouble
        for series, value in values:
            self._outbox.put(series, value, t_ms)
        if was_well and self._outbox.trouble:
            self._log(self._t(key("node.queue-in-memory"), problem=self._outbox.trouble))
        self._link.wake()

    def _tell_failing(self, sensor: str, problem: str) -> None:
        """Name a sensor that fails once, and again when it fails otherwise: not at each try."""
        if self._failing.get(sensor) != problem:
            self._failing[sensor] = problem
            self._log(self._t(key("node.sensor-failed"), sensor=sensor, problem=problem))

    def _log(self, line: str) -> None:
        self._voice.say(line)
        self._link.log(line)

    def _info(self, address: str) -> str:
        health = Health(
            chip=self._hardware.name,
            python=platform.python_version(),
            address=address,
            is_simulated=self._hardware.is_simulated,
            uptime_s=int(time.monotonic() - self._begin_s),
            queue=len(self._outbox),
            dropped=self._outbox.dropped,
            is_reading=self._is_reading,
            trouble=", ".join(sorted(self._failing)) or self._outbox.trouble,
        )
        return self._payloads.info(health)

    def _obey(self, order: str, payload: bytes) -> None:
        decision = decide(order, payload, is_reading=self._is_reading)
        if decision.action == "identify":
            threading.Thread(target=self._identify, args=(decision.answer,), name="node-identify", daemon=True).start()
            return
        if decision.action:
            self._is_reading = decision.action == "read"
            self._voice.say(self._t(key("node.reads-again") if self._is_reading else key("node.stopped-by-room")))
            self._link.wake(has_new_info=True)
        if decision.answer is not None:
            self._link.answer(order, decision.answer)

    def _identify(self, answer: dict[str, Any]) -> None:
        self._voice.say(self._t(key("node.identify"), name=self._file.name))
        try:
            self._hardware.blink(self._file.led, IDENTIFY_S)
        except Exception as error:  # noqa: BLE001 - the pin's library has errors of its own; the room waits for an answer
            self._log(self._t(key("node.sensor-failed"), sensor=self._file.led, problem=error))
        self._link.answer("identify", answer)

    def _hear_of_room(self, trouble: LabError | None) -> None:
        """Say how it stands with the room when that changes."""
        code = trouble.code if trouble is not None else ""
        if code == self._trouble:
            return
        self._trouble = code
        if trouble is not None:
            self._voice.warn(trouble)
        else:
            self._voice.say(
                self._t(key("node.in-room"), room=self._file.room, broker=self._broker, waiting=len(self._outbox))
            )
