# Falls asleep for a microsecond, again and again. Ends: deadline. Hint: nothing-yet.
import machine

machine.deepsleep(1)
