# expect: variables of the run before are gone after a soft reset
# prints: first True
# prints: MPY: soft reboot
# prints: second False
import machine

if machine.reset_cause() != machine.SOFT_RESET:
    kept = 1
    print("first", "kept" in globals())
    machine.soft_reset()
print("second", "kept" in globals())
