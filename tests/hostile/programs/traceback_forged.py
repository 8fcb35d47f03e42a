# Hands the host a traceback of its own making, with lines that do not exist. Ends: exception. Hint: type.other.
import host

host.call("failed", 'Traceback\n  File "main.py", line 99999999999999999999\n  File "../x", line -1\nPassed: \x00\x1b' + "é" * 9000)
