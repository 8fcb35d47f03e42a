# expect: break, continue, for ... else, while ... else, nested loops
# prints: 2 is prime
# prints: 3 is prime
# prints: 5 is prime
# prints: 7 is prime
# prints: 11 is prime
# prints: n 2
# prints: n 0
# prints: no break
# prints: 10
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, "is prime")
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("no break")
total = 0
for row in ((1, 2), (3, 4)):
    for cell in row:
        total += cell
print(total)
