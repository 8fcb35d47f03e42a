# `umqtt.simple` as an ESP32's firmware has it; the packets themselves are the host's affair.
from _board import call as _call
from _modules import octets as _bytes


class MQTTException(Exception):
    pass


# What `sock` is: a socket as far as time limits go. Raw reading and writing would break the host's packets.
class _Socket:
    def __init__(self):
        self.number = None  # of the host's connection, None while there is none
        self.limit = -1  # microseconds, -1: wait for ever
        self.taken = ""  # a message that `select` has seen, and nobody has asked for yet

    def settimeout(self, value):
        self.limit = -1 if value is None else int(value * 1000000)

    def setblocking(self, value):
        self.limit = -1 if value else 0

    def connect(self, address):
        pass  # the host connects and says CONNECT at once

    def close(self):
        if self.number is not None:
            _call("mqtt-close", self.number)

    def ioctl(self, request, flags):
        if request != 3 or self.number is None:
            return 0
        try:
            self.taken = self.taken or _call("mqtt-take", self.number)
        except OSError:
            return flags & 1 | 16  # POLLHUP
        return (flags & 1 if self.taken else 0) | flags & 4

    def take(self):
        message, self.taken = self.taken or _call("mqtt-take", self.number), ""
        return message

    def read(self, size=-1):
        raise OSError(95)

    def recv(self, size):
        raise OSError(95)

    def write(self, data, size=-1):
        raise OSError(95)


_MOST_HEADS = 8


class MQTTClient:
    def __init__(self, client_id, server, port=0, user=None, password=None, keepalive=0, ssl=None, ssl_params={}):
        if ssl:
            __import__("ssl").wrap_socket(None)  # which says that the simulated board has no TLS
        self.client_id = client_id
        self.sock = None
        self.server = server
        self.port = port or 1883
        self.ssl = ssl
        self.ssl_params = ssl_params
        self.pid = 0
        self.cb = None
        self.user = user
        self.pswd = password
        self.keepalive = keepalive
        self.lw_topic = None
        self.lw_msg = None
        self.lw_qos = 0
        self.lw_retain = False
        self._line = None  # the socket under `sock`, which a program may wrap
        self._heads = {}  # what stands before a message, by its topic: a loop says the same ones again and again

    def set_callback(self, f):
        self.cb = f

    def set_last_will(self, topic, msg, retain=False, qos=0):
        assert 0 <= qos <= 2
        assert topic
        self.lw_topic = topic
        self.lw_msg = msg
        self.lw_qos = qos
        self.lw_retain = retain

    def connect(self, clean_session=True, timeout=None):
        if self._line is not None:
            self._line.close()
        self._heads = {}
        self._line = _Socket()
        self.sock = self._line  # a program may wrap it
        self.sock.settimeout(timeout)
        self.sock.connect((self.server, self.port))
        assert self.keepalive < 65536
        fields = (
            _hex(self.server),
            str(self.port),
            _hex(self.client_id),
            _hex(self.user),
            _hex(self.pswd and _bytes(self.pswd)[: len(self.pswd)]),
            str(self.keepalive),
            "1" if clean_session else "0",
            _hex(self.lw_topic),
            _hex(self.lw_msg),
            "1" if self.lw_retain else "0",
            str(self.lw_qos),
            str(self._line.limit),
        )
        number, code = _call("mqtt-open", " ".join(fields)).split(" ")
        if number == "refused":
            raise MQTTException(int(code))
        # It counts characters where MQTT counts bytes: no broker understands what follows the first that is none of ASCII.
        if any(_is_long(one) for one in (self.client_id, self.user, self.lw_topic, self.lw_msg)):
            _call("mqtt-nonsense", number)
            raise IndexError("bytes index out of range")
        if _is_long(self.pswd):
            _call("mqtt-nonsense", number)
        self._line.number = number
        return int(code)

    def disconnect(self):
        self._number("write")
        self.sock.close()

    def ping(self):
        _call("mqtt-ping", self._number("write"))

    def publish(self, topic, msg, retain=False, qos=0):
        number = self._number("write")
        # It says how many characters come and sends bytes: those that are too many are no packet, and the broker ends
        # the connection.
        head = self._heads.get(topic) if isinstance(topic, str) and not (retain or qos) else None
        head = head or self._head(topic, retain, qos)
        if isinstance(msg, str):
            content = msg.encode()
        elif isinstance(msg, bytes) or isinstance(msg, (bytearray, memoryview)):
            content = msg
        else:
            content = memoryview(msg)  # raises TypeError for what is no buffer, as the socket does
        size = len(msg)
        if head:
            if len(content) != size:
                answer = _call("mqtt-publish", head[:-1] + content[:size].hex())
                head = None
            elif content is msg:
                answer = _call("mqtt-publish", head[:-1] + (content.hex() or ""))
            else:
                answer = _call("mqtt-publish", head + msg)
            if qos:
                assert qos < 2
                self.pid += 1
                self._answer(answer)
        if not head:
            _call("mqtt-nonsense", number)

    def _head(self, topic, retain, qos):
        name = topic.encode() if isinstance(topic, str) else topic
        if len(name) != len(topic):
            return None
        head = " ".join((self._line.number, "1" if qos else "0", "1" if retain else "0", name.hex() or "", "="))
        if isinstance(topic, str) and not (retain or qos):
            if len(self._heads) == _MOST_HEADS:
                self._heads.clear()
            self._heads[topic] = head
        return head

    def subscribe(self, topic, qos=0):
        assert self.cb is not None, "Subscribe callback is not set"
        self.pid += 1
        self._answer(_call("mqtt-subscribe", "%s %d %s" % (self._number("write"), qos, _hex(topic))))

    def unsubscribe(self, topic):
        self.pid += 1
        self._answer(_call("mqtt-unsubscribe", "%s %s" % (self._number("write"), _hex(topic))))

    def wait_msg(self):
        self._number("read")
        message = self._line.take()
        if not message:
            if self._line.limit == 0:
                self.sock.setblocking(True)
                return None
            self._wait("mqtt-wait")
            message = self._line.take()
        self.sock.setblocking(True)
        if message:
            first, topic, payload = message.split(" ")
            self.cb(bytes.fromhex(topic), bytes.fromhex(payload))
            return int(first)

    def check_msg(self):
        if self.sock is None:
            self._number("setblocking")
        if self._line.number is None:
            return None
        self.sock.setblocking(False)
        return self.wait_msg()

    def _number(self, method):
        if self.sock is None:
            raise AttributeError("'NoneType' object has no attribute '%s'" % method)
        if self._line.number is None:
            raise OSError(128)  # ENOTCONN: no connection was made, or it was refused
        return self._line.number

    def _answer(self, answer):
        if answer:
            self._wait("mqtt-answer")
        self.sock.setblocking(True)

    def _wait(self, what):
        left = self._line.limit
        while left is not None:
            answer = _call(what, "%s %d" % (self._line.number, left))
            left = int(answer[2:]) if answer else None


def _hex(text):
    return "-" if text is None else _bytes(text).hex() or ""  # the empty one is b"" here


def _is_long(text):
    return isinstance(text, str) and len(text) != len(text.encode())
