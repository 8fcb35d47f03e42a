# expect: an error inside an imported module of one's own
# prints: before
# ends: error ZeroDivisionError
with open("broken.py", "w") as f:
    f.write("x = 1\ny = x / 0\n")
print("before")
import broken
