"""What a seeker's first message says: need first, name later. A frozen value, and its form as a text to be sealed."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

_FORM = 1


@dataclass(frozen=True, slots=True)
class Letter:
    """A first message; empty is "not said".

    `looking_for` are terms as "concern:anxiety", `times` slugs of that scheme, `never` those of `forms.NEVER`: each
    side reads them in its own language. `by_mail`: whether a mail says that there is an answer. `name` and `reach` (a
    number or address of the seeker's own, to go on with) are for a practitioner who said yes.
    """

    looking_for: tuple[str, ...] = ()
    own_words: str = ""
    pay: str = ""
    # Whether the seeker asks for a reduced fee; None: not said.
    reduced: bool | None = None
    times: tuple[str, ...] = ()
    where: str = ""
    by_mail: bool = False
    safe_when: str = ""
    never: tuple[str, ...] = ()
    never_words: str = ""
    name: str = ""
    reach: str = ""

    def texts(self) -> tuple[str, ...]:
        """Everything that is the seeker's own words."""
        return (self.own_words, self.pay, self.where, self.safe_when, self.never_words, self.name, self.reach)

    def before_a_yes(self) -> "Letter":
        """What a practitioner reads who has not said yes."""
        return replace(self, name="", reach="")


def written(letter: Letter) -> str:
    """The letter as one text."""
    return json.dumps({"form": _FORM, **asdict(letter)}, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Letter:
    """The letter again."""
    content: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(Letter)}
    said = {key: value for key, value in content.items() if key in known}
    return Letter(**{key: _frozen(value) for key, value in said.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
