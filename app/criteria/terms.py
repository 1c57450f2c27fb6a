"""What was asked, term by term: the one source of the question, of its order and of every explanation.

A `Term` knows the engine's clause that is held when it is met, and the one that is held when the listing does not say.
The question is made of these clauses, and `explain` evaluates the very same ones over the facts of one listing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.criteria.criteria import Criteria
from app.criteria.grammar import major_units
from app.criteria.whereabouts import Whereabouts
from app.listings import indexing
from app.listings.facets import BY_KEY, Facet
from app.listings.indexing import unsaid_facet
from app.listings.listing import Audience
from app.search import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Within, Words
from app.vocabulary.folding import words

# A price is a price for one person unless the search says who comes along.
SESSION_OF_A_PRICE = "individual"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for, `key:value`. `clause` is held by who meets it, `unsaid` by who does not say."""

    key: str
    value: str
    clause: Clause
    unsaid: Clause | None = None

    @property
    def name(self) -> str:
        """As explanations name it."""
        return f"{self.key}:{self.value}"


@dataclass(frozen=True, slots=True)
class Must:
    """Something required: all `clauses` hold, or `kept` does instead, because nothing is stated.

    `owner` is the facet whose own choice it is. `terms` are what explanations name, any of which may be met.
    """

    owner: str | None
    clauses: tuple[Clause, ...]
    terms: tuple[Term, ...] = ()
    kept: Clause | None = None

    @property
    def whole(self) -> Clause:
        """What a whole match holds."""
        return self.clauses[0] if len(self.clauses) == 1 else AllOf(self.clauses)

    @property
    def required(self) -> tuple[Clause, ...]:
        """What everyone who is found holds."""
        return self.clauses if self.kept is None else (AnyOf((self.whole, self.kept)),)


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that is required, and everything that is wished for."""

    musts: tuple[Must, ...]
    wishes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Criteria with what they mean to this audience of this site, whose currency is `currency`."""

    criteria: Criteria
    where: Whereabouts
    audience: Audience
    currency: str

    @property
    def money(self) -> str:
        """The currency of the amount, or of the order by cost."""
        return self.criteria.currency or self.currency


def terms_of(asked: Asked) -> Terms:
    """The terms of criteria, in the order in which they are asked."""
    return Terms(tuple(_musts(asked)), tuple(_wishes(asked)))


def index_key(facet: Facet, asked: Asked) -> str:
    """The index facet that a facet asks and counts: languages at any level, if any level will do."""
    if facet.key == "language" and asked.criteria.language_level == "any":
        return indexing.LANGUAGE_ANY
    return facet.index_key(asked.audience)


def _musts(asked: Asked) -> Iterator[Must]:
    criteria = asked.criteria
    for key, slugs in criteria.chosen.items():
        yield _chosen(key, slugs, asked)
    yield from _left_out(asked)
    yield from _somewhere(asked)
    for key, term in _SINGLE.items():
        if _has(criteria, key) and not criteria.is_wish(key):
            yield from term(asked)


def _wishes(asked: Asked) -> Iterator[Term]:
    for key, slug in asked.criteria.prefer:
        if slug is not None:
            yield _valued(key, slug, asked)
        elif key == "near":
            yield from _wished_place(asked)
        elif _has(asked.criteria, key):
            yield _WISHED[key](asked)


def _has(criteria: Criteria, key: str) -> bool:
    value = getattr(criteria, key)
    return value is not None and value is not False


def _chosen(key: str, slugs: Sequence[str], asked: Asked) -> Must:
    facet = BY_KEY[key]
    name = index_key(facet, asked)
    terms = tuple(_valued(key, slug, asked) for slug in slugs)
    kept = None
    if key in asked.criteria.unstated:
        kept = _any_of(dict.fromkeys(term.unsaid for term in terms if term.unsaid is not None))
    return Must(name, (Has(name, frozenset(slugs)),), terms, kept)


def _any_of(clauses: dict[Clause, None]) -> Clause:
    several = tuple(clauses)
    return several[0] if len(several) == 1 else AnyOf(several)


def _valued(key: str, slug: str, asked: Asked) -> Term:
    facet, value = BY_KEY[key], frozenset({slug})
    nothing: Clause = Has(unsaid_facet(facet, asked.audience), frozenset({key}))
    if key == "access":
        # Neither yes nor no: "ask" is no answer.
        nothing = AllOf((Lacks(key, value), Lacks(indexing.ACCESS_NO, value)))
    elif key == "language" and asked.criteria.language_level != "any":
        nothing = AnyOf((nothing, Has(indexing.LANGUAGE_UNLEVELLED, value)))
    elif key == "register":
        # To name a register is no answer until somebody has looked.
        nothing = AnyOf((nothing, Has(indexing.REGISTER_STATED, value)))
    return Term(key, slug, Has(index_key(facet, asked), value), nothing)


