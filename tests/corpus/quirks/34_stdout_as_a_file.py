# expect: sys.stdout.write, and print to sys.stderr
# prints: hello
# prints: 6
import sys

n = sys.stdout.write("hello\n")
print(n)
