import { kept, listen, toggle } from "./kept.js";

// The box to tick becomes a button that stays pressed.
export function enhance(root) {
  for (const label of root.querySelectorAll("label[data-keep]")) label.replaceWith(button(label.dataset));
  for (const form of root.querySelectorAll("#keep-form")) form.hidden = true;
  show();
}

export const follow = () => listen(show);

function button({ keep, name }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "keep-button";
  made.dataset.keeps = keep;
  made.append(name);
  made.addEventListener("click", () => {
    if (toggle(keep)) return;
    document.querySelector("#announcement").textContent = document.querySelector("#kept-bar").dataset.full;
    made.title = document.querySelector("#kept-bar").dataset.full;
  });
  return made;
}

function show() {
  const list = kept();
  for (const made of document.querySelectorAll("button[data-keeps]")) {
    made.setAttribute("aria-pressed", String(list.includes(made.dataset.keeps)));
  }
}
