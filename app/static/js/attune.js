// Everything here only enhances: each page works without it.
import { enhance as tidyForms } from "./modules/tidy-forms.js";
import { enhance as filterFacets } from "./modules/facet-filter.js";
import { enhance as openNarrow } from "./modules/narrow.js";
import { enhance as searchLive } from "./modules/live-search.js";
import { enhance as sayWhatIPay } from "./modules/what-would-i-pay.js";
import { enhance as goBack } from "./modules/back-link.js";

const everywhere = [tidyForms, filterFacets, openNarrow, sayWhatIPay];

for (const enhance of everywhere) enhance(document);
goBack(document);
searchLive(document, (renewed) => everywhere.forEach((enhance) => enhance(renewed)));
