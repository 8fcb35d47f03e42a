# `os` of an ESP32 build: its flash file system, its name, its random bytes.
from _board import call as _call, sys as _sys

_sys.modules.pop("uos")
import uos as _real

_sys.modules["uos"] = _sys.modules["os"]
chdir, getcwd, ilistdir, listdir, stat, statvfs = (
    _real.chdir, _real.getcwd, _real.ilistdir, _real.listdir, _real.stat, _real.statvfs
)  # fmt: skip
mkdir, remove, rename, rmdir, unlink = _real.mkdir, _real.remove, _real.rename, _real.rmdir, _real.unlink
mount, umount = _real.mount, _real.umount
sep = "/"


def uname():
    from collections import namedtuple

    names = ("sysname", "nodename", "release", "version", "machine")
    return namedtuple("uname", names)(
        "esp32", "esp32", "1.27.0", "v1.27.0 on 2025-12-09", "Generic ESP32 module with ESP32"
    )


def urandom(n):
    return bytes.fromhex(_call("random-bytes", str(n)))


def sync():
    pass


def dupterm(stream, index=0):
    if index != 0:
        raise ValueError("invalid dupterm index")
    if stream is not None:
        from _modules import lacks

        lacks("os.dupterm")
    return None


def dupterm_notify(stream):
    pass


# Drivers of file systems, for a card or a memory of the program's own: nothing of the kind is simulated.
def _lacks(name):
    from _modules import lacks

    lacks(name)


class VfsFat:
    def __init__(self, device):
        _lacks("os.VfsFat")

    @staticmethod
    def mkfs(device):
        _lacks("os.VfsFat")


class VfsLfs2:
    def __init__(self, device, readsize=32, progsize=32, lookahead=32, mtime=True):
        _lacks("os.VfsLfs2")

    @staticmethod
    def mkfs(device, readsize=32, progsize=32, lookahead=32):
        _lacks("os.VfsLfs2")
