"""SQLite, by the book: narrow tables clustered both ways, probes by primary key, one GROUP BY for the counts.

- `person_value` and `offer_value` lie in order of value (to find) and in order of row (to count), WITHOUT ROWID.
- An offer's number is 4 × its person's number + its place, so that no join is needed between the two.
- The offers' distinct places have an R*Tree; a circle becomes the exact set of places in it (haversine in float64 by
  SQLite's own functions), with distances, and then the offers there.
- The most selective clause drives, by counts kept in a table; the others are probes.
- What most people have is counted from the few who do not match; what many have in order of value, else by row.
- The rotation of the day is an indexed column; a broad search walks that index until its page is full.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pysqlite3

from app.search import Document, Question
from tests.benchmarks.directory import FACETS, PERSON
from tests.benchmarks.memory import resident
from tests.benchmarks.rivals.rival import OF_OFFERS, OF_PEOPLE, SPANS, Parts, Reply, codes_of, named, parts_of, turn
from tests.benchmarks.rivals.sqlite_clauses import HAVERSINE, Plan

MODEL = __doc__
_BATCH = 2000
_TABLES = """
PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -2000000; PRAGMA mmap_size = 16000000000;
CREATE TABLE person (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, turn INTEGER NOT NULL);
CREATE TABLE offer (id INTEGER PRIMARY KEY, price INTEGER, place INTEGER);
CREATE TABLE place (id INTEGER PRIMARY KEY, lat REAL NOT NULL, lon REAL NOT NULL, offers INTEGER NOT NULL DEFAULT 0);
CREATE TABLE values_of_person (person INTEGER, value INTEGER, PRIMARY KEY (person, value)) WITHOUT ROWID;
CREATE TABLE values_of_offer (offer INTEGER, value INTEGER, PRIMARY KEY (offer, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (text, content='', detail=none, columnsize=0, prefix='2 3 5');
"""
_INDEXES = """
CREATE TABLE person_value (value INTEGER, person INTEGER, PRIMARY KEY (value, person)) WITHOUT ROWID;
INSERT INTO person_value SELECT value, person FROM values_of_person ORDER BY 1, 2;
CREATE TABLE offer_value (value INTEGER, offer INTEGER, PRIMARY KEY (value, offer)) WITHOUT ROWID;
INSERT INTO offer_value SELECT value, offer FROM values_of_offer ORDER BY 1, 2;
INSERT INTO person_value SELECT DISTINCT value, offer >> 2 FROM offer_value ORDER BY 1, 2;
INSERT INTO values_of_person SELECT DISTINCT offer >> 2, value FROM values_of_offer ORDER BY 1, 2;
CREATE TABLE tally (value INTEGER PRIMARY KEY, people INTEGER, offers INTEGER);
INSERT INTO tally SELECT value, count(*), 0 FROM person_value GROUP BY value;
UPDATE tally SET offers = (SELECT count(*) FROM offer_value o WHERE o.value = tally.value);
CREATE INDEX person_turn ON person (turn, id);
CREATE INDEX offer_price ON offer (price);
CREATE INDEX offer_place ON offer (place);
UPDATE place SET offers = (SELECT count(*) FROM offer WHERE offer.place = place.id);
CREATE VIRTUAL TABLE place_box USING rtree (id, south, north, west, east);
INSERT INTO place_box SELECT id, lat, lat, lon, lon FROM place;
INSERT INTO words (words) VALUES ('optimize');
ANALYZE;
CREATE TEMP TABLE near (place INTEGER PRIMARY KEY, km REAL);
"""


class SQLite:
    """One file, one connection, prepared statements from the driver's cache."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "directory.sqlite3"
        self.base = pysqlite3.connect(self.file, isolation_level=None, cached_statements=2000)

    def build(self, documents: Iterable[Document]) -> None:
        self.base.executescript(_TABLES)
        self.base.execute("BEGIN")
        self.people = 0
        self.places: dict[tuple[float, float], int] = {}
        stream = iter(documents)
        while batch := list(islice(stream, _BATCH)):
            self._insert(batch)
        many = self.base.executemany
        many("INSERT INTO place (id, lat, lon) VALUES (?, ?, ?)", ((n, *point) for point, n in self.places.items()))
        del self.places
        self.base.execute("COMMIT")
        self.base.executescript(_INDEXES)
        rows = self.base.execute("SELECT value, people, offers FROM tally").fetchall()
        self.tally = {value: (people, offers) for value, people, offers in rows}
        self.offers = self.base.execute("SELECT count(*) FROM offer").fetchone()[0]

    def _insert(self, batch: list[Document]) -> None:
        people, offers, words, of_people, of_offers = [], [], [], [], []
        for document in batch:
            person = self.people
            self.people += 1
            people.append((person, document.id, turn(document.key)))
            words.append((person, " ".join(document.words)))
            of_people += [(person, code) for code in codes_of(document.values)]
            for place, offer in enumerate(document.offers):
                number = 4 * person + place
                where = None if offer.point is None else self.places.setdefault(offer.point, len(self.places))
                offers.append((number, offer.numbers.get("price"), where))
                of_offers += [(number, code) for code in codes_of(offer.values)]
        many = self.base.executemany
        many("INSERT INTO person VALUES (?, ?, ?)", people)
        many("INSERT INTO offer VALUES (?, ?, ?)", offers)
        many("INSERT INTO values_of_person VALUES (?, ?)", of_people)
        many("INSERT INTO values_of_offer VALUES (?, ?)", of_offers)
        many("INSERT INTO words (rowid, text) VALUES (?, ?)", words)

    def answer(self, question: Question) -> Reply:
        parts = parts_of(question)
        plan = Plan(self.base, self.tally, self.people, self.offers, parts.circle)
        found = plan.match("hit", parts)
        own = parts.owners
        tallies = self._counts(plan, "hit", found, parts, [facet for facet in FACETS if facet not in own])
        ids = self._page(question, "hit", found)
        for facet in own:
            left = parts.without(facet)
            if not left.person and not left.offer:
                tallies += plan.everyone(facet)
                continue
            size = plan.match("other", left)
            tallies += self._counts(plan, "other", size, left, [facet])
        return Reply(found, ids, named(tallies))

    def _counts(self, plan: Plan, table: str, found: int, parts: Parts, facets: list[str]) -> list[tuple[int, int]]:
        if not parts.offer:
            return plan.count_people(table, found, facets)
        tallies = plan.count_people(table, found, [facet for facet in facets if facet in PERSON])
        of_offers = [facet for facet in facets if facet not in PERSON]
        return tallies + plan.count_offers(f"{table}_offer", plan.found_offers, of_offers)

    def _page(self, question: Question, table: str, found: int) -> tuple[str, ...]:
        limit = (question.size, question.first)
        if question.order == "nearest" and question.origin is not None:
            lat, lon = question.origin
            statement = f"""
                SELECT uuid FROM (
                    SELECT id >> 2 AS person, min({HAVERSINE}) AS km
                    FROM {table}_offer JOIN offer USING (id) LEFT JOIN place ON place.id = offer.place GROUP BY 1
                ) JOIN person ON person.id = person ORDER BY km IS NULL, km, turn LIMIT ? OFFSET ?"""
            statement = statement.replace("SELECT id >> 2", f"SELECT {table}_offer.id >> 2")
            rows = self.base.execute(statement, (lat, lon, lat, *limit))
        elif found * found > self.people * (question.first + question.size):
            by_turn = "SELECT uuid FROM person INDEXED BY person_turn CROSS JOIN {0} USING (id) ORDER BY turn"
            rows = self.base.execute(f"{by_turn.format(table)} LIMIT ? OFFSET ?", limit)
        else:
            sorted_ = f"SELECT uuid FROM {table} CROSS JOIN person USING (id) ORDER BY turn LIMIT ? OFFSET ?"
            rows = self.base.execute(sorted_, limit)
        return tuple(uuid for (uuid,) in rows)

    def size_on_disk(self) -> int:
        return self.file.stat().st_size

    def resident(self) -> int:
        return resident()

    def close(self) -> None:
        self.base.close()


assert OF_PEOPLE[1] < OF_OFFERS[0] and SPANS
