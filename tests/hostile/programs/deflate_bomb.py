# Inflates a kilobyte to a megabyte, five times the heap. Ends: memory. Hint: other.memory-at-once.
import deflate
import io

block = b'\xed\xc1\x01\x01\x00\x00\x00\x82 \xff\xafnH@\x01' + bytes(968) + b'\xaf\x06'
with deflate.DeflateIO(io.BytesIO(block), deflate.RAW, 15) as stream:
    print(len(stream.read()))
