"""Mistakes without an error: each is found with its line, and no right program has any."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from iot_lab.explain import (
    Source,
    forgotten_calls,
    growing_lists,
    half_used_parts,
    longest_pause,
    other_name,
    password_for_name,
    pins_astray,
    quiet_mistakes,
    spelt_out_address,
    spelt_out_network,
    spelt_out_topic,
)
from iot_lab.texts import texts

ROOT = Path(__file__).parents[2]
PIN = "from machine import Pin, Timer\nimport time\nled = Pin(2, Pin.OUT)\nbutton = Pin(18, Pin.IN)\n"
FOUND = {
    "method named": (PIN + "led.on\n", 5, "quiet.not-called", "led.on"),
    "function named": ("def main():\n    print(1)\nmain\n", 3, "quiet.not-called", "main"),
    "method given a value": (PIN + "led.value = 1\n", 5, "quiet.method-replaced", "led.value(1)"),
    "function of a module given a value": ("import time\ntime.sleep = 1\n", 2, "quiet.method-replaced", "time.sleep"),
    "reading compared": (PIN + "if button.value == 0:\n    led.on()\n", 5, "operand.function", "button.value()"),
    "waiting without a call": ("wlan = 1\nwhile not wlan.isconnected:\n    pass\n", 2, "operand.function", "isconnected()"),
    "reading kept": ("import time\nstart = time.ticks_ms\nprint(start + 5)\n", 2, "operand.function", "time.ticks_ms()"),
    "reading in a text": ("import dht\ns = dht.DHT22(4)\nprint(f'{s.temperature}')\n", 3, "operand.function", "temperature()"),
    "timer's function called": (
        PIN + "def tick():\n    led.on()\nTimer(0).init(period=5, callback=tick())\n", 7, "callback.called", "tick"),
    "pin compared": (PIN + "if button == 0:\n    led.on()\n", 5, "operand.object", "button.value()"),
    "comparison alone": ("x = 1\nx == 5\n", 2, "quiet.comparison", "x = 5"),
    "bias never corrected": (
        ("w1 = w2 = b = 0\nfor x, y, label in [(1, 2, 1)]:\n    if label * (w1 * x + w2 * y + b) <= 0:\n"
        "        w1 += label * x\n        w2 += label * y\n"), 3, "quiet.never-corrected", "b += label"),
    "labels of 0 and 1": (
        ("w1 = w2 = b = 0\nfor x, y, name in [(1, 2, 'a')]:\n    label = 1 if name == 'a' else 0\n"
        "    if label * (w1 * x + w2 * y + b) <= 0:\n        w1 += label * x\n        w2 += label * y\n"
        "        b += label\n"), 3, "quiet.label-of-zero", "1 if name == 'a' else -1"),
    "power of millions of digits": ("x = 9**9**9\n", 1, "quiet.huge-power", "`9 ** 9 ** 9`"),
    "power by name": ("n = 10**6\nx = pow(7, n)\n", 2, "quiet.huge-power", "`pow(7, n)`"),
    "shift of millions of places": ("x = 1 << 10**7\n", 1, "quiet.huge-power", "`1 << 10 ** 7`"),
    "sum of a huge range": ("x = sum(i * i for i in range(10**9))\n", 1, "quiet.huge-range", "1000"),
    "list of a huge range": ("x = list(range(1, 10**9))\n", 1, "quiet.huge-list", "list(range(1, 10 ** 9))"),
    "list of millions": ("x = [i for i in range(10**9)]\n", 1, "quiet.huge-list", "range(10 ** 9)"),
    "older time first": (
        ("from time import ticks_ms, ticks_diff\nlast = ticks_ms()\nwhile True:\n    now = ticks_ms()\n"
        "    if ticks_diff(last, now) > 60:\n        last = now\n"), 5, "quiet.older-first", "ticks_diff(now, last)"),
    "older time first, the clock itself second": (
        ("import time\nlast = 0\nwhile True:\n    if time.ticks_diff(last, time.ticks_ms()) >= 60:\n"
        "        last = time.ticks_ms()\n"), 4, "quiet.older-first", "ticks_diff(time.ticks_ms(), last)"),
    "echo timed at 0": (PIN + "from machine import time_pulse_us\nus = time_pulse_us(button, 0, 30000)\n", 6,
                        "quiet.low-pulse", "`button`"),
    "echo waited for 30 us": (PIN + "from machine import time_pulse_us\nus = time_pulse_us(button, 1, 30)\n", 6,
                              "quiet.short-echo", "30000"),
    "plus plus before": ("i = 1\n++i\n", 2, "syntax.increment", "i += 1"),
    "result dropped": ("x = 1.5\nround(x)\n", 2, "quiet.result-dropped", "round(x)"),
    "async without await": ("async def go():\n    pass\nasync def main():\n    go()\n", 4, "quiet.not-awaited", "go"),
    "state never noted": (PIN + "before = 1\nwhile True:\n    now = button.value()\n    if now != before:\n        led.on()\n", 5, "quiet.state-not-kept", "before = now"),
    "still nothing": ("last = None\nwhile True:\n    if last is None:\n        print(1)\n", 1, "quiet.still-none", "last"),
    "flag never lowered": (PIN + "due = False\ndef tick(t):\n    global due\n    due = True\nTimer(0).init(period=5, callback=tick)\nwhile True:\n    if due:\n        print(1)\n", 11, "quiet.never-lowered", "tick"),
    "flag never raised": ("told = False\nwhile True:\n    if not told:\n        print(1)\n    told = False\n", 3, "quiet.always-one", "told = True"),
    "counter never set back": ("def learn(v):\n    wrong = 0\n    for turn in range(9):\n        for x in v:\n            wrong += x\n        if wrong == 0:\n            return 1\nprint(learn([1]))\n", 6, "quiet.never-set-back", "wrong = 0"),
    "bounds turned round": ("x = 5\nprint(min(0, max(100, x)))\n", 2, "quiet.clamp", "max(0, min(100, x))"),
    "division first": ("a = b = c = 5\nprint(a - b / c - b)\n", 2, "quiet.division-first", "(a - b) / (c - b)"),
    "division before its difference": ("a = b = c = 5\nprint((a - b) / c - b)\n", 2, "quiet.division-first", "(a - b) / (c - b)"),
    "one row three times": ("print([[0] * 3] * 3)\n", 1, "quiet.same-rows", "for _ in range(3)"),
    "one row three times, changed": ("t = [[0] * 3] * 3\nt[0][1] += 1\n", 1, "quiet.same-rows", "for _ in range(3)"),
    "difference not kept": ("left = 5\nwhile True:\n    left - 1\n", 3, "quiet.result-dropped", "left - 1"),
    "newest taken out": ("v = []\nfor x in range(9):\n    v.append(x)\n    if len(v) > 5:\n        v.pop()\n", 5, "quiet.forgets-newest", "v.pop(0)"),
    "async main without run": ("async def main():\n    pass\nmain()\n", 3, "quiet.not-run", "asyncio.run(main())"),
    "pause without await": ("import asyncio\nasync def go():\n    asyncio.sleep_ms(60)\nasyncio.run(go())\n", 3, "quiet.sleep-not-awaited", "await asyncio.sleep_ms(60)"),
    "after an endless function": ("def run():\n    while True:\n        print(1)\nrun()\nprint(2)\n", 5, "quiet.after-endless-call", "run"),
    "second task after an endless one": ("import asyncio\nasync def a():\n    while True:\n        await asyncio.sleep(1)\nasync def b():\n    pass\nasyncio.run(a())\nasyncio.run(b())\n", 7, "quiet.never-reached", "asyncio.gather"),
    "plus after equals": ("n = 0\nwhile n < 3:\n    n =+ 1\n", 3, "quiet.plus-after-equals", "n += 1"),
    "share without decimals": ("from machine import ADC, Pin\nadc = ADC(Pin(34))\nprint(adc.read_u16() // 65535)\n", 3, "quiet.floor-of-reading", "//"),
    "pulse of seconds": ("from machine import Pin, time_pulse_us\nimport time\nt = Pin(5, Pin.OUT)\nt.on()\ntime.sleep(10)\nt.off()\n", 5, "quiet.long-pulse", "sleep_us(10)"),
    "total told at the first turn": ("def total(v):\n    s = 0\n    for x in v:\n        if not x:\n            continue\n        s += x\n        return s\nprint(total([1]))\n", 7, "quiet.return-in-loop", "3"),
    "never called": ("def send():\n    print(1)\nprint(2)\n", 1, "quiet.never-called", "send"),
    "name guard": ("if __name__ == 'main':\n    print(1)\n", 1, "quiet.main-guard", "__main__"),
    "nothing returned": ("def read():\n    print(5)\nx = read()\nprint(x)\n", 1, "none.own-function", "read"),
    "global missing": ("flag = False\ndef edge(pin):\n    flag = True\nedge(1)\nwhile not flag:\n    print(1)\n", 2, "name.global", "flag"),
    "return in a loop": ("def total(v):\n    s = 0\n    for x in v:\n        s += x\n        return s\nprint(total([1]))\n", 5, "quiet.return-in-loop", "3"),
    "break in a loop": ("for x in range(3):\n    print(x)\n    break\n", 3, "quiet.break-in-loop", "1"),
    "defined twice": ("def a():\n    print(1)\ndef a():\n    print(2)\na()\n", 3, "quiet.defined-twice", "a"),
    "after an endless loop": ("while True:\n    print(1)\nprint(2)\n", 3, "quiet.after-endless", "1"),
    "after return": ("def a():\n    return 1\n    print(2)\na()\n", 3, "quiet.after-return", "return"),
    "or with a value": ("x = 1\nif x == 1 or 2:\n    print(x)\n", 2, "quiet.or-value", "x == 2"),
    "function as a condition": ("def ready():\n    return 0\nif ready:\n    print(1)\nready()\n", 3, "operand.function", "ready()"),
    "bytes and text": (
        "def got(topic, msg):\n    if msg == 'on':\n        print(1)\nclient.set_callback(got)\n", 2, "quiet.bytes-for-text", "msg"),
    "empty range": ("for i in range(5, 0):\n    print(i)\n", 1, "quiet.empty-range", "range(5, 0)"),
    "loop that cannot end": ("n = 0\nwhile n < 5:\n    print(n)\n", 2, "quiet.loop-variable", "n += 1"),
    "read once": (PIN + "v = button.value()\nwhile True:\n    led.value(v)\n", 5, "quiet.read-once", "v = button.value()"),
    "list lost": ("v = []\nv = v.append(1)\n", 2, "quiet.lost-list", "v.append(1)"),
    "key without quotes": ("count = 5\nd = {count: count}\n", 2, "quiet.key-without-quotes", '"count": count'),
    "list made at each call": (
        "def middle(v):\n    last = []\n    last.append(v)\n    return sorted(last)[0]\nprint(middle(1))\n", 2, "quiet.list-made-anew", "last"),
    "sorted for its length": (
        "v = [3, 1, 2]\nordered = sorted(v)\nprint(v[len(ordered) // 2])\n", 3, "quiet.sorted-unused", "ordered"),
    "sum begun anew": (
        "a = b = 0\nfor x, y, label in [(1, 2, 3)]:\n    if a * x + b * y <= 0:\n        a = label * x\n        b += label * y\n",
        4, "quiet.replaced-in-sum", "a += label * x"),
    "point for thousands": ("dark = 20.000\nprint(dark)\n", 1, "quiet.thousands", "20000"),
    "name for a file": ("import json\nd = json.load('a.json')\n", 2, "quiet.load-of-a-name", "open('a.json')"),
    "return after adding": (
        "def total(v):\n    s = 0\n    for x in v:\n        if x:\n            s += x\n            return s\nprint(total([1]))\n", 6, "quiet.return-in-loop", "3"),
    "one dictionary": ("d = {}\nv = []\nfor i in range(3):\n    d['i'] = i\n    v.append(d)\n", 5, "quiet.same-dictionary", "d"),
    "default that remembers": ("def add(x, v=[]):\n    v.append(x)\n    return v\nprint(add(1))\n", 1, "quiet.mutable-default", "v=None"),
    "decimal comma": ("pause = 0,5\nprint(pause)\n", 1, "comma.value", "0.5"),
    "f missing": ("t = 21\nprint('T {t}')\n", 2, "quiet.f-missing", "t"),
    "name in quotes": ("t = 21\nclient.publish('room', 't')\n", 2, "quiet.quoted-name", "str(t)"),
    "text and number": ("n = input()\nif n == 5:\n    print(n)\n", 2, "quiet.text-compared", "int(n)"),
    "seconds": ("import time\ntime.sleep(500)\n", 2, "quiet.long-sleep", "time.sleep_ms(500)"),
    "milliseconds": ("import time\na = time.ticks_ms()\nif time.ticks_diff(time.ticks_ms(), a) > 5:\n    print(1)\n", 3, "quiet.short-ticks", "5000"),
    "an hour of seconds": ("import time\na = time.ticks_ms()\nHOUR = 60 * 60\ngone = time.ticks_diff(time.ticks_ms(), a)\nif gone > HOUR:\n    print(1)\n", 5, "quiet.short-ticks", "3600000"),
    "hour without rest": ("import asyncio\nasync def go():\n    while True:\n        print(1)\n        await asyncio.sleep(5000)\nasyncio.run(go())\n", 5, "quiet.long-async-sleep", "asyncio.sleep_ms(5000)"),
    "never both": ("x = 5\nif x < 0 and x > 180:\n    print(x)\n", 2, "quiet.never-both", "or"),
    "never both, turned round": ("x = int(input())\nMOST = 180\nif 0 > x and MOST <= x:\n    print(x)\n", 3, "quiet.never-both", "or"),
    "two values at once": ("x = 5\nif x == 1 and x == 2:\n    print(x)\n", 2, "quiet.never-both", "or"),
    "always one": ("x = 5\nif x >= 0 or x <= 180:\n    print(x)\n", 2, "quiet.always-either", "and"),
    "always another": ("x = 5\nwhile x != 1 or x != 2:\n    x = int(input())\n", 2, "quiet.always-either", "and"),
    "arguments swapped": ("def percent(raw, dry, wet):\n    return (raw - dry) / (wet - dry)\np = {}\nprint(percent(1, p['wet'], p['dry']))\n", 4, "quiet.arguments-swapped", "`dry`"),
    "arguments of a method swapped": ("class S:\n    def share(self, low, high):\n        return low / high\n    def go(self):\n        return self.share(self.high, self.low)\nprint(S().go())\n", 5, "quiet.arguments-swapped", "`low`"),
    "bounds turned round in a function": ("def keep(x, low, high):\n    return min(low, max(high, x))\nprint(keep(5, 0, 100))\n", 2, "quiet.clamp", "max(0, min(100, x))"),
    "first lines alone": ("rows = [line.split(',') for line in open('a.csv')][1:]\nrows = [row[0] for row in rows]\nprint(max(rows[:10]))\n", 3, "quiet.first-lines-only", "rows[:10]"),
    "first lines alone, added one by one": ("rows = []\nwith open('a.csv') as f:\n    for line in f:\n        rows.append(line)\nprint(max(rows[:10]))\n", 5, "quiet.first-lines-only", "rows[:10]"),
    "label left out of a correction": ("def fit(v):\n    a = b = c = 0\n    for x, y, label in v:\n        if label * (a * x + b * y + c) <= 0:\n            a += label * x\n            b += y\n            c += label\n    return a, b, c\nprint(fit([]))\n", 6, "quiet.correction", "b += label * y"),
    "bias corrected by x": ("def fit(v):\n    a = b = c = 0\n    for x, y, label in v:\n        if label * (a * x + b * y + c) <= 0:\n            a += 0.1 * label * x\n            b += 0.1 * label * y\n            c += 0.1 * label * x\n    return a, b, c\nprint(fit([]))\n", 7, "quiet.correction", "c += label"),
    "x and y swapped": ("def fit(v):\n    w = [0, 0, 0]\n    for p, label in v:\n        if (w[0] * p[0] + w[1] * p[1] + w[2]) * label <= 0:\n            w[0] += label * p[1]\n            w[1] += label * p[0]\n            w[2] += label\n    return w\nprint(fit([]))\n", 5, "quiet.correction", "w[0] += label * p[0]"),
    "label left out, the sum in a function": ("def fit(w, v):\n    for p, label in v:\n        if label * w.sum(p) <= 0:\n            w.a += p[0]\n            w.b += p[1]\n            w.c += label\n    return w\nprint(fit(1, []))\n", 4, "quiet.correction", "w.a += label * p[0]"),
    "first lines alone in a loop": ("rows = [line for line in open('a.csv')]\nfor row in rows[:10]:\n    print(row)\n", 2, "quiet.first-lines-only", "10"),
    "twelve bits": ("from machine import ADC\na = ADC(34)\nprint(a.read() / 65535)\n", 3, "quiet.bits", "4095"),
    "sixteen bits": ("from machine import PWM\np = PWM(4)\np.duty_u16(1023)\n", 3, "quiet.bits", "65535"),
}  # fmt: skip
HALF_USED = {
    "never measured": ("import dht\ns = dht.DHT22(4)\nprint(s.temperature())\n", 3, "quiet.never-measured", "s.measure()"),
    "pixels never sent": ("import neopixel\nn = neopixel.NeoPixel(4, 8)\nn[0] = (1, 2, 3)\n", 3, "quiet.never-shown", "n.write()"),
    "pixels sent in one branch": (
        "import neopixel\nn = neopixel.NeoPixel(4, 8)\ndark = 1\nif dark:\n    n.fill((9, 9, 9))\nelse:\n    n.fill((0, 0, 0))\n    n.write()\n",
        5, "quiet.shown-in-one-branch", "n.write()"),
    "messages never looked for": (
        "c = MQTTClient('a', 'b')\nc.set_callback(print)\nc.subscribe('x')\n", 2, "quiet.never-checked", "c.check_msg()"),
    "messages looked for once": ("c = MQTTClient('a', 'b')\nc.set_callback(print)\nc.subscribe('x')\nc.check_msg()\nwhile True:\n    print(1)\n", 4, "quiet.checked-once", "while True:"),
    "messages looked for once by a function": ("c = MQTTClient('a', 'b')\ndef look():\n    c.subscribe('x')\n    c.check_msg()\nc.set_callback(print)\nlook()\n", 4, "quiet.checked-once", "c.check_msg()"),
    "read before it is measured, in a function": (
        "import dht\ns = dht.DHT22(4)\ndef read():\n    t = s.temperature()\n    s.measure()\n    return t\nprint(read())\n", 4, "quiet.before-measure", "s.measure()"),
    "read before it is measured": (
        "import dht\ns = dht.DHT22(4)\nwhile True:\n    print(s.temperature())\n    s.measure()\n", 4, "quiet.before-measure", "s.measure()"),
    "no topic": ("c = MQTTClient('a', 'b')\nc.set_callback(print)\nc.check_msg()\n", 2, "quiet.never-subscribed", "c.subscribe"),
    "input commanded": ("led = Pin(2)\nled.on()\n", 1, "quiet.input-driven", "Pin(2, Pin.OUT)"),
    "output read": ("b = Pin(18, Pin.OUT)\nprint(b.value())\n", 1, "quiet.output-read", "Pin(18, Pin.IN"),
    "half a minute": (PIN + "while True:\n    button.value()\n    time.sleep(30)\n", 7, "quiet.long-at-button", "time.sleep_ms(30)"),
    "looked at once": (PIN + "led.value(button.value())\n", 5, "quiet.looks-once", "while True:"),
    "or of edges": ("b.irq(f, trigger=Pin.IRQ_RISING or Pin.IRQ_FALLING)\n", 1, "quiet.trigger-or", "Pin.IRQ_RISING | Pin.IRQ_FALLING"),
    "text of a text": ("import json\njson.dumps(str(5))\n", 2, "quiet.dumps-text", "str(5)"),
    "dictionary as text": ("d = {'a': 1}\nc.publish('t', str(d))\n", 2, "quiet.str-dictionary", "json.dumps(d)"),
}  # fmt: skip
RIGHT = sorted(
    path
    for pattern in ("tests/mistakes/*/right/*.py", "exercises/*/solution.py", "exercises/*/right/*.py",
                    "firmware/examples/**/*.py")
    for path in ROOT.glob(pattern)
)  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_quiet_mistake_is_found_with_its_line(case):
    program, line, diagnosis_id, word = FOUND[case]
    found = quiet_mistakes(Source(program))[0]
    assert (found.id, found.line) == (diagnosis_id, line)
    assert all(word in found.told(texts(language)) for language in ("fr", "en"))


@pytest.mark.parametrize("case", HALF_USED)
def test_part_used_by_halves_is_found_with_its_line(case):
    program, line, diagnosis_id, word = HALF_USED[case]
    found = half_used_parts(Source(program))[0]
    assert (found.id, found.line) == (diagnosis_id, line)
    assert all(word in found.told(texts(language)) for language in ("fr", "en"))


def test_call_forgotten_before_an_error_is_its_cause_where_the_line_uses_the_same_thing():
    source = Source("c = 1\nd = 1\nc.connect\nd.connect\nc.publish(1)\n")
    assert [(one.line, one.values["name"]) for one in forgotten_calls(source, 5)] == [(3, "c.connect")]
    assert forgotten_calls(source, 3) == []


def test_pin_without_anything_is_told_where_a_wired_one_is_never_named():
    source = Source("from machine import Pin\neye = Pin(12, Pin.IN)\nled = Pin(2, Pin.OUT)\n")
    assert [(one.line, one.values) for one in pins_astray(source, frozenset({2, 13}))] == [
        (2, {"pin": 12, "wired": "13"})
    ]
    assert list(pins_astray(source, frozenset({2}))) == []


@pytest.mark.parametrize(
    "kept", ["", "    v.pop(0)\n", "    del v[:1]\n", "    print(sorted(v[-5:]))\n", "    global v\n    v = v[1:]\n"]
)
def test_list_grows_where_nothing_makes_it_shorter_or_looks_at_a_part(kept):
    source = Source(f"v = []\ndef add(x):\n    v.append(x)\n{kept}add(1)\n")
    assert list(growing_lists(source)) == ([] if kept else [("v", 3)])


def test_longest_pause_is_that_of_a_loop():
    found = longest_pause(
        Source("import time\ntime.sleep(9)\nwhile True:\n    time.sleep_ms(600)\n    time.sleep(5)\n")
    )
    assert found is not None
    assert (found.line, found.values) == (5, {"call": "time.sleep(5)", "seconds": 5.0})
    assert longest_pause(Source("import time\nwhile True:\n    time.sleep_ms(20)\n")) is None


def test_what_is_spelt_out_of_the_room_is_found_where_it_stands():
    source = Source('a = "192.168.1.10"\nn = "livebox"\nt = b"climate"\nc.publish(room.topic("weather"), t)\n')
    found = [
        spelt_out_address(source, "192.168.1.10"),
        spelt_out_network(source, "livebox"),
        spelt_out_topic(source, "climate", "climate"),
        other_name(source, "weather", "climate"),
    ]
    assert [one.line for one in found if one] == [1, 2, 3, 4]
    assert all("room." in one.told(texts(language)) for one in found if one for language in ("fr", "en"))
    assert spelt_out_address(source, "10.0.0.1") is None
    swapped = password_for_name(Source("wlan.active(True)\nwlan.connect(secret, name)\n"))
    assert swapped is not None
    assert (swapped.line, swapped.values) == (2, {"call": "wlan.connect(secret, name)"})


@pytest.mark.parametrize(
    "program",
    [
        "import time\nend = time.ticks_add(time.ticks_ms(), 9)\nwhile time.ticks_diff(end, time.ticks_ms()) > 0:\n    pass\n",
        "import time\nstart = time.ticks_ms()\nwhile True:\n    now = time.ticks_ms()\n    if time.ticks_diff(now, start) > 90:\n        start = now\n",
        "import time\nend = time.ticks_ms() + 9\nwhile time.ticks_diff(end, time.ticks_ms()) > 0:\n    pass\n",
        "x = 2**1000\nprint(x, 2.0**10**4, 9**-9, 1 << 64, 0**9**9)\n",
        "n = 10\nwhile n < 10**9:\n    n = n * n\nprint(sum(range(n)), list(range(n)))\n",
        "x = 5\nif x > 0 and x < 180:\n    print(x)\n",
        "x = 5\nif x < 0 or x > 180:\n    print(x)\n",
        "x = 5\nif x != 1 and x != 2:\n    print(x)\n",
        "x = y = 5\nif x < 0 and y > 180:\n    print(x)\n",
        "def gap(a, b):\n    return gap(b, a) if a < b else a - b\nprint(gap(1, 2))\n",
        "import asyncio\nasync def go():\n    while True:\n        await asyncio.sleep(5000)\nasyncio.run(go())\n",
        "def fit(w, v):\n  for p, label in v:\n    if label * w(p) <= 0:\n      w.a += label * p[0] / 10\n      w.b += label\n      w.c += label\nfit(1, [])",
        "rows = [line for line in open('a.csv')]\nprint(rows[:3])\n",
        "text = open('a.txt').read()\nprint(int(text[:4]))\n",
        "rows = [line for line in open('a.csv')]\nprint(max(rows[:30]), max(rows[30:]))\n",
        "def keep(x, low, high):\n    return max(low, min(high, x))\nprint(keep(5, 0, 100))\n",
        "def keep(x, low, high):\n    return min(low, max(high, x))\nprint(keep(5, 100, 0), keep(5, 0, 100))\n",
    ],
)
def test_what_only_looks_like_a_quiet_mistake_is_none(program):
    assert quiet_mistakes(Source(program)) == []


def asked_functions(path):
    """The functions that the host calls: those of the exercise's starter that return a value."""
    starters = (ROOT / "exercises" / part / "starter.en.py" for part in path.relative_to(ROOT).parts[:3])
    trees = [ast.parse(one.read_text(encoding="utf-8")) for one in starters if one.is_file()]
    functions = (one for tree in trees for one in tree.body if isinstance(one, ast.FunctionDef))
    return frozenset(one.name for one in functions if any(isinstance(part, ast.Return) for part in ast.walk(one)))


