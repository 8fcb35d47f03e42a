# expect: a text made into dots and dashes
# prints: ... --- ...
# prints: abcdef
# prints: 21
MORSE = {"S": "...", "O": "---", "E": ".", "T": "-"}
print(" ".join(MORSE[c] for c in "SOS"))
print("".join(chr((ord(c) - 97 + 3) % 26 + 97) for c in "xyzabc"))
units = 0
for letter in "SOS":
    units += sum(1 if s == "." else 3 for s in MORSE[letter]) + len(MORSE[letter]) - 1
print(units)
