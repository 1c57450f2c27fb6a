import { forget, listen } from "./kept.js";

// How many are kept, and the way to them. The pages of the list itself say so in their own words.
export function enhance(root) {
  const bar = root.querySelector("#kept-bar");
  if (bar === null) return;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let before = null;
  listen((list) => {
    bar.hidden = !list.length || root.querySelector("#shortlist, .paper") !== null;
    document.body.classList.toggle("has-kept", !bar.hidden);
    bar.querySelector("[data-count]").textContent = number.format(list.length);
    if (before !== null && before !== list.length) say(list.length ? bar.querySelector(".kept-bar-count").textContent : bar.dataset.forgotten);
    before = list.length;
  });
  bar.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    root.querySelector("#main").focus();
  });
}

const say = (words) => { document.querySelector("#announcement").textContent = words.trim(); };
