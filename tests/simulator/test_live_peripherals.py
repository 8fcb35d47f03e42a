"""Peripherals in wall time: timers tick, PWM is shown, a serial line brings bytes from outside."""

from __future__ import annotations

from iot_lab.simulator.peripherals.serial_line import SerialLine
from tests.rigs.running_kit import wait_until


def test_timers_tick_at_their_pace(start):
    seen = []
    start("from machine import Timer\nTimer(0, period=50, callback=lambda timer: print('tick'))", watch=seen.append)
    wait_until(lambda: len([one for one in seen if one.kind == "print"]) >= 5)
    ticks = [one.t_us for one in seen if one.kind == "print"][:5]
    assert [at for at, due in zip(ticks, range(50_000, 300_000, 50_000), strict=True) if at < due] == []
    assert ticks == sorted(ticks)


def test_stopping_a_board_in_a_long_wait_is_quick(start):
    seen = []
    program = "from machine import disable_irq\nimport time\ndisable_irq()\nprint('go')\ntime.sleep(1000)"
    board = start(program, watch=seen.append)
    wait_until(lambda: any(one.kind == "print" for one in seen))
    board.stop()
    assert (board.state, board.fault) == ("stopped", None)


def test_bytes_from_outside_reach_the_program(start):
    seen = []
    program = "from machine import UART\nu = UART(2, 9600, timeout=20000)\nprint('ready')\nprint(u.readline())"
    board = start(program, watch=seen.append)
    wait_until(lambda: any(one.value == "ready\n" for one in seen))
    board.post(lambda it: it.uarts.setdefault((17, 16), SerialLine()).say(b"hello\n"))
    wait_until(lambda: any(one.value == "b'hello\\n'\n" for one in seen))


def test_brightness_follows_from_a_loop(start):
    seen = []
    start(
        "from machine import PWM\nimport time\np = PWM(2)\nwhile True:\n for d in (0, 512):\n  p.duty(d)\n  time.sleep_ms(30)",
        watch=seen.append,
    )
    wait_until(lambda: {one.value["duty"] for one in seen if one.kind == "pwm"} == {0.0, 0.5})
