# `onewire`: the controller's side of a 1-Wire bus (Maxim DS18B20 datasheet, "ROM commands" and "CRC generation").
from _board import call as _call


class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM = 0xF0
    MATCH_ROM = 0x55
    SKIP_ROM = 0xCC

    def __init__(self, pin):
        self.pin = pin
        self.pin.init(pin.OPEN_DRAIN, pin.PULL_UP)
        self._wire = str(pin._id)

    def reset(self, required=False):
        is_present = _call("one-wire-reset", self._wire) == "1"
        if required and not is_present:
            raise OneWireError
        return is_present

    def readbit(self):
        return int(_call("one-wire-read", self._wire + " 1"))

    def readbyte(self):
        return int(_call("one-wire-read", self._wire + " 8"))

    def readinto(self, buf):
        for index in range(len(buf)):
            buf[index] = self.readbyte()

    def writebit(self, value):
        _call("one-wire-write", "%s 1 %d" % (self._wire, 1 if value else 0))

    def writebyte(self, value):
        _call("one-wire-write", "%s 8 %d" % (self._wire, value & 0xFF))

    def write(self, buf):
        for value in buf:
            self.writebyte(value)

    def select_rom(self, rom):
        self.reset()
        self.writebyte(self.MATCH_ROM)
        self.write(rom)

    def scan(self):
        found = []
        branches = [(0, 0)]  # numbers begun, and how many of their bits are chosen
        while branches:
            rom = self._follow(branches, *branches.pop())
            if rom is not None:
                found.append(bytearray(rom.to_bytes(8, "little")))
        return found

    def _follow(self, branches, rom, chosen):
        if not self.reset():
            return None
        self.writebyte(self.SEARCH_ROM)
        for place in range(64):
            bit, opposite = self.readbit(), self.readbit()
            if bit and opposite:
                return None
            if place < chosen:
                bit = rom >> place & 1
            elif not bit and not opposite:
                branches.append((rom | 1 << place, place + 1))
            rom |= bit << place
            self.writebit(bit)
        return rom

    def crc8(self, data):
        crc = 0
        for value in data:
            crc ^= value
            for _ in range(8):
                crc = crc >> 1 ^ (0x8C if crc & 1 else 0)
        return crc
