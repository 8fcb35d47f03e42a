"""How much one client, one session and the whole broker may take; sized for a room of 200 clients."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iot_lab.open_files import share


@dataclass(frozen=True, slots=True)
class BrokerLimits:
    """Caps that keep one client from disturbing the others."""

    packet_bytes: int = 128 * 1024
    """Longest MQTT packet accepted; a longer one closes the connection."""
    client_id_bytes: int = 256
    filter_bytes: int = 1024
    """Longest client identifier and topic filter; longer ones are refused (CONNACK 2, SUBACK 0x80)."""
    connections: int = 2000
    connections_per_account: int = 250
    waiting_connections: int = 300
    """Connections that have not said CONNECT yet; beyond, the oldest of them is closed."""
    connect_within_s: float = 10.0
    messages_per_s: int = 2000
    """Publishes and requests of one client, with a burst of twice as many; beyond, it is read more slowly.
    Four kilobytes count as one message more."""
    inflight: int = 20_000
    """Messages sent to one client and not acknowledged yet."""
    queued_messages: int = 50_000
    """Messages that wait for one session (below 65,536: each holds a packet identifier); beyond, the oldest go."""
    queued_bytes: int = 32 * 1024 * 1024
    unsent_bytes: int = 1024 * 1024
    """Bytes that wait in one connection's send buffer before its publishers are slowed down."""
    patience_s: float = 5.0
    """How long a full connection slows its publishers; then it is slow, and loses its QoS 0 messages."""
    subscriptions: int = 100
    """Filters of one session."""
    persistent_sessions: int = 500
    persistent_sessions_per_account: int = 5
    """Of either, the session that was made first and is not connected makes room for a new one."""
    retained_messages: int = 5000
    retained_messages_per_account: int = 500
    retained_bytes: int = 16 * 1024 * 1024
    """A retained message beyond is delivered, not kept."""
    levels: int = 32
    """Levels of a topic or filter."""

    def within_the_system(self) -> BrokerLimits:
        """Return these limits, with as many connections as the system gives files for."""
        connections, waiting = share(40, self.connections), share(15, self.waiting_connections)
        return replace(self, connections=connections, waiting_connections=waiting)
