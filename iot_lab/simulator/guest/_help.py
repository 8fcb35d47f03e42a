# `help("modules")`: the firmware's list, in its four columns (py/builtinhelp.c). What is asked of anything else is the
# interpreter's own.
import builtins

_NAMES = (
    "__main__ _asyncio _boot _espnow _onewire _thread _webrepl aioespnow apa106 array asyncio/__init__ asyncio/core "
    "asyncio/event asyncio/funcs asyncio/lock asyncio/stream binascii bluetooth btree builtins cmath collections "
    "cryptolib deflate dht ds18x20 errno esp esp32 espnow flashbdev framebuf gc hashlib heapq inisetup io json machine "
    "machine math micropython mip/__init__ neopixel network ntptime onewire os platform random re requests/__init__ "
    "select socket ssl struct sys time tls uasyncio uctypes umqtt/robust umqtt/simple upysh urequests vfs webrepl "
    "webrepl_setup websocket"
)


def show(*what):
    if what != ("modules",):
        ours = builtins.help
        del builtins.help
        try:
            return builtins.help(*what)
        finally:
            builtins.help = ours
    names = _NAMES.split(" ")
    rows = (len(names) + 3) // 4
    for row in range(rows):
        print("".join("%-18s" % name for name in names[row::rows]).rstrip())
    print("Plus any modules on the filesystem")
