import { amountIn } from "./amounts.js";
import { feePicture } from "./fee-picture.js";
import { resolve } from "./fee-resolving.js";
import { speaker } from "./fee-words.js";

// The seeker's figures live here and nowhere else: in this page's memory, until it is left.
const NOTHING = { pay: null, income: "", currency: null, rhythm: "weekly", level: null };
const mine = { ...NOTHING, groups: new Set(), entered: false };
const CALM = 700;
// Rules whose words say all that the line below the price says.
const REPEATING = new Set(["fixed", "reduced", "range", "decide", "sponsored", "donation"]);
const NEWS = ["certain", "ask", "range", "full", "beyond", "unknown"];

export function enhance(root) {
  const fold = root.querySelector("details.paying");
  if (fold) shown = new Paying(fold, [...root.querySelectorAll(".price[data-fees]")]);
}

// Browsers keep whole pages for the way back: the figures are not to be found there by whoever comes next.
let shown = null;
addEventListener("pagehide", () => shown?.clear());

class Paying {
  constructor(fold, places) {
    this.fold = fold;
    this.speaks = speaker(JSON.parse(fold.dataset.book));
    this.prices = places.map((place) => ({ place, fees: JSON.parse(place.dataset.fees), everybodys: [...place.childNodes] }));
    this.mistaken = new Map();
    this.fields = [...fold.querySelectorAll("[data-figure]")];
    this.searched = this.field("pay").value;
    this.fill();
    fold.addEventListener("input", (event) => this.entered(event));
    fold.addEventListener("change", (event) => event.stopPropagation());
    fold.addEventListener("click", (event) => this.clicked(event));
    fold.hidden = false;
    if (mine.entered) this.show();
  }

  field(name) {
    return this.fields.find((field) => field.dataset.figure === name);
  }

  // The page is new, the person is the same.
  fill() {
    const currency = this.field("currency");
    if (mine.currency && ![...currency.options].some(({ value }) => value === mine.currency.code)) {
      const option = new Option(mine.currency.code, mine.currency.code);
      Object.assign(option.dataset, { symbol: mine.currency.symbol, digits: mine.currency.digits });
      currency.append(option);
    }
    currency.value = mine.currency?.code ?? currency.options[0].value;
    currency.closest(".field").hidden = currency.options.length === 1;
    this.field("pay").value = mine.pay ?? this.searched;
    this.field("income").value = mine.income;
    for (const box of this.fold.querySelectorAll("[data-group]")) box.checked = mine.groups.has(box.dataset.group);
    this.press();
    this.sign();
  }

  press() {
    for (const button of this.fold.querySelectorAll("[data-choice] button")) {
      button.setAttribute("aria-pressed", String(mine[button.closest("[data-choice]").dataset.choice] === button.value));
    }
  }

  sign() {
    const { symbol } = this.currency();
    for (const sign of this.fold.querySelectorAll(".amount-sign")) {
      sign.textContent = symbol;
      sign.parentElement.classList.toggle("is-wide", symbol.length > 1);
    }
  }

  currency() {
    const { value, dataset } = this.field("currency").selectedOptions[0];
    return { code: value, symbol: dataset.symbol, digits: Number(dataset.digits) };
  }

  // No part of the search: nothing beyond the fold hears of it.
  entered(event) {
    event.stopPropagation();
    const { figure, group } = event.target.dataset;
    if (group) mine.groups[event.target.checked ? "add" : "delete"](group);
    if (figure === "currency") mine.currency = this.currency();
    else if (figure) mine[figure] = event.target.value;
    this.sign();
    this.changed();
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const choice = button.closest("[data-choice]")?.dataset.choice;
    if (choice) {
      mine[choice] = mine[choice] === button.value && choice === "level" ? null : button.value;
      this.press();
      this.changed();
    } else this.clear();
  }

  clear() {
    Object.assign(mine, NOTHING, { entered: false });
    mine.groups.clear();
    this.searched = this.field("pay").defaultValue;
    this.fill();
    this.mistaken.clear();
    for (const field of this.fields) this.wrong(field, false);
    for (const { place, everybodys } of this.prices) place.replaceChildren(...everybodys);
    this.fold.querySelector(".paying-on").hidden = true;
    this.tell(() => this.speaks.fill("news-none"));
  }

