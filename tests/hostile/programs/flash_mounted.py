# Mounts the computer's disk with the old mount of the C library. Ends: finished. Hint: nothing-yet.
import os
import vfs

for root in ("/", ".", "", "/etc"):
    try:
        vfs.mount(vfs.VfsPosix(root), "/computer")
        print(os.listdir("/computer"), open("/computer/etc/passwd").read())
    except OSError:
        pass
    try:
        vfs.umount("/computer")
    except OSError:
        pass
vfs.umount("/")
print(os.listdir("/"))
