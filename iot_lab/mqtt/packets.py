"""MQTT 3.1.1 control packets: bytes in, values out, and back. Pure; sections are those of the OASIS standard.

Whatever is malformed raises MalformedPacket: the server then closes the connection (section 4.8).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from iot_lab.mqtt.message import MqttMessage

CONNECT: Final = 1
CONNACK: Final = 2
PUBLISH: Final = 3
PUBACK: Final = 4
PUBREC: Final = 5
PUBREL: Final = 6
PUBCOMP: Final = 7
SUBSCRIBE: Final = 8
SUBACK: Final = 9
UNSUBSCRIBE: Final = 10
UNSUBACK: Final = 11
PINGREQ: Final = 12
PINGRESP: Final = 13
DISCONNECT: Final = 14

ACCEPTED: Final = 0
BAD_PROTOCOL: Final = 1
IDENTIFIER_REJECTED: Final = 2
UNAVAILABLE: Final = 3
NOT_AUTHORIZED: Final = 5
SUBSCRIPTION_FAILED: Final = 0x80

PINGRESP_BYTES: Final = bytes((PINGRESP << 4, 0))
_RESERVED_FLAGS: Final = {PUBREL: 2, SUBSCRIBE: 2, UNSUBSCRIBE: 2}
_LONGEST_LENGTH: Final = 4
_U16 = struct.Struct("!H")


class MalformedPacket(Exception):
    """Bytes that are no packet of MQTT 3.1.1, or more of them than we accept."""


class ProtocolRefused(Exception):
    """A CONNECT for another version of the protocol (section 3.1.2.2): its level and flags, and the fields after."""

    def __init__(self, level: int, flags: int, rest: PacketFields) -> None:
        super().__init__(level)
        self.level, self.flags, self.rest = level, flags, rest


@dataclass(frozen=True, slots=True)
class Connect:
    """A request to connect (section 3.1): who, with which last will (3.1.2.5); `keep_alive_s` 0 means never."""

    client_id: str
    clean_session: bool
    keep_alive_s: int
    username: str | None = None
    password: bytes | None = None
    will: MqttMessage | None = None


class PacketReader:
    """Cuts a stream of bytes into packets; keeps what is not complete yet, never more than one packet."""

    def __init__(self, longest_bytes: int) -> None:
        self._longest_bytes = longest_bytes
        self._rest = b""
        self.fault = ""
        """Why nothing more can be read; empty while the stream is sound."""

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Return the complete packets as (first byte, body), those before a fault included."""
        if self.fault:
            return []
        data = self._rest + data if self._rest else data
        found: list[tuple[int, bytes]] = []
        start, end = 0, len(data)
        while end - start >= 2:
            length = data[start + 1]
            body = start + 2
            if length > 127:
                decoded = self._long_length(data, start)
                if decoded is None:
                    break
                length, body = decoded
            if length > self._longest_bytes:
                self.fault = self.fault or f"packet of {length} bytes"
                break
            if body + length > end:
                break
            found.append((data[start], data[body : body + length]))
            start = body + length
        self._rest = b"" if self.fault else data[start:] if start else data
        return found

    def _long_length(self, data: bytes, start: int) -> tuple[int, int] | None:
        """Return the remaining length and where the body begins (section 2.2.3), or None where bytes are missing."""
        length = 0
        for index in range(_LONGEST_LENGTH):
            position = start + 1 + index
            if position >= len(data):
                return None
            byte = data[position]
            length |= (byte & 127) << (7 * index)
            if byte < 128:
                return length, position + 1
        self.fault = "remaining length of five bytes"
        return None


class PacketFields:
    """Reads the fields of a packet's body one after the other."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._position = 0

    def byte(self) -> int:
        if self._position >= len(self._body):
            raise MalformedPacket("body too short")
        self._position += 1
        return self._body[self._position - 1]

    def u16(self) -> int:
        return self.byte() << 8 | self.byte()

    def packet_id(self) -> int:
        number = self.u16()
        if number == 0:
            raise MalformedPacket("packet identifier 0")
        return number

    def binary(self) -> bytes:
        length = self.u16()
        end = self._position + length
        if end > len(self._body):
            raise MalformedPacket("field longer than the body")
        value = self._body[self._position : end]
        self._position = end
        return value

    def text(self) -> str:
        return decode_text(self.binary())

    def is_done(self) -> bool:
        return self._position == len(self._body)

    def skip(self, length: int) -> None:
        if self._position + length > len(self._body):
            raise MalformedPacket("field longer than the body")
        self._position += length

    def rest(self) -> bytes:
        return self._body[self._position :]


def decode_text(raw: bytes) -> str:
    """Return an MQTT string (section 1.5.3); raises MalformedPacket for bad UTF-8 and for U+0000."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise MalformedPacket("text that is not UTF-8") from error
    if "\0" in text:
        raise MalformedPacket("text with a null character")
    return text


def check_flags(first_byte: int) -> int:
    """Return the packet's type; raises MalformedPacket where its fixed flags are wrong (section 2.2.2)."""
    kind = first_byte >> 4
    if kind != PUBLISH and first_byte & 15 != _RESERVED_FLAGS.get(kind, 0):
        raise MalformedPacket(f"flags {first_byte & 15} in a packet of type {kind}")
    return kind


