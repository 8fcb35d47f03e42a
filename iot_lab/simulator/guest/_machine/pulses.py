# machine.time_pulse_us and machine.bitstream (extmod/machine_pulse.c, machine_bitstream.c).
from _board import call
from _machine.pin import Pin, _known


def time_pulse_us(pin, pulse_level, timeout_us=1000000):
    known = _known.get(pin, pin)  # a number costs no more than a Pin, which is what the build has measured
    if not isinstance(known, Pin):
        known = Pin(known)
    return int(call("pulse", "%d %d %d" % (known._id, 1 if pulse_level else 0, timeout_us)))


def bitstream(pin, encoding, timing, data):
    if encoding != 0 or len(timing) != 4:
        raise ValueError
    bit_ns = max(1, (sum(timing) + 1) // 2)
    call("wire-write", "%d %d %s" % (Pin(pin)._id, 8 * bit_ns, bytes(data).hex() or ""))


def dht_readinto(pin, buf):
    buf[:] = bytes.fromhex(call("wire-read", "%d %d" % (Pin(pin)._id, len(buf))))
