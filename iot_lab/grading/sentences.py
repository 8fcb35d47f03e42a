"""Sentences that wait for their language: a check is judged once, and said in the learner's words later."""

from __future__ import annotations

from collections.abc import Callable

from iot_lab.texts import Texts

Sentence = Callable[[Texts], str]


def say(*, fr: str, en: str) -> Sentence:
    """Return a sentence of one exercise, written in both languages where it is used."""
    return lambda t: {"fr": fr, "en": en}[t.language]


def number(value: float, language: str) -> str:
    """Return a number with at most three decimals and the language's decimal sign."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def seconds(duration_s: float, t: Texts) -> str:
    """Return a duration with its unit: microseconds below 1 ms, milliseconds below 10 ms, else seconds."""
    for limit_s, unit, factor in ((1e-3, "µs", 1e6), (1e-2, "ms", 1e3)):
        if 0 < duration_s < limit_s:
            return f"{number(duration_s * factor, t.language)}\N{NO-BREAK SPACE}{unit}"
    return f"{number(duration_s, t.language)}\N{NO-BREAK SPACE}s"


def percent(share: float, t: Texts) -> str:
    """Return a part of 1 in percent, with the language's space."""
    space = "\N{NARROW NO-BREAK SPACE}" if t.language == "fr" else ""
    return f"{number(round(share * 100, 1), t.language)}{space}%"


def hertz(freq_hz: float, t: Texts) -> str:
    """Return a frequency with its unit: hertz, from 1 kHz on kilohertz."""
    if freq_hz >= 1000:
        return f"{number(freq_hz / 1000, t.language)}\N{NO-BREAK SPACE}kHz"
    return f"{number(freq_hz, t.language)}\N{NO-BREAK SPACE}Hz"