def decode_connect(body: bytes) -> Connect:
    """Read a CONNECT (section 3.1); raises MalformedPacket, ProtocolRefused."""
    fields = PacketFields(body)
    name, level, flags = fields.binary(), fields.byte(), fields.byte()
    if name != b"MQTT" or level != 4:
        if name in {b"MQTT", b"MQIsdp"}:
            raise ProtocolRefused(level, flags, fields)
        raise MalformedPacket("not MQTT")
    if flags & 1 or (not flags & 0x80 and flags & 0x40):
        raise MalformedPacket("connect flags")
    keep_alive_s = fields.u16()
    client_id = fields.text()
    will = _decode_will(fields, flags)
    username = fields.text() if flags & 0x80 else None
    password = fields.binary() if flags & 0x40 else None
    if not fields.is_done():
        raise MalformedPacket("bytes after the connect fields")
    return Connect(client_id, bool(flags & 2), keep_alive_s, username, password, will)


def _decode_will(fields: PacketFields, flags: int) -> MqttMessage | None:
    qos = flags >> 3 & 3
    if not flags & 4:
        if flags & 0x38:
            raise MalformedPacket("will flags without a will")
        return None
    if qos == 3:
        raise MalformedPacket("will with QoS 3")
    return MqttMessage(fields.text(), fields.binary(), qos, bool(flags & 0x20))


def decode_subscribe(body: bytes) -> tuple[int, list[tuple[str, int]]]:
    """Return the packet identifier and the (filter, QoS) pairs of a SUBSCRIBE (section 3.8)."""
    fields = PacketFields(body)
    packet_id = fields.packet_id()
    wanted: list[tuple[str, int]] = []
    while not fields.is_done():
        topic_filter, qos = fields.text(), fields.byte()
        if qos > 2:
            raise MalformedPacket("subscription with QoS above 2")
        wanted.append((topic_filter, qos))
    if not wanted:
        raise MalformedPacket("subscription to nothing")
    return packet_id, wanted


def decode_unsubscribe(body: bytes) -> tuple[int, list[str]]:
    """Return the packet identifier and the filters of an UNSUBSCRIBE (section 3.10)."""
    fields = PacketFields(body)
    packet_id = fields.packet_id()
    filters: list[str] = []
    while not fields.is_done():
        filters.append(fields.text())
    if not filters:
        raise MalformedPacket("unsubscription from nothing")
    return packet_id, filters


def decode_packet_id(body: bytes) -> int:
    """Return the packet identifier that is the whole body of an acknowledgement."""
    if len(body) != 2:
        raise MalformedPacket("no packet identifier" if len(body) < 2 else "bytes after the packet identifier")
    packet_id = body[0] << 8 | body[1]
    if packet_id == 0:
        raise MalformedPacket("packet identifier 0")
    return packet_id


def decode_publish(first_byte: int, body: bytes) -> tuple[bytes, int, bytes]:
    """Return topic (still encoded), packet identifier (0 with QoS 0) and payload of a PUBLISH (section 3.3)."""
    qos = first_byte >> 1 & 3
    if qos == 3 or (qos == 0 and first_byte & 8) or len(body) < 2:
        raise MalformedPacket("publish flags")
    end = 2 + (body[0] << 8 | body[1])
    if end > len(body):
        raise MalformedPacket("topic longer than the body")
    if qos == 0:
        return body[2:end], 0, body[end:]
    if end + 2 > len(body):
        raise MalformedPacket("no packet identifier")
    packet_id = body[end] << 8 | body[end + 1]
    if packet_id == 0:
        raise MalformedPacket("packet identifier 0")
    return body[2:end], packet_id, body[end + 2 :]


def encode_length(length: int) -> bytes:
    """Encode a remaining length of at most 268,435,455 (section 2.2.3)."""
    if length < 128:
        return bytes((length,))
    out = bytearray()
    while length > 127:
        out.append(length & 127 | 128)
        length >>= 7
    out.append(length)
    return bytes(out)


def encode_publish(
    topic: bytes, payload: bytes, *, qos: int = 0, retain: bool = False, dup: bool = False, packet_id: int = 0
) -> bytes:
    """Encode a PUBLISH; `packet_id` counts with QoS 1 and 2 only."""
    first = PUBLISH << 4 | dup << 3 | qos << 1 | retain
    identifier = _U16.pack(packet_id) if qos else b""
    length = 2 + len(topic) + len(identifier) + len(payload)
    return b"".join((bytes((first,)), encode_length(length), _U16.pack(len(topic)), topic, identifier, payload))


def encode_connack(code: int, *, session_present: bool = False) -> bytes:
    """Encode a CONNACK (section 3.2)."""
    return bytes((CONNACK << 4, 2, session_present, code))


def encode_acknowledgement(kind: int, packet_id: int) -> bytes:
    """Encode PUBACK, PUBREC, PUBREL, PUBCOMP or UNSUBACK."""
    return bytes((kind << 4 | _RESERVED_FLAGS.get(kind, 0), 2, packet_id >> 8, packet_id & 255))


def encode_suback(packet_id: int, codes: list[int]) -> bytes:
    """Encode a SUBACK with one return code a filter (section 3.9)."""
    return bytes((SUBACK << 4,)) + encode_length(2 + len(codes)) + _U16.pack(packet_id) + bytes(codes)
