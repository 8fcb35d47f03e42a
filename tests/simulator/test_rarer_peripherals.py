"""RMT, PCNT, AES and btree: what few courses use, as a chip does it (esp32_rmt.c, esp32_pcnt.c, modcryptolib.c, modbtree.c)."""

from __future__ import annotations

import pytest

from tests.rigs.simulator_runs import run

RMT = "import esp32, time\nfrom machine import Pin\nr = esp32.RMT(0, pin=Pin(18), clock_div=8)\n"
PCNT = RMT + "p = esp32.PCNT(0, pin=Pin(18), rising=esp32.PCNT.INCREMENT{options})\np.start()\nr.loop_count(10)\n"
ENCODER = """import machine
from machine import Encoder, Pin
a, b = Pin(18, Pin.OUT, value=1), Pin(19, Pin.OUT, value=1)
def turn(e, times):
    before = e.value(0)
    for _ in range(times):
        for pin, level in ((a, 0), (b, 0), (a, 1), (b, 1)): pin(level)
    forth = e.value(0)
    for _ in range(times):
        for pin, level in ((b, 0), (a, 0), (b, 1), (a, 1)): pin(level)
    return forth, e.value(0)
"""
BTREE = "import btree\nf = open('db', 'w+b')\nt = btree.open(f)\n"
AES = "import cryptolib\nkey = b'0123456789abcdef'\n"
SAYS = {
    "a channel says its clock": (RMT + "print(r, r.clock_div())", "RMT(pin=18, source_freq=80000000, resolution_hz=10000000, idle_level=0) 8"),
    "a train takes its time": (RMT + "r.write_pulses((20000, 10000), 1)\nprint(r.wait_done(), r.wait_done(timeout=10))", "False True"),
    "a freed channel is no more": (RMT + "r.deinit()\ntry: r.write_pulses([1])\nexcept OSError as e: print(r, e)", "RMT() already deinitialized"),
    "nothing is no train": (RMT + "try: r.write_pulses([])\nexcept ValueError as e: print(e)", "No pulses"),
    "edges are counted while it counts": (PCNT.format(options="") + "r.write_pulses([10000, 10000], 1)\nr.wait_done(timeout=50)\np.stop()\nr.write_pulses([10000, 10000], 1)\nr.wait_done(timeout=50)\nprint(p.value(0), p.value())", "10 0"),
    "a count begins again at its limit": (PCNT.format(options=", max=4") + "hits = []\np.irq(lambda unit: hits.append(unit), esp32.PCNT.IRQ_MAX)\nr.write_pulses([10000, 10000], 1)\nr.wait_done(timeout=50)\ntime.sleep_ms(1)\nprint(len(hits), p.value())", "2 2"),
    "a counter counts past the unit's limit": (RMT + "from _machine import counters\ncounters._LIMIT = 4\nfrom machine import Counter\nc = Counter(0, Pin(18), edge=Counter.RISING | Counter.FALLING)\nr.loop_count(5)\nr.write_pulses([10000, 10000], 1)\ntime.sleep_ms(20)\nprint(c.value(100), c.value(), c is Counter(0))", "10 100 True"),
    "a counter goes down": (RMT + "from machine import Counter\nc = Counter(0, Pin(18), direction=Counter.DOWN)\nr.loop_count(10)\nr.write_pulses([10000, 10000], 1)\nr.wait_done(timeout=50)\nprint(c.value())", "-10"),
    "an encoder knows its way": (ENCODER + "print([turn(e, 3) for e in (Encoder(0, a, b), Encoder(1, a, b, phases=2), Encoder(2, a, b, phases=4))])", "[(3, -3), (6, -6), (12, -12)]"),
    "a unit is a counter or an encoder": (ENCODER + "Encoder(0, a, b)\ntry: machine.Counter(0, a)\nexcept ValueError as e: print(e)", "PCNT in use"),
    "ECB comes back": (AES + "e = cryptolib.aes(key, 1).encrypt(b'sixteen bytes ok')\nprint(cryptolib.aes(key, 1).decrypt(e), e != b'sixteen bytes ok')", "b'sixteen bytes ok' True"),
    "CBC goes on where it stopped": (AES + "a, b = cryptolib.aes(key, 2, bytes(16)), cryptolib.aes(key, 2, bytes(16))\nprint(a.encrypt(bytes(16)) + a.encrypt(bytes(16)) == b.encrypt(bytes(32)))", "True"),
    "one way only": (AES + "a = cryptolib.aes(key, 1)\na.encrypt(bytes(16))\ntry: a.decrypt(bytes(16))\nexcept ValueError as e: print(e)", "can't encrypt & decrypt"),
    "a tree is in order": (BTREE + "t[b'b'] = b'2'\nt['a'] = '1'\nt.put(b'c', b'3')\nprint(list(t), list(t.items('b', None)), list(t.values('c', 'b', btree.DESC)), list(t.keys('a', 'b', btree.INCL)))", "[b'a', b'b', b'c'] [(b'b', b'2'), (b'c', b'3')] [b'3'] [b'a', b'b']"),
    "a tree is kept in its file": (BTREE + "t[b'a'] = b'1'\nt[b'b'] = b'2'\ndel t[b'b']\nt.close()\nf.close()\nprint(list(btree.open(open('db', 'r+b')).items()), b'b' in t, t.get(b'b'))", "[(b'a', b'1')] False None"),
    "FIPS 197, appendix B": ("import cryptolib\nprint(cryptolib.aes(bytes.fromhex('2b7e151628aed2a6abf7158809cf4f3c'), 1).encrypt(bytes.fromhex('3243f6a8885a308d313198a2e0370734')).hex())", "3925841d02dc09fbdc118597196a0b32"),
}  # fmt: skip


@pytest.mark.parametrize("what", SAYS)
def test_rarer_peripherals_do_what_the_chip_does(what):
    program, said = SAYS[what]
    outcome = run(program)
    assert (outcome.error, outcome.output) == (None, said + "\n")


def test_pulses_come_out_on_the_pin_at_their_instants():
    outcome = run(RMT + "r.write_pulses((1000, 2000, 3000), 1)\nr.wait_done(timeout=5)")
    began_us, *edges = [event.t_us for event in outcome.events if event.kind == "pin" and event.where == "18"][1:]
    assert [t_us - began_us for t_us in edges] == [100, 300, 600]


def test_a_carrier_is_pwm_on_the_pin():
    outcome = run(
        "import esp32\nfrom machine import Pin\nesp32.RMT(0, pin=Pin(19), tx_carrier=(38000, 33, 1)).write_pulses((9000, 4500), 1)"
    )
    assert {"freq_hz": 38000, "duty": 0.33} in [event.value for event in outcome.events if event.kind == "pwm"]


def test_a_scheduled_function_that_sleeps_ends_however_many_edges_come():
    outcome = run(
        "import micropython, time\nfrom machine import Timer\nTimer(0).init(period=1, callback=lambda t: None)\n"
        "def slow(_):\n    began = time.ticks_ms()\n    time.sleep_ms(24)\n    print(time.ticks_ms() - began)\n"
        "micropython.schedule(slow, 0)\ntime.sleep_ms(100)\nTimer(0).deinit()"
    )
    assert (outcome.end, outcome.output) == ("finished", "24\n")
