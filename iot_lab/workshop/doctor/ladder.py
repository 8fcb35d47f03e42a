"""Climbs the rungs one after the other; each has its time, and one that fails says so and stops nothing."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.texts import key
from iot_lab.workshop.doctor import board_rungs, computer_rungs, room_rungs, usb_rungs
from iot_lab.workshop.doctor.outcome import FAULT, CannotTell, Outcome, broken, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iot_lab.workshop.doctor.facts import Asked, Machine

_log: Final = logging.getLogger(__name__)
USUAL_LIMIT_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Rung:
    """One question: its name in JSON, its title (a catalogue key), and what answers it."""

    name: str
    title: str
    judge: Callable[[Machine, Asked], Outcome]
    limit_s: float = USUAL_LIMIT_S


@dataclass(frozen=True, slots=True)
class Step:
    """A rung and what was found there."""

    rung: Rung
    outcome: Outcome


RUNGS: Final = (
    Rung("python", key("doctor.rung.python"), computer_rungs.python),
    Rung("packages", key("doctor.rung.packages"), computer_rungs.packages),
    # The first run on a Raspberry Pi compiles MicroPython: half a minute.
    Rung("runtime", key("doctor.rung.runtime"), computer_rungs.runtime, 90.0),
    Rung("usb", key("doctor.rung.usb"), usb_rungs.cable),
    Rung("holders", key("doctor.rung.holders"), usb_rungs.holders),
    Rung("driver", key("doctor.rung.driver"), usb_rungs.driver),
    Rung("permission", key("doctor.rung.permission"), usb_rungs.permission),
    Rung("hub", key("doctor.rung.hub"), usb_rungs.hub),
    Rung("boards", key("doctor.rung.boards"), board_rungs.boards, 90.0),
    Rung("firmware", key("doctor.rung.firmware"), board_rungs.firmware),
    Rung("ports", key("doctor.rung.ports"), room_rungs.ports),
    Rung("firewall", key("doctor.rung.firewall"), room_rungs.firewall, 30.0),
    Rung("address", key("doctor.rung.address"), room_rungs.address),
    Rung("reach", key("doctor.rung.reach"), room_rungs.reach),
    Rung("clock", key("doctor.rung.clock"), computer_rungs.clock),
    Rung("disk", key("doctor.rung.disk"), computer_rungs.disk),
)


def climb(machine: Machine, asked: Asked, rungs: Sequence[Rung] = RUNGS) -> Iterator[Step]:
    """Give each rung with its outcome, as it is known; never raises."""
    for rung in rungs:
        yield Step(rung, within_its_time(rung, machine, asked))


def within_its_time(rung: Rung, machine: Machine, asked: Asked) -> Outcome:
    """Return a rung's outcome; one that takes longer than its limit is left behind in a thread that ends with us."""
    answers: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    work = threading.Thread(
        target=lambda: answers.put(_judged(rung, machine, asked)), name=f"doctor-{rung.name}", daemon=True
    )
    work.start()
    try:
        return answers.get(timeout=rung.limit_s)
    except queue.Empty:
        return unknown(key("doctor.said.too-long"), seconds=round(rung.limit_s))


def _judged(rung: Rung, machine: Machine, asked: Asked) -> Outcome:
    try:
        return rung.judge(machine, asked)
    except CannotTell as reason:
        return unknown(reason.said, **reason.details)
    except LabError as error:
        return broken(error)
    except ModuleNotFoundError as error:
        return unknown(key("doctor.said.no-module"), module=error.name or "?")
    except Exception as error:  # noqa: BLE001 - one rung never stops the climb; the log has the traceback
        _log.exception("rung %s", rung.name)
        return unknown(FAULT, fault=type(error).__name__)
