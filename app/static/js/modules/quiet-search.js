// Browsers may hold on to a page they were told not to store, and show it again by Back: a quiet one is asked for anew,
// so that it is there no longer than its address is good.
export function start() {
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("#quiet-out")) location.reload();
  });
}
