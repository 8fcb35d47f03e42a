# What the program prints, kept for the room's `log` while it still goes to USB; and the way to interrupt the program.
# `os.dupterm` gives us every byte; a \x03 read from here raises KeyboardInterrupt in the main thread (docs/firmware.md).
import io
import os
import time

MOST_BYTES = 2048
LINES, EVERY_MS = 20, 500  # at most so many lines each time


class Console(io.IOBase):
    def __init__(self):
        self._text = bytearray()
        self._left_out = 0
        self._typed = b""
        self._next_ms = time.ticks_ms()

    def write(self, data):
        """Take what is printed, in whichever thread."""
        if len(self._text) < MOST_BYTES:
            self._text.extend(data)
        else:
            self._left_out += bytes(data).count(b"\n")
        return len(data)

    def readinto(self, buffer):
        typed, self._typed = self._typed, b""
        buffer[: len(typed)] = typed
        return len(typed) or None

    def interrupt(self):
        """Raise KeyboardInterrupt in the program."""
        self._typed = b"\x03"
        os.dupterm_notify(None)

    def take(self):
        """Return whole lines that may be sent now, a few each second; say how many were left out."""
        if time.ticks_diff(time.ticks_ms(), self._next_ms) < 0:
            return ""
        end = self._text.rfind(b"\n") + 1 or (len(self._text) if len(self._text) >= MOST_BYTES else 0)
        if not end:
            return ""
        self._next_ms = time.ticks_add(time.ticks_ms(), EVERY_MS)
        lines = bytes(self._text[:end]).decode("utf-8", "ignore").replace("\r", "").split("\n")
        self._text = self._text[end:]
        lines = [line for line in lines if line]
        self._left_out += max(0, len(lines) - LINES)
        kept = lines[:LINES] + (["[+%d]" % self._left_out] if self._left_out else [])
        self._left_out = 0
        return "\n".join(kept)
