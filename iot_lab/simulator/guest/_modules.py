# What is C on a board: how its functions take arguments, its objects and modules names. `sys`, `micropython` and `random`
# are here in an ESP32's form; what few programs ask of them is in `_late`, loaded then.
import micropython as real_micropython
from _board import call as _call, missing as _missing, random, sys as _sys


class Native:
    # A C object takes no names: `led.value = 1` is an AttributeError. A class that a program derives from it does.
    def __setattr__(self, name, value):
        if name[0] == "_" or Native not in type(self).__bases__:
            object.__setattr__(self, name, value)
        else:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))


# py/obj.c, mp_obj_get_int: True and False are numbers as well.
def whole(value):
    if value is True or value is False:
        return int(value)
    if not isinstance(value, int):
        raise TypeError("can't convert %s to int" % type(value).__name__)
    if not -0x80000000 <= value <= 0x7FFFFFFF:
        raise OverflowError("overflow converting long int to machine word")
    return value


# py/obj.c, mp_get_buffer_raise: texts and buffers; a number or a list is a TypeError.
def octets(value):
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else bytes(memoryview(value))


# A module in C: its names cannot be changed, and one that it lacks is an ImportError for `from` where `names` has all.
class module:
    def __init__(self, names):
        for name in names:
            object.__setattr__(self, name, names[name])

    def __setattr__(self, name, value):
        raise AttributeError("'module' object has no attribute '%s'" % name)

    def __repr__(self):
        return "<module '%s'>" % self.__name__


_plain = module


# Our own modules are found whatever a program looks in.
def _set_path(folders):
    _sys.path = folders if "/.system" in folders else list(folders) + ["/.system"]


class module(_plain):
    stdin = property(lambda self: __import__("_late").stdin)
    implementation = property(lambda self: __import__("_late").implementation)
    path = property(lambda self: _sys.path, lambda self, value: _set_path(value))


def _late(name):
    return lambda *arguments: getattr(__import__("_late"), name)(*arguments)


# What a board has and this one has not (iot_lab/simulator/lacking.py).
def lacks(name, told=""):
    _call("lacks", name)
    raise NotImplementedError(told or "the simulated board has no " + name)


read_line = _late("read_line")
_names = dict(_sys.__dict__)
del _names["stdin"], _names["implementation"]
_names["platform"] = "esp32"
_names["version"] = "3.4.0; MicroPython v1.27.0 on 2025-12-09"
_names["print_exception"] = _late("print_exception")
_sys.modules["sys"] = _sys.modules["usys"] = module(_names)


_names = dict(real_micropython.__dict__)
_names["schedule"] = _late("schedule")
_names["alloc_emergency_exception_buf"] = _names["kbd_intr"] = lambda number: whole(number) and None
_sys.modules["micropython"] = _plain(_names)


# A name of `random` is copied when it is asked for: there are few programs that use it.
class module(_plain):
    def __getattr__(self, name):
        value = getattr(self._real, name, None)
        if value is None:
            _missing("random", name)
        object.__setattr__(self, name, value)
        return value


_sys.modules["random"] = _sys.modules["urandom"] = module({"_real": random, "seed": _late("seed")})
_names = _late = None  # what need not stay in memory