@pytest.mark.parametrize("path", RIGHT, ids=[str(path.relative_to(ROOT)) for path in RIGHT])
def test_right_program_has_no_quiet_mistake(path):
    found = quiet_mistakes(Source(path.read_text(encoding="utf-8")), asked_functions(path))
    found += half_used_parts(Source(path.read_text(encoding="utf-8")))
    assert [(one.id, one.line) for one in found] == []


@pytest.mark.parametrize("program", ["", "def f(:\n", "x = (" * 300, "\0", "é = 1\n"])
def test_program_that_cannot_be_read_has_none(program):
    assert quiet_mistakes(Source(program)) == []


def test_function_that_the_host_calls_needs_no_call_but_its_name():
    asked = frozenset({"predict"})
    assert quiet_mistakes(Source("def predict(a):\n    return a\n"), asked) == []
    (found,) = quiet_mistakes(Source("def predit(a):\n    return a\n"), asked)
    assert (found.id, found.line) == ("quiet.asked-name", 1)
    (found,) = quiet_mistakes(Source("def predict(a):\n    print(a)\n"), asked)
    assert (found.id, found.line) == ("quiet.no-return", 1)


def test_wait_of_many_seconds_is_told_where_the_trial_is_over_before():
    program = Source("import time\nstart = time.time()\nwhile time.time() - start < 5000:\n    pass\n")
    assert [one.id for one in quiet_mistakes(program, lasts_s=600)] == ["quiet.long-elapsed"]
    assert quiet_mistakes(program, lasts_s=20_000) == quiet_mistakes(program) == []
