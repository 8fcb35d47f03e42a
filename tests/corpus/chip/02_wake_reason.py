# expect: the timer woke the board
# prints: first
# prints: timer
import machine

if machine.reset_cause() != machine.DEEPSLEEP_RESET:
    print("first")
    machine.deepsleep(2000)
print("timer" if machine.wake_reason() == machine.TIMER_WAKE else machine.wake_reason())
