# `esp32` of a plain ESP32: NVS, what wakes it up, its inner temperature (ports/esp32/modesp32.c, esp32_nvs.c).
from _board import call as _call, missing as _missing
from _arguments import pin_number as _pin_number, text as _text
from _modules import Native as _Native, lacks as _lacks, octets as _octets, whole as _whole

WAKEUP_ALL_LOW = False
WAKEUP_ANY_HIGH = True
HEAP_DATA = 4
HEAP_EXEC = 1
_RTC_PINS = (0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)


_FILES = {"PCNT": "pcnt", "RMT": "rmt"}


def __getattr__(name):
    if name in _FILES:
        value = globals()[name] = getattr(getattr(__import__("_esp32." + _FILES[name]), _FILES[name]), name)
        return value
    if name in ("Partition", "ULP"):
        _call("lacks", "esp32." + name)
    _missing("esp32", name)


def raw_temperature():
    return int(_call("chip-temperature"))


def wake_on_touch(wake):
    if wake:
        _lacks("esp32.wake_on_touch")


def wake_on_ulp(wake):
    if wake:
        _lacks("esp32.wake_on_ulp")


def wake_on_ext0(pin=None, level=None):
    _call("wake-on", "ext0 %d %s" % (bool(level), "" if pin is None else _number(pin)))


def wake_on_ext1(pins=None, level=None):
    numbers = " ".join(_number(pin) for pin in pins or ())
    _call("wake-on", "%s %d %s" % ("ext1-any" if level else "ext1-all", bool(level), numbers))


def wake_on_gpio(pins=None, level=None):
    raise NotImplementedError("use wake_on_ext0 or wake_on_ext1")


def idf_heap_info(capabilities):
    return [(15072, 4, 4, 4), (113840, 57600, 55296, 50000), (113840, 0, 0, 0), (15072, 12960, 12800, 12800)]


def _number(pin):
    number = _pin_number(pin)
    if number not in _RTC_PINS:
        raise ValueError("invalid pin")
    return str(number)


class NVS(_Native):
    def __init__(self, namespace):
        self._namespace = _text(namespace).hex()
        self._ask("nvs-open", self._namespace)

    def set_i32(self, key, value):
        self._ask("nvs-set-number", self._words(key), str(_whole(value)))

    def get_i32(self, key):
        return int(self._ask("nvs-number", self._words(key)))

    def set_blob(self, key, value):
        value = _octets(value)
        if len(value) > 20160:  # more than six pages hold
            raise OSError(-0x1105, "ESP_ERR_NVS_NOT_ENOUGH_SPACE")
        self._ask("nvs-set-blob", self._words(key), value.hex() or "")

    def get_blob(self, key, buffer):
        data = bytes.fromhex(self._ask("nvs-blob", self._words(key)))
        if len(data) > len(buffer):
            raise OSError(-0x110C, "ESP_ERR_NVS_INVALID_LENGTH")
        buffer[: len(data)] = data
        return len(data)

    def erase_key(self, key):
        self._ask("nvs-erase", self._words(key))

    def commit(self):
        pass

    def _words(self, key):
        return self._namespace + " " + _text(key).hex()

    def _ask(self, name, *words):
        answer = _call(name, " ".join(words))
        if answer[:1] == "-":
            number, name = answer.split(" ")
            raise OSError(int(number), name)
        return answer[1:]
