"""What a program uses that an older MicroPython lacks."""

from __future__ import annotations

import pytest

from iot_lab.boards.newer_words import WORDS, too_new

USES = {
    "Pin.toggle()": "led.toggle()",
    'startswith(("a", "b"))': "if text.endswith(('on', 'off')): pass",
    "connect(timeout=...)": "client.connect(timeout=5)",
    "ADC(pin)": "light = machine.ADC(Pin(34))",
    "Counter(...)": "pulses = Counter(0, Pin(4))",
    "Encoder(...)": "wheel = machine.Encoder(0, 4, 5)",
}
FINE = (
    "led.value(not led.value())",
    "text.startswith('on')",
    "wlan.connect('a', 'b')",
    "ADC(Pin(34), atten=ADC.ATTN_11DB)",
    "ADC(Pin(34), **options)",
    "def toggle(): pass\nlamp.toggle()",
    "class Counter: pass\nCounter()",
    "toggle()",
)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.written)
def test_each_word_is_told_on_an_older_board_only(word):
    program = f"import machine\n{USES[word.written]}\n"
    older = f"{word.since[0]}.{word.since[1] - 1}.1"
    [told] = too_new(program, older)
    assert (told.line, told.written, told.instead) == (2, word.written, word.instead)
    assert too_new(program, f"{word.since[0]}.{word.since[1]}.0") == []


@pytest.mark.parametrize("program", FINE)
def test_what_every_version_knows_is_not_told(program):
    assert too_new(program, "1.23.0") == []


def test_each_thing_is_told_once_at_its_first_line():
    assert [one.line for one in too_new("a.toggle()\nb.toggle()", "v1.24.1")] == [1]


@pytest.mark.parametrize("version", [None, 1.23, "", "newest", ["1.23"], "1"])
def test_a_board_that_does_not_say_its_version_is_told_nothing(version):
    assert too_new("led.toggle()", version) == []


@pytest.mark.parametrize("program", ["if x\n", "(" * 5000, "\0"])
def test_a_program_that_cannot_be_read_is_told_elsewhere(program):
    assert too_new(program, "1.23.0") == []
