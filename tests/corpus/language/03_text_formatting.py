# expect: percent, format and f-strings side by side
# prints: temperature = 21.5
# prints: temperature = 21.46
# prints: temperature = 21.456
# prints:    temperature|temperature   |  temperature  |
# prints:    42|42   |00042|+42
# prints: ca CA 0xca 101 10 00100101
# prints:   3.1|ab      |007|z|%
# prints: a-b-a 12
name, value = "temperature", 21.456
print("%s = %.1f" % (name, value))
print("{} = {:.2f}".format(name, value))
print(f"{name} = {value:.3f}")
print(f"{name:>14}|{name:<14}|{name:^15}|")
print("{:5d}|{:<5d}|{:05d}|{:+d}".format(42, 42, 42, 42))
print("{:x} {:X} {:#x} {:b} {:o} {:08b}".format(202, 202, 202, 5, 8, 37))
print("%5.1f|%-8s|%03d|%c|%%" % (3.14159, "ab", 7, "z"))
print("{0}-{1}-{0}".format("a", "b"), "{x}{y}".format(x=1, y=2))
