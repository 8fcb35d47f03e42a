"""The words of `checks.py` and `scenarios.py`: everything an author of exercises needs, from one place."""

from iot_lab.grading.answers import Answer, Answers, AnswersWords
from iot_lab.grading.bus import Traffic, TrafficWords, Transfer
from iot_lab.grading.expect import Mismatch, expect
from iot_lab.grading.judge import Case, Check, Mistake, breakdown, check, hidden, public
from iot_lab.grading.link_words import ConnectionWords, WifiWords
from iot_lab.grading.links import Connection, Connections, WifiAttempts
from iot_lab.grading.message_words import MessageWords
from iot_lab.grading.messages import Message, Messages
from iot_lab.grading.pin_words import PinWords
from iot_lab.grading.pins import PinHistory, Pulse
from iot_lab.grading.prints import Line, Prints, PrintsWords
from iot_lab.grading.program import Program
from iot_lab.grading.pwm import PwmHistory, PwmWords, Wave
from iot_lab.grading.sentences import Sentence, number, say, seconds
from iot_lab.grading.trial import Trial
from iot_lab.simulator.questions import Question
from iot_lab.simulator.world.scenario import Scenario

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
