# Falls asleep for a microsecond, again and again. Ends: fuel. Hint: never-sleeps.
import machine

machine.deepsleep(1)
