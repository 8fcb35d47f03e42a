# Makes texts that are no Unicode and gives them to everything. Ends: finished. Hint: nothing-yet.
import host

for text in ("\ud800", "\udfff\ud800", chr(0xD800), chr(0xDFFF) * 100, chr(0x10FFFF)):
    for act in (print, len, repr, host.call, open, lambda text: host.call("now", text), lambda text: text.encode()):
        try:
            act(text)
        except (UnicodeError, ValueError, OSError, RuntimeError, TypeError):
            pass
