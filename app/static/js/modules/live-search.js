import { read } from "./fragment.js";
import { carried } from "./kept.js";
import { parsed } from "./trusted.js";

// Choosing something in the panel asks the same address the form would, and puts the answer in place. In the quiet
// search the form is posted, and only the address that says nothing comes into the history: in place of the one before.
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
    if (form?.matches("[data-live]")) this.ask(form);
  }

  submitted(event) {
    if (!event.target.matches("[data-live]")) return;
    event.preventDefault();
    document.querySelector("details.narrow")?.toggleAttribute("open", matchMedia("(min-width: 62rem)").matches);
    this.ask(event.target, { focus: "sentence" });
  }

  ask(form, more) {
    const asked = new URLSearchParams(new FormData(form));
    if (form.method === "post") this.show(form.action, { ...more, sent: { form, body: asked } });
    else this.show(asked.size ? `${form.action}?${asked}` : form.action, more);
  }

  clicked(event) {
    const link = event.target.closest?.("a[data-swap]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.show(link.href, { focus: read(link.hash).place || "sentence" });
  }

  async show(url, { push = true, focus = document.activeElement?.id, sent = null } = {}) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const place = document.querySelector("#search");
    place.setAttribute("aria-busy", "true");
    try {
      const how = sent ? { method: "POST", body: sent.body } : {};
      const answer = await fetch(url, { ...how, signal: asked.signal, credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.replace(parsed(await answer.text()), sent ? answer.url : url, push, focus);
    } catch (error) {
      // The plain way always works.
      if (error.name === "AbortError") return;
      if (!sent) return location.assign(url);
      sent.form.action = carried(sent.form.action);
      sent.form.submit();
    }
  }

  replace(page, url, push, focus) {
    const place = document.querySelector("#search");
    const renewed = document.adoptNode(page.querySelector("#search"));
    keepFolds(place, renewed);
    place.replaceWith(renewed);
    document.title = page.title;
    if (push) history[renewed.matches("[data-quiet]") ? "replaceState" : "pushState"](null, "", carried(url));
    followOutside(page);
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

// What stands outside of the search and leads out of it, or away and back, is about this one now.
function followOutside(page) {
  for (const element of document.querySelectorAll("[data-follows]")) {
    const renewed = page.getElementById(element.id);
    for (const name of ["href", "action"]) {
      if (renewed?.hasAttribute(name)) element.setAttribute(name, renewed.getAttribute(name));
    }
  }
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
  target.focus({ preventScroll: id !== "sentence" && id !== "all" && !id.startsWith("facet-") });
}
