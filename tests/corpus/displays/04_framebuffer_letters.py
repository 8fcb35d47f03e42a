# expect: the 8x8 letter A, and scrolling
# prints: ...##...
# prints: ..#..#..
# prints: .##..##.
# prints: 2
import framebuf

fb = framebuf.FrameBuffer(bytearray(8), 8, 8, framebuf.MONO_VLSB)
fb.rect(1, 1, 6, 6, 1)
fb.fill(0)
for x, y in ((3, 0), (4, 0), (2, 1), (5, 1), (1, 2), (2, 2), (5, 2), (6, 2)):
    fb.pixel(x, y, 1)
for y in range(3):
    print("".join("#" if fb.pixel(x, y) else "." for x in range(8)))
fb.scroll(0, 3)
print(sum(fb.pixel(x, 3) for x in range(8)))
