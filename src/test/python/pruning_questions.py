"""Questions about the files of QuestionFiles, and the right answers, from the values alone.

Readers agree on all values but for zeros and NaN, so there is an answer for each way to order them:
    ieee      as IEEE 754 compares: zeros are the same, NaN is unlike everything, itself included
    greatest  zeros are the same, NaN is the same as any NaN and above all other numbers
    total     IEEE 754's total order, in which NaN is told apart by its bits, but zeros are the same
    java      Double.compare's: -0 is below +0, NaN is the same as any NaN and above all other numbers
"""

import datetime
import decimal
import math
import operator
import struct

OPERATORS = {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
NUMBERS = {"f16": "e", "f32": "f", "f64": "d"}
EPOCH = datetime.datetime(1970, 1, 1)
LAST = "\U0010ffff"
COMMON = "common beginning " * 6


def questions():
    """Column, operator and value of each."""
    for column in NUMBERS:
        for value in (0.0, -0.0):
            yield from ((column, op, value) for op in ("=", "<", ">=", ">"))
        yield from ((column, op, math.nan) for op in ("=", ">="))
        yield from ((column, "=", value) for value in (1.0, 2.0, 133.0, -1.5, math.inf, 1024.0))
        yield from ((column, ">", value) for value in (50.0, 159.0, math.inf))
        yield from ((column, "<", value) for value in (-1.0, -58.0))
    for value in ("", "a", COMMON + "1", COMMON + "2", COMMON, "ä", LAST * 40, LAST * 41, LAST * 42):
        yield ("text", "=", value)
    for value in ("b", COMMON + "1", "z", LAST, LAST * 16, LAST * 40):
        yield from (("text", ">", value), ("text", "<=", value))
    for value in (b"", b"\xff" * 60, b"\xff" * 120, b"\xff" * 182, b"\1" * 31, b"\7" * 212, b"\2"):
        yield ("bytes", "=", value)
    for value in (b"", b"\2", b"\xff" * 64, b"\xff" * 65, b"\xff" * 121):
        yield from (("bytes", ">", value), ("bytes", "<=", value))
    for group in (-4, -1, 0, 3):
        value = group * 10**12 + 7
        price = decimal.Decimal(value).scaleb(-2)
        time = EPOCH + datetime.timedelta(microseconds=value)
        for op in ("=", "<", ">="):
            yield ("price", op, price)
            yield ("time", op, time)


def keys(column, order):
    """The function that makes of a value what compares with others in that order; None is unlike all."""
    if column not in NUMBERS:
        return lambda value: value.encode() if isinstance(value, str) else value
    size = struct.calcsize(NUMBERS[column])

    def key(value):
        bits, number = value
        if order == "total":  # Signed numbers, those with the sign turned around.
            if number == 0:
                return 0
            sign = 1 << (8 * size - 1)
            return (bits & (sign - 1)) ^ -1 if bits & sign else bits
        if math.isnan(number):
            return None if order == "ieee" else (1, 0, 0)
        signed = math.copysign(1, number) if order == "java" and number == 0 else 0
        return (0, number, signed)

    return key


def with_bits(column, number):
    """A number and its bits in the column's type, as the values of such columns are given."""
    return int.from_bytes(struct.pack("<" + NUMBERS[column], number), "little"), number


def values_of(table):
    """The values of each column; of numbers with their bits, which Python may change."""
    columns = {name: table[name].to_pylist() for name in table.column_names}
    for column, code in NUMBERS.items():
        chunk = table[column].combine_chunks()
        size = struct.calcsize(code)
        data = chunk.buffers()[1].to_pybytes()
        columns[column] = [
            None
            if not valid
            else (
                int.from_bytes(data[i * size : (i + 1) * size], "little"),
                struct.unpack_from("<" + code, data, i * size)[0],
            )
            for i, valid in enumerate(chunk.is_valid().to_pylist())
        ]
    return columns


def answer(columns, question, order):
    """The ids of the rows for which it holds."""
    column, op, value = question
    key = keys(column, order)
    wanted = key(with_bits(column, value) if column in NUMBERS else value)
    found = ((i, value if value is None else key(value)) for i, value in zip(columns["id"], columns[column]))
    return [i for i, key in found if key is not None and wanted is not None and OPERATORS[op](key, wanted)]
