"""Table of how often programs asked."""

from datetime import date

from sqlalchemy import BigInteger, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base


class ApiUse(Base):
    """How often one key, or one network under the hash of one day, asked this minute and this day.

    `minute` is the number of the minute since 1970. Rows of a day are gone with it.
    """

    __tablename__ = "api_use"

    who: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    minute: Mapped[int] = mapped_column(BigInteger)
    in_minute: Mapped[int] = mapped_column(Integer)
    day: Mapped[date] = mapped_column(index=True)
    in_day: Mapped[int] = mapped_column(Integer)
