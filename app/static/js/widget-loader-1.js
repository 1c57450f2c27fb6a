// Puts a search into this page and gives it the height it asks for. It reads its own element and nothing else of the page.
// Once published, this version never changes: a later one gets another number.
(() => {
  "use strict";
  const own = document.currentScript;
  const frame = document.createElement("iframe");
  frame.src = new URL(`/widget/${encodeURIComponent(own.dataset.widget)}`, own.src).href;
  frame.title = own.dataset.title;
  frame.width = "100%";
  frame.height = "640";
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  frame.sandbox = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-scripts";
  frame.setAttribute("frameborder", "0");
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.type !== "attune:height" || data.v !== 1) return;
    const { height } = data;
    if (Number.isInteger(height) && height % 32 === 0 && height >= 160 && height <= 4096) frame.height = String(height);
  });
  own.after(frame);
})();
