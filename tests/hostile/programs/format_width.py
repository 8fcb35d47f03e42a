# Formats a number a thousand million characters wide. Ends: memory. Hint: other.memory-at-once.
print("{:>1000000000}".format(1))
