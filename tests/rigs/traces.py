"""Traces made by hand, for tests of words."""

from iot_lab.grading.trial import Trial
from iot_lab.simulator.board import Event
from iot_lab.texts import texts

US_PER_S = 1_000_000


def event(t_s, kind, where, value):
    return Event(round(t_s * US_PER_S), kind, str(where), value)


def trial(*events, end_s=10, **more):
    return Trial(list(events), "finished", end_s * US_PER_S, **more)


def output(pin, *changes):
    """Return the events of an output that takes each level at its moment."""
    return [event(0, "pin-mode", pin, {"mode": "out", "pull": None}), *(event(t, "pin", pin, v) for t, v in changes)]


def told(mismatch, language="en"):
    t = texts(language)
    return mismatch.expected(t), mismatch.seen(t)
