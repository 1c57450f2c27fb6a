// What one seeker would pay by the fee that is stated: pure, and never a guess.
//
// fees, as `app/finder/paying.py` writes them, amounts in minor units: {currency, digits, standard, reduced_from,
//   lowest, free, model, places: "open" | "full" | absent (not stated), who: [slug], minutes, terms}
// means, all optional: {currency, pay: most a session, income: of a year, groups: [slug of who_qualifies],
//   level: "full" | "half" | "low" on the bottle, rhythm: "weekly" | "fortnightly" | "monthly"}
// The answer: {low, high, reduced, certainty, rule: {say, …}, notes: […], within, foreign, once,
//   perMonthLow, perMonthHigh, per50Low, per50High}; null is "not known". certainty is one of
//   certain  this is the price            ask      it is, if a reduced place is confirmed
//   range    the figures do not settle it  full     a lower one would be theirs, but no place is open
//   unknown  no price is stated
const SESSIONS_A_MONTH = { weekly: 52 / 12, fortnightly: 26 / 12, monthly: 1 };
const ANYBODY = "if-you-need-it";
const LEVELS = { full: 0, half: 0.5, low: 1 };
export const USUAL_MINUTES = 50;

export function resolve(fees, means = {}) {
  const offered = stated(fees);
  const foreign = Boolean(offered.currency && means.currency && offered.currency !== means.currency);
  const comparable = Boolean(offered.currency) && !foreign;
  const seeker = {
    pay: comparable ? means.pay ?? null : null,
    income: comparable ? means.income ?? null : null,
    groups: means.groups ?? [],
    level: means.level ?? null,
  };
  const price = priced(offered, seeker);
  return {
    notes: [], reduced: false, ...price,
    foreign: foreign && (means.pay != null || means.income != null),
    within: within(offered, price, seeker.pay),
    once: offered.model === "membership-band" ? count(offered.terms.joining) : null,
    ...spread("perMonth", price, SESSIONS_A_MONTH[means.rhythm ?? "weekly"]),
    ...spread("per50", price, offered.minutes && offered.minutes !== USUAL_MINUTES ? USUAL_MINUTES / offered.minutes : null),
  };
}

const MODELS = {
  concession, tiers: steps, bottle: steps, sponsored, solidarity, package: bundle, "income-formula": formula,
  range: (fees, seeker) => general(fees, seeker, "range"),
  "membership-band": (fees, seeker) => general(fees, seeker, "membership"),
};

function priced(fees, seeker) {
  if (fees.model === "pay-what-you-can") return decided(fees, seeker);
  if (fees.model === "donation") return exact(0, { say: "donation", suggested: count(fees.terms.suggested) });
  if (fees.free) return exact(0, { say: "free" });
  if (!fees.currency) return UNKNOWN;
  return (Object.hasOwn(MODELS, fees.model) ? MODELS[fees.model] : general)(fees, seeker);
}

const UNKNOWN = { low: null, high: null, certainty: "unknown", rule: { say: "unknown" } };
const exact = (amount, rule, certainty = "certain", more = {}) => ({ low: amount, high: amount, certainty, rule, ...more });

// What does not have its shape is left out rather than guessed.
const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : null);
const rows = (value) => (Array.isArray(value) ? value.filter((row) => row && count(row.amount) !== null) : []);

function stated(fees) {
  // An amount of no currency is no amount.
  const terms = fees.currency ? fees.terms ?? {} : {};
  const band = fees.model === "range" || fees.model === "membership-band" || fees.model === "income-formula";
  return {
    ...fees, terms, who: fees.who ?? [], minutes: count(fees.minutes),
    standard: count(fees.standard) ?? (band ? count(terms.most) : null),
    reduced: count(fees.reduced_from) ?? (band ? count(terms.least) : null),
  };
}

// `lowest` is the server's answer to "what is the least that may be named": the search and this page agree on it.
function within(fees, price, pay) {
  if (pay === null || price.low === null) return null;
  return price.low <= pay && (fees.lowest == null || fees.lowest <= pay);
}

function spread(name, { low, high }, factor) {
  const share = (amount) => (amount === null || !factor ? null : Math.round(amount * factor));
  return { [`${name}Low`]: share(low), [`${name}High`]: share(high) };
}

