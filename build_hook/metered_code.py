"""One function's code with its meters in it (metering.py tells what they are)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from build_hook import wasm_format as wasm
from build_hook.wasm_format import Reader, UnknownFormat, signed, unsigned

FUEL_IS_USED, STACK_IS_FULL = 1, 2
STACK_POINTER: Final = 0
_FREE: Final = frozenset(
    {wasm.UNREACHABLE, wasm.NOP, wasm.BLOCK, wasm.LOOP, wasm.ELSE, wasm.END, wasm.RETURN, wasm.DROP}
)
_ENDS_A_RUN: Final = frozenset(
    {wasm.UNREACHABLE, wasm.LOOP, wasm.IF, wasm.ELSE, wasm.THROW, wasm.THROW_REF, wasm.END, wasm.BR, wasm.BR_IF,
     wasm.BR_TABLE, wasm.RETURN, wasm.CALL, wasm.CALL_INDIRECT, wasm.RETURN_CALL, wasm.RETURN_CALL_INDIRECT,
     wasm.CALL_REF, wasm.RETURN_CALL_REF, wasm.BR_ON_NULL, wasm.BR_ON_NON_NULL}
)  # fmt: skip
_SHOWS_FUEL: Final = frozenset(
    {wasm.THROW, wasm.THROW_REF, wasm.RETURN, wasm.CALL, wasm.CALL_INDIRECT, wasm.RETURN_CALL,
     wasm.RETURN_CALL_INDIRECT, wasm.CALL_REF, wasm.RETURN_CALL_REF}
)  # fmt: skip
# `global.set 0`: the function makes room for variables. Found by chance elsewhere, it costs a look too many.
_SETS_STACK: Final = bytes([wasm.GLOBAL_SET, STACK_POINTER])
_NAMES_A_FUNCTION: Final = (wasm.CALL, wasm.RETURN_CALL, wasm.REF_FUNC)
_I64_ADD, _I64_SUB, _I64_LE_S, _I32_LT_U, _I32_ADD, _I64_EXTEND_I32_U = 0x7C, 0x7D, 0x57, 0x49, 0x6A, 0xAD


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in the module: the new import is the last one, new functions and globals come at the end.

    `clock` and `asks` are the imports before which functions of their own are put (answered_looks.py).
    """

    types: int
    imported: int
    arities: tuple[int, ...]
    results: tuple[bytes, ...]
    globals: int
    least_stack: int
    asks_room: int
    clock: int
    asks: int

    def moved(self, function: int) -> int:
        """Return a function's number behind the new import."""
        return function + (function >= self.imported)

    def called(self, function: int) -> int:
        """Return the number of what is called instead of a function."""
        return self.before_imports.get(function) or self.moved(function)

    @property
    def refuel(self) -> int:
        """The number of the new function, which calls the new import."""
        return self.imported + 1 + len(self.arities)

    @property
    def before_imports(self) -> dict[int, int]:
        """The numbers of the functions that are called instead of an import."""
        return {self.clock: self.refuel + 1, self.asks: self.refuel + 2}

    @property
    def fuel(self) -> bytes:
        return unsigned(self.globals)

    @property
    def throws(self) -> bytes:
        return unsigned(self.globals + 1)

    @property
    def ended(self) -> bytes:
        return unsigned(self.globals + 2)

    @property
    def room(self) -> bytes:
        return unsigned(self.globals + 3)


def refuel_code(layout: Layout) -> bytes:
    """Call the import; when nothing was given, end."""
    call = b"\0" + bytes([wasm.CALL]) + unsigned(layout.imported)
    return call + _if_fuel_is_used(layout) + _ending(layout, FUEL_IS_USED) + bytes([wasm.END, wasm.END])


def _if_fuel_is_used(layout: Layout) -> bytes:
    return bytes([wasm.GLOBAL_GET]) + layout.fuel + bytes([wasm.I64_CONST, 0, _I64_LE_S, wasm.IF, wasm.EMPTY_BLOCK])


def _ending(layout: Layout, why: int) -> bytes:
    return bytes([wasm.I32_CONST, why, wasm.GLOBAL_SET]) + layout.ended + bytes([wasm.UNREACHABLE])


