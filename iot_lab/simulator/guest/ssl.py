# `ssl`: a simulated board has no TLS, and says so.
from _modules import lacks as _lacks

CERT_NONE = 0
CERT_OPTIONAL = 1
CERT_REQUIRED = 2
PROTOCOL_TLS_CLIENT = 0
PROTOCOL_TLS_SERVER = 1


class SSLContext:
    def __init__(self, protocol):
        _lacks("ssl", "the simulated board has no TLS")


def wrap_socket(sock, **settings):
    _lacks("ssl", "the simulated board has no TLS")
