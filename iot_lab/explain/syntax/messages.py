"""What CPython 3.11 to 3.14 and MicroPython say of a syntax error, by pattern; each version words some anew."""

from __future__ import annotations

import re
from typing import Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.texts import key

_TABLE: Final = (
    (key("explain.syntax.return-outside"), r"'return' outside function"),
    (
        key("explain.syntax.break-outside"),
        r"'(?P<word>break|continue)' (?:outside|not properly in) loop",
        r"^'break'/'continue' outside loop",
    ),
    (
        key("explain.syntax.await-outside"),
        r"'(?:yield|yield from|await)'? outside (?:async )?function",
        r"'yield' outside",
    ),
    (
        key("explain.syntax.await-outside"),
        r"asynchronous comprehension outside",
        r"'async (?:with|for)' outside",
        r"'async .*' outside",
    ),
    (key("explain.syntax.assign-call"), r"[cC]annot assign to (?:function call|method call)"),
    (
        key("explain.syntax.assign-literal"),
        r"[cC]annot assign to (?:literal|f-string|dict display|list display)",
        r"cannot delete literal",
    ),
    (key("explain.syntax.reserved"), r"[cC]annot assign to (?P<word>True|False|None|__debug__|Ellipsis)"),
    (
        key("explain.syntax.assign-expression"),
        r"^cannot (?:assign to|use assignment expressions with|delete)",
        r"^can't (?:assign to|delete) expression",
        r"illegal target",
        r"illegal expression for augmented",
        r"single target",
        r"can't assign to",
    ),
    (key("explain.syntax.keyword-name"), r"expression cannot contain assignment"),
    (key("explain.syntax.equals-some"), r"[mM]aybe you meant '=='"),
    (key("explain.syntax.equals-some"), r"[iI]nvalid syntax\. Maybe you meant '==' or ':='"),
    (
        key("explain.syntax.f-string"),
        r"f-string: (?:expecting|unmatched|unterminated|closing|invalid|expression|empty|single|cannot|f-string|valid)",
        r"malformed f-string",
        r"unterminated f-string",
        r"f-string",
    ),
    (key("explain.syntax.comma"), r"forgot a comma"),
    (
        key("explain.syntax.dict-colon"),
        r"':' expected after dictionary key",
        r"expression expected after dictionary key",
    ),
    (key("explain.syntax.try-alone"), r"expected 'except' or 'finally' block"),
    (key("explain.syntax.if-else"), r"expected 'else' after 'if' expression"),
    (key("explain.syntax.colon-some"), r"expected ':'"),
    (key("explain.syntax.def-brackets"), r"expected '\('"),
    (
        key("explain.syntax.argument-order"),
        r"positional argument follows keyword argument",
        r"non-keyword arg after",
        r"^\*?positional .* follows",
    ),
    (key("explain.syntax.argument-twice"), r"keyword argument repeated: (?P<word>\w+)", r"^keyword argument repeated"),
    (
        key("explain.syntax.default-order"),
        r"non-default argument follows default",
        r"parameter without a default follows",
        r"non-default arg after",
    ),
    (key("explain.syntax.parameter-twice"), r"duplicate (?:argument|parameter) '(?P<word>\w+)'"),
    (
        key("explain.syntax.global-late"),
        r"name '(?P<word>\w+)' is (?:used|assigned to) (?:prior to|before) global",
        r"identifier redefined as global",
        r"'(?P<other>\w+)' is parameter and (?:global|nonlocal)",
        r"name '(?P<third>\w+)' is parameter and",
    ),
    (
        key("explain.syntax.nonlocal"),
        r"no binding for nonlocal",
        r"nonlocal declaration not allowed",
        r"can't declare nonlocal",
        r"identifier redefined as nonlocal",
    ),
    (key("explain.syntax.leading-zero"), r"leading zeros in decimal", r"invalid syntax for integer with base 10: '0"),
    (
        key("explain.syntax.number"),
        r"invalid (?:decimal|hexadecimal|binary|octal|imaginary|number) (?:literal|digit)",
        r"invalid digit '.' in",
        r"invalid syntax for (?:integer|number)",
        r"Exceeds the limit",
    ),
    (
        key("explain.syntax.backslash"),
        r"unexpected character after line continuation",
        r"unexpected EOF after line continuation",
    ),
    (
        key("explain.syntax.escape"),
        r"unicode error",
        r"unicodeescape",
        r"truncated \\",
        r"invalid escape",
        r"malformed \\N",
    ),
    (key("explain.syntax.bytes"), r"bytes can only contain ASCII", r"bytes literal"),
    (key("explain.syntax.import-comma"), r"trailing comma not allowed"),
    (key("explain.syntax.import-star"), r"import \* only allowed"),
    (key("explain.syntax.future"), r"from __future__", r"future feature", r"not a chance"),
    (key("explain.syntax.except-brackets"), r"multiple exception types must be parenthesized"),
    (key("explain.syntax.except-last"), r"default 'except:?' must be last"),
    (key("explain.syntax.generator"), r"[gG]enerator expression must be parenthesized"),
    (
        key("explain.syntax.star"),
        r"starred",
        r"star-expr",
        r"can't use \*",
        r"\*x",
        r"\* arg",
        r"\*/\*\*",
        r"bare \*",
        r"multiple \*x",
        r"must precede",
        r"too many expressions in star",
    ),
    (
        key("explain.syntax.too-deep"),
        r"too many (?:statically )?nested",
        r"too deeply nested",
        r"too complex",
        r"maximum recursion",
        r"nested parentheses",
    ),
    (
        key("explain.syntax.unreadable"),
        r"null bytes",
        r"cannot be read",
        r"source code",
        r"encoding problem",
        r"(?:utf-8|unicode).*codec",
    ),
    (key("explain.syntax.ends-early"), r"unexpected EOF", r"EOF while scanning", r"unterminated"),
    (
        key("explain.syntax.bracket-some"),
        r"was never closed",
        r"closing parenthesis",
        r"unmatched",
        r"does not match opening",
    ),
    (key("explain.syntax.print-some"), r"Missing parentheses in call to"),
    (key("explain.syntax.character-some"), r"invalid (?:character|non-printable)"),
    (key("explain.syntax.walrus"), r"assignment expression", r"walrus", r"':='"),
    (key("explain.type.indentation"), r"unexpected indent", r"unindent does", r"indentation", r"indented block"),
    (key("explain.syntax.native"), r"invalid micropython decorator", r"native", r"viper", r"asm"),
    (key("explain.type.syntax"), r"super\(\)", r"can't find"),
)


def by_message(message: str, line: int | None) -> Diagnosis | None:
    """Return the diagnosis that a message alone allows."""
    for name, *patterns in _TABLE:
        found = next(filter(None, (re.search(pattern, message) for pattern in patterns)), None)
        if found is not None:
            names_a_word = any("(?P<" in pattern for pattern in patterns)
            word = next(filter(None, found.groupdict().values()), "...")
            values = {"word": word} if names_a_word else {}
            return Diagnosis(name, line, values, is_specific=not name.startswith("explain.type."))
    return None
