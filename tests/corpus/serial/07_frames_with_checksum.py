# expect: a protocol of frames made and checked, bytes arriving one by one
# prints: [b'temp=21', b'?', b'ok']
# prints: b'~\x01AA'
START = 0x7E


def frame(payload):
    return bytes([START, len(payload)]) + payload + bytes([sum(payload) & 0xFF])


def parser():
    state, length, payload = "start", 0, b""
    found = None
    while True:
        byte = yield found
        found = None
        if state == "start":
            if byte == START:
                state = "length"
        elif state == "length":
            length, payload, state = byte, b"", "payload" if byte else "start"
        elif state == "payload":
            payload += bytes([byte])
            if len(payload) == length:
                state = "check"
        else:
            found = payload if sum(payload) & 0xFF == byte else b"?"
            state = "start"


p = parser()
next(p)
stream = b"\x00\x11" + frame(b"temp=21") + b"\x7e\x02ab\x00" + frame(b"ok")
print([m for m in (p.send(b) for b in stream) if m is not None])
print(frame(b"A"))
