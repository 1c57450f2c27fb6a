import { token } from "./fragment.js";
import { listen } from "./kept.js";

// The sheet for somebody one searches with: whom one kept comes along from the fragment, and prints by a button.
export function enhance(root) {
  const page = root.querySelector("#together");
  if (page === null) return;
  const form = page.querySelector("[data-together]");
  const paste = form.querySelector("#paste");
  if (paste) {
    const typed = paste.value;
    listen((list) => {
      paste.value = list.length ? token(list) : typed;
      paste.closest(".field").hidden = list.length > 0;
      form.action = form.action.split("#")[0] + (list.length ? `#kept=${token(list)}` : "");
    });
  }
  const printing = page.querySelector("[data-print]");
  if (!printing) return;
  printing.closest("[data-scripted]").hidden = false;
  printing.addEventListener("click", () => print());
}
