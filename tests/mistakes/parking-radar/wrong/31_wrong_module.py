# mistake: time_pulse_us is looked for in the module time, but it belongs to machine, so the first measurement is an error.
# line: 20
# names.fr: time_pulse_us|pulse|time.time_pulse ; machine|module|import|bibliothèque
# names.en: time_pulse_us|pulse|time.time_pulse ; machine|module|import|library
import machine
import time

trig = machine.Pin(5, machine.Pin.OUT, value=0)
echo = machine.Pin(18, machine.Pin.IN)
bz = machine.PWM(machine.Pin(25), freq=1000, duty_u16=0)

last_beep = 0
beeping = False


def measure():
    trig.on()
    time.sleep_us(10)
    trig.off()
    t = time.time_pulse_us(echo, 1, 30000)
    if t < 0:
        return -1
    return t / 58.3


while True:
    cm = measure()
    end = time.ticks_add(time.ticks_ms(), 60)
    while time.ticks_diff(end, time.ticks_ms()) > 0:
        now = time.ticks_ms()
        passed = time.ticks_diff(now, last_beep)
        if cm < 0 or cm > 100:
            bz.duty_u16(0)
        elif cm < 10:
            bz.duty_u16(32768)
            last_beep = now
        elif passed >= cm * 10:
            bz.duty_u16(32768)
            last_beep = now
        elif passed > 35:
            bz.duty_u16(0)
        time.sleep_ms(5)
