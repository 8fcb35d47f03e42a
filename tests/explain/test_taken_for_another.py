"""One thing in the place of its brother: an end of a list, a wire, a fact of the room, an exception."""

from __future__ import annotations

import pytest

from iot_lab.explain import (
    ErrorText,
    Source,
    directions_exchanged,
    explain,
    quiet_mistakes,
    short_timers,
    suspects,
    wires_exchanged,
)
from iot_lab.texts import texts

SEND = "queue = []\nwhile queue:\n    client.publish('t', queue[{}])\n    {}\n"
ROOM = "from lab import room\nimport network\nwlan = network.WLAN()\n"
WIRED = {"scl": 22, "sda": 21, "trigger": 5, "echo": 18, "tx": 17, "rx": 16}
FELL = "said = 0\nwhile True:\n    new = read()\n    if {}:\n        client.publish('t', new)\n        said = new\n"
STATE = "before = {}\nwhile True:\n    now = pin.value()\n    if now != before:\n        before = now\n        {}\n"


@pytest.mark.parametrize(
    ("sent", "removed", "right"),
    [
        (0, "queue.pop()", "queue.pop(0)"),
        (0, "queue.pop(-1)", "queue.pop(0)"),
        (0, "del queue[-1]", "del queue[0]"),
        (0, "queue = queue[:-1]", "queue = queue[1:]"),
        (-1, "queue.pop(0)", "queue.pop()"),
        (-1, "del queue[0]", "del queue[-1]"),
    ],
)
def test_one_end_sent_and_the_other_removed(sent, removed, right):
    (found,) = quiet_mistakes(Source(SEND.format(sent, removed)))
    assert found.line == 4
    assert found.id in ("quiet.newest-lost", "quiet.oldest-lost")
    assert all(right in found.told(texts(language)) for language in ("fr", "en"))


def test_one_end_by_a_name_and_the_other_removed():
    program = "queue = []\nwhile queue:\n    one = queue[0]\n    client.publish('t', one)\n    queue.pop()\n"
    assert [one.id for one in quiet_mistakes(Source(program))] == ["quiet.newest-lost"]


@pytest.mark.parametrize(
    "program",
    [
        SEND.format(0, "queue.pop(0)"),
        SEND.format(-1, "queue.pop()"),
        "queue = [1]\nprint(queue[0])\nqueue.pop()\n",
        "queue = [1]\nclient.publish('t', queue[0])\nlast = queue.pop()\nprint(last)\n",
        "queue = [1]\nclient.publish('t', queue[0] + queue[-1])\nqueue.pop()\n",
        "queue = [1]\nclient.publish('t', other[0])\nqueue.pop()\n",
    ],
)
def test_the_same_end_or_no_sending_is_none(program):
    assert quiet_mistakes(Source(program)) == []


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("wlan.connect(room.ssid, room.password)\n", ("room.password", "room.wifi_password")),
        ("wlan.connect(ssid=room.user, key=room.wifi_password)\n", ("room.user", "room.ssid")),
        ("word = room.password\nwlan.connect(room.ssid, word)\n", ("room.password", "room.wifi_password")),
        ("def join(a, b):\n    wlan.connect(a, b)\njoin(room.ssid, room.password)\n", ("room.wifi_password",)),
        ("c = MQTTClient(room.client_id, room.broker, room.port, room.client_id, room.password)\n", ("room.user",)),
        ("c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.wifi_password)\n", ("room.password",)),
        ("c = MQTTClient(room.client_id, room.broker, room.user, room.password)\n", ("room.user", "room.port")),
        ("c = MQTTClient(room.client_id, room.ssid, port=room.port)\n", ("room.ssid", "room.broker")),
        ("c = MQTTClient('a', room.broker, user=room.user, password=room.wifi_password)\n", ("room.password",)),
    ],
)
def test_a_fact_of_the_room_in_the_place_of_another(program, words):
    found = quiet_mistakes(Source(ROOM + program))[0]
    assert found.id == "room.other-fact"
    assert all(word in found.told(texts(language)) for language in ("fr", "en") for word in words)


@pytest.mark.parametrize(
    "program",
    [
        "wlan.connect(room.ssid, room.wifi_password)\n",
        "c = MQTTClient(room.user, room.broker, room.port, room.user, room.password)\n",
        "c = MQTTClient('me', room.broker, port=room.port, user=room.user, password=room.password, keepalive=60)\n",
        "wlan.connect('Atelier', secret)\n",
        "def join(a, b):\n    wlan.connect(a, b)\njoin(room.ssid, room.wifi_password)\njoin('home', 'secret')\n",
        "s.connect((room.broker, room.port))\n",
        "paho.connect(room.broker, room.port)\n",
    ],
)
def test_facts_in_their_places_are_none(program):
    assert [one for one in quiet_mistakes(Source(ROOM + program)) if one.id.startswith("room")] == []


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ("SDA, SCL = 22, 21\ni2c = I2C(0, scl=Pin(SCL), sda=Pin(SDA))\n", ("SCL", "SDA")),
        ("clock = Pin(21)\ni2c = SoftI2C(scl=clock, sda=Pin(22))\n", ("SCL", "SDA")),
        ("u = UART(2, tx=16, rx=17)\n", ("TX", "RX")),
        ("s = HCSR04(trigger_pin=18, echo_pin=5)\n", ("TRIGGER", "ECHO")),
        ("s = HCSR04(18, 5)\n", ("TRIGGER", "ECHO")),
    ],
)
def test_two_wires_taken_for_one_another(program, names):
    (found,) = wires_exchanged(Source(program), WIRED)
    assert all(name in found.told(texts(language)) for language in ("fr", "en") for name in names)


