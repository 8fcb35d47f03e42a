# Locks the heap, then fails. Ends: memory. Hint: memory-full.
import micropython

micropython.heap_lock()
print([1] * 10)
