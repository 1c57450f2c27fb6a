"""From a question to the one PostgreSQL statement that answers it."""

import math
from typing import Any

from app.search import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Question, Within, Words
from tests.benchmarks.directory import FACETS, PERSON
from tests.benchmarks.rivals.rival import OF_OFFERS, OF_PEOPLE, SPANS, Parts, codes_in

RADIUS = 6371.0088


def haversine(lat: str, lon: str) -> str:
    """Kilometres to (lat, lon), parameters named so, from a row's lat and lon."""
    return f"""2 * {RADIUS} * asin(sqrt(least(1.0::float8, power(sin((radians(lat) - radians({lat})) / 2), 2)
        + cos(radians(lat)) * cos(radians({lat})) * power(sin((radians(lon) - radians({lon})) / 2), 2))))"""


NEAR = f"""SELECT id FROM place WHERE lat BETWEEN %(south)s AND %(north)s AND lon BETWEEN %(west)s AND %(east)s
    AND {haversine("%(lat)s::float8", "%(lon)s::float8")} <= %(km)s ORDER BY 1"""


def box_of(circle: Within) -> dict[str, float]:
    """The parameters of NEAR."""
    north = math.degrees(circle.km / RADIUS) * 1.000001
    east = north / max(0.01, math.cos(math.radians(min(89.0, abs(circle.lat) + north)))) * 1.000001
    sides = {"south": circle.lat - north, "north": circle.lat + north}
    sides |= {"west": circle.lon - east, "east": circle.lon + east}
    return {**sides, "lat": circle.lat, "lon": circle.lon, "km": circle.km}


