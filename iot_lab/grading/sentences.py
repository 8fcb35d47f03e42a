"""Sentences that wait for their language: a check is judged once, and said in the learner's words later.

A sentence is anything that gives its text once it has the texts of a language. Its fields wait too: a number is
written with the language's decimal sign, and another sentence (`seconds(3.2)`, `quote(message.text)`) is said in its
turn. So `say(fr="rien à {at}", en="nothing at {at}", at=seconds(3.2))` is written once, and no author formats
anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from iot_lab.texts import Texts
from iot_lab.typography import typeset

Sentence = Callable[[Texts], str]
Field = str | int | float | Sentence

_SMALL_UNITS: Final = ((1e-3, "µs", 1e6), (1e-2, "ms", 1e3))


def say(*, fr: str, en: str, **fields: Field) -> Sentence:
    """Return a sentence of one exercise, in both languages; `{name}` is the field of that name.

    French spaces and apostrophes are set by `iot_lab/typography.py`; a further language has it in its catalogue, by the
    English text. Without fields, braces are plain braces.
    """
    forms = {"fr": fr, "en": en}
    return lambda t: _filled(typeset(t.form(forms), t.language), fields, t)


def say_count(number: int, *, fr: tuple[str, str], en: tuple[str, str], **fields: Field) -> Sentence:
    """Return a sentence with its singular and its plural in each language; `{number}` is the count itself."""
    one, many = (say(fr=fr[place], en=en[place], number=number, **fields) for place in (0, 1))
    return lambda t: (one if number == 1 or (number == 0 and t.language == "fr") else many)(t)


def catalogued(name: str, /, **fields: Field) -> Sentence:
    """Return the sentence of a catalogue's key."""
    return lambda t: t(name, **_said(fields, t))


def counted(name: str, number: int, /, **fields: Field) -> Sentence:
    """Return the singular or plural sentence of a catalogue's key, with `{number}` filled in."""
    return lambda t: t.count(name, number, **_said(fields, t))


def number(value: float) -> Sentence:
    """Return a number with at most three decimals and the language's decimal sign."""
    return lambda t: format_number(value, t.language)


def seconds(duration_s: float) -> Sentence:
    """Return a duration with its unit: microseconds below 1 ms, milliseconds below 10 ms, else seconds.

    The small ones are rounded to two digits: a person reads 8 ms, not 8.01.
    """
    for limit_s, unit, factor in _SMALL_UNITS:
        if 0 < duration_s < limit_s:
            rounded = float(f"{duration_s * factor:.2g}")
            return lambda t: f"{format_number(rounded, t.language)}\N{NO-BREAK SPACE}{unit}"
    return lambda t: f"{format_number(duration_s, t.language)}\N{NO-BREAK SPACE}s"


def moment(at_s: float) -> Sentence:
    """Return an instant since power-on, rounded to the millisecond."""
    return seconds(round(at_s, 3))


def percent(share: float) -> Sentence:
    """Return a part of 1 in percent, with the language's space."""

    def text(t: Texts) -> str:
        space = "\N{NARROW NO-BREAK SPACE}" if t.language == "fr" else ""
        return f"{format_number(round(share * 100, 1), t.language)}{space}%"

    return text


def hertz(freq_hz: float) -> Sentence:
    """Return a frequency with its unit: hertz, from 1 kHz on kilohertz."""
    value, unit = (freq_hz / 1000, "kHz") if freq_hz >= 1000 else (freq_hz, "Hz")
    return lambda t: f"{format_number(value, t.language)}\N{NO-BREAK SPACE}{unit}"


def quote(text: str) -> Sentence:
    """Return a text in the language's quotation marks."""
    return catalogued("grading.messages.quote", payload=text)


def format_number(value: float, language: str) -> str:
    """Return a number with at most three decimals and the language's decimal sign, at once."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def _filled(text: str, fields: dict[str, Field], t: Texts) -> str:
    return text.format_map(_said(fields, t)) if fields else text


def _said(fields: dict[str, Field], t: Texts) -> dict[str, str | int]:
    return {name: _in_words(value, t) for name, value in fields.items()}


def _in_words(value: Field, t: Texts) -> str | int:
    if isinstance(value, float):
        return format_number(value, t.language)
    return value if isinstance(value, (str, int)) else value(t)
