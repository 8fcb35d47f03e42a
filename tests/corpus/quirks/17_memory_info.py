# expect: micropython.mem_info prints something, stack_use is a number, opt_level
# prints: stack: ... out of 15360
# prints: GC: total: ..., used: ..., free: ..., max new split: ...
# prints:  No. of 1-blocks: ..., 2-blocks: ..., max blk sz: ..., max free sz: ...
# prints: True 0
import micropython

micropython.mem_info()
print(isinstance(micropython.stack_use(), int), micropython.opt_level())
