"""From the clauses of a question to SQLite's statements, most selective clause first."""

import math
from typing import Any

from app.search import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Within, Words
from tests.benchmarks.rivals.rival import SPANS, Parts, codes_in

RADIUS = 6371.0088
HAVERSINE = f"""2 * {RADIUS} * asin(sqrt(min(1.0,
    pow(sin((radians(lat) - radians(?)) / 2), 2)
    + cos(radians(lat)) * pow(sin((radians(lon) - radians(?)) / 2), 2) * cos(radians(?)))))"""
# Measured: a row read in order of value, with its probe, costs about a third of one sorted for GROUP BY.
_SORTED_ROW = 3
_FACTS_OF_PERSON = 34
_FACTS_OF_OFFER = 8

Test = tuple[str, list[Any]]
Tally = list[tuple[int, int]]


class Plan:
    """The temporary tables of one question: `hit` (people), `hit_offer`, `near` (places of the circle)."""

    def __init__(
        self, base: Any, tally: dict[int, tuple[int, int]], people: int, offers: int, circle: Within | None
    ) -> None:
        self.base, self.tally, self.people, self.offers = base, tally, people, offers
        self.placed = self._near(circle) if circle is not None else 0

    def _near(self, circle: Within) -> int:
        """Fill `near` with the places of the circle; how many offers are there."""
        north = math.degrees(circle.km / RADIUS) * 1.000001
        east = north / max(0.01, math.cos(math.radians(min(89.0, abs(circle.lat) + north)))) * 1.000001
        self.base.execute("DELETE FROM near")
        self.base.execute(
            f"""INSERT INTO near SELECT * FROM (
                SELECT place.id, {HAVERSINE} AS km FROM place_box CROSS JOIN place ON place.id = place_box.id
                WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?) WHERE km <= ? ORDER BY 1""",
            # The R*Tree holds float32: widen by more than it rounds.
            (
                *(circle.lat, circle.lon, circle.lat),
                *(circle.lat - north - 1e-4, circle.lat + north + 1e-4),
                *(circle.lon - east - 1e-4, circle.lon + east + 1e-4),
                circle.km,
            ),
        )
        total = self.base.execute("SELECT sum(offers) FROM near CROSS JOIN place ON place.id = near.place").fetchone()
        return int(total[0] or 0)

    def match(self, table: str, parts: Parts) -> int:
        """Fill `table` (and `table_offer`, when clauses are about offers); how many people match."""
        for name in (table, f"{table}_offer"):
            self.base.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (id INTEGER PRIMARY KEY)")
            self.base.execute(f"DELETE FROM {name}")
        people = [clause for _owner, clause in parts.person]
        offers = [clause for _owner, clause in parts.offer]
        if offers:
            self.found_offers = self._fill_offers(f"{table}_offer", people, offers)
            cursor = self.base.execute(f"INSERT OR IGNORE INTO {table} SELECT id >> 2 FROM {table}_offer")
        else:
            cursor = self._fill_people(table, people)
        return int(cursor.rowcount)

    def _fill_people(self, table: str, people: list[Clause]) -> Any:
        driver = min(people, key=self._weight, default=None)
        source, values = ("SELECT id FROM person", []) if driver is None else self._driving_people(driver)
        tests = [self._test(clause, "s.id") for clause in people if clause is not driver]
        where = " AND ".join(["1", *(test for test, _values in tests)])
        values = [*values, *(value for _test, several in tests for value in several)]
        return self.base.execute(f"INSERT OR IGNORE INTO {table} SELECT s.id FROM ({source}) s WHERE {where}", values)

    def _fill_offers(self, table: str, people: list[Clause], offers: list[Clause]) -> int:
        of_person = min(people, key=self._weight, default=None)
        driver: Clause | None = min(offers, key=self._weight)
        if of_person is not None and 2.5 * self._weight(of_person) < self._weight(driver):
            inner, values = self._driving_people(of_person)
            source = f"SELECT o.id FROM ({inner}) p CROSS JOIN offer o ON o.id BETWEEN 4 * p.id AND 4 * p.id + 3"
            driver = of_person
        else:
            source, values = self._driving_offers(driver)
        tests = [self._test(clause, "o.id") for clause in offers if clause is not driver]
        tests += [self._test(clause, "(o.id >> 2)") for clause in people if clause is not driver]
        where = " AND ".join(["1", *(test for test, _values in tests)])
        values = [*values, *(value for _test, several in tests for value in several)]
        chosen = f"SELECT o.id FROM ({source}) s CROSS JOIN offer o ON o.id = s.id WHERE {where}"
        return int(self.base.execute(f"INSERT OR IGNORE INTO {table} {chosen}", values).rowcount)

    def _weight(self, clause: Clause | None) -> float:
        """About how many rows a clause finds."""
        match clause:
            case Has():
                level = 0 if clause.facet in _PEOPLE else 1
                return sum(self.tally.get(code, (0, 0))[level] for code in codes_in(clause))
            case Words():
                return self.people / 50
            case Within():
                return self.placed
            case AllOf():
                return min(self._weight(inner) for inner in clause.clauses)
            case AnyOf():
                return sum(self._weight(inner) for inner in clause.clauses)
            case _:
                return self.offers

    def _driving_people(self, clause: Clause) -> Test:
        match clause:
            case Has():
                codes = codes_in(clause)
                return f"SELECT person AS id FROM person_value WHERE value IN ({_marks(codes)})", [*codes]
            case Words():
                return "SELECT rowid AS id FROM words WHERE words MATCH ?", [_match(clause)]
        raise AssertionError(clause)

    def _driving_offers(self, clause: Clause) -> Test:
        match clause:
            case Has():
                codes = codes_in(clause)
                return f"SELECT offer AS id FROM offer_value WHERE value IN ({_marks(codes)})", [*codes]
            case AllOf():
                test, values = self._test(clause.clauses[0], "offer.id")
                near = "SELECT offer.id FROM near CROSS JOIN offer ON offer.place = near.place"
                return f"{near} WHERE {test}", values
            case AnyOf():
                ways = [self._driving_offers(inner) for inner in clause.clauses]
                return " UNION ALL ".join(way for way, _v in ways), [value for _w, values in ways for value in values]
            case AtMost():
                return "SELECT id FROM offer WHERE price <= ?", [clause.limit]
        raise AssertionError(clause)

    def _test(self, clause: Clause, row: str) -> Test:
        match clause:
            case Has() | Lacks():
                codes = codes_in(clause)
                key, table = ("person", "values_of_person") if clause.facet in _PEOPLE else ("offer", "values_of_offer")
                holds = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = {row} AND value IN ({_marks(codes)}))"
                return (holds if isinstance(clause, Has) else f"NOT {holds}"), [*codes]
            case AtMost():
                return "o.price <= ?", [clause.limit]
            case Within():
                return "o.place IN (SELECT place FROM near)", []
            case Words():
                return f"{row} IN (SELECT rowid FROM words WHERE words MATCH ?)", [_match(clause)]
            case AllOf() | AnyOf():
                tests = [self._test(inner, row) for inner in clause.clauses]
                glue = " AND " if isinstance(clause, AllOf) else " OR "
                return f"({glue.join(test for test, _v in tests)})", [v for _t, values in tests for v in values]

    def everyone(self, facet: str) -> Tally:
        """(value, people) of a facet among all people."""
        first, last = SPANS[facet]
        return [(code, self.tally[code][0]) for code in range(first, last + 1) if code in self.tally]

    def count_people(self, table: str, found: int, facets: list[str]) -> Tally:
        """(value, people) of these facets among the people of `table`, values of any of their offers included."""
        others = self.people - found
        if found <= others:
            return self._counted(table, found, facets)
        self.base.execute("CREATE TEMP TABLE IF NOT EXISTS miss (id INTEGER PRIMARY KEY)")
        self.base.execute("DELETE FROM miss")
        self.base.execute(f"INSERT INTO miss SELECT id FROM person WHERE id NOT IN {table}")
        missed = dict(self._counted("miss", others, facets)) if others else {}
        inside = [code for first, last in map(SPANS.__getitem__, facets) for code in range(first, last + 1)]
        sizes = ((code, self.tally.get(code, (0, 0))[0] - missed.get(code, 0)) for code in inside)
        return [(code, size) for code, size in sizes if size]

    def _counted(self, table: str, found: int, facets: list[str]) -> Tally:
        within = _spans(facets)
        facts = sum(self.tally.get(c, (0, 0))[0] for f in facets for c in range(SPANS[f][0], SPANS[f][1] + 1))
        if found * _SORTED_ROW * _FACTS_OF_PERSON * len(facets) / len(SPANS) < facts:
            source = f"{table} h CROSS JOIN values_of_person v ON v.person = h.id"
            return self.base.execute(f"SELECT value, count(*) FROM {source} WHERE {within} GROUP BY value").fetchall()
        source = f"person_value v CROSS JOIN {table} h ON h.id = v.person"
        statement = f"SELECT value, count(*) FROM {source} WHERE {within} GROUP BY value"
        return self.base.execute(statement).fetchall()

    def count_offers(self, table: str, found: int, facets: list[str]) -> Tally:
        """(value, people) of these facets among the `found` offers of `table`, each person once."""
        if not facets:
            return []
        facts = sum(self.tally.get(c, (0, 0))[1] for f in facets for c in range(SPANS[f][0], SPANS[f][1] + 1))
        if found * _SORTED_ROW * facts / self.offers < facts:
            source = f"{table} h CROSS JOIN values_of_offer v ON v.offer = h.id"
        else:
            source = f"offer_value v CROSS JOIN {table} h ON h.id = v.offer"
        statement = f"SELECT value, count(DISTINCT h.id >> 2) FROM {source} WHERE {_spans(facets)} GROUP BY value"
        return self.base.execute(statement).fetchall()


_PEOPLE = frozenset(facet for facet, (_first, last) in SPANS.items() if last < SPANS["session"][0])


def _spans(facets: list[str]) -> str:
    """A test that a value is of one of these facets; none when all are."""
    if len(facets) == len(SPANS):
        return "1"
    return "(" + (" OR ".join(f"value BETWEEN {SPANS[f][0]} AND {SPANS[f][1]}" for f in facets) or "0") + ")"


def _marks(codes: list[int]) -> str:
    return ", ".join("?" for _ in codes)


def _match(clause: Words) -> str:
    return " ".join([*clause.whole, *([f"{clause.prefix}*"] if clause.prefix else [])])
