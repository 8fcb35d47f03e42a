"""The words of `checks.py` and `scenarios.py`: everything an author of exercises needs, from one place."""

from iot_lab.grading.expect import Mismatch, expect
from iot_lab.grading.judge import Case, Check, Mistake, breakdown, check, hidden, public
from iot_lab.grading.pin_words import PinExpectation
from iot_lab.grading.pins import PinHistory, Pulse
from iot_lab.grading.sentences import Sentence, number, say, seconds
from iot_lab.grading.trial import Trial
from iot_lab.simulator.world.scenario import Scenario

__all__ = [
    "Case",
    "Check",
    "Mismatch",
    "Mistake",
    "PinExpectation",
    "PinHistory",
    "Pulse",
    "Scenario",
    "Sentence",
    "Trial",
    "breakdown",
    "check",
    "expect",
    "hidden",
    "number",
    "public",
    "say",
    "seconds",
]
