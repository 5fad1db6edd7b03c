(() => {
"use strict";
const make = (tag, className = "", ...children) => {
const element = document.createElement(tag);
if (className) element.className = className;
element.append(...children);
return element;
};
const button = (className, pressed, action, ...children) => {
const element = make("button", className, ...children);
element.type = "button";
if (pressed !== null) element.setAttribute("aria-pressed", String(pressed));
element.addEventListener("click", action);
return element;
};
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
const grouped = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
const marks = (pieces) =>
pieces.map(({ text, hit, wrong }) => (hit ? make("mark", wrong ? "wrong" : "", text) : text));
const resultOf = ({ document: article, missing = [] }, answer, { root, query, near, lacking }) => {
const link = make("a", "", ...marks(sitegenSearch.marked(article.title, answer)));
link.href = `${root}${article.href}?${new URLSearchParams({ q: sitegenSearch.shorten(query) })}`;
const about = [article.date, article.page].filter(Boolean).join(" · ");
const item = make("li", "", link, make("p", "meta", make("span", "", about)));
if (answer.near) item.lastChild.append(make("span", "near", near));
if (missing.length) item.lastChild.append(make("span", "near", filled(lacking, { words: missing.join("、") })));
item.append(make("p", "snippet", ...marks(sitegenSearch.snippet(article, answer))));
return item;
};
const facetOf = (values, chosen, { nameOf, choose }) => {
const most = Math.max(1, ...values.map(({ count }) => count));
return values.map(({ value, count }) => {
const pressed = chosen === value;
const bar = make("span", "bar-fill");
bar.style.setProperty("--share", String(count / most));
const counted = make("span", "count", String(count));
const choice = button("facet", pressed, () => choose(pressed ? "" : value), bar, make("span", "name", nameOf(value)), " ", counted);
choice.disabled = count === 0 && !pressed;
return make("li", "", choice);
});
};
globalThis.sitegenSearch = Object.freeze({
...sitegenSearch,
shown: Object.freeze({ make, button, filled, grouped, resultOf, facetOf }),
});
})();
(() => {
"use strict";
const region = document.querySelector("[data-search-state]");
if (!region) return;
const { index, lunr: library } = region.dataset;
const add = sitegenSearch.scriptLoader("");
const coming = new Map();
for (const script of document.querySelectorAll("script[src][defer]")) {
if (!(document.currentScript.compareDocumentPosition(script) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
const promise = new Promise((loaded, failed) => {
script.addEventListener("load", loaded);
script.addEventListener("error", () => failed(new Error(script.src)));
});
promise.catch(() => null); // whoever asks will be told
coming.set(script.getAttribute("src"), promise);
}
const load = (address) => {
const own = coming.get(address);
coming.delete(address);
return own || add(address);
};
let ready = null; // promise of lunr.js
const loadLibrary = () => {
if (!ready) {
ready = load(library).then(() => {
if (typeof lunr === "undefined") throw new Error("not lunr.js");
});
ready.catch(() => (ready = null)); // so that another attempt asks for it again
}
return ready;
};
sitegenSearch.connect((address) => {
const parts = [load(index + address)];
if (!address.startsWith("manifest.js")) parts.push(loadLibrary());
return Promise.all(parts);
});
})();
(() => {
"use strict";
const TYPING_PAUSE = 150; // milliseconds
const LONGEST_PAINT = 500; // milliseconds
const FILTERS = ["year", "place", "unit", "person", "kind", "issue"];
const AHEAD = 200; // pixels below the screen, in which the end of the list brings the next results
const region = document.querySelector("[data-search-state]");
const list = document.getElementById("results");
const box = document.querySelector('main form input[name="q"]');
if (!region || !list || !box) return;
const part = (name) => region.querySelector(`[data-search-${name}]`);
const words = region.dataset;
const { make, button, filled, grouped, resultOf, facetOf } = sitegenSearch.shown;
const [status, sorts, chips, offers, panel, retry, further, help] = [
"status", "sort", "chosen", "offers", "filters", "retry", "more", "help",
].map(part);
let filters = {};
let sort = "relevance";
let answer = null;
let pause = 0;
let turn = 0; // an answer that is no longer the latest is dropped
let outdated = false;
const show = (state, message) => {
region.dataset.searchState = state;
region.setAttribute("aria-busy", String(state === "loading"));
if (status.textContent !== message) status.textContent = message;
retry.hidden = state !== "failed";
help.hidden = state !== "none";
sorts.hidden = !(answer && answer.results.length > 1 && !answer.near);
panel.hidden = !(answer && answer.facets && answer.results.length && !answer.near);
further.hidden = !answer || answer.complete;
for (const choice of sorts.querySelectorAll("button")) {
choice.setAttribute("aria-pressed", String(choice.dataset.sort === sort));
}
showChosen();
};
const messageOf = ({ total, exact, near, shortened, elsewhere, complete }) => {
const number = { n: grouped(total) };
const sentences = [
near ? filled(words.near, number) : total || !complete ? filled(exact ? words.count : words.about, number) : words.none,
elsewhere ? filled(words.elsewhere, { n: elsewhere }) : "",
shortened ? words.shortened : "",
];
return sentences.filter(Boolean).join(" ");
};
const showAnswer = () => {
const shown = { root: words.root, query: box.value, near: words.nearMark, lacking: words.lacking };
const known = list.children.length;
list.append(...answer.results.slice(known).map((hit) => resultOf(hit, answer, shown)));
show(answer.total && !answer.near ? "ready" : "none", messageOf(answer));
};
const forget = () => {
answer = null;
list.replaceChildren();
};
const nameOf = (key) => (value) => {
if (key === "year" && value === "undated") return words.undated;
return (key === "kind" && region.getAttribute(`data-kind-${value}`)) || value;
};
const showChosen = () => {
const chosen = FILTERS.filter((key) => filters[key]);
chips.replaceChildren(
...chosen.map((key) => {
const chip = button("chip", null, () => narrow(key, ""), make("span", "", nameOf(key)(filters[key])), " ×");
chip.setAttribute("aria-label", filled(words.remove, { name: nameOf(key)(filters[key]) }));
return make("li", "", chip);
}),
);
chips.hidden = chosen.length === 0;
};
const showFacets = async () => {
if (!panel.open || !answer || panel.hidden) return;
const mine = turn;
try {
const facets = await inTurn(answer.facets);
if (mine !== turn || !facets) return;
for (const group of panel.querySelectorAll("[data-facet]")) {
const key = group.dataset.facet;
const values = facets[key].filter(({ count, value }) => count || value === filters[key] || (key === "year" && value !== "undated"));
group.hidden = values.length < 2 && !filters[key];
group.querySelector("ul").replaceChildren(
...facetOf(values, filters[key], { nameOf: nameOf(key), choose: (value) => narrow(key, value) }),
);
}
} catch (problem) {
if (mine === turn) fail(problem);
}
};
const fail = (problem) => {
outdated = Boolean(problem && problem.reason === "outdated");
forget();
show("failed", outdated ? words.outdated : words.failed);
};
let working = Promise.resolve();
const inTurn = (work) => {
const result = working.then(work);
working = result.catch(() => null);
return result;
};
const painted = () =>
new Promise((done) => {
requestAnimationFrame(() => setTimeout(done));
setTimeout(done, LONGEST_PAINT);
});
const ask = async ({ remember = "replace" } = {}) => {
clearTimeout(pause);
const mine = (turn += 1);
const query = box.value;
keep(remember);
if (!sitegenSearch.parse(query).wanted.length) {
forget();
show("idle", query.trim() ? words.hint : words.idle);
offer([]);
return;
}
try {
if (!answer) show("loading", words.loading);
region.setAttribute("aria-busy", "true");
const first = await sitegenSearch.find(query, { filters, sort });
if (mine !== turn) return;
forget();
answer = first;
working = Promise.resolve();
showAnswer();
await painted();
if (mine !== turn) return;
const settled = await inTurn(first.settle);
if (mine !== turn) return;
answer = settled;
showAnswer();
showFacets();
offer(await sitegenSearch.suggest(query).catch(() => []), mine);
} catch (problem) {
if (mine === turn) fail(problem);
}
};
const askSoon = () => {
clearTimeout(pause);
pause = setTimeout(ask, TYPING_PAUSE);
};
let fetching = false;
const fetchMore = async () => {
if (fetching || !answer || answer.complete) return;
fetching = true;
const mine = turn;
try {
const next = await inTurn(answer.more);
if (mine !== turn) return;
answer = next;
showAnswer();
} catch (problem) {
if (mine === turn) fail(problem);
} finally {
fetching = false;
}
};
const readOn = () => {
if (!further.hidden && further.getBoundingClientRect().top < innerHeight + AHEAD) fetchMore();
};
const narrow = (key, value) => {
filters = { ...filters, [key]: value };
ask({ remember: "push" });
};
const offer = (suggestions, mine = turn) => {
if (mine !== turn) return;
offers.hidden = suggestions.length === 0;
offers.replaceChildren(
...suggestions.map(({ text, what }) => {
const take = () => {
box.value = text;
box.focus();
ask({ remember: "push" });
};
return make("li", "", button("offer", null, take, text, " ", make("span", "count", words[what] || "")));
}),
);
};
const keep = (how) => {
const address = new URL(location.href);
const state = { q: sitegenSearch.shorten(box.value).trim(), ...filters, sort: sort === "date" ? sort : "" };
for (const name of ["q", ...FILTERS, "sort"]) {
if (state[name]) address.searchParams.set(name, state[name]);
else address.searchParams.delete(name);
}
try {
if (how === "push" && address.href !== location.href) history.pushState(null, "", address);
else if (how !== "not") history.replaceState(history.state, "", address);
} catch {
}
};
const readAddress = (typed = "") => {
const given = new URLSearchParams(location.search);
box.value = given.get("q") || typed;
filters = Object.fromEntries(FILTERS.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
sort = given.get("sort") === "date" ? "date" : "relevance";
if (filters.issue && !box.value) box.focus();
ask({ remember: "not" });
};
box.addEventListener("input", (event) => {
if (!event.isComposing) askSoon();
});
box.addEventListener("compositionstart", () => clearTimeout(pause));
box.addEventListener("compositionend", askSoon);
box.form.addEventListener("submit", (event) => {
event.preventDefault();
ask({ remember: "push" });
});
retry.addEventListener("click", () => {
if (outdated) location.reload();
box.focus();
ask();
});
further.addEventListener("click", fetchMore);
addEventListener("scroll", readOn, { passive: true });
panel.addEventListener("toggle", showFacets);
for (const choice of sorts.querySelectorAll("button")) {
choice.addEventListener("click", () => {
sort = choice.dataset.sort;
ask({ remember: "push" });
});
}
const enter = () => {
box.focus();
box.select();
};
const clear = () => {
box.value = "";
box.focus();
ask();
};
const moveBy = (step) => {
const stops = [...offers.querySelectorAll("button"), ...list.querySelectorAll("li > a:first-of-type")];
const next = stops.indexOf(document.activeElement) + step;
if (next < 0) box.focus();
else if (stops[next]) stops[next].focus();
};
const isTyping = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
addEventListener("keydown", (event) => {
if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
const here = event.target === box || list.contains(event.target) || offers.contains(event.target);
const action = new Map([
["/", !isTyping(event.target) && enter],
["Escape", here && clear],
["ArrowDown", here && (() => moveBy(1))],
["ArrowUp", here && event.target !== box && (() => moveBy(-1))],
]).get(event.key);
if (!action) return;
event.preventDefault();
action();
});
addEventListener("popstate", () => readAddress());
readAddress(box.value);
})();
