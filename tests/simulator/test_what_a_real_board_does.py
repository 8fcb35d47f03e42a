"""One program for each kind of fault that was once found between the simulated board and a real one.

Each says what a real ESP32 does; the programs are as short as the fault allows.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.world.curves import Steps
from iot_lab.simulator.world.network import Span, Wifi
from tests.rigs.simulator_runs import run, seen

PRINTS = {
    "a loop looks at a flag that an interrupt sets": (
        """
        from machine import Pin
        edges = 0
        def edge(pin):
            global edges
            edges += 1
        Pin(14, Pin.IN, Pin.PULL_DOWN).irq(edge, Pin.IRQ_RISING)
        shown = 0
        while shown < 2:
            if edges != shown:
                shown = edges
                print("edge", shown)
        """,
        "edge 1\nedge 2\n",
    ),
    "a loop looks through a function": (
        """
        from machine import Timer
        is_due = False
        def due(timer):
            global is_due
            is_due = True
        def ready():
            return is_due
        Timer(0).init(mode=Timer.ONE_SHOT, period=500, callback=due)
        while not ready():
            pass
        print("ready")
        """,
        "ready\n",
    ),
    "a for loop is left before its end": (
        """
        from machine import Timer
        import time
        flags = []
        Timer(0).init(mode=Timer.ONE_SHOT, period=300, callback=flags.append)
        for turn in range(400000):
            if flags:
                break
        print(turn < 399999, len(flags), time.ticks_ms())
        """,
        "True 1 300\n",
    ),
    "esp tells the size of the flash": (
        "import esp\nesp.osdebug(None)\nprint(esp.flash_size())",
        "4194304\n",
    ),
    "sha1 and md5 are there": (
        "import hashlib, binascii\nprint(binascii.hexlify(hashlib.sha1(b'a').digest())[:8], hashlib.md5(b'a').digest()[:2])",
        "b'86f7e437' b'\\x0c\\xc1'\n",
    ),
    "__main__ is the program": ("answer = 42\nimport __main__\nprint(__main__.answer)", "42\n"),
    "a traceback shows the program alone": (
        "import sys\ntry:\n    open('none.txt')\nexcept OSError as error:\n    sys.print_exception(error)",
        'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\nOSError: [Errno 2] ENOENT\n',
    ),
    "a callback's traceback shows the program alone": (
        """
        from machine import Timer
        import time
        def late(timer):
            {"a": 1}["b"]
        Timer(0).init(mode=Timer.ONE_SHOT, period=100, callback=late)
        time.sleep(1)
        """,
        'Traceback (most recent call last):\n  File "main.py", line 5, in late\nKeyError: b\n',
    ),
    "what the firmware's start leaves behind is there": (
        "gc.collect()\nprint(__file__, sorted(dir()))",
        "main.py ['__file__', '__name__', 'gc', 'vfs']\n",
    ),
    "a callback's KeyboardInterrupt and exit are shown, and the program goes on": (
        """
        import machine, micropython, sys, time
        def stop(_): raise KeyboardInterrupt
        def leave(_): sys.exit()
        machine.Timer(0).init(mode=machine.Timer.ONE_SHOT, period=10, callback=stop)
        time.sleep_ms(20)
        machine.Timer(0).init(mode=machine.Timer.ONE_SHOT, period=10, callback=leave)
        time.sleep_ms(20)
        micropython.schedule(stop, 0)
        time.sleep_ms(1)
        print("still here")
        """,
        (
            'Traceback (most recent call last):\n  File "main.py", line 3, in stop\nKeyboardInterrupt: \n'
            'Traceback (most recent call last):\n  File "main.py", line 4, in leave\nSystemExit: \n'
            'Traceback (most recent call last):\n  File "main.py", line 3, in stop\nKeyboardInterrupt: \nstill here\n'
        ),
    ),
    "what the last line schedules is called": ("import micropython\nmicropython.schedule(print, 5)", "5\n"),
    "True is a number where C takes one": (
        "from machine import Pin, PWM\nPin(15, Pin.OUT, True)\nPWM(Pin(4), freq=1000, duty=True)\nprint('ok')",
        "ok\n",
    ),
    "a message names what the program wrote": (
        "import time\ntry:\n    time.sleep('1')\nexcept TypeError as error:\n    print(error)",
        "can't convert str to float\n",
    ),
    "a button with its resistor does not float": (
        """
        from machine import Pin
        import time
        button = Pin(14, Pin.IN)
        for _ in range(6):
            print(button.value(), end=" ")
            time.sleep_ms(110)
        """,
        "0 0 0 0 0 0 ",
    ),
    "a floating input looks floating at any pause": (
        """
        from machine import Pin
        import time
        pin = Pin(18, Pin.IN)
        for pause in (20, 40, 100):
            levels = set()
            for _ in range(24):
                levels.add(pin.value())
                time.sleep_ms(pause)
            print(len(levels), end=" ")
        """,
        "2 2 2 ",
    ),
    "a pulse on a floating pin is noise, never the limit": (
        """
        from machine import Pin, time_pulse_us
        print([time_pulse_us(Pin(18, Pin.IN), 1, 30000) == 30000 for _ in range(4)])
        """,
        "[False, False, False, False]\n",
    ),
    "four digits are multiplexed to the end": (
        """
        from machine import Pin
        import time
        pins = [Pin(number, Pin.OUT) for number in (13, 16, 17, 19)]
        begin = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), begin) < 5000:
            for pin in pins:
                pin.on()
                time.sleep_ms(1)
                pin.off()
        print("end")
        """,
        "end\n",
    ),
}


@pytest.mark.parametrize("name", PRINTS)
def test_it_prints_what_a_real_board_prints(name):
    program, printed = PRINTS[name]
    presses = Button(14, (Press(2), Press(5)), closes_to=1) if "Pin(14" in program else None
    outcome = run(program, seconds=20, parts=(presses,) if presses else ())
    assert (outcome.error, outcome.output) == (None, printed)


def test_a_sonar_read_by_polling_is_right_to_half_a_centimetre():
    program = """
        from machine import Pin
        import time
        trigger, echo = Pin(5, Pin.OUT), Pin(18, Pin.IN)
        for _ in range(4):
            trigger.on()
            time.sleep_us(10)
            trigger.off()
            while not echo.value(): pass
            start = time.ticks_us()
            while echo.value(): pass
            print(time.ticks_diff(time.ticks_us(), start) * 0.0343 / 2)
            time.sleep(1)
    """
    distances = Steps(((0, 10), (0.9, 42), (1.9, 100), (2.9, 300)))
    outcome = run(program, seconds=20, parts=(HcSr04(5, 18, distance_cm=distances),))
    measured = [float(line) for line in outcome.output.split()]
    assert [abs(one - real) < 0.5 for one, real in zip(measured, (10, 42, 100, 300), strict=True)] == [True] * 4


def test_a_blink_without_sleep_keeps_its_rhythm():
    program = """
        from machine import Pin
        import time
        led, last = Pin(2, Pin.OUT), time.ticks_ms()
        while True:
            if time.ticks_diff(time.ticks_ms(), last) >= 500:
                last = time.ticks_ms()
                led.value(not led.value())
    """
    changes_us = [at_us for at_us, _ in seen(run(program, seconds=10), "pin")]
    gaps_us = [later - sooner for sooner, later in pairwise(changes_us)]
    assert all(499_000 <= gap <= 501_500 for gap in gaps_us)
    assert len(gaps_us) >= 18


def test_a_logger_of_ten_minutes_ends_with_its_last_line():
    program = "import time\nfor turn in range(6000):\n    print('reading', turn)\n    time.sleep_ms(100)\nprint('end')"
    outcome = run(program, seconds=700)
    assert outcome.end == "finished"
    assert outcome.output.startswith("reading 0\n")
    assert re.search(r"\[\+\d+\]\n(reading \d+\n)+end\n$", outcome.output)


def test_a_question_waits_until_somebody_types():
    outcome = run("while True:\n    answer = input('degrees? ')", seconds=30)
    assert (outcome.end, outcome.output) == ("deadline", "degrees? ")


def test_a_dht22_is_silent_in_its_first_second_with_power():
    program = """
        import dht, time
        from machine import Pin
        sensor = dht.DHT22(Pin(4))
        for _ in range(2):
            try:
                sensor.measure()
                print(sensor.temperature())
            except OSError as error:
                print(error.errno)
            time.sleep(2)
    """
    assert run(program, seconds=20, parts=(Dht22(4, temperature_c=21),)).output == "116\n21.0\n"


def test_the_will_of_a_raw_client_comes_when_the_broker_can_know():
    program = """
        import network, socket, time
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        wlan.connect("atelier", "atelier123")
        while not wlan.isconnected():
            time.sleep_ms(100)
        raw = socket.socket()
        raw.connect(("192.168.4.1", 1883))
        raw.write(b"\\x10\\x1c\\x00\\x04MQTT\\x04\\x06\\x00\\x3c\\x00\\x03own\\x00\\x05state\\x00\\x04gone")
        raw.read(4)
        time.sleep(20)
        raw.close()
        time.sleep(130)
    """
    outcome = run(program, seconds=200, wifi=Wifi(outages=(Span(20, 100),)))
    (will_us, _), *_ = seen(outcome, "mqtt-will")
    assert 90 <= will_us / 1e6 <= 93
