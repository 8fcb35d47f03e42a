# expect: zlib data unpacked with deflate
# prints: 340 True
import deflate
import io

packed = b"x\x9c+I\xcd-H-J,)-J\xb552\xd43\xb5.\x19\x15\xa0T\x00\x00wuvq"
with deflate.DeflateIO(io.BytesIO(packed)) as stream:
    text = stream.read()
print(len(text), text == b"temperature=21.5;" * 20)
