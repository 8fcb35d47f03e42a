"""Everything an author names in `checks.py` and `scenarios.py`, from one place (docs/writing-exercises.md).

What belongs to one subject (messages, buses...) is imported when an exercise names it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge, expect
from iot_lab.grading.expectations.pins import PinExpectations, PinHistory, Pulse
from iot_lab.grading.expectations.tolerance import to_us
from iot_lab.grading.judge import Case, Check, Mistake, breakdown, check, hidden, public
from iot_lab.grading.program import Program
from iot_lab.grading.sentences import Sentence, hertz, moment, number, percent, quote, say, say_count, seconds
from iot_lab.grading.trial import Trial
from iot_lab.grading.wiring import Wiring
from iot_lab.simulator.world.scenario import Scenario

if TYPE_CHECKING:
    from iot_lab.grading.expectations.answers import Answer, AnswerExpectations, Answers
    from iot_lab.grading.expectations.buses import BusExpectations, BusTraffic, Transfer
    from iot_lab.grading.expectations.cards import CardExpectations, ModelCard
    from iot_lab.grading.expectations.connections import (
        BrokerConnection,
        BrokerConnections,
        ConnectionExpectations,
        LastWill,
    )
    from iot_lab.grading.expectations.messages import MessageExpectations, Messages
    from iot_lab.grading.expectations.prints import PrintedLine, PrintExpectations, Prints
    from iot_lab.grading.expectations.published import PublishedMessage
    from iot_lab.grading.expectations.pwm import PwmExpectations, PwmHistory, PwmSetting
    from iot_lab.grading.expectations.shown import Look, Shown
    from iot_lab.grading.expectations.wifi import WifiAttempt, WifiAttempts, WifiExpectations
    from iot_lab.grading.room_facts import RoomFacts
    from iot_lab.simulator.questions import Question

_LATER: Final = {
    "iot_lab.grading.expectations.answers": ("Answer", "Answers", "AnswerExpectations"),
    "iot_lab.grading.expectations.buses": ("BusTraffic", "BusExpectations", "Transfer"),
    "iot_lab.grading.expectations.cards": ("CardExpectations", "ModelCard"),
    "iot_lab.grading.expectations.connections": (
        "BrokerConnection",
        "BrokerConnections",
        "ConnectionExpectations",
        "LastWill",
    ),
    "iot_lab.grading.expectations.messages": ("MessageExpectations", "Messages"),
    "iot_lab.grading.expectations.prints": ("PrintedLine", "Prints", "PrintExpectations"),
    "iot_lab.grading.expectations.published": ("PublishedMessage",),
    "iot_lab.grading.expectations.pwm": ("PwmHistory", "PwmExpectations", "PwmSetting"),
    "iot_lab.grading.expectations.shown": ("Look", "Shown"),
    "iot_lab.grading.expectations.wifi": ("WifiAttempt", "WifiAttempts", "WifiExpectations"),
    "iot_lab.grading.room_facts": ("RoomFacts",),
    "iot_lab.simulator.questions": ("Question",),
}
_PLACES: Final = {name: module for module, names in _LATER.items() for name in names}

__all__ = [
    "Answer",
    "AnswerExpectations",
    "Answers",
    "BrokerConnection",
    "BrokerConnections",
    "BusExpectations",
    "BusTraffic",
    "CardExpectations",
    "Case",
    "Check",
    "ConnectionExpectations",
    "LastWill",
    "Look",
    "MessageExpectations",
    "Messages",
    "Mismatch",
    "Mistake",
    "ModelCard",
    "NothingToJudge",
    "PinExpectations",
    "PinHistory",
    "PrintExpectations",
    "PrintedLine",
    "Prints",
    "Program",
    "PublishedMessage",
    "Pulse",
    "PwmExpectations",
    "PwmHistory",
    "PwmSetting",
    "Question",
    "RoomFacts",
    "Scenario",
    "Sentence",
    "Shown",
    "Transfer",
    "Trial",
    "WifiAttempt",
    "WifiAttempts",
    "WifiExpectations",
    "Wiring",
    "breakdown",
    "check",
    "expect",
    "hertz",
    "hidden",
    "moment",
    "number",
    "percent",
    "public",
    "quote",
    "say",
    "say_count",
    "seconds",
    "to_us",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(_PLACES[name]), name)
