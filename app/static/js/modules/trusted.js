// The one place that turns text into a document. The text is a page of this site, and no script in it ever runs.
const policy = globalThis.trustedTypes?.createPolicy("attune", { createHTML: (text) => text });

export const parsed = (text) => new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
