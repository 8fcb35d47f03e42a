"""MicroPython in the mended runtime computes what it should: small programs of every corner of the language."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.rigs.simulator_runs import run

# name -> program, expected output
SNIPPETS = {
    # Numbers
    "whole numbers": ("print(7 // 2, -7 // 2, -7 % 3, 2 ** 10, divmod(17, 5))", "3 -4 2 1024 (3, 2)"),
    "large numbers": ("print(2 ** 100, -(1 << 70) >> 3, (10 ** 30) % 97)", "1267650600228229401496703205376 -147573952589676412928 85"),
    "bits": ("print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 5, 255 >> 4)", "2 7 5 -7 32 15"),
    "bases": ("print(0x1F, 0b101, 0o17, hex(255), bin(5), int('ff', 16), int('-101', 2))", "31 5 15 0xff 0b101 255 -5"),
    "floats": ("print(1 / 4, 1e3, round(2.675, 1), abs(-2.5), int(-2.9), float('1e-2'))", "0.25 1000.0 2.7 2.5 -2 0.01"),
    "infinities": ("n = float('nan')\nprint(float('inf'), n == n, -float('inf') < 0)", "inf False True"),
    "complex": ("print((1 + 2j) * (3 - 1j), abs(3 + 4j))", "(5+5j) 5.0"),
    "chained comparison": ("x = 5\nprint(1 < x < 10, 1 < x > 7, x == 5 == 5.0)", "True False True"),
    "short circuit": ("def f(v):\n    print(v, end=' ')\n    return v\nprint(f(0) or f(2) and f(3), not f(''))", "0 2 3  3 True") ,
    "number bytes": ("print((1000).to_bytes(2, 'big'), int.from_bytes(b'\\x01\\x02', 'little'))", "b'\\x03\\xe8' 513"),
    # Texts
    "slices": ("s = 'temperature'\nprint(s[0], s[-1], s[2:5], s[:-8], list(range(6))[::2])", "t e mpe tem [0, 2, 4]"),
    "methods": ("print('a,b,,c'.split(','), ' x '.strip(), 'aXb'.lower(), 'abc'.find('c'), 'aa'.replace('a', 'bc'))", "['a', 'b', '', 'c'] x axb 2 bcbc"),
    "join and count": ("print('-'.join(['a', 'b']), 'banana'.count('an'), 'ab'.startswith('a'), 'x'.isdigit())", "a-b 2 True False"),
    "percent format": ("print('%d %5.1f|%-4s|%x %%' % (3, 2.24, 'ab', 255))", "3   2.2|ab  |ff %"),
    "format": ("print('{:>5}|{:<4}|{:04d}|{:.2f}|{!r}|{a}'.format(1, 'x', 7, 1 / 3, 'q', a=9))", "    1|x   |0007|0.33|'q'|9"),
    "f-string": ("t, n = 21.456, 'é'\nprint(f'{t:.1f} {n} {n!r} {2 * 3} {{}}')", "21.5 é '\\xe9' 6 {}"),
    "accents": ("s = 'été'\nprint(len(s), len(s.encode()), s[1], ord('é'), chr(8364))", "3 5 t 233 €"),
    "escapes": ("print(repr('a\\tb\\n\"\\''), len('\\u20ac'), r'\\n')", "'a\\tb\\n\"\\'' 1 \\n"),
    "bytes": ("b = b'abc'\nprint(b[0], b[1:], bytes([65, 66]), b.hex(), bytes.fromhex('0aff'))", "97 b'bc' b'AB' 616263 b'\\n\\xff'"),
    "bytearray": ("b = bytearray(3)\nb[1] = 7\nb.append(9)\nb.extend(b'z')\nprint(b, len(b))", "bytearray(b'\\x00\\x07\\x00\\tz') 5"),
    "memoryview": ("b = bytearray(b'abcdef')\nm = memoryview(b)[2:4]\nm[0] = 88\nprint(b, bytes(m))", "bytearray(b'abXdef') b'Xd'"),
    # Collections
    "lists": ("a = [3, 1, 2]\na.sort()\na.insert(1, 9)\nprint(a.pop(), a, a.index(9), a + [0], a * 2)", "3 [1, 9, 2] 1 [1, 9, 2, 0] [1, 9, 2, 1, 9, 2]"),
    "list slices are set": ("a = list(range(6))\na[1:3] = ['x']\ndel a[-1]\nprint(a)", "[0, 'x', 3, 4]"),
    "sort by key": ("print(sorted(['bb', 'a', 'ccc'], key=len, reverse=True), sorted((3, 1)))", "['ccc', 'bb', 'a'] [1, 3]"),
    "tuples": ("a, (b, *c), d = 1, (2, 3, 4), 5\nprint(a, b, c, d, (1,) + (2,), (1, 2) < (1, 3))", "1 2 [3, 4] 5 (1, 2) True"),
    "dictionaries": ("d = {'a': 1}\nd['b'] = 2\nd.update({'c': 3})\nprint(sorted(d.items()), d.get('z', 0), d.pop('a'), 'a' in d, len(d))", "[('a', 1), ('b', 2), ('c', 3)] 0 1 False 2"),
    "setdefault": ("d = {}\nfor w in 'abca': d.setdefault(w, []).append(1)\nprint(sorted((k, len(v)) for k, v in d.items()))", "[('a', 2), ('b', 1), ('c', 1)]"),
    "sets": ("a, b = {1, 2, 3}, {2, 3, 4}\nprint(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), 2 in a)", "[2, 3] [1, 2, 3, 4] [1] [1, 4] True"),
    "frozen sets are keys": ("d = {frozenset((1, 2)): 'x'}\nprint(d[frozenset((2, 1))])", "x"),
    "comprehensions": ("print([x * x for x in range(5) if x % 2], sorted({x % 3 for x in range(9)}), {k: v for k, v in [(1, 2)]})", "[1, 9] [0, 1, 2] {1: 2}"),
    "nested comprehension": ("print([[r * c for c in range(3)] for r in range(2)], [a + b for a in 'xy' for b in '12'])", "[[0, 0, 0], [0, 1, 2]] ['x1', 'x2', 'y1', 'y2']"),
    "ranges": ("print(list(range(10, 0, -3)), len(range(5)), 4 in range(5), range(3)[1])", "[10, 7, 4, 1] 5 True 1"),
    "zip and enumerate": ("print(list(zip('ab', (1, 2))), list(enumerate('xy')), list(reversed([1, 2])))", "[('a', 1), ('b', 2)] [(0, 'x'), (1, 'y')] [2, 1]"),
    "map and filter": ("print(list(map(str, (1, 2))), list(filter(None, [0, 1, '', 'a'])), sum((1, 2), 10), min(3, 1), max('ab'))", "['1', '2'] [1, 'a'] 13 1 b"),
    "any and all": ("print(any(x > 2 for x in (1, 3)), all([]), any([]))", "True True False"),
    "named tuple": ("from collections import namedtuple\nP = namedtuple('P', ('x', 'y'))\np = P(1, y=2)\nprint(p, p.x, p[1], p == (1, 2))", "P(x=1, y=2) 1 2 True"),
    "ordered dictionary": ("from collections import OrderedDict\nprint(list(OrderedDict([('z', 1), ('a', 2)]).keys()))", "['z', 'a']"),
    "deque": ("from collections import deque\nd = deque((), 3)\nfor i in range(5): d.append(i)\nprint(d.popleft(), len(d), list(d))", "2 2 [3, 4]"),
    "heap queue": ("import heapq\nh = [5, 1, 4]\nheapq.heapify(h)\nheapq.heappush(h, 0)\nprint([heapq.heappop(h) for _ in range(4)])", "[0, 1, 4, 5]"),
    "array": ("from array import array\na = array('h', [1, -2])\na.append(300)\nprint(a, a[1], len(bytes(a)))", "array('h', [1, -2, 300]) -2 6"),
    # Control
    "while and else": ("i = 0\nwhile i < 3:\n    i += 1\n    if i == 5: break\nelse:\n    print('whole', i)", "whole 3"),
    "for, break, continue": ("for i in range(6):\n    if i == 1: continue\n    if i == 4: break\n    print(i, end=' ')\nelse:\n    print('never')\nprint()", "0 2 3 "),
    "conditional value": ("print('hot' if 25 > 20 else 'cold', [] or 'empty')", "hot empty"),
    "walrus": ("if (n := len('abc')) > 2: print(n)", "3"),
    "assert": ("try:\n    assert 1 > 2, 'no'\nexcept AssertionError as e:\n    print(e)", "no"),
    "with": ("class C:\n    def __enter__(self): print('in'); return 5\n    def __exit__(self, *e): print('out', e[0]); return True\nwith C() as c:\n    print(c)\n    1 / 0\nprint('on')", "in\n5\nout <class 'ZeroDivisionError'>\non"),
    # Functions
    "arguments": ("def f(a, b=2, *c, d, e=5, **g): return a, b, c, d, e, sorted(g)\nprint(f(1, d=4), f(1, 2, 3, d=0, z=1))", "(1, 2, (), 4, 5, []) (1, 2, (3,), 0, 5, ['z'])"),
    "unpacked arguments": ("def f(*a, **k): return a, k\nprint(f(*[1, 2], **{'x': 3}))", "((1, 2), {'x': 3})"),
    "closures": ("def counter():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    return up\nu = counter()\nu()\nprint(u(), counter()())", "2 1"),
    "globals": ("total = 0\ndef add(x):\n    global total\n    total += x\nadd(2); add(3)\nprint(total)", "5"),
    "lambda": ("f = lambda x, y=1: x + y\nprint(f(2), [(lambda n: n * n)(i) for i in range(3)])", "3 [0, 1, 4]"),
    "decorators": ("def twice(f):\n    def g(*a): return f(*a) * 2\n    return g\n@twice\ndef five(): return 5\nprint(five())", "10"),
    "recursion": ("def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(fib(15))", "610"),
    "default is made once": ("def f(x, seen=[]):\n    seen.append(x)\n    return seen\nf(1)\nprint(f(2))", "[1, 2]"),
    "wrong call": ("try:\n    (lambda a: a)()\nexcept TypeError as e:\n    print('takes 1' in str(e))", "True"),
    # Generators
    "generator": ("def g():\n    got = yield 1\n    print('got', got)\n    yield 2\ni = g()\nprint(next(i), i.send('x'))", "got x\n1 2"),
    "yield from": ("def inner():\n    yield 1\n    return 'end'\ndef outer():\n    r = yield from inner()\n    yield r\nprint(list(outer()))", "[1, 'end']"),
    "generator is closed": ("def g():\n    try:\n        yield 1\n    finally:\n        print('closed')\ni = g()\nnext(i)\ni.close()", "closed"),
    "thrown into a generator": ("def g():\n    try:\n        yield 1\n    except ValueError as e:\n        yield str(e)\ni = g()\nnext(i)\nprint(i.throw(ValueError('v')))", "v"),
    "iterator": ("class Down:\n    def __init__(self, n): self.n = n\n    def __iter__(self): return self\n    def __next__(self):\n        if not self.n: raise StopIteration\n        self.n -= 1\n        return self.n\nprint(list(Down(3)), sum(Down(4)))", "[2, 1, 0] 6"),
    "await": ("class A:\n    def __iter__(self):\n        yield 'w'\n        return 7\n    __await__ = __iter__\nasync def f(): return await A()\nc = f()\nprint(c.send(None))\ntry:\n    c.send(None)\nexcept StopIteration as s:\n    print(s.value)", "w\n7"),
    # Exceptions
    "try in full": ("def f(x):\n    try:\n        return 10 // x\n    except ZeroDivisionError:\n        return 'zero'\n    finally:\n        print('end', end=' ')\nprint(f(5), f(0))", "end end 2 zero"),
    "else of try": ("try:\n    pass\nexcept Exception:\n    print('no')\nelse:\n    print('else')\nfinally:\n    print('finally')", "else\nfinally"),
    "own exception": ("class TooHot(Exception):\n    pass\ntry:\n    raise TooHot('35', 3)\nexcept TooHot as e:\n    print(e.args, repr(e), isinstance(e, Exception))", "('35', 3) TooHot('35', 3) True"),
    "raised again": ("try:\n    try:\n        [][1]\n    except IndexError:\n        raise\nexcept LookupError as e:\n    print(type(e).__name__, e)", "IndexError list index out of range"),
    "many kinds": ("for act in (lambda: {}['k'], lambda: int('x'), lambda: None.a, lambda: x, lambda: 'a' + 1):\n    try:\n        act()\n    except (KeyError, ValueError, AttributeError, NameError, TypeError) as e:\n        print(type(e).__name__, end=' ')\nprint()", "KeyError ValueError AttributeError NameError TypeError "),
    "numbers of errors": ("import errno\ntry:\n    open('/no')\nexcept OSError as e:\n    print(e.errno == errno.ENOENT, e)", "True [Errno 2] ENOENT"),
    # Classes
    "inheritance": ("class A:\n    def hi(self): return 'A'\nclass B(A):\n    def hi(self): return super().hi() + 'B'\nprint(B().hi(), isinstance(B(), A), issubclass(A, B))", "AB True False"),
    "many bases": ("class A:\n    x = 1\nclass B:\n    x, y = 2, 3\nclass C(A, B): pass\nprint(C.x, C().y)", "1 3"),
    "properties": ("class T:\n    def __init__(self): self._c = 0\n    @property\n    def f(self): return self._c * 9 / 5 + 32\n    @f.setter\n    def f(self, v): self._c = (v - 32) * 5 / 9\nt = T()\nt.f = 212\nprint(t._c, t.f)", "100.0 212.0"),
    "class and static methods": ("class C:\n    n = 0\n    @classmethod\n    def make(cls):\n        cls.n += 1\n        return cls()\n    @staticmethod\n    def add(a, b): return a + b\nC.make()\nprint(C.n, C.add(1, 2))", "1 3"),
    "operators": ("class V:\n    def __init__(self, x): self.x = x\n    def __add__(self, o): return V(self.x + o.x)\n    def __eq__(self, o): return self.x == o.x\n    def __lt__(self, o): return self.x < o.x\n    def __repr__(self): return 'V(%d)' % self.x\n    def __len__(self): return self.x\n    def __bool__(self): return self.x > 0\nprint(V(1) + V(2), V(1) == V(1), V(1) < V(0), len(V(4)), bool(V(0)))", "V(3) True False 4 False"),
    "containers of ours": ("class S:\n    def __init__(self): self.d = {}\n    def __setitem__(self, k, v): self.d[k] = v\n    def __getitem__(self, k): return self.d[k]\n    def __delitem__(self, k): del self.d[k]\n    def __contains__(self, k): return k in self.d\ns = S()\ns[1] = 2\nprint(s[1], 1 in s)\ndel s[1]\nprint(1 in s)", "2 True\nFalse"),
    "callable objects": ("class C:\n    def __call__(self, x): return x + 1\nprint(C()(2), callable(C()), callable(3))", "3 True False"),
    "attributes by name": ("class C: pass\nc = C()\nsetattr(c, 'a', 1)\nprint(getattr(c, 'a'), hasattr(c, 'b'), getattr(c, 'b', 'no'))\ndel c.a\nprint(hasattr(c, 'a'))", "1 False no\nFalse"),
    "missing attributes": ("class C:\n    def __getattr__(self, name): return name + '?'\nprint(C().temperature)", "temperature?"),
    # Modules of the language
    "json": ("import json\nd = json.loads('{\"a\": [1, 2.5, null, true, \"\\u00e9\"]}')\nprint(d['a'], json.dumps([1, 'x', None, False]))", "[1, 2.5, None, True, '\\xe9'] [1, \"x\", null, false]"),
    "json refuses nonsense": ("import json\ntry:\n    json.loads('{a}')\nexcept ValueError as e:\n    print(e)", "syntax error in JSON"),
    "struct": ("import struct\nprint(struct.pack('<hB', -2, 255), struct.unpack('>HI', b'\\x01\\x02\\0\\0\\0\\x05'), struct.calcsize('<hB'))", "b'\\xfe\\xff\\xff' (258, 5) 3"),
    "binascii": ("import binascii\nprint(binascii.hexlify(b'\\x01\\xab'), binascii.b2a_base64(b'hi'), binascii.crc32(b'abc'))", "b'01ab' b'aGk=\\n' 891568578"),
    "hash": ("import hashlib, binascii\nprint(binascii.hexlify(hashlib.sha256(b'abc').digest())[:16])", "b'ba7816bf8f01cfea'"),
    "expressions": ("import re\nm = re.match(r'(\\w+)=(\\d+)', 'led=12;')\nprint(m.group(1), m.group(2), re.sub('[0-9]', '#', 'a1b2'), re.search('x', 'abc'))", "led 12 a#b# None"),
    "maths": ("import math\nprint(math.floor(-1.5), math.ceil(1.2), math.sqrt(16), round(math.sin(math.pi / 2), 6), math.isclose(0.1 + 0.2, 0.3))", "-2 2 4.0 1.0 True"),
    "text streams": ("import io\ns = io.StringIO('a\\nb')\nprint(s.readline(), end='')\nb = io.BytesIO()\nb.write(b'xy')\nprint(s.read(), b.getvalue())", "a\nb b'xy'"),
    "framebuf": ("import framebuf\nf = framebuf.FrameBuffer(bytearray(8), 8, 8, framebuf.MONO_VLSB)\nf.pixel(2, 3, 1)\nf.text('I', 0, 0)\nprint(f.pixel(2, 3), f.pixel(7, 7))", "1 0"),
    "const": ("from micropython import const\nLED = const(2)\n_HIDDEN = const(3)\nprint(LED + _HIDDEN)", "5"),
    "compiled at run time": ("n = {}\nexec('def f(x): return x * 2', n)\nprint(n['f'](4), eval('1 + 2'))", "8 3"),
    "names": ("import sys\nprint(sys.platform, sys.implementation.name, sys.maxsize, sys.byteorder)", "esp32 micropython 2147483647 little"),
    "printed": ("print(1, 'a', None, sep='-', end='!\\n')\nprint()\nprint([1, 'x'], (1,), {'k': 1.5})", "1-a-None!\n\n[1, 'x'] (1,) {'k': 1.5}"),
}  # fmt: skip


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippet_prints_what_micropython_prints(name):
    program, expected = SNIPPETS[name]
    outcome = run(dedent(program))
    assert (outcome.error, outcome.output) == (None, expected + "\n")


def test_table_covers_the_language():
    assert len(SNIPPETS) >= 60
