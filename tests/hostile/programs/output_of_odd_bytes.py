# Prints bytes that are no text, control characters and half characters. Ends: finished. Hint: nothing-yet.
import sys

sys.stdout.buffer.write(bytes(range(256)) * 20)
sys.stdout.buffer.write(b"\xed\xa0\x80\xf4\x90\x80\x80\xc0\xaf\xff\xfe\x00\x1b[2J\r\x08")
print("\x1b]0;title\x07 \u202e \ufffe \U0010ffff </script><script>alert(1)</script>")
