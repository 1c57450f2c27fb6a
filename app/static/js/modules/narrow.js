import { read } from "./fragment.js";

const WIDE = matchMedia("(min-width: 62rem)");

// On a wide screen the filters stand open in every browser; on a narrow one people come first.
export function enhance(root) {
  const fold = root.querySelector("details.narrow");
  if (fold === null) return;
  fold.classList.add("is-wide");
  const unfold = () => { if (WIDE.matches) fold.open = true; };
  unfold();
  WIDE.onchange = unfold;
  const { place } = read(location.hash);
  if (place.startsWith("facet-") || place === "all") {
    fold.open = true;
    document.getElementById(place)?.scrollIntoView({ block: "start" });
  }
}
