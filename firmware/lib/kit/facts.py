# What a program must know to join the room by itself: `from lab import room`. They stand in config.json, never in a program,
# so that the same program runs graded, on a simulated board and on a real one, and holds no secret and no address.


class Facts:
    def __init__(self, config):
        networks, broker = config.get("wifi") or [{}], config.get("broker") or {}
        self.ssid = networks[0].get("ssid", "")
        self.wifi_password = networks[0].get("password", "")
        self.broker = broker.get("host", "")
        self.port = broker.get("port", 1883)
        self.user = config.get("name", "")
        self.password = config.get("secret", "")
        # Not the kit's own: with the same one the broker would end one's connection for the other's.
        self.client_id = "lab_%s_%s_program" % (config.get("room", ""), self.user)
        self._root = "lab/%s/%s/" % (config.get("room", ""), self.user)

    def topic(self, name):
        """Return the topic `name` of this board: fifteen boards never write on each other's."""
        return self._root + name
