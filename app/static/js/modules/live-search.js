import { read } from "./fragment.js";
import { carried } from "./kept.js";
import { parsed } from "./trusted.js";

// Choosing something in the panel asks the same address the form would, and puts the answer in place.
export function enhance(root, renew) {
  if (root.querySelector("#search") === null || !globalThis.fetch) return;
  const search = new Search(renew);
  root.addEventListener("change", (event) => search.changed(event));
  root.addEventListener("submit", (event) => search.submitted(event));
  root.addEventListener("click", (event) => search.clicked(event));
  addEventListener("leave", () => search.asked?.abort());
  addEventListener("popstate", () => search.show(location.href, { push: false }));
  markLive();
}

const markLive = () => document.querySelector("form[data-live]")?.classList.add("is-live");

class Search {
  constructor(renew) {
    this.renew = renew;
    this.asked = null;
  }

  changed(event) {
    const form = event.target.form;
    if (form?.matches("[data-live]")) this.show(address(form));
  }

  submitted(event) {
    if (!event.target.matches("[data-live]")) return;
    event.preventDefault();
    document.querySelector("details.narrow")?.toggleAttribute("open", matchMedia("(min-width: 62rem)").matches);
    this.show(address(event.target), { focus: "sentence" });
  }

  clicked(event) {
    const link = event.target.closest?.("a[data-swap]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.show(link.href, { focus: read(link.hash).place || "sentence" });
  }

  async show(url, { push = true, focus = document.activeElement?.id } = {}) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const place = document.querySelector("#search");
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: asked.signal, credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.replace(parsed(await answer.text()), url, push, focus);
    } catch (error) {
      // The plain way always works.
      if (error.name !== "AbortError") location.assign(url);
    }
  }

  replace(page, url, push, focus) {
    const place = document.querySelector("#search");
    const renewed = document.adoptNode(page.querySelector("#search"));
    keepFolds(place, renewed);
    place.replaceWith(renewed);
    document.title = page.title;
    if (push) history.pushState(null, "", carried(url));
    this.renew(renewed);
    markLive();
    refocus(focus);
    document.querySelector("#announcement").textContent = news(renewed);
  }
}

// The sentence and whatever the search has to say about it, such as a place it does not know.
function news(renewed) {
  const said = renewed.querySelectorAll(":scope > .urgent-note, #sentence, .results > .notice:not(.wider) > p");
  return Array.from(said, (element) => element.textContent.trim().replace(/[^.?!:。؟]$/u, "$&.")).join(" ");
}

function address(form) {
  const query = new URLSearchParams(new FormData(form));
  return query.size ? `${form.action}?${query}` : form.action;
}

// What the reader unfolded stays unfolded.
function keepFolds(before, after) {
  for (const fold of before.querySelectorAll("details[id]")) {
    const same = after.querySelector(`#${CSS.escape(fold.id)}`);
    if (same && !same.querySelector("fieldset[data-filter]")) same.open = fold.open;
  }
}

function refocus(id) {
  const element = id && document.getElementById(id);
  if (!element) return;
  const target = element.matches("details") ? element.querySelector("summary") : element;
  target.focus({ preventScroll: id !== "sentence" && !id.startsWith("facet-") });
}