  changed() {
    mine.entered = true;
    this.show();
  }

  // What is typed wrongly is said beside it and otherwise not counted.
  amount(name) {
    const field = this.field(name);
    const amount = amountIn(field.value, this.currency().digits);
    this.mistaken.set(field, Number.isNaN(amount));
    return Number.isNaN(amount) ? null : amount;
  }

  wrong(field, is) {
    const words = this.fold.querySelector(`#${field.id}-wrong`);
    if (!words) return;
    field.setAttribute("aria-invalid", String(is));
    words.textContent = is ? this.speaks.fill("not-an-amount") : "";
  }

  show() {
    const means = {
      currency: this.currency().code, pay: this.amount("pay"), income: this.amount("income"),
      groups: [...mine.groups], level: mine.level, rhythm: mine.rhythm,
    };
    const found = this.prices.map(({ fees }) => resolve(fees, means));
    found.forEach((price, at) => this.draw(this.prices[at], price, means));
    this.fold.querySelector(".paying-on").hidden = false;
    this.tell(() => this.news(found));
  }

  news(found) {
    const counts = new Map();
    for (const { within, certainty } of found) {
      const kind = within === false ? "beyond" : certainty;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return this.speaks.news(NEWS.filter((kind) => counts.has(kind)).map((kind) => [`news-${kind}`, counts.get(kind)]));
  }

  // Said once the typing rests; what is mended is mended at once.
  tell(words) {
    clearTimeout(this.resting);
    for (const [field, is] of this.mistaken) if (!is) this.wrong(field, false);
    this.resting = setTimeout(() => {
      for (const [field, is] of this.mistaken) this.wrong(field, is);
      this.fold.querySelector(".paying-news").textContent = words();
    }, CALM);
  }

  draw({ place, fees, everybodys }, price, means) {
    const said = this.speaks;
    const places = everybodys.some((node) => node.querySelector?.(".mark"));
    const lines = [
      paragraph("price-words", said.headline(fees, price)),
      picture(fees, price, said),
      paragraph("price-rule small", said.rule(fees, price)),
      ...said.notes(fees, price, means.pay, places ? ["ask", "full"] : []).map((note) => paragraph("price-note small", note)),
      ...[said.month(fees, price, means.rhythm), said.once(fees, price), said.usual(fees, price)].map((line) => paragraph("small quiet", line)),
    ];
    const over = REPEATING.has(price.rule.say) ? ".price-words, .fee-range, .price-detail" : ".price-words, .fee-range";
    const kept = everybodys.filter((node) => !node.matches?.(over));
    place.replaceChildren(...lines.filter(Boolean), ...kept);
  }
}

function paragraph(name, words) {
  if (!words) return null;
  return Object.assign(document.createElement("p"), { className: name, textContent: words });
}

const shape = (name, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

// The range of the fee for everybody, and on it what this seeker would pay.
function picture(fees, price, said) {
  if (!price.high || price.rule.say === "decide" || price.certainty === "unknown") return null;
  const low = Math.min(fees.reduced_from ?? price.low, fees.standard ?? price.low, price.low);
  const high = Math.max(fees.standard ?? price.high, price.high);
  const drawn = feePicture(low, high, price.high);
  const from = feePicture(low, high, price.low).mark;
  const svg = shape("svg", { class: "fee-range", viewBox: "0 0 200 22", role: "img", "aria-label": said.described(fees, low, high, price) });
  svg.append(
    shape("rect", { class: "fee-track", x: 0.5, y: 8.5, width: 199, height: 7, rx: 3.5 }),
    shape("rect", { class: "fee-span", x: drawn.start, y: 8, width: drawn.length, height: 8, rx: 4 }),
  );
  if (price.certainty === "range") return svg;
  if (from < drawn.mark) svg.append(shape("path", { class: "fee-mark fee-mine", d: `M${from} 12H${drawn.mark}` }));
  for (const at of new Set([from, drawn.mark])) {
    svg.append(shape("path", { class: "fee-mark", d: `M${at} 3v18` }), shape("circle", { class: "fee-mark-head", cx: at, cy: 4, r: 3.5 }));
  }
  return svg;
}
