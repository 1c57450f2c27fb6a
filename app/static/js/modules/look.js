import { parsed } from "./trusted.js";

// How it looks, while one types: the form goes to an address that saves nothing, and its answer is put in place.
const CALM = 300;
const HEARD = 1500;
const WIDE = matchMedia("(min-width: 62rem)");

export function enhance(root) {
  const fold = root.querySelector("details.look");
  if (fold && globalThis.fetch) new Look(fold);
}

class Look {
  constructor(fold) {
    this.fold = fold;
    this.form = document.getElementById("question-form");
    this.saw = this.typed;
    this.news = this.notes;
    fold.classList.add("is-live");
    // On a narrow screen it is there for whoever asks; nothing is asked of the server until then.
    fold.open = WIDE.matches || "asked" in fold.dataset;
    this.form.addEventListener("input", () => this.soon());
    fold.addEventListener("input", () => this.soon());
    fold.addEventListener("toggle", () => this.soon());
    // A browser that comes back here fills in what was typed before, and tells nobody.
    addEventListener("pageshow", () => this.soon());
  }

  get typed() {
    return String(new URLSearchParams(new FormData(this.form)));
  }

  get notes() {
    return Array.from(this.fold.querySelectorAll(".look-note"), (note) => note.textContent.replace(/\s+/g, " ").trim()).join(" ");
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), CALM);
  }

  async ask() {
    const typed = this.typed;
    if (!this.fold.open || typed === this.saw) return;
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const place = this.fold.querySelector("#preview");
    place.setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(typed);
      const answer = await fetch(this.fold.dataset.address, { method: "POST", body, signal: asked.signal, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      place.replaceWith(document.adoptNode(parsed(await answer.text()).querySelector("#preview")));
      this.saw = typed;
      this.say(this.notes);
    } catch (error) {
      if (error.name === "AbortError") return;
      place.removeAttribute("aria-busy");
      this.fail(place);
    }
  }

  // Read out only when there is something else to know, and not into the typing.
  say(news) {
    clearTimeout(this.telling);
    if (news === this.news) return;
    this.telling = setTimeout(() => {
      this.news = news;
      document.querySelector("#announcement").textContent = news;
    }, HEARD);
  }

  fail(place) {
    const note = place.querySelector(".look-failed") ?? document.createElement("p");
    note.className = "look-note look-failed notice";
    note.textContent = this.fold.dataset.failed;
    place.prepend(note);
    this.say(note.textContent);
  }
}
