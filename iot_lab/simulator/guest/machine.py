# `machine` on an ESP32. Each peripheral is one file of `_machine/`, compiled only when a program names it.
from _board import call as _call, sleep_us as _sleep_us
from _machine.pin import Pin

PWRON_RESET = 1
HARD_RESET = 2
WDT_RESET = 3
DEEPSLEEP_RESET = 4
SOFT_RESET = 5
SLEEP = 2
DEEPSLEEP = 4
PIN_WAKE = EXT0_WAKE = 2
EXT1_WAKE = 3
TIMER_WAKE = 4
TOUCHPAD_WAKE = 5
ULP_WAKE = 6

_FILES = {
    "ADC": "adc",
    "ADCBlock": "adc",
    "Counter": "counters",
    "DAC": "analog_pads",
    "Encoder": "counters",
    "I2C": "i2c",
    "PWM": "pwm",
    "RTC": "rtc",
    "SPI": "spi",
    "Signal": "signal",
    "SoftI2C": "i2c",
    "SoftSPI": "spi",
    "Timer": "timer",
    "TouchPad": "analog_pads",
    "UART": "uart",
    "WDT": "wdt",
    "bitstream": "pulses",
    "const": "interrupts",
    "disable_irq": "interrupts",
    "dht_readinto": "pulses",
    "enable_irq": "interrupts",
    "mem32": "registers",
    "time_pulse_us": "pulses",
}


def __getattr__(name):
    if name not in _FILES:
        if name in ("I2S", "SDCard", "mem8", "mem16"):
            _call("lacks", "machine." + name)
        raise AttributeError("'module' object has no attribute '%s'" % name)
    module = getattr(__import__("_machine." + _FILES[name]), _FILES[name])
    value = getattr(module, name)
    globals()[name] = value
    return value


_freq = 160000000


def freq(hz=None):
    global _freq
    if hz is None:
        return _freq
    if hz not in (20000000, 40000000, 80000000, 160000000, 240000000):
        raise ValueError("frequency must be 20MHz, 40MHz, 80Mhz, 160MHz or 240MHz")
    _freq = hz


def unique_id():
    return bytes.fromhex(_call("unique-id"))


def idle():
    _sleep_us(1000)


def lightsleep(time_ms=0):
    _call("light-sleep", str(int(time_ms)))


def deepsleep(time_ms=0):
    _call("deep-sleep", str(int(time_ms)))


sleep = lightsleep


def reset():
    _call("reset", "reset")


def soft_reset():
    _call("reset", "soft-reset")


def reset_cause():
    return int(_call("why").split(" ")[0])


def wake_reason():
    return int(_call("why").split(" ")[1])


__all__ = [one for one in globals() if one[0] != "_"] + list(_FILES)
