// Everything here only enhances: each page works without it.
import { enhance as tidyForms } from "./modules/tidy-forms.js";
import { enhance as filterFacets } from "./modules/facet-filter.js";
import { enhance as openNarrow } from "./modules/narrow.js";
import { enhance as searchLive } from "./modules/live-search.js";
import { enhance as sayWhatIPay } from "./modules/what-would-i-pay.js";
import { enhance as goBack } from "./modules/back-link.js";
import { start as hideAsked } from "./modules/hide-asked.js";
import { start as keepList } from "./modules/kept.js";
import { enhance as keepPeople, follow as followKept } from "./modules/keep-button.js";
import { enhance as showKept } from "./modules/kept-bar.js";
import { enhance as openShortlist } from "./modules/shortlist.js";
import { enhance as writeFirst } from "./modules/first-message.js";
import { enhance as offerCopies } from "./modules/copying.js";
import { start as askAnew } from "./modules/quiet-search.js";
import { enhance as usePasskeys } from "./modules/passkeys.js";
import { enhance as showPassword } from "./modules/show-password.js";
import { enhance as lookAtIt } from "./modules/look.js";
import { enhance as doSmallSum } from "./modules/small-sum.js";

const everywhere = [tidyForms, filterFacets, openNarrow, sayWhatIPay, keepPeople, writeFirst];

hideAsked();
showKept(document);
followKept();
for (const enhance of everywhere) enhance(document);
goBack(document);
searchLive(document, (renewed) => everywhere.forEach((enhance) => enhance(renewed)));
keepList();
askAnew();
usePasskeys(document);
showPassword(document);
lookAtIt(document);
doSmallSum(document);
offerCopies(document);
openShortlist(document, (renewed) => everywhere.forEach((enhance) => enhance(renewed)));
