# expect: a number is no text for write
# ends: error TypeError
with open("n.txt", "w") as f:
    f.write(21.5)