const lowers = (fees) => fees.reduced !== null && (fees.standard === null || fees.reduced < fees.standard);
const among = (who, groups) => who.includes(ANYBODY) || who.some((slug) => groups.includes(slug));
// Who says nothing about themselves is asked nothing: the search does not either.
const qualifies = (fees, seeker) => !fees.who.length || !seeker.groups.length || among(fees.who, seeker.groups);
const granted = (fees, seeker) => (fees.places === "open" && qualifies(fees, seeker) ? "certain" : "ask");

// Whom the reduced fee is for; said shorter to who is among them, and not at all where it is in doubt anyway.
function forWhom(fees, seeker) {
  if (!fees.who.length || !qualifies(fees, seeker)) return [];
  if (fees.who.includes(ANYBODY)) return [{ say: "for", who: [ANYBODY] }];
  return [seeker.groups.length ? { say: "for-you" } : { say: "for", who: fees.who }];
}

// Known to be full: the reduced price is not offered, and the standard fee holds.
function whenFull(fees) {
  return exact(fees.standard, { say: fees.standard === null ? "unknown" : "standard" }, "full", { notes: [{ say: "full" }] });
}

function reducedTo(amount, fees, seeker, rule, high = amount) {
  if (fees.standard !== null && amount >= fees.standard) return { low: amount, high, certainty: "certain", rule };
  if (fees.places === "full") return whenFull(fees);
  return { low: amount, high, certainty: granted(fees, seeker), reduced: true, rule, notes: unsettled(fees, seeker) };
}

function unsettled(fees, seeker) {
  if (!qualifies(fees, seeker)) return [{ say: "not-you", who: fees.who }];
  return fees.places === "open" ? [] : [{ say: "ask" }];
}

// From the reduced to the standard fee, agreed together: the answer `pay=` gives, too.
function general(fees, seeker, say = "reduced") {
  const { standard, reduced } = fees;
  const rule = { say, low: reduced, high: standard };
  if (!lowers(fees)) return plain(fees, say);
  if (fees.places === "full") return whenFull(fees);
  if (seeker.pay !== null && standard !== null && seeker.pay >= standard) return plain(fees, say);
  if (seeker.pay !== null && seeker.pay >= Math.max(reduced, fees.lowest ?? 0)) {
    const price = reducedTo(reduced, fees, seeker, rule, seeker.pay);
    return { ...price, notes: [...price.notes, ...forWhom(fees, seeker)] };
  }
  if (standard !== null && seeker.pay === null && !qualifies(fees, seeker)) {
    return exact(standard, { say: "standard" }, "certain", { notes: [{ say: "not-you", who: fees.who }] });
  }
  return { low: reduced, high: standard, certainty: "range", rule, notes: [...unsettled(fees, seeker), ...forWhom(fees, seeker)] };
}

function plain(fees, say) {
  if (fees.standard === null && fees.reduced === null) return UNKNOWN;
  const same = fees.model === "fixed" && !lowers(fees);
  return exact(fees.standard ?? fees.reduced, same ? { say: "fixed" } : { say: say === "membership" ? say : "standard" });
}

function decided(fees, seeker) {
  const floor = fees.reduced ?? 0;
  const suggested = count(fees.terms.suggested) ?? fees.standard;
  if (fees.places === "full") return whenFull(fees);
  const most = [seeker.pay, suggested].filter((amount) => amount !== null);
  const high = most.length ? Math.max(floor, Math.min(...most)) : null;
  return { low: floor, high, certainty: "certain", rule: { say: "decide", suggested, floor: floor || null } };
}

function concession(fees, seeker) {
  const list = rows(fees.terms.concessions).map(({ who, amount }) => ({ who: Array.isArray(who) ? who : [], amount }));
  if (!seeker.groups.length) return general(fees, seeker);
  const theirs = list.filter(({ who }) => among(who, seeker.groups));
  if (!list.length && fees.reduced !== null && among(fees.who, seeker.groups)) theirs.push({ who: fees.who, amount: fees.reduced });
  if (theirs.length) {
    const best = theirs.reduce((least, one) => (one.amount < least.amount ? one : least));
    return reducedTo(best.amount, fees, seeker, { say: "concession", who: best.who });
  }
  const open = list.filter(({ who }) => !who.length).map(({ amount }) => amount);
  if (open.length && seeker.pay === null && fees.places !== "full" && fees.standard !== null) {
    const low = Math.min(...open, fees.standard);
    return { low, high: fees.standard, certainty: "ask", rule: { say: "reduced", low, high: fees.standard }, notes: [{ say: "who-unknown" }] };
  }
  return general({ ...fees, who: fees.who.length ? fees.who : list.flatMap(({ who }) => who) }, seeker);
}

