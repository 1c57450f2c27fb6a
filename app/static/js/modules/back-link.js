// The way back keeps the search without writing it into another address: it is the browser's own history.
// Only entries of this site are counted, so nobody is sent away; where they are not known, the link is a link.
export function enhance(root) {
  const link = root.querySelector("a[data-back]");
  link?.addEventListener("click", (event) => {
    if (!(globalThis.navigation?.currentEntry?.index > 0)) return;
    event.preventDefault();
    history.back();
  });
}
