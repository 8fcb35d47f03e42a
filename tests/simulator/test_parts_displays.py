"""Displays: what a person would read on them is in the trace."""

from __future__ import annotations

from iot_lab.simulator.parts.lcd1602 import Lcd1602
from iot_lab.simulator.parts.ssd1306 import Ssd1306, dots
from iot_lab.simulator.shows import shown
from tests.rigs.simulator_runs import run, seen

START = "from machine import Pin, I2C\nimport time\ni = I2C(0, scl=Pin(22), sda=Pin(21))\n"
ON = "def c(*b):\n for one in b:\n  i.writeto(0x3C, bytes([0x80, one]))\nc(0x8D, 0x14, 0xA1, 0xC8, 0xAF)\n"
UPRIGHT_F = "i.writeto(0x3C, b'\\x40\\x7f\\x09\\x09\\x01')\n"  # four columns: an F
F = ["1111", "1000", "1000", "1110", "1000", "1000", "1000", "0000"]


def picture_of(program: str, height: int = 64) -> list[list[bool]]:
    outcome = run(START + program, parts=(Ssd1306(height=height),))
    assert outcome.error is None, outcome.error
    return dots(shown(outcome.events, "ssd1306:0x3c")["picture"])


def part(picture: list[list[bool]], left: int, top: int) -> list[str]:
    return ["".join(str(int(dot)) for dot in row[left : left + 4]) for row in picture[top : top + 8]]


def test_oled_shows_what_was_written_at_the_page_and_column():
    picture = picture_of(ON + "c(0xB2, 0x05, 0x11)\n" + UPRIGHT_F)
    assert part(picture, 0x15, 16) == F
    assert sum(map(sum, picture)) == sum(row.count("1") for row in F)


def test_oled_reads_as_a_picture_of_its_size():
    for height in (32, 64):
        picture = picture_of(ON + UPRIGHT_F, height)
        assert (len(picture), {len(row) for row in picture}) == (height, {128})


def test_oled_in_horizontal_mode_goes_on_with_the_next_page_of_its_window():
    window = "c(0x20, 0, 0x21, 10, 11, 0x22, 1, 2)\ni.writeto(0x3C, b'\\x40\\x01\\x02\\x04\\x08')\n"
    picture = picture_of(ON + window)
    assert [(x, y) for y, row in enumerate(picture) for x, dot in enumerate(row) if dot] == [
        (10, 8),
        (11, 9),
        (10, 18),
        (11, 19),
    ]


def test_oled_in_vertical_mode_goes_down_first():
    window = "c(0x20, 1, 0x21, 10, 11, 0x22, 1, 2)\ni.writeto(0x3C, b'\\x40\\x01\\x02\\x04\\x08')\n"
    picture = picture_of(ON + window)
    assert [(x, y) for y, row in enumerate(picture) for x, dot in enumerate(row) if dot] == [
        (10, 8),
        (11, 10),
        (10, 17),
        (11, 19),
    ]


def test_oled_that_is_not_switched_on_or_has_no_charge_pump_stays_dark():
    for forgotten in ("0xAF", "0x8D, 0x14, "):
        outcome = run(START + ON.replace(forgotten, "0xE3, ") + UPRIGHT_F, parts=(Ssd1306(),))
        assert seen(outcome, "shows") == []


def test_oled_inverts_and_turns_its_picture():
    assert part(picture_of(ON + UPRIGHT_F + "c(0xA7)"), 0, 0)[0] == "0000"
    turned = picture_of(ON.replace("0xA1, 0xC8", "0xA0, 0xC0") + UPRIGHT_F)
    assert [row[::-1] for row in part(turned, 124, 56)][::-1] == F


def test_oled_frame_sent_in_pieces_is_one_event():
    program = ON + "for page in range(8):\n c(0xB0 + page, 0, 0x10)\n i.writeto(0x3C, b'\\x40' + b'\\xff' * 128)\n"
    outcome = run(START + program, parts=(Ssd1306(),))
    assert len(seen(outcome, "shows")) == 1
    assert outcome.end == "finished"


LCD = """
def nibble(bits, rs):
    i.writeto(0x27, bytes([bits << 4 | rs | 12]))
    i.writeto(0x27, bytes([bits << 4 | rs | 8]))
def send(value, rs=0):
    nibble(value >> 4, rs)
    nibble(value & 15, rs)
def say(text):
    for letter in text:
        send(ord(letter), 1)
for bits in (3, 3, 3, 2):
    nibble(bits, 0)
    time.sleep_ms(5)
for command in (0x28, 0x0C, 0x06, 0x01):
    send(command)
time.sleep_ms(2)
"""


def text_of(program: str) -> str:
    outcome = run(START + LCD + program, parts=(Lcd1602(),))
    return shown(outcome.events, "lcd1602:0x27").get("text")


def test_lcd_shows_two_lines():
    assert text_of("say('Bonjour')\nsend(0xC0)\nsay('21.5 ' + chr(0xDF) + 'C')") == "Bonjour\n21.5 °C"


def test_lcd_line_goes_on_out_of_sight_and_shifts_into_view():
    assert text_of("say('abcdefghijklmnopqrst')") == "abcdefghijklmnop\n"
    assert text_of("say('abcdefghijklmnopqrst')\nfor _ in range(4):\n send(0x18)") == "efghijklmnopqrst\n"


def test_lcd_forgets_what_it_is_told_while_it_clears():
    assert text_of("say('a')\nsend(0x01)\nsay('b')\ntime.sleep_ms(2)\nsay('c')").strip() == "c"


def test_lcd_without_the_change_to_4_bits_shows_rubbish():
    outcome = run(START + LCD.replace("(3, 3, 3, 2)", "(3, 3, 3)") + "say('Bonjour')", parts=(Lcd1602(),))
    assert "Bonjour" not in str(seen(outcome, "shows"))


def test_lcd_tells_of_its_backlight():
    outcome = run(START + LCD + "i.writeto(0x27, b'\\0')", parts=(Lcd1602(),))
    assert shown(outcome.events, "lcd1602:0x27")["is_lit"] is False


def test_oled_start_line_rolls_the_picture():
    picture = picture_of(ON + UPRIGHT_F + "c(0x40 + 60)")
    assert part(picture, 0, 4) == F
