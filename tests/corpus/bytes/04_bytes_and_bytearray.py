# expect: change, slices, decode, hex
# prints: bytearray(b'\x02JELLO\x03') 7 2 JELLO
# prints: bytearray(b'\x02JELLO\x03') b'\x02' True 5
# prints: [b'a', b'b;c'] b'x-y' b'\x00\x00\x00' b'AB'
# prints: lighté b'\xc3\xa9' 616263 b'\n\xff'
# prints: bytearray(b'\x02J--LO')
# prints: bytes do not change
frame = bytearray(b"\x02HELLO\x03")
frame[1] = ord("J")
print(frame, len(frame), frame[0], frame[1:-1].decode())
frame += b"\r\n"
frame.append(0)
print(frame.strip(b"\x00\r\n"), bytes(frame[:1]), b"LL" in frame, frame.find(b"O"))
print(b"a,b;c".split(b","), b"-".join([b"x", b"y"]), bytes(3), bytes([65, 66]))
print(b"light\xc3\xa9".decode(), "é".encode("utf-8"), b"abc".hex(), bytes.fromhex("0aff"))
view = memoryview(frame)
view[2:4] = b"--"
print(frame[:6])
try:
    b"abc"[0] = 1
except TypeError:
    print("bytes do not change")
