"""A bare MQTT client for contract tests: raw packets on a socket, nothing hidden, nothing retried."""

import socket

from iot_lab.mqtt import packets

WAIT_S = 5.0


def text(value: str | bytes) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return len(raw).to_bytes(2, "big") + raw


def packet(kind: int, body: bytes = b"", flags: int = 0) -> bytes:
    return bytes((kind << 4 | flags,)) + packets.encode_length(len(body)) + body


def connect_bytes(
    client_id: str = "client",
    *,
    username: str | None = "alice",
    password: str | bytes | None = "secret-alice",
    clean: bool = True,
    keep_alive: int = 60,
    will: tuple[str, bytes, int, bool] | None = None,
    protocol: bytes = b"MQTT",
    level: int = 4,
    flags: int | None = None,
) -> bytes:
    said = clean << 1 | (username is not None) << 7 | (password is not None) << 6
    body = b""
    if will is not None:
        topic, payload, qos, retain = will
        said |= 4 | qos << 3 | retain << 5
        body += text(topic) + text(payload)
    if username is not None:
        body += text(username)
    if password is not None:
        body += text(password)
    head = text(protocol) + bytes((level, said if flags is None else flags)) + keep_alive.to_bytes(2, "big")
    return packet(packets.CONNECT, head + text(client_id) + body)


class Wire:
    """One TCP connection to a broker. Reading fails after five seconds, so a test that waits in vain fails."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)
        self._reader = packets.PacketReader(1 << 28)
        self._read: list[tuple[int, bytes]] = []
        self._next_id = 0

    def wait_at_most(self, seconds: float) -> None:
        self._socket.settimeout(seconds)

    def send(self, raw: bytes) -> None:
        self._socket.sendall(raw)

    def receive(self) -> tuple[int, bytes]:
        """Return the next packet as (first byte, body); EOFError where the broker closed the connection."""
        while not self._read:
            try:
                data = self._socket.recv(65536)
            except ConnectionError as error:
                raise EOFError from error
            if not data:
                raise EOFError
            self._read += self._reader.feed(data)
        return self._read.pop(0)

    def connect(self, client_id: str = "client", **options) -> bytes:
        """Connect and return the CONNACK's body: session present, return code."""
        self.send(connect_bytes(client_id, **options))
        first, body = self.receive()
        assert first >> 4 == packets.CONNACK
        return body

    def packet_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def subscribe(self, topic_filter: str, qos: int = 0) -> int:
        """Subscribe and return the granted QoS (or 0x80)."""
        number = self.packet_id()
        self.send(packet(packets.SUBSCRIBE, number.to_bytes(2, "big") + text(topic_filter) + bytes((qos,)), 2))
        first, body = self.receive()
        assert first >> 4 == packets.SUBACK
        assert int.from_bytes(body[:2], "big") == number
        return body[2]

    def unsubscribe(self, topic_filter: str) -> None:
        number = self.packet_id()
        self.send(packet(packets.UNSUBSCRIBE, number.to_bytes(2, "big") + text(topic_filter), 2))
        assert self.receive() == (packets.UNSUBACK << 4, number.to_bytes(2, "big"))

    def publish(self, topic: str, payload: bytes, qos: int = 0, *, retain: bool = False) -> None:
        """Publish, and complete the exchange of its QoS."""
        number = self.packet_id() if qos else 0
        self.send(packets.encode_publish(topic.encode(), payload, qos=qos, retain=retain, packet_id=number))
        identifier = number.to_bytes(2, "big")
        if qos == 1:
            assert self.receive() == (packets.PUBACK << 4, identifier)
        if qos == 2:
            assert self.receive() == (packets.PUBREC << 4, identifier)
            self.send(packets.encode_acknowledgement(packets.PUBREL, number))
            assert self.receive() == (packets.PUBCOMP << 4, identifier)

    def receive_message(self, *, acknowledge: bool = True) -> tuple[str, bytes, int, bool, bool, int]:
        """Return the next message as topic, payload, QoS, retained, DUP, packet identifier."""
        first, body = self.receive()
        assert first >> 4 == packets.PUBLISH
        topic, number, payload = packets.decode_publish(first, body)
        qos = first >> 1 & 3
        if qos == 1 and acknowledge:
            self.send(packets.encode_acknowledgement(packets.PUBACK, number))
        return topic.decode(), payload, qos, bool(first & 1), bool(first & 8), number

    def message(self) -> tuple[str, bytes]:
        topic, payload, *_ = self.receive_message()
        return topic, payload

    def ping(self) -> None:
        """Return once the broker answered: what it had to say before has arrived."""
        self.send(packet(packets.PINGREQ))
        assert self.receive() == (packets.PINGRESP << 4, b"")

    def hears_nothing(self) -> bool:
        """Say whether nothing but the answer to a ping comes."""
        self.send(packet(packets.PINGREQ))
        return self.receive() == (packets.PINGRESP << 4, b"")

    def is_closed_by_broker(self) -> bool:
        """Read to the end; True once the broker closed the connection."""
        try:
            while True:
                self.receive()
        except EOFError:
            return True

    def disconnect(self) -> None:
        self.send(packet(packets.DISCONNECT))
        self.close()

    def close(self) -> None:
        self._socket.close()
