// A button beside each password that shows what was typed; it hides it again before it is sent.
export function enhance(root) {
  for (const input of root.querySelectorAll("input[type=password][data-show]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "show-password";
    button.textContent = input.dataset.show;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => show(input, button, input.type === "password"));
    input.form.addEventListener("submit", () => show(input, button, false));
    input.after(button);
  }
}

function show(input, button, shown) {
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
}
