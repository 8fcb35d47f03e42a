# Makes thousands of files and folders. Ends: exception. Hint: errno.full.
import os

for number in range(10**6):
    os.mkdir("/folder%d" % number)
    with open("/folder%d/%s" % (number, "x" * 100), "w") as file:
        file.write("x")
