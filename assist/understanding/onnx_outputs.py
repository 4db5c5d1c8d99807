"""Another output for an ONNX model, so that what an inner layer makes of a text can be had from the package as it is.

An ONNX file is a protobuf message (Google, "Encoding"), and what is appended to one is merged into it: the new output
takes some thirty bytes at the end. Only the names of the graph's nodes are read, so a library for the format is not
needed at run time.
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH, _NODE, _OUTPUT_OF_GRAPH = 7, 1, 12
_INPUT, _OUTPUT = 1, 2
_NAME = 1
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WIDTHS = {_FIXED64: 8, _FIXED32: 4}
_MOST_BITS = 64


class NoSuchOutput(ValueError):
    """The bytes are not an ONNX model, or hold no node that takes the weight asked for."""


def with_output_after(model: bytes, weight: str) -> tuple[bytes, str]:
    """The model with what the node that takes ``weight`` gives as one more output, and that output's name.

    Raises `NoSuchOutput`. The type is left to the runtime, which infers it.
    """
    name = _output_of(model, weight.encode())
    output = _field(_OUTPUT_OF_GRAPH, _field(_NAME, name))
    return model + _field(_GRAPH, output), name.decode("utf-8", "replace")


def _output_of(model: bytes, weight: bytes) -> bytes:
    for number, start, end in _fields(model, 0, len(model)):
        if number != _GRAPH:
            continue
        for inner, at, until in _fields(model, start, end):
            if inner == _NODE:
                names = [(n, model[a:b]) for n, a, b in _fields(model, at, until) if n in (_INPUT, _OUTPUT)]
                outputs = [name for n, name in names if n == _OUTPUT]
                if outputs and (_INPUT, weight) in names:
                    return outputs[0]
    raise NoSuchOutput("the model has no such layer")


def _fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The fields of one message: the number of each, and where its value lies. Raises `NoSuchOutput`."""
    while at < end:
        key, start = _varint(data, at, end)
        kind = key & 7
        if kind == _VARINT:
            _, at = _varint(data, start, end)
        elif kind == _BYTES:
            size, start = _varint(data, start, end)
            at = start + size
        elif kind in _WIDTHS:
            at = start + _WIDTHS[kind]
        else:
            raise NoSuchOutput("this is not an ONNX model")
        if at > end:
            raise NoSuchOutput("the model is cut short")
        yield key >> 3, start, at


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, _MOST_BITS, 7):
        if at >= end:
            break
        byte = data[at]
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
    raise NoSuchOutput("this is not an ONNX model")


def _field(number: int, value: bytes) -> bytes:
    return _varint_of(number << 3 | _BYTES) + _varint_of(len(value)) + value


def _varint_of(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
