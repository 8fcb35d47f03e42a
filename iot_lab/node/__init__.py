"""A computer as a board of the room: reads sensors through Blinka, queues on disk, speaks the boards' protocol.

Pure: `node_file`, `schedule`, `lines`, `values`, `clock`, `payloads`, `orders`. Edges: `outbox` (disk), `blinka`
(hardware), `link` and `connection` (MQTT); `node` joins them. On the wire: docs/protocol.md; for people: docs/node.md.
"""

from iot_lab.node.node import Node
from iot_lab.node.node_file import NodeFile, read_node_file

__all__ = ["Node", "NodeFile", "read_node_file"]
