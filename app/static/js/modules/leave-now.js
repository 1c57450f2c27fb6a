// Leaving at once. A script of its own, before all others and before anything is painted: it must work while the rest
// is still on its way, and a page that Back brings after leaving must never be seen. No module: those come too late.
(() => {
  const { to, forget, loading } = document.currentScript.dataset;
  const LEFT = "left";
  const PRESSES = 3;
  const WITHIN = 5000;
  let gone = false;
  let alone = false;
  let presses = [];
  let over;

  function leave() {
    if (gone) return;
    gone = true;
    clearTimeout(over);
    // The others let go of what they hold: an answer that still comes must not lead back here.
    dispatchEvent(new Event("leave"));
    stop();
    blank();
    clear();
    try { history.replaceState(null, "", forget); } catch { /* It is replaced in a moment anyway. */ }
    navigator.sendBeacon?.(forget);
    location.replace(to);
  }

  // What is taken out cannot be read, found, heard or brought back by anything.
  function blank() {
    document.title = loading;
    if (document.body === null) return void (document.documentElement.hidden = true);
    const overlay = document.createElement("div");
    overlay.className = "leave-now-overlay";
    overlay.setAttribute("role", "alert");
    document.body.replaceChildren(overlay);
    const words = document.createElement("span");
    words.className = "unseen";
    words.textContent = loading;
    overlay.append(words);
  }

  // This tab remembers that it was left, and nothing else, until the site is opened anew in it.
  function clear() {
    try {
      localStorage.clear();
      sessionStorage.clear();
      sessionStorage.setItem(LEFT, "1");
    } catch { /* Where storage is off there is nothing in it. */ }
  }

  function wasLeft() {
    try {
      return sessionStorage.getItem(LEFT) !== null;
    } catch {
      return false;
    }
  }

  function open() {
    const [arrival] = performance.getEntriesByType("navigation");
    if (arrival?.type === "back_forward" && wasLeft()) return again();
    try { sessionStorage.removeItem(LEFT); } catch { /* As above. */ }
  }

  function again() {
    gone = true;
    document.documentElement.hidden = true;
    document.title = loading;
    stop();
    location.replace(to);
  }

  // A page that is kept in memory is put away unseen, and comes back so unless nobody has left.
  function away() {
    document.documentElement.style.visibility = "hidden";
  }

  function back(event) {
    if (!event.persisted) return;
    if (gone || wasLeft()) {
      event.stopImmediatePropagation();
      return again();
    }
    document.documentElement.style.visibility = "";
  }

  // Shift by itself: not with another key, a click, or while a word is being composed.
  function down(event) {
    if (event.key === "Shift") alone = event.repeat ? alone : !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
    else reset();
  }

  function up(event) {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    const now = performance.now();
    presses = [...presses.filter((at) => now - at < WITHIN), now];
    if (presses.length === PRESSES) return leave();
    clearTimeout(over);
    over = setTimeout(expire, WITHIN);
    show(presses.length === 1 ? "two" : "one");
  }

  function reset() {
    alone = false;
    if (!presses.length) return;
    clearTimeout(over);
    presses = [];
    show(null);
  }

  function expire() {
    presses = [];
    show("over");
    over = setTimeout(() => show(null), WITHIN);
  }

  function show(words) {
    const place = document.querySelector("#leave-now");
    if (place === null) return;
    place.dataset.pressed = presses.length;
    place.querySelector("[data-presses]").textContent = words === null ? "" : place.dataset[words];
  }

  function press(event) {
    if (event.button > 1 || !event.target.closest?.("[data-leave]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  }

  function ready() {
    const keys = document.querySelector("#leave-now-keys");
    if (keys === null) return;
    keys.hidden = false;
    document.querySelector(".leave-now-button").setAttribute("aria-describedby", keys.id);
  }

  open();
  const first = { capture: true };
  for (const [name, hear] of Object.entries({ click: press, auxclick: press, keydown: down, keyup: up, pointerdown: reset, pageshow: back, pagehide: away })) {
    addEventListener(name, hear, first);
  }
  document.addEventListener("DOMContentLoaded", ready);
})();
