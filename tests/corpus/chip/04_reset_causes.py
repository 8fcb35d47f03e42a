# expect: hard reset and soft reset told apart
# prints: power
# prints: hard
# prints: MPY: soft reboot
# prints: soft
import machine

NAMES = {machine.PWRON_RESET: "power", machine.HARD_RESET: "hard", machine.SOFT_RESET: "soft"}
cause = machine.reset_cause()
print(NAMES.get(cause, cause))
if cause == machine.PWRON_RESET:
    machine.reset()
elif cause == machine.HARD_RESET:
    machine.soft_reset()
