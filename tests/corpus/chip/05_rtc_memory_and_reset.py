# expect: RTC memory outlives a reset but holds bytes only, up to 2048
# prints: b''
# prints: TypeError
# prints: ValueError
# prints: MPY: soft reboot
# prints: b'kept'
import machine

rtc = machine.RTC()
if machine.reset_cause() == machine.PWRON_RESET:
    print(rtc.memory())
    for wrong in (12, bytes(3000)):
        try:
            rtc.memory(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__)
    rtc.memory(b"kept")
    machine.soft_reset()
print(rtc.memory())
