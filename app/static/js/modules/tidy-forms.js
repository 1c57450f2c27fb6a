// Addresses without empty parts: easier to read, to share and to print.
export function enhance(root) {
  for (const form of root.querySelectorAll("form[data-tidy]")) {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) {
        if (!String(value).trim() && event.formData.getAll(name).length === 1) event.formData.delete(name);
      }
    });
  }
}
