# Tells the host what the program's own handlers caught: the first times in full, then at each doubling of their count.
import sys
from _board import call, io

_counts = {}


def tell(error, line):
    try:
        key = (line, type(error))
        count = _counts[key] = _counts.get(key, 0) + 1
        if count <= 8 or not count & (count - 1):
            call("in-handler", "")
            text = io.StringIO()
            sys.print_exception(error, text)
            call("caught", "%d %d\n%s" % (line, count, text.getvalue()[:2000]))
    except Exception:
        pass  # a full heap, or a call of the program's own
