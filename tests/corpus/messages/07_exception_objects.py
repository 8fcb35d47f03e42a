# expect: args, str and repr of exceptions
# prints: bad|ValueError('bad',)| ('bad',)
# prints: |ValueError()| ()
# prints: (1, 'two')|ValueError(1, 'two')| (1, 'two')
# prints: [Errno 2] ENOENT|OSError(2,)| (2,)
# prints: [Errno 19] ENODEV|OSError(19,)| (19,)
# prints: text|OSError('text',)| ('text',)
# prints: k|KeyError('k',)| ('k',)
# prints: -202|OSError(-202,)| (-202,)
# prints: |StopIteration()| ()
# prints: [Errno 2] ENOENT: why|OSError(2, 'why')| (2, 'why')
# prints: <class 'ValueError'> ()
# prints: exceptions must derive from BaseException
# prints: ENOENT 5 2 22 17
import errno

for error in (ValueError("bad"), ValueError(), ValueError(1, "two"), OSError(2), OSError(19), OSError("text"), KeyError("k"), OSError(-202), StopIteration(), OSError(2, "why")):
    print(str(error) + "|" + repr(error) + "|", error.args)
try:
    raise ValueError
except Exception as e:
    print(type(e), e.args)
try:
    raise "text"
except TypeError as e:
    print(e)
print(errno.errorcode[2], errno.EIO, errno.ENOENT, errno.EINVAL, errno.EEXIST)
