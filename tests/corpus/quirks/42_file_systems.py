# expect: the drivers of file systems are there by name
# prints: True True
import os

print(hasattr(os, "VfsFat"), hasattr(os, "VfsLfs2"))
