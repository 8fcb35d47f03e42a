# expect: the names with u
# prints: True True True
# prints: 2
import ubinascii
import ujson
import uos
import ustruct
import utime
import urandom
import usocket
import uhashlib
import ure
import uio
import uerrno
import ucollections
import usys
import uasyncio

print(ujson.dumps([1]) == "[1]", utime.ticks_ms() >= 0, ustruct.calcsize("H") == 2)
print(uerrno.ENOENT)
