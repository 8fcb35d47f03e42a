# Writes its own modules over the simulator's. Ends: finished. Hint: nothing-yet.
import os
import sys

for name in ("/.system/machine.py", "/machine.py", "/time.py", "/.system/_board.py", "/boot.py", "/.system/_boot.py"):
    try:
        with open(name, "w") as file:
            file.write("raise ValueError\n")
    except OSError:
        pass
for name in ("machine", "time", "_board"):
    sys.modules.pop(name, None)
try:
    from machine import Pin

    print(Pin)
except (ValueError, ImportError):
    pass
