# Locks the heap, then fails. Ends: memory. Hint: other.memory.
import micropython

micropython.heap_lock()
print([1] * 10)
