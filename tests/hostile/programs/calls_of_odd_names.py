# Calls the host by names too long, empty, not text, and with arguments that are no text. Ends: finished. Hint: nothing-yet.
import host


class Text:
    def __str__(self):
        return host.call("ticks-ms", "")

    def __repr__(self):
        return "passed"


everything = (None, 1, 1.5, b"now", bytearray(b"now"), [], {}, Text(), Text, host, host.call, "", "x" * 64, "x" * 65, "\x00", "é" * 40,
              "__class__", "now\x00", "NOW", "calls", "__init__", "../door", 2**70, lambda: 1, memoryview(b"now"))  # fmt: skip
for name in everything:
    for text in everything:
        try:
            host.call(name, text)
        except (TypeError, ValueError, RuntimeError, MemoryError):
            pass
for arguments in ((), ("now",), ("now", "", ""), ("now", "", "", 1, 2, 3)):
    try:
        host.call(*arguments)
    except TypeError:
        pass
