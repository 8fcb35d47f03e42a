"""Whatever text a program prints, publishes or answers, the board stays in the room: umqtt is MicroPython's own, unmodified."""

from __future__ import annotations

import json

import pytest

TEXTS = [
    "°C",
    "Zoé",
    "température",
    "🌱",
    "Ω µ €",
    "日本語",
    "e\u0301",
    "\u202ebidi",
    "a\0b",
    "'\"\\",
    "é" * 2000,
    "x" * 4096,
]
LOG_BYTES = 8000


def stays(board, room) -> None:
    """Fail unless the board is still in the room, in its first start and first connection."""
    room.order("stop")
    assert room.heard("status") == [b"online"]
    assert board.starts == 1


@pytest.mark.parametrize("text", TEXTS)
def test_printed_text_arrives(board, room, text):
    board.write("program.py", f"print({text!r})\n")
    board.power_on()
    room.wait_for("log", lambda payload: text.encode() in payload)
    assert max(map(len, room.heard("log"))) < LOG_BYTES
    stays(board, room)


@pytest.mark.parametrize("unit", [*TEXTS, "\ud800"])
def test_unit_arrives_as_far_as_it_is_short_text(board, room, unit):
    board.write("program.py", f"import lab\nlab.publish('x', 1, unit={unit!a})\nlab.run()\n")
    board.power_on()
    room.wait_for("data/x")
    room.wait_for("info", lambda payload: "x" in json.loads(payload)["series"])
    assert room.info()["series"] == {"x": "" if unit == "\ud800" else unit[:16]}
    stays(board, room)


@pytest.mark.parametrize("text", TEXTS)
def test_answer_and_names_of_values_arrive(board, room, text):
    board.write(
        "program.py",
        f"import lab\nlab.publish('x', {{{text[:200]!r}: 1}})\nlab.on('say', lambda value: {text!r})\nlab.run()\n",
    )
    board.power_on()
    assert json.loads(room.wait_for("data/x"))["v"] == {text[:200]: 1}
    answer = room.order("say")
    assert answer.get("result") == text or "too long" in answer["error"]
    stays(board, room)


@pytest.mark.parametrize(
    "result", ["print", "b'\\xff'", "[print]", "{1: {2, 3}}", "float('nan')", "'\\ud800'", "own", "'x' * 9000"]
)
def test_answer_that_is_no_json_is_said_to_be_none(board, room, result):
    board.write("program.py", f"import lab\nown = []\nown.append(own)\nlab.on('say', lambda _: {result})\nlab.run()\n")
    board.power_on()
    room.wait_program("running")
    room.send("do/say", b'{"id": "r77"}')
    room.wait_for("done/say")
    stays(board, room)


@pytest.mark.parametrize("data", [b"\xff\xfe\n", b"\xc3\n", b"\x80" * 3000 + b"\n", b"\xf0\x9f\n", b"\r\r\n\n"])
def test_bytes_that_are_no_text_do_no_harm(board, room, data):
    board.write(
        "program.py",
        f"import time\nfrom kit import link\nlink._room.log.write({data!r})\ntime.sleep(1)\nprint('end')\n",
    )
    board.power_on()
    room.wait_for("log", lambda payload: payload.endswith(b"end"))
    stays(board, room)


def test_line_without_end_is_cut_between_characters(board, room):
    board.write("program.py", "import time\nfor _ in range(3000):\n    print('é', end='')\ntime.sleep(1)\nprint()\n")
    board.power_on()
    room.wait_for("log", lambda payload: "é".encode() in payload)
    for payload in room.heard("log"):
        payload.decode()
    stays(board, room)


def test_error_with_accents_is_told(board, room):
    board.write("program.py", "raise ValueError('capteur débranché à 21 °C')\n")
    board.power_on()
    room.wait_for("log", lambda payload: "débranché à 21 °C".encode() in payload)
    stays(board, room)


@pytest.mark.parametrize("name", ["a/b", "#", "+", "a\0b", "é", "x" * 300, "", "$SYS", "'", " "])
def test_name_that_is_no_part_of_a_topic_is_announced_nowhere_and_its_value_arrives(board, room, name):
    board.write("program.py", f"import lab\nlab.publish('x', {{{name!r}: 1, 'b': 2}})\nlab.run()\n")
    board.power_on()
    assert json.loads(room.wait_for("data/x"))["v"] == {name: 1, "b": 2}
    assert {topic for topic in room.topics() if "homeassistant" in topic} == {
        "homeassistant/sensor/atelier_capteur-01/x_b/config"
    }
    stays(board, room)


def test_values_that_are_no_numbers_are_refused_where_they_are_given(board, room):
    board.write("program.py", "import lab\nlab.publish('x', {1: 2})\n")
    board.power_on()
    room.wait_for("log", lambda payload: b"texts" in payload)
    assert room.heard("data/x") == []
