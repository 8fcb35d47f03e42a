# expect: comparing bytes with text is False
# prints: ...False
# prints: True
print(b"on" == "on")
print(b"on" == "on".encode())
