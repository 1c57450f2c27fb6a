// Tells the page around the frame how high it was chosen to be: once a load, the same whatever is searched for.
// It listens to nothing, and speaks only to the sites that may show the frame.
const { height, sites } = document.body.dataset;
const around = location.ancestorOrigins?.[0];
for (const site of parent === window ? [] : sites.split(" ").filter(Boolean)) {
  // A browser that does not say who is around asks each; only the one that is meant hears it.
  if (!around || around === site) parent.postMessage({ type: "attune:height", v: 1, height: Number(height) }, site);
}
