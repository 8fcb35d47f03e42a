"""Takes the steps one after the other; each has its time, and one that fails says so and stops nothing."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.texts import key
from iot_lab.workshop.doctor import board_steps, computer_steps, room_steps, usb_steps
from iot_lab.workshop.doctor.finding import FAULT, CannotTell, Finding, broken, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iot_lab.workshop.doctor.facts import Asked, Machine

_log: Final = logging.getLogger(__name__)
USUAL_LIMIT_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class DoctorStep:
    """One step: its name in JSON, its title (a catalogue key), and what decides it."""

    name: str
    title: str
    judge: Callable[[Machine, Asked], Finding]
    limit_s: float = USUAL_LIMIT_S


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step and what was found there."""

    step: DoctorStep
    finding: Finding


STEPS: Final = (
    DoctorStep("python", key("doctor.step.python"), computer_steps.python),
    DoctorStep("packages", key("doctor.step.packages"), computer_steps.packages),
    # The first run on a Raspberry Pi compiles MicroPython: half a minute.
    DoctorStep("runtime", key("doctor.step.runtime"), computer_steps.runtime, 90.0),
    DoctorStep("usb", key("doctor.step.usb"), usb_steps.cable),
    DoctorStep("holders", key("doctor.step.holders"), usb_steps.holders),
    DoctorStep("driver", key("doctor.step.driver"), usb_steps.driver),
    DoctorStep("permission", key("doctor.step.permission"), usb_steps.permission),
    DoctorStep("hub", key("doctor.step.hub"), usb_steps.hub),
    DoctorStep("boards", key("doctor.step.boards"), board_steps.boards, 90.0),
    DoctorStep("firmware", key("doctor.step.firmware"), board_steps.firmware),
    DoctorStep("ports", key("doctor.step.ports"), room_steps.ports),
    DoctorStep("firewall", key("doctor.step.firewall"), room_steps.firewall, 30.0),
    DoctorStep("address", key("doctor.step.address"), room_steps.address),
    DoctorStep("reach", key("doctor.step.reach"), room_steps.reach),
    DoctorStep("clock", key("doctor.step.clock"), computer_steps.clock),
    DoctorStep("disk", key("doctor.step.disk"), computer_steps.disk),
)


def take_all(machine: Machine, asked: Asked, steps: Sequence[DoctorStep] = STEPS) -> Iterator[StepResult]:
    """Give each step with its finding, as it is known; never raises."""
    for step in steps:
        yield StepResult(step, within_its_time(step, machine, asked))


def within_its_time(step: DoctorStep, machine: Machine, asked: Asked) -> Finding:
    """Return a step's finding; one that takes longer than its limit is left behind in a thread that ends with us."""
    answers: queue.SimpleQueue[Finding] = queue.SimpleQueue()
    work = threading.Thread(
        target=lambda: answers.put(_judged(step, machine, asked)), name=f"doctor-{step.name}", daemon=True
    )
    work.start()
    try:
        return answers.get(timeout=step.limit_s)
    except queue.Empty:
        return unknown(key("doctor.said.too-long"), seconds=round(step.limit_s))


def _judged(step: DoctorStep, machine: Machine, asked: Asked) -> Finding:
    try:
        return step.judge(machine, asked)
    except CannotTell as reason:
        return unknown(reason.said, **reason.details)
    except LabError as error:
        return broken(error)
    except ModuleNotFoundError as error:
        return unknown(key("doctor.said.no-module"), module=error.name or "?")
    except Exception as error:  # noqa: BLE001 - one step never stops the take_all; the log has the traceback
        _log.exception("step %s", step.name)
        return unknown(FAULT, fault=type(error).__name__)
