# `umqtt.simple` as an ESP32's firmware has it; the packets themselves are the host's affair.
from _board import call as _call


class MQTTException(Exception):
    pass


class MQTTClient:
    def __init__(
        self, client_id, server, port=0, user=None, password=None, keepalive=0, ssl=None, ssl_params={}
    ):
        if ssl:
            raise NotImplementedError("the simulated board has no TLS")
        self.client_id = client_id
        self.sock = None
        self.server = server
        self.port = port or 1883
        self.ssl = ssl
        self.cb = None
        self.user = user
        self.pswd = password
        self.keepalive = keepalive
        self.lw_topic = None
        self.lw_msg = None
        self.lw_qos = 0
        self.lw_retain = False

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
        fields = (
            _hex(self.server),
            str(self.port),
            _hex(self.client_id),
            _hex(self.user),
            _hex(self.pswd),
            str(self.keepalive),
            "1" if clean_session else "0",
            _hex(self.lw_topic),
            _hex(self.lw_msg),
            "1" if self.lw_retain else "0",
            str(self.lw_qos),
        )
        answer = _call("mqtt-open", " ".join(fields))
        if answer.startswith("refused "):
            raise MQTTException(int(answer[8:]))
        self.sock = answer
        return 0

    def disconnect(self):
        _call("mqtt-close", self._open())
        self.sock = None

    def ping(self):
        _call("mqtt-ping", self._open())

    def publish(self, topic, msg, retain=False, qos=0):
        assert qos < 2
        fields = (self._open(), str(qos), "1" if retain else "0", _hex(topic), _hex(msg))
        _call("mqtt-publish", " ".join(fields))

    def subscribe(self, topic, qos=0):
        assert self.cb is not None, "Subscribe callback is not set"
        _call("mqtt-subscribe", "%s %d %s" % (self._open(), qos, _hex(topic)))

    def unsubscribe(self, topic):
        _call("mqtt-unsubscribe", "%s %s" % (self._open(), _hex(topic)))

    def wait_msg(self):
        op = self.check_msg()
        while op is None:
            _call("mqtt-wait", self._open())
            op = self.check_msg()
        return op

    def check_msg(self):
        message = _call("mqtt-take", self._open())
        if message:
            topic, payload, _ = message.split(" ")
            self.cb(bytes.fromhex(topic), bytes.fromhex(payload))
            return 0x30

    def _open(self):
        if self.sock is None:
            raise OSError(128)
        return self.sock


def _hex(text):
    if text is None:
        return "-"
    return (text if isinstance(text, (bytes, bytearray)) else text.encode()).hex()
