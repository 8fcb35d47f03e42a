# Makes folders inside folders until the flash or the heap is full. Ends: finished. Hint: caught.loop-left.
import os

try:
    while True:
        os.mkdir("x" * 60)
        os.chdir("x" * 60)
except (OSError, MemoryError):
    pass
