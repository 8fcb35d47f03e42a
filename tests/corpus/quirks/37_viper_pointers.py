# expect: viper with a pointer to bytes
# prints: 6
import micropython


@micropython.viper
def total(data: ptr8, n: int) -> int:
    s = 0
    for i in range(n):
        s += data[i]
    return s


print(total(b"\x01\x02\x03", 3))
