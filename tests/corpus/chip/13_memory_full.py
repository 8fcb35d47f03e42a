# expect: a list that grows beyond all memory
# prints: full
# prints: 1
import gc

kept = []
try:
    while True:
        kept.append(bytearray(4000))
except MemoryError:
    kept = None
    gc.collect()
    print("full")
print(len([bytearray(1000)]))
