// Without a script, what was asked before goes along in the address as a sealed word. Here the page holds it already: an
// address that is copied from the bar, or stands in the history, says nothing more than whose page it is.
export function start() {
  const address = new URL(location.href);
  if (!address.searchParams.has("asked")) return;
  address.searchParams.delete("asked");
  history.replaceState(history.state, "", address);
}
