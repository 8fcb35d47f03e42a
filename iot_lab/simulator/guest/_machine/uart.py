# machine.UART of an ESP32 (ports/esp32/machine_uart.c); UART 0 is the console: what is written there is printed.
from _board import call, handlers
from _machine.pin import Pin
import io
from _modules import Native as _Native, octets as _octets, whole as _whole

_DEFAULTS = ((1, 3), (4, 5), (17, 16))  # tx, rx


class UART(io.IOBase, _Native):
    INV_TX = 32
    INV_RX = 4
    INV_RTS = 64
    INV_CTS = 8
    RTS = 1
    CTS = 2
    IRQ_RX = 1
    IRQ_BREAK = 2
    IRQ_RXIDLE = 4096

    def __init__(self, id, *arguments, **options):
        if not 0 <= _whole(id) < 3:
            raise ValueError("UART(%d) does not exist" % id)
        self._id = id
        self._tx, self._rx = _DEFAULTS[id]
        self._baudrate, self._bits, self._parity, self._stop, self._rxbuf = 115200, 8, None, 1, 256
        self._timeout = self._timeout_char = self._trigger = 0
        self._rts = self._cts = -1
        self._txbuf = 256
        self.init(*arguments, **options)

    def init(
        self, baudrate=0, bits=0, parity=-1, stop=0, *, tx=None, rx=None, rts=None, cts=None, txbuf=-1, rxbuf=-1,
        timeout=0, timeout_char=0, invert=0, flow=0
    ):  # fmt: skip
        if bits not in (0, 5, 6, 7, 8):
            raise ValueError("invalid data bits")
        if stop not in (0, 1, 2):
            raise ValueError("invalid stop bits")
        if invert & ~108:
            raise ValueError("invalid inversion mask")
        if flow & ~3:
            raise ValueError("invalid flow control mask")
        self._tx = self._tx if tx is None else Pin(tx)._id
        self._rx = self._rx if rx is None else Pin(rx)._id
        self._baudrate = baudrate or self._baudrate
        self._bits = bits or self._bits
        self._stop = stop or self._stop
        if parity != -1:
            self._parity = parity if parity is None else parity & 1
        if rts is not None:
            self._rts = Pin(rts)._id
        if cts is not None:
            self._cts = Pin(cts)._id
        if txbuf >= 0:
            self._txbuf = txbuf
        if rxbuf >= 0:
            self._rxbuf = rxbuf
        self._timeout = timeout
        self._timeout_char = max(timeout_char, 13000 // self._baudrate + 1)
        frame = 1 + self._bits + self._stop + (self._parity is not None)
        call("uart-open", "%d %d %d %d %d %d" % (self._id, self._tx, self._rx, self._baudrate, frame, self._rxbuf))

    def deinit(self):
        handlers.pop("uart:%d" % self._id, None)
        call("uart-close", str(self._id))

    def _watched(self):
        return "uart:%d" % self._id

    def any(self):
        return int(call("uart-any", str(self._id)))

    def read(self, nbytes=-1):
        if nbytes == 0:
            return b""
        return self._read(nbytes, "any") or None

    def readline(self):
        return self._read(-1, "line") or None

    def readinto(self, buf, nbytes=-1):
        data = self._read(len(buf) if nbytes < 0 else min(nbytes, len(buf)), "any")
        buf[: len(data)] = data
        return len(data) or None

    def _read(self, size, until):
        question = "%d %d %d %d %s" % (self._id, size, self._timeout, self._timeout_char, until)
        return bytes.fromhex(call("uart-read", question))

    def write(self, buf):
        data = _octets(buf)
        if self._id == 0:
            print(data.decode(), end="")
            return len(data)
        return int(call("uart-write", "%d %s" % (self._id, data.hex() or ""))) or None

    def txdone(self):
        return call("uart-left", str(self._id)) == "0"

    def flush(self):
        from _board import sleep_us

        sleep_us(int(call("uart-left", str(self._id))))

    def sendbreak(self):
        self.write(b"\0")

    def irq(self, handler=None, trigger=0, hard=False):
        if hard:
            raise ValueError("hard IRQ is not supported")
        if trigger & ~4099:
            raise ValueError("trigger 0x%04x unsupported" % trigger)
        self._trigger = trigger if handler else 0
        handlers["uart:%d" % self._id] = lambda: handler(self)
        call("uart-watch", "%d %d" % (self._id, 1 if handler and trigger & 4097 else 0))

    def __repr__(self):
        facts = "UART(%d, baudrate=%d, bits=%d, parity=%s, stop=%d, tx=%d, rx=%d, rts=%d, cts=%d, txbuf=%d, rxbuf=%d, "
        return (facts + "timeout=%d, timeout_char=%d, irq=%d)") % (
            self._id, self._baudrate, self._bits, self._parity, self._stop, self._tx, self._rx, self._rts, self._cts,
            self._txbuf, self._rxbuf, self._timeout, self._timeout_char, self._trigger,
        )  # fmt: skip
