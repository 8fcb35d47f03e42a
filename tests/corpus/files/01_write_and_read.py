# expect: write lines, read them again, one by one
# prints: 6
# prints: 1 first
# prints: 2 second
# prints: first
# prints: 'second\n' ''
with open("log.txt", "w") as file:
    print(file.write("first\n"))
    file.write("second\n")
with open("log.txt") as file:
    for number, line in enumerate(file, 1):
        print(number, line.strip())
with open("log.txt") as file:
    print(file.readline(), end="")
    print(repr(file.read()), repr(file.read()))