class Statement:
    """Rows of (kind, number, text, count): 0 the total, 1 the page, 2 the counts."""

    def __init__(self, question: Question, parts: Parts, near: list[int], people: int) -> None:
        self.question, self.near, self.people = question, near, people
        self.values: dict[str, Any] = {}
        self.tables: list[str] = []
        self.rows: list[str] = []
        own = parts.owners
        if question.clauses:
            self._match("hit", parts)
        else:
            self.tables.append("hit AS NOT MATERIALIZED (SELECT id AS person FROM person)")
        self.rows.append("SELECT 0, 0, NULL, count(*) FROM hit")
        self._page("hit", bool(parts.offer))
        self._count("hit", parts, [facet for facet in FACETS if facet not in own])
        for number, facet in enumerate(own):
            left = parts.without(facet)
            if left.person or left.offer:
                self._match(f"other{number}", left)
            self._count(f"other{number}", left, [facet])
        self.sql = f"WITH {', '.join(self.tables)} {' UNION ALL '.join(f'({row})' for row in self.rows)}"

    def _match(self, name: str, parts: Parts) -> None:
        people = [self._test(clause) for _owner, clause in parts.person]
        if not parts.offer:
            where = " AND ".join(people) or "true"
            self.tables.append(f"{name} AS MATERIALIZED (SELECT id AS person FROM person WHERE {where})")
            return
        where = " AND ".join([*people, *(self._test(clause) for _owner, clause in parts.offer)])
        source = "offer JOIN person ON person.id = offer.person" if people else "offer"
        self.tables.append(
            f"{name}_offer AS MATERIALIZED (SELECT offer.person, offer.place, offer.vals FROM {source} WHERE {where})"
        )
        self.tables.append(f"{name} AS MATERIALIZED (SELECT DISTINCT person FROM {name}_offer)")

    def _page(self, name: str, by_offers: bool) -> None:
        question = self.question
        limit = f"LIMIT {question.size} OFFSET {question.first}"
        ranked = f"SELECT uuid, turn FROM person JOIN {name} ON person.id = {name}.person ORDER BY turn {limit}"
        order = "turn"
        if question.order == "nearest" and question.origin is not None:
            assert by_offers
            lat, lon = (f"{self._value(degrees)}::float8" for degrees in question.origin)
            away = f"""SELECT person, min({haversine(lat, lon)}) AS km
                FROM {name}_offer LEFT JOIN place ON place.id = {name}_offer.place GROUP BY person"""
            order = "km NULLS LAST, turn"
            ranked = f"""SELECT uuid, turn, km FROM person JOIN ({away}) away ON person.id = away.person
                ORDER BY {order} {limit}"""
        self.rows.append(f"SELECT 1, row_number() OVER (ORDER BY {order})::int, uuid, 0 FROM ({ranked}) page")

    def _count(self, name: str, parts: Parts, facets: list[str]) -> None:
        if not parts.person and not parts.offer:
            self.rows.append(f"SELECT 2, value, NULL, people FROM tally WHERE {_within(facets)}")
            return
        of_people = [facet for facet in facets if facet in PERSON or not parts.offer]
        of_offers = [facet for facet in facets if facet not in of_people]
        if of_people:
            self._count_people(name, of_people)
        if of_offers:
            # One array a person first: many times faster than DISTINCT over pairs.
            arrays = f"SELECT unnest(int_union(vals)) AS value FROM {name}_offer GROUP BY person"
            within = _within(of_offers)
            self.rows.append(f"SELECT 2, value, NULL, count(*) FROM ({arrays}) v WHERE {within} GROUP BY value")

    def _count_people(self, name: str, facets: list[str]) -> None:
        """From the matching people when they are the fewer, else from everybody less the others."""
        table, array = ("by_facet", f'"{facets[0]}"') if len(facets) == 1 else ("person", _array_of(facets))
        within = _within(facets)
        few = f"2 * (SELECT count(*) FROM {name}) <= {self.people}"
        values = f"SELECT unnest({array}) AS value FROM {table} JOIN {name} ON {table}.id = {name}.person"
        counted = f"SELECT value, count(*) AS n FROM ({values}) v WHERE {within} GROUP BY value"
        missed = f"SELECT unnest({array}) AS value FROM {table} WHERE {table}.id NOT IN (SELECT person FROM {name})"
        others = f"SELECT value, count(*) AS n FROM ({missed}) v WHERE {within} GROUP BY value"
        self.rows.append(f"SELECT 2, value, NULL, n FROM ({counted}) counted WHERE {few}")
        self.rows.append(
            f"""SELECT 2, value, NULL, people - coalesce(n, 0) FROM tally LEFT JOIN ({others}) others USING (value)
            WHERE NOT ({few}) AND {within} AND people > coalesce(n, 0)"""
        )

    def _test(self, clause: Clause) -> str:
        match clause:
            case Has() | Lacks():
                column = "person.own" if clause.facet in PERSON else "offer.vals"
                holds = f"{column} && {self._value(codes_in(clause))}::int[]"
                return holds if isinstance(clause, Has) else f"NOT ({holds})"
            case AtMost():
                return f"offer.price <= {self._value(clause.limit)}"
            case Within():
                return f"offer.place = ANY({self._value(self.near)}::int[])"
            case Words():
                terms = [*clause.whole, *([f"{clause.prefix}:*"] if clause.prefix else [])]
                return f"person.words @@ {self._value(' & '.join(terms))}::tsquery"
            case AllOf() | AnyOf():
                glue = " AND " if isinstance(clause, AllOf) else " OR "
                return f"({glue.join(self._test(inner) for inner in clause.clauses)})"

    def _value(self, value: object) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"


def _array_of(facets: list[str]) -> str:
    own = any(facet in PERSON for facet in facets)
    offered = any(facet not in PERSON for facet in facets)
    return "own || offered" if own and offered else "own" if own else "offered"


def _within(facets: list[str]) -> str:
    spans = [SPANS[facet] for facet in facets]
    if sum(last - first + 1 for first, last in spans) == OF_OFFERS[1] - OF_PEOPLE[0] + 1:
        return "true"
    return "(" + " OR ".join(f"value BETWEEN {first} AND {last}" for first, last in _joined(spans)) + ")"


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch, as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
