# `esp` of an ESP32 with a 4 MB module (ports/esp32/modesp.c). The flash's own bytes are not modelled: they read as erased.
from _modules import octets as _octets, whole as _whole

LOG_NONE = 0
LOG_ERROR = 1
LOG_WARNING = 2
LOG_INFO = 3
LOG_DEBUG = 4
LOG_VERBOSE = 5


def osdebug(uart_no, level=None):
    if level is not None:
        _whole(level)


def flash_size():
    return 4194304


def flash_user_start():
    return 0x200000


def flash_read(byte_offset, length_or_buffer):
    _whole(byte_offset)
    view = memoryview(length_or_buffer)
    view[:] = b"\xff" * len(view)


def flash_write(byte_offset, bytes):
    _whole(byte_offset), _octets(bytes)
    raise OSError(5)


def flash_erase(sector_no):
    _whole(sector_no)
    raise OSError(5)


def gpio_matrix_in(pin, signal, is_inverted):
    _whole(pin), _whole(signal), _whole(is_inverted)


def gpio_matrix_out(pin, signal, is_inverted, is_enabled_inverted):
    _whole(pin), _whole(signal), _whole(is_inverted), _whole(is_enabled_inverted)
