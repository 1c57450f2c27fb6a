import { folded } from "./folding.js";

// A long list of values gets a box that shortens it as one types.
export function enhance(root) {
  for (const fieldset of root.querySelectorAll("fieldset[data-filter]")) {
    const box = document.createElement("input");
    box.type = "text";
    box.className = "facet-filter";
    box.autocomplete = "off";
    box.placeholder = fieldset.dataset.filter;
    box.setAttribute("aria-label", fieldset.dataset.filter);
    const folds = new Map([...fieldset.querySelectorAll("details")].map((fold) => [fold, fold.open]));
    let sought = "";
    const items = [...fieldset.querySelectorAll("li")].map((item) => [item, folded(item.textContent)]);
    box.addEventListener("input", (event) => {
      event.stopPropagation();
      const wanted = folded(box.value);
      for (const [item, text] of items) item.hidden = !text.includes(wanted);
      for (const heading of fieldset.querySelectorAll(".facet-heading")) {
        heading.hidden = !heading.nextElementSibling?.querySelector("li:not([hidden])");
      }
      // What is found is unfolded; after the search each fold is as it was, but nothing ticked is out of sight.
      for (const fold of folds.keys()) {
        if (!sought) folds.set(fold, fold.open);
        fold.hidden = fold.querySelector("li:not([hidden])") === null;
        fold.open = wanted !== "" || folds.get(fold) || fold.querySelector(":checked") !== null;
      }
      sought = wanted;
    });
    // The box is no part of the search.
    box.addEventListener("change", (event) => event.stopPropagation());
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    fieldset.querySelector("legend").after(box);
  }
}
