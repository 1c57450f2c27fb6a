// Copying what stands in a field. The button is there only with a script; it says what it did, to eye and ear.
export function enhance(root) {
  for (const button of root.querySelectorAll("[data-copies][data-select]")) {
    button.closest("[data-scripted]").hidden = false;
    const said = button.parentElement.querySelector("[data-said]");
    button.addEventListener("click", async () => {
      said.textContent = "";
      const done = await copied(document.getElementById(button.dataset.copies));
      said.textContent = done ? button.dataset.copied : button.dataset.select;
    });
  }
}

export async function copy(field, words) {
  if (await copied(field)) document.querySelector("#announcement").textContent = words;
}

// Where the clipboard is closed to us, the text stands selected to be copied by hand.
async function copied(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    return false;
  }
}
