# A board that notes when it meets the room after a deep sleep, by its own clock, and looks for it briefly: main.py of the tests of
# sleeps.
import kit
from kit import left_out, numbers, room, runner, start

MEETING_MS = 1000


def borrow(name):
    module = _borrow(name)
    if name == "waking":
        module.MEETING_MS = MEETING_MS
    return module


def meet(self, now_s):
    with open("meetings", "a") as file:
        file.write("%d\n" % now_s)
    _meet(self, now_s)


_borrow, kit.borrow = kit.borrow, borrow
_meet, numbers.Numbers.meet = numbers.Numbers.meet, meet
room.FIRST_PAUSE_MS, room.LAST_PAUSE_MS, runner.LATE_MS = 100, 500, 50
left_out.BUTTON_MS, start.STEADY_MS = 20, 1000
start.run()
