# expect: the two divisions, remainders of negative numbers, divmod
# prints: 3.5 3 1
# prints: -4 1 (-4, 1)
# prints: -3 2 4 -2.57
# prints: 1024 0.5 4 1
print(7 / 2, 7 // 2, 7 % 2)
print(-7 // 2, -7 % 2, divmod(-7, 2))
print(int(-3.7), round(2.5), round(3.5), round(-2.567, 2))
print(2 ** 10, 2 ** -1, abs(-4), pow(3, 4, 5))
