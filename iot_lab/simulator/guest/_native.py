# What C does with its arguments and objects, for the modules that are C on a board.
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


# A module in C: its names cannot be changed, and one that it lacks is an ImportError for `from`.
class module:
    def __init__(self, real, changes):
        put = object.__setattr__
        for name in dir(real):
            if name[0] != "_" or name == "__name__":
                put(self, name, getattr(real, name))
        for name in changes:
            put(self, name, changes[name])

    def __setattr__(self, name, value):
        raise AttributeError("'module' object has no attribute '%s'" % name)

    def __repr__(self):
        return "<module '%s'>" % self.__name__