// Named tiers and the levels of a bottle, dearest first.
function steps(fees, seeker) {
  const list = rows(fees.model === "bottle" ? fees.terms.levels : fees.terms.tiers).sort((a, b) => b.amount - a.amount);
  if (!list.length) return general(fees, seeker);
  if (seeker.level !== null) return chosen(fees, seeker, placed(list, seeker.level), list.length);
  const { pay } = seeker;
  const reach = pay === null || (fees.lowest != null && pay < fees.lowest) ? [] : list.filter(({ amount }) => amount <= pay);
  if (reach.length && fees.standard !== null && pay >= fees.standard) {
    const usual = list.filter(({ amount }) => amount === fees.standard);
    return usual.length ? chosen(fees, seeker, usual.slice(0, 1), list.length) : plain(fees);
  }
  const rest = fees.places === "full" ? list.filter(({ amount }) => fees.standard !== null && amount >= fees.standard) : list;
  if (!rest.length) return whenFull(fees);
  if (reach.length || rest.length === 1) return chosen(fees, seeker, reach.length ? reach : rest, list.length);
  return {
    low: rest.at(-1).amount, high: rest[0].amount, certainty: "range", rule: { say: fees.model, count: list.length },
    notes: fees.places === "full" ? [{ say: "full" }] : [...unsettled(fees, seeker), ...forWhom(fees, seeker)],
  };
}

function placed(list, level) {
  const at = LEVELS[level] * (list.length - 1);
  return list.slice(Math.floor(at), Math.ceil(at) + 1);
}

function chosen(fees, seeker, some, of) {
  const [dearest, cheapest] = [some[0], some.at(-1)];
  const rule = { say: fees.model, count: of };
  if (some.length === 1) Object.assign(rule, { say: fees.model === "bottle" ? "level" : "tier", label: text(dearest.label), meaning: text(dearest.meaning) });
  return reducedTo(cheapest.amount, fees, seeker, rule, dearest.amount);
}

const text = (value) => (typeof value === "string" && value.trim() ? value.trim() : null);

function formula(fees, seeker) {
  const rate = fees.terms.per_mille_of_yearly_income;
  const least = count(fees.terms.least) ?? fees.reduced;
  const most = count(fees.terms.most) ?? fees.standard;
  if (typeof rate !== "number" || !(rate >= 0) || !Number.isFinite(rate) || (least !== null && most !== null && least > most)) return general(fees, seeker);
  if (seeker.income === null) {
    const price = general(fees, seeker);
    return price.rule.say === "reduced" ? { ...price, rule: { say: "formula-open", rate, least, most } } : price;
  }
  const worked = Math.round((seeker.income * rate) / 1000);
  const amount = Math.min(Math.max(worked, least ?? 0), most ?? Infinity);
  return reducedTo(amount, fees, seeker, { say: "formula", rate, least, most, worked: amount });
}

function solidarity(fees, seeker) {
  const more = count(fees.terms.solidarity);
  const asks = more !== null && fees.standard !== null && more > fees.standard;
  const price = asks && seeker.level === "full"
    ? { low: fees.standard, high: more, certainty: "certain", rule: { say: "standard" }, notes: [] }
    : seeker.level === "half" && fees.standard !== null ? exact(fees.standard, { say: "standard" }) : general(fees, seeker);
  return asks ? { ...price, notes: [{ say: "solidarity", amount: more }, ...(price.notes ?? [])] } : price;
}

function sponsored(fees, seeker) {
  const { standard, terms } = fees;
  const rule = { say: "sponsored", sponsor: text(terms.sponsor), sessions: count(terms.sessions) || null, standard };
  const needed = seeker.pay === null || standard === null || seeker.pay < standard;
  return fees.reduced === 0 && needed ? reducedTo(0, fees, seeker, rule) : general(fees, seeker);
}

function bundle(fees, seeker) {
  const [sessions, amount] = [count(fees.terms.sessions), count(fees.terms.amount)];
  if (!sessions || amount === null || lowers(fees)) return general(fees, seeker);
  const each = Math.ceil(amount / sessions);
  const single = fees.standard ?? each;
  if (each > single) return plain(fees);
  return { low: each, high: single, certainty: "certain", rule: { say: "package", sessions, amount, each, standard: fees.standard } };
}
