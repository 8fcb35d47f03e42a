# Schedules callbacks that schedule themselves. Ends: deadline. Hint: type.runtime.
import micropython


def again(turn):
    micropython.schedule(again, turn + 1)
    micropython.schedule(again, turn + 1)


micropython.schedule(again, 0)
for turn in range(10**9):
    pass
