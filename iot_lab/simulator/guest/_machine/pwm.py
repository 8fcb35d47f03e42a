# machine.PWM of an ESP32 (ports/esp32/machine_pwm.c): 16 channels, 8 timers; a duty of 1023 or 65535 is always on.
from _board import call
from _machine.pin import Pin
from _modules import Native as _Native, whole as _whole


def _checked(name, value, most, told):
    if not 0 <= _whole(value) <= most:
        raise ValueError("%s must be from 0 to %s" % (name, told))
    return value


class PWM(_Native):
    def __init__(self, dest, freq=-1, *, duty=-1, duty_u16=-1, duty_ns=-1, invert=-1, lightsleep=False):
        self._id = Pin(dest)._id
        self._freq = 0
        self._duty = ["u16", 32768, "_u16"]  # changed in place: a fade sets thousands, and an attribute of a C object is slow
        self._again = [0, None, ""]  # which method set the duty last, to what, and what it said: a loop says it again
        self._invert = 0
        self.init(freq, duty=duty, duty_u16=duty_u16, duty_ns=duty_ns, invert=invert)

    def init(self, freq=-1, *, duty=-1, duty_u16=-1, duty_ns=-1, invert=-1, lightsleep=False):
        if freq != -1:
            self._check_freq(freq)
        if duty_u16 != -1:
            self._set_u16(duty_u16)
        elif duty_ns != -1:
            self._set_ns(duty_ns, freq if freq != -1 else self._freq or 5000)
        elif duty != -1:
            self._set_10(duty)
        if invert != -1:
            self._invert = 1 if invert else 0
        self._as_before = "%d -1 %d 0 " % (self._id, self._invert)
        self._apply(freq)

    def _check_freq(self, freq):
        if not 1 <= _whole(freq) <= 40000000:
            raise ValueError("frequency must be from 1Hz to 40MHz")

    def _set_u16(self, value):
        self._duty[:] = "u16", _checked("duty_u16", value, 65535, "65536"), "_u16"

    def _set_10(self, value):
        self._duty[:] = "u16", 65535 if _checked("duty", value, 1023, "1023") == 1023 else value << 6, ""

    def _set_ns(self, value, freq):
        period = 1000000000 // freq
        self._duty[:] = "ns", _checked("duty_ns", value, period, "%d ns" % period), "_ns"

    def _apply(self, freq=-1):
        kind, value, _ = self._duty
        again = self._again
        again[0] = 0
        if freq == -1 and self._freq:
            again[2] = "%s%s %d" % (self._as_before, kind, value)
            call("pwm-set", again[2])
        else:
            self._set_freq(freq, "%d %s %d" % (self._invert, "0 " + kind if self._freq else "1 " + kind, value))

    def _set_freq(self, freq, others):
        answer = call("pwm-set", "%d %d %s" % (self._id, freq, others))
        if answer == "pin":
            raise OSError(-258, "ESP_ERR_INVALID_ARG")
        if answer[:3] == "out":
            raise RuntimeError(answer)
        self._freq = int(answer)

    def _check_active(self):
        if not self._freq:
            raise RuntimeError("PWM is inactive")

    def _read(self):
        self._check_active()
        return int(call("pwm-duty", str(self._id)))

    def deinit(self):
        if self._freq:
            call("pwm-stop", str(self._id))
        self._freq = self._again[0] = 0

    def freq(self, value=None):
        self._check_active()
        if value is None:
            return self._freq
        self._check_freq(value)
        self._apply(value)

    def duty(self, value=None):
        if value is None:
            return self._read() >> 6
        again = self._again
        if again[0] == 10 and again[1] is value:
            call("pwm-set", again[2])
            return
        self._check_active()
        self._set_10(value)
        self._apply()
        again[0], again[1] = 10, value

    def duty_u16(self, value=None):
        if value is None:
            return self._read()
        again = self._again
        if again[0] == 16 and again[1] is value:
            call("pwm-set", again[2])
            return
        self._check_active()
        self._set_u16(value)
        self._apply()
        again[0], again[1] = 16, value

    def duty_ns(self, value=None):
        if value is None:
            return (self._read() * 1000000000 // self._freq + 32768) // 65536
        self._check_active()
        self._set_ns(value, self._freq)
        self._apply()

    def __repr__(self):
        if not self._freq:
            return "PWM(Pin(%d))" % self._id
        name = "duty" + self._duty[2]  # as it was set last
        told = ", invert=True" if self._invert else ""
        return "PWM(Pin(%d), freq=%d, %s=%d%s)" % (self._id, self._freq, name, getattr(self, name)(), told)
