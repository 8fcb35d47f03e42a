# expect: the equals sign in an f-string, nested quotes, formats by name
# prints: value=3.5
# prints: 3.50 3.5 ok 3
# prints:    x {value} 007.00 a8
value, width = 3.5, 8
print(f"{value=}")
print(f"{value:.2f} {value!s} {'ok' if value > 3 else 'no'} {len('abc')}")
print("{:>{w}}".format("x", w=4), f"{{value}}", f"{value * 2:06.2f}", "a" f"{width}")
