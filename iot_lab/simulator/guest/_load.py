# Asked for by `_start`: lends the import system one file, `_boot`, which then mounts the flash.
import vfs, io
from binascii import a2b_base64


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


vfs.umount("/")
vfs.mount(Boot(), "/")
import _boot

del Boot, vfs, io, a2b_base64
