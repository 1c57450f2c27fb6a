import { kept, listen, toggle } from "./kept.js";

// The box to tick becomes a button that stays pressed.
export function enhance(root) {
  for (const label of root.querySelectorAll("label[data-keep]")) label.replaceWith(button(label));
  for (const form of root.querySelectorAll("#keep-form")) form.hidden = true;
  show();
}

export const follow = () => listen(show);

function button(label) {
  const { keep, kept: pressed } = label.dataset;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "keep-button";
  made.dataset.keeps = keep;
  made.dataset.words = label.querySelector("span").textContent;
  made.dataset.pressed = pressed;
  made.append(...label.querySelectorAll("span"));
  made.addEventListener("click", () => {
    if (!toggle(keep)) full(made);
  });
  return made;
}

// A list that is full says so beside the button that was pressed.
function full(made) {
  const words = document.querySelector("#kept-bar").dataset.full;
  document.querySelector("#announcement").textContent = words;
  if (made.nextElementSibling?.matches(".keep-full")) return;
  made.after(Object.assign(document.createElement("p"), { className: "keep-full small", textContent: words }));
}

function show() {
  const list = kept();
  for (const made of document.querySelectorAll("button[data-keeps]")) {
    const pressed = list.includes(made.dataset.keeps);
    made.setAttribute("aria-pressed", String(pressed));
    made.querySelector("span").textContent = pressed ? made.dataset.pressed : made.dataset.words;
  }
}