class Body:
    """One function's code, copied operator by operator.

    It becomes a block, so that whatever jumps to its end comes by what pays there.
    """

    def __init__(self, body: bytes, arity: int, layout: Layout) -> None:
        self._reader = Reader(body)
        self._layout = layout
        self._out = bytearray()
        self._unpaid = 1  # entering costs one
        self._owes = False  # may the variable hold anything here?
        count = arity + self._copy_locals()
        self._size_local, self._owed_local = unsigned(count), unsigned(count + 1)

    def metered(self, result: bytes) -> bytes:
        """Return the code with its meters; `result` says how a block is written that gives what the function does."""
        if not result:
            raise UnknownFormat("a function with several results")
        takes_stack = _SETS_STACK in self._reader.rest
        self._check_fuel()
        if takes_stack:
            self._check_stack()
        self._out += bytes([wasm.BLOCK]) + result
        while not self._reader.is_over:
            self._copy_operator()
        self._pay_all()
        self._out.append(wasm.END)
        return bytes(self._out)

    def _copy_locals(self) -> int:
        """Declare the function's variables and two more, for sizes and what it owes; returns how many it had."""
        reader = self._reader
        groups, start, count = reader.unsigned(), reader.place, 0
        for _ in range(groups):
            count += reader.unsigned()
            reader.byte()
        self._out += unsigned(groups + 2) + reader.since(start) + bytes([1, wasm.I32, 1, wasm.I64])
        return count

    def _copy_operator(self) -> None:
        reader, start = self._reader, self._reader.place
        operator = reader.byte()
        self._unpaid += operator not in _FREE
        if operator in _SHOWS_FUEL:
            self._pay_all()
        elif operator in _ENDS_A_RUN:
            self._owe()
        if operator in (wasm.THROW, wasm.THROW_REF):
            self._count_throw()
        if _takes_a_size(operator, reader):
            self._pay_size()
        if operator in _NAMES_A_FUNCTION:
            self._name_function(operator, reader.unsigned())
        else:
            reader.skip_immediates(operator)
            self._out += reader.since(start)
        if operator == wasm.LOOP:
            self._owes = True  # by whatever jumps here
            self._pay_all()
            self._check_fuel()
        elif operator in (wasm.ELSE, wasm.END):
            self._owes = True

    def _name_function(self, operator: int, function: int) -> None:
        if (operator, function) == (wasm.CALL, self._layout.asks_room):
            self._out += bytes([wasm.GLOBAL_GET]) + self._layout.room  # and costs as much
        else:
            self._out += bytes([operator]) + unsigned(self._layout.called(function))

    def _check_fuel(self) -> None:
        self._out += _if_fuel_is_used(self._layout) + bytes([wasm.CALL]) + unsigned(self._layout.refuel)
        self._out.append(wasm.END)

    def _check_stack(self) -> None:
        self._out += bytes([wasm.GLOBAL_GET, STACK_POINTER, wasm.I32_CONST]) + signed(self._layout.least_stack)
        self._out += bytes([_I32_LT_U, wasm.IF, wasm.EMPTY_BLOCK]) + _ending(self._layout, STACK_IS_FULL)
        self._out.append(wasm.END)

    def _owe(self) -> None:
        """Add what the run of operators cost to what the function owes."""
        if self._unpaid:
            self._out += bytes([wasm.LOCAL_GET]) + self._owed_local + bytes([wasm.I64_CONST]) + signed(self._unpaid)
            self._out += bytes([_I64_ADD, wasm.LOCAL_SET]) + self._owed_local
            self._owes, self._unpaid = True, 0

    def _pay_all(self) -> None:
        """Take from the fuel what the run of operators cost, and what the function owes."""
        fuel, owed = self._layout.fuel, self._owed_local
        if self._owes or self._unpaid:
            self._out += bytes([wasm.GLOBAL_GET]) + fuel
            if self._unpaid:
                self._out += bytes([wasm.I64_CONST]) + signed(self._unpaid) + bytes([_I64_SUB])
            if self._owes:
                self._out += bytes([wasm.LOCAL_GET]) + owed + bytes([_I64_SUB])
            self._out += bytes([wasm.GLOBAL_SET]) + fuel
        if self._owes:
            self._out += bytes([wasm.I64_CONST, 0, wasm.LOCAL_SET]) + owed
        self._owes, self._unpaid = False, 0

    def _pay_size(self) -> None:
        """Pay for the number on top of the operand stack, and leave it there."""
        fuel, size = self._layout.fuel, self._size_local
        self._out += bytes([wasm.LOCAL_TEE]) + size + bytes([wasm.GLOBAL_GET]) + fuel
        self._out += bytes([wasm.LOCAL_GET]) + size + bytes([_I64_EXTEND_I32_U, _I64_SUB, wasm.GLOBAL_SET]) + fuel

    def _count_throw(self) -> None:
        throws = self._layout.throws
        self._out += bytes([wasm.GLOBAL_GET]) + throws + bytes([wasm.I32_CONST, 1, _I32_ADD, wasm.GLOBAL_SET]) + throws


def _takes_a_size(operator: int, reader: Reader) -> bool:
    """Say whether the operator's cost grows with the number on top of the operand stack."""
    if operator == wasm.BULK:
        return Reader(reader.content, reader.place).unsigned() in (wasm.MEMORY_INIT, wasm.MEMORY_COPY, wasm.MEMORY_FILL)
    return operator == wasm.MEMORY_GROW
