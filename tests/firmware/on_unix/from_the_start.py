# A board that starts as a chip does, with boot.py: main.py of the tests of kits. A file in its flash says how short the trial of
# a new kit is, another one that the flash is full.
import json
import os

import kit_choice

SELF = "tests/firmware/on_unix/from_the_start.py"
try:
    with open("rig.json") as file:
        rig = json.load(file)
except OSError:
    rig = {}
kit_choice.TRIAL_MS = rig.get("trial_ms", kit_choice.TRIAL_MS)
if rig.get("is_full"):
    os.statvfs = lambda path: (4096, 4096, 500, 30, 30)
with open(__file__[: -len(SELF)] + "firmware/boot.py") as file:
    exec(file.read())
from kit import left_out, room, start

room.FIRST_PAUSE_MS, room.LAST_PAUSE_MS = 100, 500
left_out.BUTTON_MS, start.TURN_MS = 20, 5
start.PROVED_MS = rig.get("proved_ms", 0)
start.run()
