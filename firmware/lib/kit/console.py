# The board's console: what the program prints is kept for the room's `log` while it still goes to USB, the kit interrupts the
# program through it, and an editor gets it when somebody asks.
#
# `os.dupterm` hands each printed text to `write`, in the thread that prints. MicroPython takes the stream away for good when
# `write` or `readinto` raises anything, and the kit could never interrupt a program again. So neither raises: what finds no
# memory is left out and counted, and an interruption that falls into `write` is owed: it is given again as soon as the program
# goes on, by MicroPython's scheduler, or by the kit's thread where that has no place left.
#
# A \x03 read from here raises KeyboardInterrupt in the main thread, as one that somebody types does. `was_ours` tells them apart:
# it is true once after each interruption that the kit asked for, however late that one was met.
#
# Typed once, one ends the program. A second time within a second of the answer, or with anything else typed behind it (an editor
# asks for the raw prompt), it asks for the console. What was typed is looked at before the second is over, however long the end of
# the program took: on a busy board an editor's next key lies there long before anybody can look.
#
# MicroPython's lock changes hands only where a thread waits. A program that prints for ever would keep the kit's thread from
# running, so `write` hands the lock over for a moment, a hundred times a second at most.
import io
import os
import select
import sys
import time

import micropython

from kit import notices

MOST_BYTES, LONGEST_BYTES = 2048, 6144  # kept; and with one long line at the end
LINES, EVERY_MS = 20, 500  # at most so many lines each time
HAND_OVER_MS = 10
TYPED_AGAIN_MS = 1000


class Console(io.IOBase):
    def __init__(self):
        self._text = bytearray()
        self._left_out = 0
        self._has_interruption = False
        self.is_ours = False  # an interruption by the kit has not been met yet
        self._owed = None  # one fell into `write`: True where it was ours
        self._is_writing = False
        self._pay_soon = self.pay
        self._typed_ms = None  # when one was typed, or answered; None after a while
        self._is_answered = self._is_again = False
        self._next_ms = self._handed_ms = time.ticks_ms()
        self._keys = select.poll()
        self._keys.register(sys.stdin, select.POLLIN)

    def write(self, data):
        """Take what is printed, in whichever thread.

        It returns from within `try`: at the end of a `try` MicroPython looks for an interruption, and would raise it out of here.
        """
        self._is_writing = True
        try:
            self._keep(data)
            self._hand_over()
            self._is_writing = False
            return len(data)
        except KeyboardInterrupt:
            self._owed = self.was_ours()
            self._pay_later()
            self._is_writing = False
            return len(data)
        except BaseException:
            self._left_out += 1
            self._is_writing = False
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
        """Raise KeyboardInterrupt in the program; it is the kit's."""
        self.is_ours = True
        self._give()

    def was_ours(self):
        """Say whether the kit asked for the interruption that was met just now."""
        is_ours, self.is_ours = self.is_ours, False
        return is_ours

    def meet(self):
        """An interruption was raised in the main thread: say whether it was typed. Short, for the next one may come amid it."""
        if self.was_ours():
            return False
        self._is_again = self._typed_ms is not None and not self._is_over()
        self._typed_ms = time.ticks_ms()
        self._is_answered = False
        return True

    def is_asked_for(self):
        """Say whether those that were typed ask for the console; answer a first one."""
        if self._typed_ms is None:
            return False
        if self._is_again or self.has_keys():
            return True
        if self._is_over():
            self._typed_ms = None
        elif not self._is_answered:
            notices.say("lab: stopped. Ctrl-C again for MicroPython's prompt; there, Ctrl-D brings the kit back")
            self._typed_ms = time.ticks_ms()
            self._is_answered = True
        return False

    def _is_over(self):
        return self._is_answered and time.ticks_diff(time.ticks_ms(), self._typed_ms) > TYPED_AGAIN_MS

    def pay(self, _=None):
        """Give again an interruption that fell into `write`, once that has returned."""
        if self._is_writing:
            self._pay_later()
            return
        owed, self._owed = self._owed, None
        if owed is not None:
            self.is_ours = self.is_ours or owed
            self._give()

    def _pay_later(self):
        try:
            micropython.schedule(self._pay_soon, None)
        except RuntimeError:
            pass  # the program's own callbacks fill the scheduler: the kit's thread pays

    def _give(self):
        os.dupterm(self)  # again: a program may have put a stream of its own here
        self._has_interruption = True
        os.dupterm_notify(None)

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
