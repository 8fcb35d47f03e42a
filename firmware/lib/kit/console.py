# What the program prints, kept for the room's `log` while it still goes to USB; and the way to interrupt the program.
# `os.dupterm` gives us every byte; a \x03 read from here raises KeyboardInterrupt in the main thread (docs/firmware.md).
import io
import os
import time

MOST_BYTES = 2048
LINES_PER_S = 10
BURST = 40


class Console(io.IOBase):
    def __init__(self):
        self._text = bytearray()
        self._left_out = 0
        self._typed = b""
        self._tokens, self._filled = BURST, time.ticks_ms()

    # The stream's side: called by MicroPython in whichever thread prints.

    def write(self, data):
        if len(self._text) < MOST_BYTES:
            self._text.extend(data)
        else:
            self._left_out += bytes(data).count(b"\n")
        return len(data)

    def readinto(self, buffer):
        if not self._typed:
            return None
        buffer[0] = self._typed[0]
        self._typed = self._typed[1:]
        return 1

    # The kit's side.

    def interrupt(self):
        """Raise KeyboardInterrupt in the program."""
        self._typed = b"\x03"
        os.dupterm_notify(None)

    def take(self):
        """Return whole lines that may be sent now, a few each second; say how many were left out."""
        end = self._text.rfind(b"\n") + 1 or (len(self._text) if len(self._text) >= MOST_BYTES else 0)
        if not end:
            return ""
        lines = bytes(self._text[:end]).decode("utf-8", "ignore").replace("\r", "").split("\n")
        self._text = self._text[end:]
        lines = [line for line in lines if line]
        kept = lines[: self._allowed(len(lines))]
        self._left_out += len(lines) - len(kept)
        if self._left_out and kept:
            kept.append("[+%d]" % self._left_out)
            self._left_out = 0
        return "\n".join(kept)

    def _allowed(self, wanted):
        now = time.ticks_ms()
        self._tokens = min(BURST, self._tokens + time.ticks_diff(now, self._filled) * LINES_PER_S // 1000)
        self._filled = now
        allowed = min(wanted, self._tokens)
        self._tokens -= allowed
        return allowed
