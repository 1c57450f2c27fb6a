import { MOST, ids as idsOf, read, token, written } from "./fragment.js";

// The list of people somebody keeps: in this page's fragment, carried along to the next page of the site, and in
// the browser's storage only after they asked for that.
const KEY = "kept";
const heard = new Set();
let list = [];
let remembered = false;

export const kept = () => [...list];
export const isRemembered = () => remembered;
export const listen = (hear) => heard.add(hear);
export const carried = (url) => {
  const address = new URL(url, location.href);
  address.hash = written(read(address.hash).place, list);
  return address.href;
};

export function keep(ids) {
  list = ids.slice(0, MOST);
  if (remembered) store();
  write();
}

export function toggle(id) {
  if (list.includes(id)) keep(list.filter((one) => one !== id));
  else if (list.length < MOST) keep([...list, id]);
  else return false;
  return true;
}

export function remember(wanted) {
  remembered = wanted && list.length > 0;
  store();
  tell();
}

export function forget() {
  remembered = false;
  list = [];
  store();
  write();
}

// For good: whoever leaves hears no more of it, and nothing of it is written anywhere.
function drop() {
  heard.clear();
  list = [];
  remembered = false;
}

export function start() {
  begin();
  addEventListener("leave", drop);
  addEventListener("pageshow", (event) => { if (event.persisted) begin(); });
  addEventListener("storage", (event) => { if (event.key === KEY && remembered) adopt(idsOf(event.newValue ?? "")); });
  if (globalThis.navigation) {
    navigation.addEventListener("currententrychange", (event) => { if (event.navigationType) moved(event.navigationType); });
  }
  else addEventListener("hashchange", () => moved("push"));
  // Last of all, so that what a script sends is left alone.
  for (const name of ["click", "auxclick"]) addEventListener(name, follow, { capture: true });
  addEventListener("submit", send);
  document.getElementById(read(location.hash).place)?.scrollIntoView({ block: "start" });
}

// Going back shows an entry as it was left, with the list of then: the page one comes from knows the list of now.
// Its address is hidden from us by the referrer policy, so each entry of the tab's history carries its list.
function begin() {
  const { activation } = globalThis.navigation ?? {};
  const before = activation?.navigationType === "traverse" ? activation.from?.getState()?.kept : undefined;
  const here = read(location.hash);
  const stored = recall();
  const said = before ?? here.token ?? stored ?? "";
  list = idsOf(said);
  remembered = Boolean(stored) && stored === token(list);
  // A link that cannot be read stays as it is: the page of the list says so.
  if (list.length || said === "") write();
  else tell();
}

function moved(how) {
  const { token: said, ids } = read(location.hash);
  if (how === "traverse" || said === null) write();
  else if (said !== token(list)) adopt(ids);
}

function adopt(ids) {
  list = ids;
  write();
}

function write() {
  const address = carried(location.href);
  if (address !== location.href) history.replaceState(history.state, "", address);
  globalThis.navigation?.updateCurrentEntry({ state: { kept: token(list), search: location.pathname + location.search } });
  tell();
}

const tell = () => heard.forEach((hear) => hear(list));

// The list goes along for the moment of the click only: a link that is copied later says nothing about its reader.
function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.matches("[data-leave]") || link.origin !== location.origin) return;
  if (link.getAttribute("href").startsWith("#")) return;
  const before = link.getAttribute("href");
  link.href = carried(link.href);
  setTimeout(() => link.setAttribute("href", before));
}

// A form that is posted leads somewhere else, and the fragment of where it is sent goes along.
function send(event) {
  const form = event.target;
  const goesOn = form.method === "get" || form.matches("[data-carries]");
  if (event.defaultPrevented || !goesOn || new URL(form.action).origin !== location.origin) return;
  form.action = carried(form.action);
  if (event.submitter?.hasAttribute("formaction")) event.submitter.formAction = carried(event.submitter.formAction);
}

// Storage may be switched off; then there is nothing to remember.
function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store() {
  try {
    if (remembered && list.length) localStorage.setItem(KEY, token(list));
    else localStorage.removeItem(KEY);
  } catch {
    remembered = false;
  }
}