def _left_out(asked: Asked) -> Iterator[Must]:
    # Not owned by their facet: what is counted must be what a click on the value gives.
    slugs: dict[str, set[str]] = {}
    for key, slug in asked.criteria.without:
        slugs.setdefault(index_key(BY_KEY[key], asked), set()).add(slug)
    for name, several in slugs.items():
        yield Must(None, (Lacks(name, frozenset(several)),))


_PLACED, _REMOTE = Has("setting", frozenset({"placed"})), Has("setting", frozenset({"remote"}))


def _unsaid(key: str) -> Clause:
    return Has(indexing.UNSAID_OF_OFFER, frozenset({key}))


def _somewhere(asked: Asked) -> Iterator[Must]:
    """Offers in a place must lie within the radius; remote ones must be lawful where the seeker will be."""
    criteria, where = asked.criteria, asked.where
    if criteria.is_wish("near"):
        # What remains required is what was asked for besides the place.
        where = Whereabouts(seen_from=criteria.seen_from)
    if not where.limits:
        return
    terms = _places(criteria, where)
    ways = [term.clause for term in terms]
    if where.origin is None:
        ways.insert(0, _PLACED)
    kept = _unsaid("seen_from") if "seen_from" in criteria.unstated and where.seen_from is not None else None
    yield Must(None, (AnyOf(tuple(ways)),), tuple(terms), kept)


def _places(criteria: Criteria, where: Whereabouts) -> list[Term]:
    """Within the radius, lawful from afar: the two ways in which an offer can be reached."""
    terms = []
    if where.origin is not None and where.radius is not None:
        lat, lon = where.origin
        terms.append(Term("near", _place_name(criteria), AllOf((_PLACED, Within(lat, lon, where.radius.km)))))
    if where.seen_from is not None:
        reach = Has("reach", indexing.jurisdictions_covering(where.seen_from))
        terms.append(Term("seen_from", where.seen_from, AllOf((_REMOTE, reach)), _unsaid("seen_from")))
    return terms


def _wished_place(asked: Asked) -> Iterator[Term]:
    ways = [term.clause for term in _places(asked.criteria, asked.where)]
    if asked.where.origin is not None:
        # Whom nobody may see from where they are is far away; who does not say has to be asked.
        silent = {"near", "seen_from"} if asked.where.seen_from is not None else {"near"}
        unsaid = Has(indexing.UNSAID_OF_OFFER, frozenset(silent))
        yield Term("near", _place_name(asked.criteria), AnyOf(tuple(ways)), unsaid)


def _place_name(criteria: Criteria) -> str:
    return criteria.near if criteria.near is not None else f"{criteria.lat},{criteria.lon}"


def _price(asked: Asked) -> tuple[Clause, ...]:
    assert asked.criteria.pay is not None
    return Has("currency", frozenset({asked.money})), AtMost(indexing.PRICE, asked.criteria.pay)


def _amount(asked: Asked) -> str:
    return major_units(asked.criteria.pay or 0, asked.criteria.currency)


_FOR_ONE = Has("session", frozenset({SESSION_OF_A_PRICE}))


def _must_pay(asked: Asked) -> Iterator[Must]:
    price = _price(asked)
    kept = _unsaid("pay") if "pay" in asked.criteria.unstated else None
    yield Must(None, price, (Term("pay", _amount(asked), AllOf(price), _unsaid("pay")),), kept)
    if "session" not in asked.criteria.chosen:
        yield Must("session", (_FOR_ONE,))


def _wished_pay(asked: Asked) -> Term:
    price = _price(asked) if "session" in asked.criteria.chosen else (*_price(asked), _FOR_ONE)
    return Term("pay", _amount(asked), AllOf(price), _unsaid("pay"))


def _reduced(_asked: Asked) -> Term:
    open_place = Has(indexing.REDUCED_PLACE, frozenset({"open"}))
    return Term("reduced_open", "1", open_place, _unsaid("reduced_open"))


def _words(asked: Asked) -> Term:
    spoken = words(asked.criteria.q or "")
    return Term("q", asked.criteria.q or "", Words(tuple(spoken[:-1]), spoken[-1] if spoken else None))


def _single(term: Callable[[Asked], Term]) -> Callable[[Asked], Iterator[Must]]:
    def must(asked: Asked) -> Iterator[Must]:
        one = term(asked)
        yield Must(None, (one.clause,), (one,))

    return must


_SINGLE: dict[str, Callable[[Asked], Iterator[Must]]] = {
    "pay": _must_pay,
    "reduced_open": _single(_reduced),
    "q": _single(_words),
}
_WISHED: dict[str, Callable[[Asked], Term]] = {"pay": _wished_pay, "reduced_open": _reduced, "q": _words}
