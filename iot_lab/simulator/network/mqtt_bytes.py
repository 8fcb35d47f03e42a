"""MQTT 3.1.1 byte by byte, for programs that bring their own client: packets in, the calls of a connection out."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt import packets
from iot_lab.mqtt.message import MqttMessage
from iot_lab.simulator.network.virtual_connection import VirtualConnection

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.virtual_broker import VirtualBroker
    from iot_lab.simulator.network.virtual_stream import VirtualStream

LONGEST_PACKET_BYTES: Final = 256 * 1024


class MqttBytes:
    """The far end of a connection to the virtual broker's port."""

    def __init__(self, board: Board, broker: VirtualBroker, stream: VirtualStream) -> None:
        self._reader = packets.PacketReader(LONGEST_PACKET_BYTES)
        self._connection = ByteConnection(board, broker, stream)
        self._stream = stream
        self._board = board

    def wrote(self, data: bytes, timeout_us: int | None) -> None:  # noqa: ARG002
        """Do what each complete packet asks; whatever is malformed ends the connection (4.8)."""
        try:
            for first, body in self._reader.feed(data):
                self._take(packets.check_flags(first), first, body)
            if self._reader.fault:
                raise packets.MalformedPacket(self._reader.fault)
        except (packets.MalformedPacket, packets.ProtocolRefused):
            self._connection.drop()
            self._stream.tcp.end()

    def closed(self) -> None:
        """Without DISCONNECT the client is lost; in a silence the broker learns of it by its own means."""
        if self._board.services["radio"].reaches():
            self._connection.drop()

    def _take(self, kind: int, first: int, body: bytes) -> None:
        connection = self._connection
        if connection.is_entered != (kind != packets.CONNECT):
            raise packets.MalformedPacket("CONNECT comes first, and once")
        if kind == packets.CONNECT:
            connection.greet(packets.decode_connect(body))
        elif kind == packets.PUBLISH:
            connection.publish(self._message(first, body))
        elif kind in {packets.SUBSCRIBE, packets.UNSUBSCRIBE}:
            self._subscriptions(kind, body)
        elif kind == packets.PINGREQ:
            connection.ping()
        elif kind == packets.PUBACK:
            connection.acknowledged(packets.decode_packet_id(body))
        elif kind == packets.DISCONNECT:
            connection.leave()
        else:
            raise packets.MalformedPacket(f"packet of type {kind}")

    def _message(self, first: int, body: bytes) -> MqttMessage:
        topic, number, payload = packets.decode_publish(first, body)
        qos = first >> 1 & 3
        if qos > 1:
            raise packets.MalformedPacket("QoS 2")
        if qos:
            self._connection.answer_with(packets.encode_acknowledgement(packets.PUBACK, number))
        return MqttMessage(packets.decode_text(topic), payload, qos, bool(first & 1))

    def _subscriptions(self, kind: int, body: bytes) -> None:
        """One packet may name several filters; its one answer follows the last."""
        if kind == packets.SUBSCRIBE:
            number, wanted = packets.decode_subscribe(body)
            answer = packets.encode_suback(number, [min(qos, 1) for _, qos in wanted])
        else:
            number, filters = packets.decode_unsubscribe(body)
            wanted = [(one, 0) for one in filters]
            answer = packets.encode_acknowledgement(packets.UNSUBACK, number)
        for place, (topic_filter, qos) in enumerate(wanted, 1):
            self._connection.answer_with(answer if place == len(wanted) else b"")
            if kind == packets.SUBSCRIBE:
                self._connection.subscribe(topic_filter, qos)
            else:
                self._connection.unsubscribe(topic_filter)


class ByteConnection(VirtualConnection):
    """A connection whose answers and messages become bytes of a stream."""

    def __init__(self, board: Board, broker: VirtualBroker, stream: VirtualStream) -> None:
        super().__init__(board, broker, stream.tcp)
        self._stream = stream
        self._answers: deque[bytes] = deque()
        self._unacknowledged: dict[int, MqttMessage] = {}
        self._last_number = 0
        self.is_entered = False

    def greet(self, asked: packets.Connect) -> None:
        """Answer CONNECT."""
        self.is_entered = True
        if self.enter(asked):
            self.tcp.end()

    def answer_with(self, packet: bytes) -> None:
        """Say what the answer to the next request looks like."""
        self._answers.append(packet)

    def acknowledged(self, number: int) -> None:
        """The program acknowledged a message."""
        message = self._unacknowledged.pop(number, None)
        session = self._session
        if message is not None and session is not None:
            self.tcp.send(4, lambda: session.acknowledge(message))

    def drop(self) -> None:
        """End without a goodbye."""
        if self._session is not None and self._session.end is self:
            self._broker.drop(self._session)

    def _greeted(self, code: int) -> None:
        packet = packets.encode_connack(code, session_present=self.session_present)
        self.tcp.hear(lambda: self._stream.say(packet))

    def _answered(self) -> None:
        super()._answered()
        self._stream.say(self._answers.popleft())

    def _pinged(self) -> None:
        super()._pinged()
        self.tcp.hear(lambda: self._stream.say(packets.PINGRESP_BYTES))

    def _arrived(self, message: MqttMessage) -> None:
        self._board.record("mqtt-receive", message.topic, {"payload": message.payload})
        if message.qos:
            self._last_number = self._last_number % 65535 + 1
            self._unacknowledged[self._last_number] = message
        packet = packets.encode_publish(
            message.topic.encode(),
            message.payload,
            qos=message.qos,
            retain=message.is_retained,
            packet_id=self._last_number,
        )
        self._stream.say(packet)
