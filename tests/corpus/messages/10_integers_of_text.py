# expect: bases, signs, spaces, underscores, bytes
# prints: 42 -7 7 31 35 10 15
# prints: 12 3 1 -
# prints: 1000.0 -2.5 True 0.5 5.0
# prints: 5 5.0 "a'b" 'a"b' '\xe9\n' b'x' None [1, 'a']
# prints: True False True -0xff -0b101
# prints: a 'a' None 3  3.14|42    |003.14
# prints: abc|    ab|  mid  |3****|1,234,567|1.234568e+04|25.000000%
# prints: 3.14     42 --x-- 2 ab {} 0xff True
# prints: 0 2 2.68 -2 -4 2 3.0 1.5
print(int(" 42 "), int("-7"), int("+7"), int("0x1F", 16), int("z", 36), int("1010", 2), int("0o17", 0))
print(int(b"12"), int(3.99), int(True), int("1_000") if False else "-")
print(float("1e3"), float(" -2.5 "), float("inf") > 0, float(".5"), float("5."))
print(str(5), str(5.0), repr("a'b"), repr('a"b'), repr("é\n"), str(b"x"), str(None), str([1, "a"]))
print(bool("False"), bool(0.0), bool([0]), hex(-255), bin(-5))
print("%s %r %s" % ("a", "a", None), "%i" % 3.9, "%5.2f|%-6d|%06.2f" % (3.14159, 42, 3.14159))
print("{:.3}|{:>6}|{:^7}|{:*<5}|{:,}|{:e}|{:%}".format("abcdef", "ab", "mid", 3, 1234567, 12345.678, 0.25))
print(f"{3.14159:.2f} {42:>6} {'x':-^5} {1 + 1} {'a' 'b'} {{}} {255:#x} {True!r}")
print(round(0.5), round(1.5), round(2.675, 2), round(-1.5), 7 // -2, -7 % 3, 7.5 // 2, 7.5 % 2)
