# The board's console: what the program prints is kept for the room's `log` while it still goes to USB, the kit interrupts the
# program through it, and an editor gets it when somebody asks.
#
# `os.dupterm` hands each printed text to `write`, in the thread that prints. MicroPython takes the stream away for good when
# `write` or `readinto` raises anything, and the kit could never interrupt a program again. So neither raises: what finds no
# memory is left out and counted, and an interruption that falls into `write` is owed and given again by the kit's thread.
#
# A \x03 read from here raises KeyboardInterrupt in the main thread, as one that somebody types does.
#
# MicroPython's lock changes hands only where a thread waits. A program that prints for ever would keep the kit's thread from
# running, so `write` hands the lock over for a moment, a hundred times a second at most.
import io
import os
import select
import sys
import time

from kit import notices

MOST_BYTES, LONGEST_BYTES = 2048, 6144  # kept; and with one long line at the end
LINES, EVERY_MS = 20, 500  # at most so many lines each time
HAND_OVER_MS = 10


class Console(io.IOBase):
    def __init__(self):
        self._text = bytearray()
        self._left_out = 0
        self._has_interruption = self._is_owed = False
        self._next_ms = self._handed_ms = time.ticks_ms()
        self._keys = select.poll()
        self._keys.register(sys.stdin, select.POLLIN)

    def write(self, data):
        """Take what is printed, in whichever thread."""
        try:
            self._keep(data)
            self._hand_over()
        except KeyboardInterrupt:
            self._is_owed = True
        except BaseException:
            self._left_out += 1
        return len(data)

    def _keep(self, data):
        room = LONGEST_BYTES - len(self._text)
        if len(self._text) >= MOST_BYTES:
            is_end_of_line = data[-1:] == b"\n" and len(data) <= 2 and self._text[-1] != 10
            room = 2 if is_end_of_line else 0
        if len(data) <= room:
            self._text.extend(data)
        else:
            self._text.extend(data[:room])
            self._left_out += bytes(data[room:]).count(b"\n")

    def readinto(self, buffer):
        if not self._has_interruption:
            return None
        self._has_interruption = False
        buffer[0] = 3
        return 1

    def _hand_over(self):
        now = time.ticks_ms()
        if time.ticks_diff(now, self._handed_ms) > HAND_OVER_MS:
            self._handed_ms = now
            time.sleep_ms(0)

    def interrupt(self):
        """Raise KeyboardInterrupt in the program."""
        os.dupterm(self)  # again: a program may have put a stream of its own here
        self._has_interruption = True
        os.dupterm_notify(None)

    def pay(self):
        """Give again an interruption that fell into `write`; called by the kit's thread."""
        if self._is_owed:
            self._is_owed = False
            self.interrupt()

    def has_keys(self):
        """Say whether something was typed that nobody has read: it stays for who reads it."""
        return bool(self._keys.poll(0))

    def give_back(self):
        """Leave the console to MicroPython's prompt."""
        os.dupterm(None)
        notices.is_quiet = True

    def take(self):
        """Return whole lines that may be sent now, as bytes; say how many were left out."""
        if time.ticks_diff(time.ticks_ms(), self._next_ms) < 0:
            return b""
        end = self._end_of_lines()
        if not end:
            return b""
        self._next_ms = time.ticks_add(time.ticks_ms(), EVERY_MS)
        lines = bytes(self._text[:end]).replace(b"\r", b"").split(b"\n")
        self._text[:end] = b""  # in place: the program's thread may add meanwhile
        lines = [line for line in lines if line]
        self._left_out += max(0, len(lines) - LINES)
        del lines[LINES:]
        if self._left_out:
            lines.append(("[+%d]" % self._left_out).encode())
            self._left_out = 0
        return b"\n".join(lines)

    def make_room(self):
        """What comes next matters more than what waits: a report must not be left out after a flood."""
        self._left_out += bytes(self._text).count(b"\n")
        self._text[:] = b""

    def _end_of_lines(self):
        """Return how many bytes are whole lines; of a line that is too long, those that are whole characters."""
        text = self._text
        end = text.rfind(b"\n") + 1
        if end or len(text) < MOST_BYTES:
            return end
        end = len(text)
        while end > len(text) - 4 and text[end - 1] & 0xC0 == 0x80:
            end -= 1
        if text[end - 1] & 0xC0 == 0xC0:
            end -= 1
        return end
