// The builder's preview, while one chooses: the form's fields go along in the address of the frame, and are kept nowhere.
const CALM = 400;

export function enhance(root) {
  const frame = root.querySelector("iframe[data-preview]");
  if (!frame) return;
  const form = document.getElementById("widget-form");
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(frame, form), CALM);
  });
}

function show(frame, form) {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && !["csrf_token", "name", "origins"].includes(name)) chosen.append(name, value);
  }
  const height = Number(form.elements.height.value);
  if (height >= 160 && height <= 4096) frame.height = String(Math.round(height / 32) * 32);
  // In place of what stands there: going back leads to the page before the builder.
  frame.contentWindow.location.replace(`${frame.dataset.preview}?${new URLSearchParams({ draft: chosen })}`);
}
