# expect: methods found by name, like unittest
# prints: test_bad_int ok
# prints: test_int ok
# prints: test_wrong 2 is not 3
class TestCase:
    def equal(self, a, b):
        if a != b:
            raise AssertionError("%r is not %r" % (a, b))

    def raises(self, kind, function, *args):
        try:
            function(*args)
        except kind:
            return
        raise AssertionError("%s not raised" % kind.__name__)

    def run(self):
        results = []
        for name in sorted(dir(self)):
            if name.startswith("test_"):
                try:
                    getattr(self, name)()
                    results.append((name, "ok"))
                except AssertionError as error:
                    results.append((name, str(error)))
        return results


class TestNumbers(TestCase):
    def test_int(self):
        self.equal(int("12"), 12)

    def test_bad_int(self):
        self.raises(ValueError, int, "x")

    def test_wrong(self):
        self.equal(1 + 1, 3)


for name, result in TestNumbers().run():
    print(name, result)
