# Runs first where `_boot` is precompiled: lends the import system one file, which then mounts the flash.
import vfs, io
from binascii import a2b_base64
from host import call


class Boot:
    def mount(self, *_):
        pass

    umount = mount

    def stat(self, path):
        if path[-9:] != "_boot.mpy":
            raise OSError(2)
        return (0x8000,) + 9 * (0,)

    def open(self, *_):
        code = call("file-code", "/.system/_boot.mpy")
        return io.BytesIO(a2b_base64(call("more", "") if code == "\x03" else code))


# The first guest of a process loads its modules here, the next ones get the memory of it (prepared.py).
while call("prepare", ""):
    vfs.umount("/")
    vfs.mount(Boot(), "/")
    import _boot

del Boot
_boot.start()