@pytest.mark.parametrize(
    "program",
    ["i2c = I2C(0, scl=Pin(22), sda=Pin(21))\n", "i2c = I2C(0, scl=Pin(19), sda=Pin(22))\n", "i2c = I2C(0)\n"],
)
def test_wires_in_their_places_or_elsewhere_are_none(program):
    assert list(wires_exchanged(Source(program), WIRED)) == []


def test_the_pins_of_what_is_read_and_what_is_commanded():
    program = "trigger = Pin({}, Pin.OUT)\necho = Pin({}, Pin.IN)\n"
    led, button = frozenset({5}), frozenset({18})
    (found,) = directions_exchanged(Source(program.format(18, 5)), led, button)
    assert all(word in found.told(texts("en")) for word in ("5", "18", "swapped"))
    assert not list(directions_exchanged(Source(program.format(5, 18)), led, button))
    assert not list(directions_exchanged(Source(program.format(18, 19)), led, button))


@pytest.mark.parametrize(
    ("program", "line", "raised", "handler"),
    [
        ("try:\n    c.connect()\nexcept ValueError:\n    pass\n", 2, "OSError", 3),
        ("try:\n    try:\n        c.connect()\n    except KeyError:\n        pass\nexcept TypeError:\n    pass\n", 3,
         "OSError", 4),
        ("def go():\n    c.connect()\ntry:\n    go()\nexcept (ValueError, TypeError):\n    pass\n", 2, "OSError", 5),
        ("BAD = (ValueError, KeyError)\ntry:\n    c.connect()\nexcept BAD:\n    pass\n", 3, "OSError", 4),
        ("try:\n    s.measure()\nexcept OSError:\n    pass\n", 2, "Exception", 3),
        ("try:\n    n = int(text)\nexcept TypeError:\n    pass\n", 2, "ValueError", 3),
        ("try:\n    c.connect()\nexcept OSError:\n    pass\n", 2, "MQTTException", 3),
    ],
)  # fmt: skip
def test_a_handler_of_another_error_is_named(program, line, raised, handler):
    found = explain(ErrorText(raised, "113", line), program)
    assert (found.id.removesuffix("-said"), found.line) == ("caught.other-type", line)
    assert all(
        word in found.told(texts(language)) for language in ("fr", "en") for word in (f"`{raised}`", str(handler))
    )


@pytest.mark.parametrize(
    ("program", "raised"),
    [
        ("c = 1\nc.connect()\ntry:\n    pass\nexcept ValueError:\n    pass\n", "OSError"),
        ("try:\n    c.connect()\nexcept OSError:\n    raise\n", "OSError"),
        ("try:\n    c.connect()\nexcept Exception:\n    raise\n", "OSError"),
        ("try:\n    c.connect()\nexcept Mine:\n    pass\n", "OSError"),
        ("try:\n    c.conect()\nexcept OSError:\n    pass\n", "AttributeError"),
        ("try:\n    c = {}['a']\n    c()\n    c()\n    c()\nexcept OSError:\n    pass\n", "KeyError"),
    ],
)
def test_a_handler_that_fits_or_has_nothing_to_do_with_it_is_not(program, raised):
    assert not explain(ErrorText(raised, "113", 2), program).id.startswith("caught.other-type")


@pytest.mark.parametrize(
    ("program", "line", "suspect", "word"),
    [
        (FELL.format("new - said > 0.6"), 4, "suspect.one-way", "abs(new - said) > 0.6"),
        (FELL.format("new > said + 0.6"), 4, "suspect.one-way", "abs(new - said) > 0.6"),
        (FELL.format("said - new >= 0.6"), 4, "suspect.one-way", "abs(new - said) >= 0.6"),
        (STATE.format("0", "client.publish('t', str(now))"), 1, "suspect.first-state", "None"),
        ("m = 2\nv = [1]\nprint(sum((x - m) ** 2 for x in v) / (len(v) - 1))\n", 3, "suspect.divisor", "len(v)"),
    ],
)
def test_what_is_often_not_meant_is_told_as_a_fact(program, line, suspect, word):
    found = next(suspects(Source(program)))
    assert (found.line, found.id) == (line, suspect)
    assert all(word in found.told(texts(language)) for language in ("fr", "en"))


@pytest.mark.parametrize(
    "program",
    [
        FELL.format("abs(new - said) > 0.6"),
        FELL.format("new - said > 0.6 or said - new > 0.6"),
        "last = 0\nwhile True:\n    now = time.time()\n    if now - last > 60:\n        last = now\n",
        "last = n = 0\nwhile True:\n    n += 1\n    if n - last > 60:\n        last = n\n",
        STATE.format("None", "client.publish('t', str(now))"),
        STATE.format("0", "led.value(now)"),
        "n = 5\nstep = 100 / (n - 1)\n",
    ],
)
def test_what_is_meant_is_no_suspect(program):
    assert list(suspects(Source(program))) == []


def test_a_timer_of_some_milliseconds_is_told_in_seconds():
    (found,) = short_timers(Source("t.init(mode=1, period=5, callback=f)\n"))
    assert all("period=5000" in found.told(texts(language)) for language in ("fr", "en"))
    assert list(short_timers(Source("t.init(mode=1, period=500, callback=f)\n"))) == []
