# `os` of an ESP32: the unix port's, and `dupterm`, which it lacks. print and nothing else goes through the stream; an
# interruption is a signal, which the unix port turns into KeyboardInterrupt in the main thread.
import builtins

import uos
from uos import *

_print = builtins.print
_stream = None


def dupterm(stream):
    global _stream
    _stream = stream
    builtins.print = _print if stream is None else _printed


def dupterm_notify(_):
    typed = bytearray(1)
    if _stream.readinto(typed) and typed[0] == 3:
        uos.system("(sleep 0.01; kill -INT $PPID) &")


def _printed(*values, sep=" ", end="\n"):
    _stream.write((sep.join(str(value) for value in values) + end).encode())
    _print(*values, sep=sep, end=end)
