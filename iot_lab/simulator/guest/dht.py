# `dht`: the humidity and temperature sensors DHT11 and DHT22 (AM2302 datasheet, sections 5 and 7).
from _board import call as _call
from _machine.pin import Pin as _Pin


class DHTBase:
    def __init__(self, pin):
        self.pin = pin
        self.buf = bytearray(5)

    def measure(self):
        pin = self.pin if isinstance(self.pin, _Pin) else _Pin(self.pin)
        data = bytes.fromhex(_call("wire-read", pin._name + " 5"))
        self.buf[:] = data
        if (data[0] + data[1] + data[2] + data[3]) & 0xFF != data[4]:
            raise Exception("checksum error")


class DHT11(DHTBase):
    def humidity(self):
        return self.buf[0]

    def temperature(self):
        return self.buf[2]


class DHT22(DHTBase):
    def humidity(self):
        return (self.buf[0] << 8 | self.buf[1]) * 0.1

    def temperature(self):
        value = ((self.buf[2] & 0x7F) << 8 | self.buf[3]) * 0.1
        return -value if self.buf[2] & 0x80 else value
