import { copy } from "./copying.js";
import { parsed } from "./trusted.js";

let made = 0;
const BLANKS = ["looking", "pay", "times", "answer"];

// Words with blanks become a form: fill in, change, copy. Nothing of it is sent or stored.
export function enhance(root) {
  for (const place of root.querySelectorAll(".first-message")) new Message(place);
}

class Message {
  constructor(place) {
    this.place = place;
    this.words = place.dataset;
    this.scripts = new Map(Array.from(place.querySelectorAll(".first-message-words"), (part) => [part.dataset.code, part]));
    this.written = new Map();
    this.inputs = Object.fromEntries(BLANKS.map((slot) => [slot, this.input(slot)]));
    this.languages = this.select();
    this.text = element("textarea", { rows: 20, className: "taken-text" });
    this.text.addEventListener("input", () => this.written.set(this.languages.value, this.text.value));
    this.build();
    this.show();
    place.addEventListener("focusin", () => this.recall(), { once: true });
  }

  input(slot) {
    const input = element("input", { type: "text", maxLength: 300, autocomplete: "off" });
    input.addEventListener("input", () => this.show());
    // It may stand in a form, which this must not send.
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    return input;
  }

  select() {
    const options = Array.from(this.scripts, ([code, part]) => {
      const option = element("option", { value: code });
      option.textContent = part.querySelector("summary").textContent.replace(/\s+/g, " ").trim();
      return option;
    });
    const select = element("select", {});
    select.append(...options);
    select.addEventListener("change", () => this.show());
    return select;
  }

  build() {
    const button = element("button", { type: "button", className: "button plain" });
    button.textContent = this.words.copy;
    button.addEventListener("click", () => copy(this.text, this.words.copied));
    const put = this.words.into ? [this.putter(document.getElementById(this.words.into))] : [];
    const blanks = element("div", { className: "first-message-blanks" });
    blanks.append(...BLANKS.map((slot) => field(this.words[slot], this.inputs[slot])));
    const actions = element("p", {});
    actions.append(...put, " ", button);
    this.place.append(field(this.words.language, this.languages), blanks, field(this.words.words, this.text), actions);
    for (const part of this.scripts.values()) part.remove();
  }

  // Beside a form of ours nothing need be copied by hand. Words that stand there already stay.
  putter(field) {
    const button = element("button", { type: "button", className: "button" });
    button.textContent = this.words.put;
    button.addEventListener("click", () => {
      field.value = [field.value.trim(), this.text.value].filter(Boolean).join("\n\n");
      field.rows = 12;
      field.focus();
      document.querySelector("#announcement").textContent = this.words.there;
    });
    return button;
  }

  // What somebody has changed by hand is theirs: then only a blank that still stands there is filled.
  show() {
    const code = this.languages.value;
    const part = this.scripts.get(code).querySelector("div");
    this.text.lang = part.lang;
    this.text.dir = part.dir;
    const own = this.written.get(code);
    this.text.value = own === undefined ? this.filled(part) : this.refilled(part, own);
    if (own !== undefined) this.written.set(code, this.text.value);
  }

  filled(part) {
    const words = (node) => node.nodeName === "BR" ? "\n" : this.inputs[node.dataset?.slot]?.value.trim() || node.textContent;
    return Array.from(part.querySelectorAll("p"), (paragraph) => Array.from(paragraph.childNodes, words).join("")).join("\n\n");
  }

  refilled(part, own) {
    let text = own;
    for (const blank of part.querySelectorAll("[data-slot]")) {
      const value = this.inputs[blank.dataset.slot].value.trim();
      if (value) text = text.replace(blank.textContent, () => value);
    }
    return text;
  }

  // What was asked for in the search one came from is in this tab's own history; it is read again, not kept.
  async recall() {
    const searches = globalThis.navigation?.entries().map((entry) => entry.getState()?.search).filter((search) => search?.startsWith("/find?"));
    if (!searches?.length) return;
    try {
      const answer = await fetch(searches.at(-1), { credentials: "omit" });
      if (answer.ok) this.prefill(parsed(await answer.text()), new URL(searches.at(-1), location.href).searchParams);
    } catch {
      // Then the blanks stay blank.
    }
  }

  prefill(page, asked) {
    const chosen = (key) => Array.from(page.querySelectorAll(`input[name="${key}"][checked]`), (box) => box.nextElementSibling.textContent.trim());
    const sign = page.querySelector("#panel .amount-sign")?.textContent ?? "";
    const known = {
      looking: [asked.get("q") ?? "", ...chosen("concern")].filter(Boolean).join(", "),
      pay: asked.get("pay") ? `${asked.get("currency") ?? sign}${asked.get("pay")}` : "",
      times: chosen("times").join(", "),
    };
    for (const [slot, value] of Object.entries(known)) {
      if (value && !this.inputs[slot].value) this.inputs[slot].value = value.slice(0, 300);
    }
    this.show();
  }
}

const element = (name, fields) => Object.assign(document.createElement(name), fields);

function field(label, control) {
  const place = element("div", { className: "field" });
  const words = element("label", { textContent: label, htmlFor: (control.id = `message-${(made += 1)}`) });
  place.append(words, control);
  return place;
}
