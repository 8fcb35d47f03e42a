# Turns the collector off and makes garbage. Ends: memory. Hint: memory-full.
import gc

gc.disable()
while True:
    bytearray(1000)
