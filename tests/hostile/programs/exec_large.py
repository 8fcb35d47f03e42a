# Compiles a program larger than the heap. Ends: memory. Hint: memory-full.
exec("value = [" + "1000000," * 12000 + "]")
