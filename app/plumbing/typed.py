"""What people type, in whatever script, without what no page can show and no database keeps.

Marks without a form of their own stay: Persian, Hindi and many families of emoji are not written without them.
"""

import unicodedata

# Characters that are none, in every plane; those at the end of a plane are found by their last bits.
_NONE = range(0xFDD0, 0xFDF0)
_END_OF_A_PLANE = 0xFFFE
# They turn the reading order of what follows: no script needs them, and a name could be made to look like another's.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def as_written(text: str | None) -> str:
    """A text of several lines without blanks around it; a line's end counts once."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or is_shown(c)).strip()


def one_line(text: str | None) -> str:
    """One line, with single blanks."""
    return " ".join("".join(c if is_shown(c) else " " for c in text or "").split())


def says_nothing(text: str | None) -> bool:
    """Whether there is nothing to see in a text: blanks, and marks without a form of their own."""
    return all(unicodedata.category(c)[0] in "ZC" for c in text or "")


def is_shown(character: str) -> bool:
    """Whether a page can hold this character: no control, no half of one, none that is none or turns what follows."""
    number = ord(character)
    if number & _END_OF_A_PLANE == _END_OF_A_PLANE or number in _NONE:
        return False
    if unicodedata.bidirectional(character) in _TURNING:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs")
