# expect: a file that is not there is OSError ENOENT
# prints: 2 True
import errno

try:
    open("nothing.txt")
except OSError as error:
    print(error.errno, error.errno == errno.ENOENT)
