# Formats a number a thousand million characters wide. Ends: memory. Hint: memory-full.
print("{:>1000000000}".format(1))
