# mistake: Nothing makes it silent beyond 100 cm: it beeps as far as it hears an echo.
# line: 28
# names.fr: 100|1 m|un mètre ; silence|tait|taire|muet|loin|au-delà|plus
# names.en: 100|1 m|one metre ; silen|quiet|mute|far|beyond|more
from machine import PWM, Pin, time_pulse_us
import time

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=700, duty_u16=0)


def centimetres():
    trig.on()
    time.sleep_us(10)
    trig.off()
    t = time_pulse_us(echo, 1, 30000)
    return None if t < 0 else t * 0.01715


debut_du_bip = derniere_mesure = time.ticks_ms()
cm = None
while True:
    t = time.ticks_ms()
    if time.ticks_diff(t, derniere_mesure) >= 60:
        derniere_mesure = t
        cm = centimetres()
    if cm is None:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(t, debut_du_bip) >= cm * 10:
        debut_du_bip = t
        buzzer.duty_u16(32768)
    elif time.ticks_diff(t, debut_du_bip) >= 30:
        buzzer.duty_u16(0)
    time.sleep_ms(3)
