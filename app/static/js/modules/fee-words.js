import { amountWriter } from "./amounts.js";
import { USUAL_MINUTES } from "./fee-resolving.js";

// Says what `resolve` found, in the words the page brought along: no language is spoken here.
// book: {locale, words: {key: text or {plural form: text}}, who: {slug: label}}
export function speaker({ locale, words, who }) {
  const writeAmount = amountWriter(locale);
  const forms = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });

  const text = (key, number) => (typeof words[key] === "string" ? words[key] : words[key][forms.select(number)] ?? words[key].other);
  const fill = (key, values = {}, number) => text(key, number).replace(/%\((\w+)\)s/g, (_match, name) => values[name] ?? "");
  // What somebody wrote themselves keeps its own direction.
  const own = (written) => `\u2068${written}\u2069`;

  const money = (fees, whole) => (amount) => writeAmount(amount, fees.currency, fees.digits, whole);
  const orNothing = (write) => (amount) => (amount === 0 ? words.nothing : write(amount));
  const span = (low, high, write) => {
    if (high === null) return fill("from", { amount: write(low) });
    return low === high || write(low) === write(high) ? write(low) : fill("span", { low: write(low), high: write(high) });
  };

  const upTo = (low, high, write) => (low === 0 && high > 0 ? fill("up-to", { amount: write(high) }) : span(low, high, write));

  // Rules with a count, bounds or a choice of sentences; every other one is the sentence of its name.
  const RULES = {
    reduced: (found, values) => fill(found.high === null ? "reduced-from" : "reduced", values),
    tiers: (found, values) => counted("tiers", found.count, values),
    tier: (found, values) => counted(found.label ? "tier" : "tiers", found.count, values),
    bottle: (found, values) => counted("bottle", found.count, values),
    level: (found, values) => (found.label ? fill(found.meaning ? "level-meaning" : "level", values) : counted("bottle", found.count, values)),
    formula: (found, values) => bounded("formula", found, values),
    "formula-open": (found, values) => bounded("formula-open", found, values),
    package: (found, values) => counted(found.standard === null ? "package" : "package-or-single", found.sessions, values),
    donation: (found, values) => fill(found.suggested ? "donation-suggested" : "donation", values),
    decide: (found, values) => fill(["decide", ...(found.floor ? ["floor"] : []), ...(found.suggested ? ["suggested"] : [])].join("-"), values),
    sponsored: (found, values) => sponsors(found, values),
  };

  return { headline, month, usual, once, rule, notes, described, news, fill };

  function sponsors(found, values) {
    const parts = [fill(found.sponsor ? "sponsored-by" : "sponsored", values)];
    if (found.sessions) parts.push(counted("sponsored-sessions", found.sessions, values));
    if (found.standard) parts.push(fill("sponsored-otherwise", values));
    return parts.join(" ");
  }

  function headline(fees, price) {
    const { low, high, certainty, reduced } = price;
    if (price.rule.say === "decide") return words["decide-headline"];
    if (price.rule.say === "donation") return words["donation-headline"];
    if (low === null) return words[certainty === "full" ? "full-headline" : "unknown-headline"];
    if (high === 0) return words[certainty === "ask" ? "free-ask" : reduced ? "free-yours" : "free-headline"];
    const amount = span(low, high, money(fees));
    if (certainty === "ask") return fill("ask-headline", { amount });
    if (certainty === "certain" && reduced) return fill("yours-headline", { amount });
    return low === high ? fill("session-headline", { amount }) : amount;
  }

  // By the month, in whole units: it is an average, and no bill.
  function month(fees, price, rhythm) {
    if (price.perMonthLow === null || !price.high) return null;
    return fill(`month-${rhythm}`, { amount: upTo(price.perMonthLow, price.perMonthHigh, money(fees, true)) });
  }

  function usual(fees, price) {
    if (price.per50Low === null || !price.high) return null;
    const values = { amount: upTo(price.per50Low, price.per50High, money(fees)), minutes: numbers.format(fees.minutes), usual: numbers.format(USUAL_MINUTES) };
    return fill("usual-length", values);
  }

  function once(fees, price) {
    return price.once ? fill("joining", { amount: money(fees)(price.once) }) : null;
  }

  function rule(fees, { rule: found }) {
    const write = orNothing(money(fees));
    const amounts = Object.fromEntries(["low", "high", "least", "most", "worked", "standard", "suggested", "floor", "amount", "each"]
      .filter((name) => found[name] != null).map((name) => [name, fees.currency ? write(found[name]) : ""]));
    const values = { ...amounts, who: named(found.who), label: own(found.label ?? ""), meaning: own(found.meaning ?? ""), sponsor: own(found.sponsor ?? "") };
    return RULES[found.say]?.(found, values) ?? (found.say in words ? fill(found.say, values) : null);
  }

  function named(slugs) {
    return lists.format((slugs ?? []).map((slug) => who[slug] ?? slug));
  }

  function counted(key, number, values) {
    return fill(key, { ...values, count: numbers.format(number) }, number);
  }

  function bounded(key, found, values) {
    const rate = { ...values, rate: numbers.format(found.rate) };
    const bounds = found.least != null && found.most != null ? "both" : found.least != null ? "least" : found.most != null ? "most" : "free";
    const worked = fill("thousandths", rate, found.rate);
    return fill(`${key}-${bounds}`, { ...values, worked, amount: values.worked });
  }

  // What the page says already, such as how many places are open, is not said twice.
  function notes(fees, price, pay, known = []) {
    const write = money(fees);
    const said = price.notes.filter((note) => !known.includes(note.say)).map((note) => fill(`note-${note.say}`, { who: named(note.who), amount: note.amount == null ? "" : write(note.amount) }));
    if (price.foreign) said.push(words["note-foreign"]);
    if (price.within === false) said.push(fill("note-beyond", { amount: orNothing(write)(pay) }));
    return said;
  }

  function news(kinds) {
    return fill("news", { parts: lists.format(kinds.map(([key, number]) => fill(key, { count: numbers.format(number) }))) });
  }

  function described(fees, low, high, mark) {
    const write = money(fees);
    return fill("described", { span: span(low, high, write), mark: span(mark.low, mark.high, write) });
  }
}
