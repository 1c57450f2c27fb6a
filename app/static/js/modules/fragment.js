// The fragment of an address: a place on the page and the list somebody keeps, "#place&kept=token".
// No browser sends a fragment to any server, and none names it as where a reader came from.
export const MOST = 20;
const SIGN = "kept=";
const WHOLE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function read(hash) {
  const parts = hash.replace(/^#/, "").split("&");
  const token = parts.find((part) => part.startsWith(SIGN));
  return {
    place: parts.find((part) => part && !part.startsWith(SIGN)) ?? "",
    ids: ids(token?.slice(SIGN.length) ?? ""),
    token: token?.slice(SIGN.length) ?? null,
  };
}

export function written(place, list) {
  const parts = [place, list.length ? SIGN + token(list) : ""].filter(Boolean);
  return parts.length ? `#${parts.join("&")}` : "";
}

// base64url, without padding, of the 16 bytes of each id.
export function token(list) {
  const bytes = list.flatMap((id) => id.replaceAll("-", "").match(/../g).map((pair) => parseInt(pair, 16)));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// What cannot be read is left to the server to speak about: here it is nobody.
export function ids(text) {
  let bytes;
  try {
    bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return [];
  }
  const found = [];
  for (let start = 0; start + 16 <= bytes.length; start += 16) {
    const hex = Array.from(bytes.slice(start, start + 16), (one) => one.charCodeAt(0).toString(16).padStart(2, "0")).join("");
    found.push(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
  }
  return [...new Set(found)].filter((id) => WHOLE.test(id)).slice(0, MOST);
}
