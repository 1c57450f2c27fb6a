// Amounts of money as people write and read them. Pure; money is whole minor units.
const MOST = 1e12;
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

// The minor units a text means, null when it is empty, NaN when it is no amount: "£1,234.50", "1.234,50", "٢٥", "38 000".
export function amountIn(typed, digits) {
  const text = plain(typed);
  if (!text) return /\p{L}/u.test(typed) ? NaN : null;
  const match = /^(\d{1,3}(?:[.,' ]\d{3})+|\d+)(?:[.,](\d*))?$/.exec(text);
  if (match === null) return NaN;
  const [, whole, part = ""] = match;
  if (part.length > digits) return /^0+$/.test(part) ? minor(whole, "", digits) : NaN;
  return minor(whole, part, digits);
}

function minor(whole, part, digits) {
  const amount = Number(whole.replace(/\D/g, "") + part.padEnd(digits, "0"));
  return amount <= MOST ? amount : NaN;
}

// Digits of any script as 0-9, marks as typed on any keyboard, without the sign or name of a currency.
function plain(typed) {
  return typed.normalize("NFKC")
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replace(/[\u066b\u060c]/g, ",").replace(/[\u066c\u2019]/g, "'")
    .replace(/\p{Cf}/gu, "").replace(/\s+/g, " ").trim()
    .replace(/^(?:\p{Sc}|[A-Za-z]{3}\b)\s*/u, "").replace(/\s*(?:\p{Sc}|\b[A-Za-z]{3})$/u, "");
}

// Decimal digits of a script stand in a row of ten, and such rows begin after something that is no digit.
function valueOf(digit) {
  const code = digit.codePointAt(0);
  let start = code;
  while (code - start < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return code - start;
}

// An amount as this reader writes it: whole amounts without cents; between words that run from right to left as in
// English and kept together, like `app/criteria/wording.py` does.
export function amountWriter(locale) {
  const turned = RIGHT_TO_LEFT.has(new Intl.Locale(locale).language);
  const known = new Map();
  const format = (currency, fraction) => {
    const key = `${currency} ${fraction}`;
    if (!known.has(key)) known.set(key, new Intl.NumberFormat(turned ? "en" : locale, { style: "currency", currency, minimumFractionDigits: fraction, maximumFractionDigits: fraction }));
    return known.get(key);
  };
  return (amount, currency, digits, whole = false) => {
    const unit = 10 ** digits;
    const written = format(currency, whole || amount % unit === 0 ? 0 : digits).format(amount / unit);
    return turned ? `\u2066${written}\u2069` : written;
  };
}
