# Compiles a program larger than the heap. Ends: memory. Hint: other.memory-at-once.
exec("value = [" + "1000000," * 12000 + "]")
