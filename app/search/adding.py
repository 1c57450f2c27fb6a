"""The loops in which counting spends its time: the bits of many rows added up, 64 counters in one step."""

from typing import Any

import numpy as np

from app.search.columns import Array
from app.search.compiled import compiled, i32, i64, i64s, nothing, read, u32, u64, u64_cube, u64_table

# Binary digits of counters, and after how many rows they are emptied, before any could overflow.
_DIGITS = 16
_EMPTIED_AFTER = (1 << _DIGITS) - 16
# So many rows are first added up in four digits, held in registers.
_AT_ONCE = 15


@compiled()
def _empty_digits(digits: Array, counts: Array) -> None:
    """Add the counters that `digits[d, w]` make, 64 in a word, to `counts`, and begin them anew."""
    for digit in range(len(digits)):
        for word in range(digits.shape[1]):
            bits = digits[digit, word]
            digits[digit, word] = 0
            if bits:
                for bit in range(64):
                    counts[word * 64 + bit] += np.int64((bits >> np.uint64(bit)) & np.uint64(1)) << digit


@compiled()
def _add_fifteen(words: Array, rows: Array, begin: int, end: int, column: int, digits: Array, place: int) -> None:
    """Add one column of at most fifteen rows to the counters of one place: 64 additions at a time.

    Source: carry-save adders, as Warren, Hacker's Delight, 2nd ed., 5-1, counts the bits of an array.
    """
    ones, twos, fours, eights = np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    for i in range(begin, end):
        bits = words[rows[i], column]
        carry = ones & bits
        ones ^= bits
        bits = twos & carry
        twos ^= carry
        carry = fours & bits
        fours ^= bits
        eights ^= carry
    carry = np.uint64(0)
    for digit, bits in enumerate((ones, twos, fours, eights)):
        known = digits[digit, place]
        both = known ^ bits
        digits[digit, place] = both ^ carry
        carry = (known & bits) | (both & carry)
    digit = 4
    while carry:
        known = digits[digit, place]
        digits[digit, place] = known ^ carry
        carry &= known
        digit += 1


@compiled(i64s(read(u32), read(u64, 2), i64, i64))
def count_bits(rows: Array, words: Array, first: int, last: int) -> Array:
    """How many of the rows have each bit of the words `first` to `last`, that one not included."""
    wide = last - first
    counts = np.zeros(wide * 64, dtype=np.int64)
    digits = np.zeros((_DIGITS, wide), dtype=np.uint64)
    added = 0
    for begin in range(0, len(rows), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(rows))
        for place in range(wide):
            _add_fifteen(words, rows, begin, end, first + place, digits, place)
        added += end - begin
        if added >= _EMPTIED_AFTER:
            _empty_digits(digits, counts)
            added = 0
    _empty_digits(digits, counts)
    return counts


@compiled()
def _place_of(row: int, rows: Array) -> int:
    """Where a row is among ascending rows that hold it."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) >> 1
        if rows[middle] < row:
            low = middle + 1
        else:
            high = middle
    return low


@compiled(u64_table(read(u32), read(u32), read(i64), read(i64), read(i64), read(u64, 2), i64, i64))
def unite_offers(
    people: Array, owners: Array, ends: Array, ranks: Array, starts: Array, words: Array, first: int, last: int
) -> Array:
    """For each of the people the bits that their offers have together, in the words `first` to `last`.

    The owners of the offers of rank `ranks[i]` are `owners[ends[i]:ends[i + 1]]`; one number that is nobody comes
    after all owners. `starts` is the first offer of each person, `words` the bits of each offer.
    """
    wide, last_offer = last - first, len(words) - 1
    united = np.zeros((len(people), wide), dtype=np.uint64)
    for layer in range(len(ranks)):
        at, end, rank = ends[layer], ends[layer + 1], ranks[layer]
        if (end - at) * 16 < len(people):
            for i in range(at, end):
                place = _place_of(owners[i], people)
                offer = starts[owners[i]] + rank
                for word in range(wide):
                    united[place, word] |= words[offer, first + word]
            continue
        for place in range(len(people)):
            # Without a branch: whether a person has this offer is as good as chance to the processor.
            person = people[place]
            has = np.int64(owners[at] == person) & np.int64(at < end)
            at += has
            offer = min(starts[person] + rank, last_offer)
            mask = np.uint64(0) - np.uint64(has)
            for word in range(wide):
                united[place, word] |= words[offer, first + word] & mask
    return united


@compiled()
def _ones(word: Any) -> int:
    """How many bits are set; the compiler makes of this the processor's own instruction."""
    count = 0
    while word:
        word &= word - np.uint64(1)
        count += 1
    return count


@compiled(nothing(u64_cube, read(i32), read(i32), read(i32)))
def fill_blocks(bits: Array, persons: Array, ranks: Array, codes: Array) -> None:
    """Set in `bits[block, code, rank]` the bit of each person, as far as there are codes and ranks."""
    for i in range(len(persons)):
        person, rank, code = persons[i], ranks[i], codes[i]
        if rank < bits.shape[2] and code < bits.shape[1]:
            bits[person >> 6, code, rank] |= np.uint64(1) << np.uint64(person & 63)


@compiled(i64s(read(u32), read(i64), read(u64, 3), i64, i64))
def count_blocks(owners: Array, ends: Array, bits: Array, first: int, last: int) -> Array:
    """The people with each of the codes `first` to `last` in one of these offers, that one not included.

    `owners[ends[k]:ends[k + 1]]` own the offers of rank k, of which there are at most four.
    """
    counts = np.zeros(last - first, dtype=np.int64)
    asked = np.zeros((len(bits), 4), dtype=np.uint64)
    for rank in range(len(ends) - 1):
        for i in range(ends[rank], ends[rank + 1]):
            asked[owners[i] >> 6, rank] |= np.uint64(1) << np.uint64(owners[i] & 63)
    for block in range(len(bits)):
        a, b, c, d = asked[block, 0], asked[block, 1], asked[block, 2], asked[block, 3]
        if not a | b | c | d:
            continue
        for code in range(first, last):
            first_two = (bits[block, code, 0] & a) | (bits[block, code, 1] & b)
            counts[code - first] += _ones(first_two | (bits[block, code, 2] & c) | (bits[block, code, 3] & d))
    return counts
