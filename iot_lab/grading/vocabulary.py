"""The words of `checks.py` and `scenarios.py`: everything an author of exercises needs, from one place.

The words of one subject (messages, buses...) are read when an exercise names them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expect import Mismatch, expect
from iot_lab.grading.judge import Case, Check, Mistake, breakdown, check, hidden, public
from iot_lab.grading.pin_words import PinWords
from iot_lab.grading.pins import PinHistory, Pulse
from iot_lab.grading.program import Program
from iot_lab.grading.sentences import Sentence, number, say, seconds
from iot_lab.grading.trial import Trial
from iot_lab.simulator.world.scenario import Scenario

if TYPE_CHECKING:
    from iot_lab.grading.answers import Answer, Answers, AnswersWords
    from iot_lab.grading.bus import Traffic, TrafficWords, Transfer
    from iot_lab.grading.link_words import ConnectionWords, WifiWords
    from iot_lab.grading.links import Connection, Connections, WifiAttempts
    from iot_lab.grading.message_words import MessageWords
    from iot_lab.grading.messages import Message, Messages
    from iot_lab.grading.prints import Line, Prints, PrintsWords
    from iot_lab.grading.pwm import PwmHistory, PwmWords, Wave
    from iot_lab.simulator.questions import Question

__all__ = [
    "Answer",
    "Answers",
    "AnswersWords",
    "Case",
    "Check",
    "Connection",
    "ConnectionWords",
    "Connections",
    "Line",
    "Message",
    "MessageWords",
    "Messages",
    "Mismatch",
    "Mistake",
    "PinHistory",
    "PinWords",
    "Prints",
    "PrintsWords",
    "Program",
    "Pulse",
    "PwmHistory",
    "PwmWords",
    "Question",
    "Scenario",
    "Sentence",
    "Traffic",
    "TrafficWords",
    "Transfer",
    "Trial",
    "Wave",
    "WifiAttempts",
    "WifiWords",
    "breakdown",
    "check",
    "expect",
    "hidden",
    "number",
    "public",
    "say",
    "seconds",
]

_LATER: Final = {
    "iot_lab.grading.answers": ("Answer", "Answers", "AnswersWords"),
    "iot_lab.grading.bus": ("Traffic", "TrafficWords", "Transfer"),
    "iot_lab.grading.link_words": ("ConnectionWords", "WifiWords"),
    "iot_lab.grading.links": ("Connection", "Connections", "WifiAttempts"),
    "iot_lab.grading.message_words": ("MessageWords",),
    "iot_lab.grading.messages": ("Message", "Messages"),
    "iot_lab.grading.prints": ("Line", "Prints", "PrintsWords"),
    "iot_lab.grading.pwm": ("PwmHistory", "PwmWords", "Wave"),
    "iot_lab.simulator.questions": ("Question",),
}
_PLACES: Final = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> object:
    """Return a word of `_LATER`."""
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(_PLACES[name]), name)
