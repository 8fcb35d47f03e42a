# How C functions take texts and pins. Apart from `_modules`, which each program has in its memory.


# py/objstr.c, mp_obj_str_get_str: texts and bytes.
def text(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    raise TypeError("can't convert '%s' object to str implicitly" % type(value).__name__)


# ports/esp32/machine_pin.c, machine_pin_get_id.
def pin_number(pin):
    try:
        return pin._id
    except AttributeError:
        raise ValueError("expecting a pin")
