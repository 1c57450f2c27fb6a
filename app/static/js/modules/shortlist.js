import { copy } from "./copying.js";
import { forget, isRemembered, keep, kept, listen, remember } from "./kept.js";
import { ids, read, token } from "./fragment.js";
import { parsed } from "./trusted.js";

// The page of the list: what the fragment holds is sent in a body, and the answer is put in place.
export function enhance(root, renew) {
  if (root.querySelector("#shortlist") === null || !globalThis.fetch) return;
  const page = new Page(renew);
  root.addEventListener("submit", (event) => page.submitted(event));
  root.addEventListener("click", (event) => page.clicked(event));
  root.addEventListener("change", (event) => { if (event.target.matches("[data-remember]")) remember(event.target.checked); });
  addEventListener("leave", () => page.asked?.abort());
  listen((list) => page.heard(list));
  page.unfold();
  const { token: said } = read(location.hash);
  const sent = page.place.dataset.kept;
  if (sent) keep(ids(sent));
  else if (said) page.ask(new URLSearchParams({ kept: said }));
}

class Page {
  constructor(renew) {
    this.renew = renew;
  }

  get place() {
    return document.querySelector("#shortlist");
  }

  submitted(event) {
    if (!event.target.matches("[data-list]")) return;
    event.preventDefault();
    this.ask(new URLSearchParams(new FormData(event.target, event.submitter)), event.submitter?.id);
  }

  async clicked(event) {
    const button = event.target.closest?.("[data-copies], [data-print], [data-forget]");
    if (!button || !this.place.contains(button)) return;
    if (button.matches("[data-print]")) print();
    else if (button.matches("[data-forget]")) forget();
    else copy(document.getElementById(button.dataset.copies), button.dataset.copied);
  }

  // Another list came from elsewhere: a link, another tab, or "Forget".
  heard(list) {
    this.place.querySelectorAll("[data-remember]").forEach((box) => { box.checked = isRemembered(); });
    if (token(list) !== this.place.dataset.kept && token(list) !== this.asking) this.ask(new URLSearchParams({ kept: token(list) }));
  }

  async ask(body, focus) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    this.asking = body.getAll("kept").length === 1 ? body.get("kept") : null;
    this.place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(this.place.querySelector("form[data-list]").action, { method: "POST", body, signal: asked.signal, credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.replace(parsed(await answer.text()), focus);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.place.removeAttribute("aria-busy");
      this.say(this.place.dataset.failed);
    }
  }

  replace(page, focus) {
    const renewed = document.adoptNode(page.querySelector("#shortlist"));
    const only = this.place.querySelector("#only-differences")?.checked;
    this.place.replaceWith(renewed);
    this.asking = null;
    this.unfold();
    this.renew(renewed);
    const differences = renewed.querySelector("#only-differences");
    if (differences) differences.checked = Boolean(only);
    keep(ids(renewed.dataset.kept));
    if (focus) (document.getElementById(focus) ?? document.querySelector("#shortlist-title")).focus();
    const notices = Array.from(renewed.querySelectorAll(":scope > .notice"), (notice) => notice.textContent.trim());
    announce([...notices, kept().length ? document.querySelector(".kept-bar-count").textContent.trim() : ""].join(" "));
  }

  unfold() {
    for (const part of this.place.querySelectorAll("[data-scripted]")) part.hidden = false;
    this.place.querySelectorAll("[data-remember]").forEach((box) => { box.checked = isRemembered(); });
  }

  say(words) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.append(document.createElement("p"));
    notice.firstChild.textContent = words;
    this.place.querySelector(":scope > .notice")?.remove();
    this.place.querySelector("h1").after(notice);
    announce(words);
  }
}

const announce = (words) => { document.querySelector("#announcement").textContent = words; };
