# Turns the collector off and makes garbage. Ends: memory. Hint: other.memory.
import gc

gc.disable()
while True:
    bytearray(1000)
