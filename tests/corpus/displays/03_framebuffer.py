# expect: drawing in memory, line by line as text
# prints: #......#
# prints: .#....#.
# prints: ..#..#..
# prints: ...##...
# prints: ########
# prints: #......#
# prints: ........
# prints: ##......
import framebuf

buffer = bytearray(8)
fb = framebuf.FrameBuffer(buffer, 8, 8, framebuf.MONO_HLSB)
fb.line(0, 0, 3, 3, 1)
fb.line(7, 0, 4, 3, 1)
fb.hline(0, 4, 8, 1)
fb.pixel(0, 5, 1)
fb.pixel(7, 5, 1)
fb.fill_rect(0, 7, 2, 1, 1)
for y in range(8):
    print("".join("#" if fb.pixel(x, y) else "." for x in range(8)))
