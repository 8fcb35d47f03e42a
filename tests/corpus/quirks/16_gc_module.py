# expect: collection, free and allocated
# prints: True True
import gc

gc.collect()
before = gc.mem_free()
data = bytearray(20000)
after = gc.mem_free()
print(before - after > 15000, gc.mem_alloc() > 0)
