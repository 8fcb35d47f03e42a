# Reads and writes JSON nested without end. Ends: exception. Hint: type.recursion.
import json

try:
    json.loads("[" * 20000)
except (ValueError, RuntimeError, MemoryError):
    pass
nested = []
for depth in range(1000):
    nested = [nested]
json.dumps(nested)
