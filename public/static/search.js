(() => {
"use strict";
const RULES = "bigrams-3"; // what these rules are called; an index made by others must not be asked
const INVISIBLE =
/[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu;
const HAN = /[\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
const NOT_HAN = /[^\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]+/gu;
const NUMBER = "#"; // begins the term of three digits; stands in no text that is compared
const RUN = /[\p{L}\p{N}\p{M}\u{20000}-\u{3fffd}]+/gu;
const simplified = new Map();
const learnTraditional = (pairs) => {
const characters = Array.from(pairs);
for (let at = 0; at + 1 < characters.length; at += 2) simplified.set(characters[at], characters[at + 1]);
};
const knowsTraditional = () => simplified.size > 0;
const simplify = (text) =>
simplified.size ? Array.from(text, (character) => simplified.get(character) || character).join("") : text;
const fold = (text) =>
simplify(text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase().replace(/ς/g, "σ").normalize("NFKC"));
const isIdeograph = (character) => HAN.test(character);
const runs = (text) => fold(text).match(RUN) || [];
const squash = (text) => runs(text).join("");
const bigrams = (run) => {
const characters = Array.from(run);
return characters.slice(1).map((character, at) => characters[at] + character);
};
const triples = (run) =>
(run.match(/[0-9]{3,}/g) || []).flatMap((number) =>
Array.from(number.slice(2), (_, at) => NUMBER + number.slice(at, at + 3)),
);
const bare = (term) => term.replace(NUMBER, "");
const words = (run) => run.match(NOT_HAN) || [];
const length = (text) => Array.from(text).length;
const tokensOf = (run) =>
length(run) === 1
? [run]
: [
...Array.from(run).filter(isIdeograph),
...bigrams(run),
...triples(run),
...words(run).filter((word) => length(word) !== 2),
];
const tokens = (text) => runs(text).flatMap(tokensOf);
globalThis.sitegenSearch = Object.freeze({
text: Object.freeze({
RULES,
learnTraditional,
knowsTraditional,
fold,
isIdeograph,
runs,
squash,
bigrams,
triples,
bare,
words,
length,
tokens,
}),
});
})();
(() => {
"use strict";
const { runs, squash, bigrams, triples, words, isIdeograph, length } = sitegenSearch.text;
const LONGEST_QUERY = 200; // code points; what is beyond them is not searched, and the answer says so
const MOST_TERMS = 40; // looked up in the index; the check against the text covers the whole query
const WORD = /([-－]?)(?:["“”＂]([^"“”＂]+)["“”＂](?=\s|$)|(\S+))/gu;
const shorten = (query) =>
Array.from(String(query).slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join("");
const piecesOf = (run) => {
const whole = length(run);
if (whole === 1) return isIdeograph(run) ? [{ term: run, start: 0, end: 1 }] : [];
const characters = Array.from(run);
const isNumber = (at) => at >= 0 && /^[0-9]{3}$/.test(characters.slice(at, at + 3).join(""));
return bigrams(run).flatMap((pair, at) => {
if (isNumber(at)) return [{ term: triples(characters.slice(at, at + 3).join(""))[0], start: at, end: at + 3 }];
return isNumber(at - 1) ? [] : [{ term: pair, start: at, end: at + 2 }];
});
};
const covering = (pieces) => {
const chosen = [];
const end = Math.max(0, ...pieces.map((piece) => piece.end));
for (let reached = 0; reached < end; reached = chosen[chosen.length - 1].end) {
const next = pieces.filter(({ start }) => start <= reached);
chosen.push(next.reduce((best, piece) => (piece.end >= best.end ? piece : best)));
}
return chosen;
};
const termsOf = (pieces) => [...new Set(pieces.map(({ term }) => term))].slice(0, MOST_TERMS);
const wordOf = (given) => {
const parts = runs(given);
const pieces = parts.map(piecesOf);
const preferred = parts.flatMap((run, at) =>
pieces[at].length ? words(run).filter((word) => length(word) > 2) : [run],
);
return Object.freeze({
phrase: squash(given),
required: termsOf(pieces.flat()),
covering: termsOf(pieces.flatMap(covering)),
preferred: [...new Set(preferred)].slice(0, MOST_TERMS),
sure: parts.length === 1 && pieces[0].length === 1,
});
};
const parse = (query) => {
const wanted = [];
const unwanted = [];
const short = shorten(query);
for (const [, minus, quoted, plain] of short.matchAll(WORD)) {
const word = wordOf(quoted === undefined ? plain : quoted);
if (word.phrase) (minus ? unwanted : wanted).push(word);
}
const turned = wanted.length === 0;
return Object.freeze({
wanted: turned ? unwanted : wanted,
unwanted: turned ? [] : unwanted,
shortened: short.length < String(query).length,
});
};
globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, shorten, parse });
})();
(() => {
"use strict";
const { RULES, learnTraditional, knowsTraditional } = sitegenSearch.text;
const FORMAT = 2;
const SMALL_EDITION = 1000; // articles; in larger ones every file that is looked at costs the reader too much
const MANIFEST = "manifest.js";
let load = () => Promise.reject(new Error("not connected"));
const received = new Map();
const asked = new Map(); // path → promise of its data
const failure = (reason, what) => Object.assign(new Error(`${reason}: ${what}`), { reason });
const receive = (path, data) => received.set(path, data);
const connect = (loader) => {
load = loader;
asked.clear();
};
const take = async (path, address) => {
await load(address).catch(() => {
throw failure("missing", path);
});
if (!received.has(path)) throw failure("missing", path); // the file is there, but is something else
const data = received.get(path);
received.delete(path);
return data;
};
const file = (path, address = path) => {
if (!asked.has(path)) {
const promise = take(path, address);
asked.set(path, promise);
promise.catch(() => asked.get(path) === promise && asked.delete(path)); // so that another attempt asks again
}
return asked.get(path);
};
const understood = async (manifest) => {
if (manifest.format !== FORMAT || manifest.tokens !== RULES) throw failure("outdated", MANIFEST);
return manifest;
};
const loadManifest = async () => understood(await file(MANIFEST));
const refresh = async () => {
const old = await file(MANIFEST).catch(() => null);
asked.clear();
const fresh = await file(MANIFEST, `${MANIFEST}?${Date.now()}`).catch(() => null);
const names = (manifest) => manifest && manifest.segments.map((segment) => segment.path).join();
return fresh !== null && names(fresh) !== names(old);
};
const loadTraditional = async () => {
if (!knowsTraditional()) learnTraditional(await file("traditional.js"));
};
const isSmall = (manifest) => manifest.documents <= SMALL_EDITION;
const loadDocument = (manifest, id) => {
const segment = manifest.segments.find(({ from, documents }) => id >= from && id < from + documents);
const number = id - segment.from;
return file(`${segment.path}/d/${Math.floor(number / 1000)}/${number % 1000}.js`);
};
const scriptLoader = (folder) => (address) =>
new Promise((loaded, failed) => {
const script = document.createElement("script");
const done = (settle) => () => {
script.remove();
settle();
};
script.addEventListener("load", done(loaded));
script.addEventListener("error", done(() => failed(new Error(address))));
script.src = folder + address;
document.head.append(script);
});
globalThis.sitegenSearch = Object.freeze({
...sitegenSearch,
receive,
connect,
scriptLoader,
files: Object.freeze({ file, loadManifest, refresh, loadTraditional, loadDocument, isSmall }),
});
})();
(() => {
"use strict";
const { files } = sitegenSearch;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-.:;=>?@[]^_{|}~ ";
const STEPS = new Map(Array.from(ALPHABET, (letter, place) => [letter.charCodeAt(0), place + 1]));
const STEP = 2.2 / ALPHABET.length; // (k1 + 1) / 79, with lunr's k1
const HEADLINE_BOOST = 4;
const HASHED_WHOLE = /^[@#0-9]/; // what such terms begin with
const [ZERO, NINE, APOSTROPHE] = Array.from("09'", (letter) => letter.charCodeAt(0));
const decode = (data, from) => {
const list = { ids: [], text: [], headline: [] };
let id = from - 1;
for (let at = 0; at < data.length; ) {
let delta = 0;
const start = at;
for (; data.charCodeAt(at) >= ZERO && data.charCodeAt(at) <= NINE; at += 1) {
delta = 10 * delta + data.charCodeAt(at) - ZERO;
}
id += at === start ? 1 : delta;
list.ids.push(id);
list.text.push(data.charCodeAt(at) === APOSTROPHE ? 0 : STEPS.get(data.charCodeAt(at++)) || 1);
list.headline.push(data.charCodeAt(at) === APOSTROPHE ? STEPS.get(data.charCodeAt(at + 1)) || 1 : 0);
if (data.charCodeAt(at) === APOSTROPHE) at += 2;
}
return list;
};
const EMPTY = Object.freeze({ ids: [], text: [], headline: [] });
const joined = (lists) =>
lists.length === 1
? lists[0]
: {
ids: [].concat(...lists.map((list) => list.ids)),
text: [].concat(...lists.map((list) => list.text)),
headline: [].concat(...lists.map((list) => list.headline)),
};
const weight = (step) => (step ? STEP * (step - 0.5) : 0);
const worth = (list, at) => weight(list.text[at]) + HEADLINE_BOOST * weight(list.headline[at]);
const placeOf = (ids, id) => {
let low = 0;
for (let high = ids.length; low < high; ) {
const middle = (low + high) >> 1;
if (ids[middle] < id) low = middle + 1;
else high = middle;
}
return ids[low] === id ? low : -1;
};
const best = (list, count) => {
const half = (step) => (step ? 2 * step - 1 : 0);
const weights = list.ids.map((_, at) => half(list.text[at]) + HEADLINE_BOOST * half(list.headline[at]));
const order = list.ids.map((_, at) => at).sort((one, other) => weights[other] - weights[one] || other - one);
const places = order.slice(0, count).sort((one, other) => one - other);
const chosen = (values) => places.map((at) => values[at]);
return { ids: chosen(list.ids), text: chosen(list.text), headline: chosen(list.headline) };
};
const bucketOf = (term, buckets) => {
const hashed = HASHED_WHOLE.test(term) ? term : Array.from(term).slice(0, 2).join("");
let hash = 0x811c9dc5;
for (let at = 0; at < hashed.length; at += 1) {
const unit = hashed.charCodeAt(at);
hash = Math.imul(hash ^ (unit & 255), 0x01000193);
hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
}
return (hash & (buckets - 1)).toString(16);
};
const loadBucket = (segment, term) => files.file(`${segment.path}/b/${bucketOf(term, segment.buckets)}.js`);
const lineOf = (bucket, term) => {
const start = bucket.startsWith(`${term}\t`) ? 0 : bucket.indexOf(`\n${term}\t`) + 1;
if (start === 0 && !bucket.startsWith(`${term}\t`)) return null;
const end = bucket.indexOf("\n", start);
return bucket.slice(start, end === -1 ? undefined : end);
};
const chunksOf = (given, segment) => {
const [first, rest] = given.split(":");
const starts = [0, ...rest.split(",").filter(Boolean).map(Number)];
return starts.map((start, place) => ({
path: `${segment.path}/x/${Number(first) + place}.js`,
from: segment.from + start,
to: segment.from + (place + 1 < starts.length ? starts[place + 1] : segment.documents),
}));
};
const partOf = (line, segment) => {
const [, df, n, list, chunks] = line.split("\t");
return {
segment,
df: Number(df),
n: Number(n || df),
known: decode(list, segment.from),
chunks: chunks ? chunksOf(chunks, segment) : null,
};
};
const lookUp = async (manifest, term) => {
const parts = (
await Promise.all(
manifest.segments.map(async (segment) => {
const line = lineOf(await loadBucket(segment, term), term);
return line === null ? null : partOf(line, segment);
}),
)
).filter(Boolean);
const n = parts.reduce((sum, part) => sum + part.n, 0);
const df = parts.reduce((sum, part) => sum + part.df, 0);
const hot = df > manifest.hot;
const known = joined([EMPTY, ...parts.map((part) => part.known)]);
return Object.freeze({
term,
parts,
df,
share: df / manifest.documents,
idf: Math.log(1 + Math.abs((manifest.documents - n + 0.5) / (n + 0.5))),
hot,
known: hot ? best(known, manifest.champions) : known,
});
};
const wordsFrom = async (manifest, prefix, most) => {
if (HASHED_WHOLE.test(prefix)) return [];
const counts = new Map();
for (const segment of manifest.segments) {
for (const line of (await loadBucket(segment, prefix)).split("\n")) {
const [term, df] = line.split("\t", 2);
if (term.startsWith(prefix)) counts.set(term, (counts.get(term) || 0) + Number(df));
}
}
return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, most).map(([term]) => term);
};
const wholeList = async (found, ids = null) => {
const needed = ({ from, to }) => ids === null || ids.some((id) => id >= from && id < to);
const listOf = ({ known, chunks, segment }) =>
chunks
? chunks.filter(needed).map(async ({ path }) => decode(await files.file(path), segment.from))
: [known];
return joined([EMPTY, ...(await Promise.all(found.parts.flatMap(listOf)))]);
};
globalThis.sitegenSearch = Object.freeze({
...sitegenSearch,
postings: Object.freeze({ lookUp, wordsFrom, wholeList, worth, weight, placeOf, HEADLINE_BOOST }),
});
})();
(() => {
"use strict";
const { text } = sitegenSearch;
const MOST_COMPARED = 40; // characters of a phrase: the work grows with them and with the text
const squashed = new Map(); // of single characters
let knewTraditional = false;
const isPlain = (character) => character >= "\u4e00" && character < "\ua000" && character.length === 1;
const squashCharacter = (character) => {
if (isPlain(character) && !text.knowsTraditional()) return character;
if (knewTraditional !== text.knowsTraditional()) squashed.clear();
knewTraditional = text.knowsTraditional();
if (!squashed.has(character)) squashed.set(character, text.squash(character));
return squashed.get(character);
};
const mapped = (shown) => {
const characters = shown.match(/\P{M}\p{M}*|\p{M}+/gu) || [];
const at = [];
let whole = "";
characters.forEach((character, place) => {
const part = squashCharacter(character);
whole += part;
for (let unit = 0; unit < part.length; unit += 1) at.push(place);
});
return { characters, squashed: whole, at };
};
const allowed = (length) => (length < 3 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);
const nearest = (phrase, whole) => {
const pattern = Array.from(phrase);
if (pattern.length > MOST_COMPARED) return { distance: Infinity, start: 0, end: 0, wrong: [] };
const characters = Array.from(whole);
const rows = [characters.map(() => 0).concat(0)];
for (let row = 1; row <= pattern.length; row += 1) {
const above = rows[row - 1];
const line = [row];
for (let column = 1; column <= characters.length; column += 1) {
const replaced = above[column - 1] + (pattern[row - 1] === characters[column - 1] ? 0 : 1);
line.push(Math.min(replaced, above[column] + 1, line[column - 1] + 1));
}
rows.push(line);
}
const last = rows[pattern.length];
const distance = last.reduce((least, each) => Math.min(least, each), Infinity);
let end = last.indexOf(distance);
while (last[end + 1] === distance) end += 1; // sooner a character replaced than one left out
const wrong = [];
let column = end;
for (let row = pattern.length; row > 0; ) {
const same = column > 0 && pattern[row - 1] === characters[column - 1];
if (column > 0 && rows[row][column] === rows[row - 1][column - 1] + (same ? 0 : 1)) {
if (!same) wrong.push(column - 1);
row -= 1;
column -= 1;
} else if (column > 0 && rows[row][column] === rows[row][column - 1] + 1) {
wrong.push(column - 1);
column -= 1;
} else {
row -= 1;
}
}
return { distance, start: column, end, wrong };
};
const hitsOf = (phrases, map, close = false) => {
const { squashed: whole, at } = map;
const hits = [];
for (const phrase of new Set(phrases)) {
const before = hits.length;
for (let from = whole.indexOf(phrase); from !== -1; from = whole.indexOf(phrase, from + phrase.length)) {
hits.push({ phrase, start: at[from], end: at[from + phrase.length - 1] + 1, wrong: [] });
}
if (close && hits.length === before) hits.push(...closeHit(phrase, map));
}
return hits.sort((one, other) => one.start - other.start);
};
const closeHit = (phrase, { squashed: whole, at }) => {
const { distance, start, end, wrong } = nearest(phrase, whole);
if (distance === 0 || distance > allowed(text.length(phrase))) return [];
const units = [0]; // where each code point begins
for (const character of whole) units.push(units[units.length - 1] + character.length);
const shown = (place) => at[units[place]];
return [{ phrase, start: shown(start), end: shown(end - 1) + 1, wrong: wrong.map(shown) }];
};
globalThis.sitegenSearch = Object.freeze({
...sitegenSearch,
matching: Object.freeze({ mapped, hitsOf, nearest, allowed }),
});
})();
(() => {
"use strict";
const { text, files, postings, matching } = sitegenSearch;
const LOOKED_AT = { small: 40, large: 12 }; // texts
const SHOWN = 10;
const candidates = async (manifest, asked) => {
const scores = new Map();
const known = async (terms) =>
(await Promise.all(terms.map((term) => postings.lookUp(manifest, term)))).filter(({ df }) => df > 0);
const piecesOf = async ({ phrase, required }) => {
const pairs = await known(required);
return pairs.length ? pairs : known(Array.from(phrase).filter(text.isIdeograph));
};
for (const found of (await Promise.all(asked.wanted.map(piecesOf))).flat()) {
for (const id of found.known.ids) scores.set(id, (scores.get(id) || 0) + found.idf);
}
const most = LOOKED_AT[files.isSmall(manifest) ? "small" : "large"];
return [...scores].sort((one, other) => other[1] - one[1] || other[0] - one[0]).slice(0, most);
};
const isNear = (phrase, whole) =>
matching.nearest(phrase, whole).distance <= matching.allowed(text.length(phrase));
const search = async (manifest, asked, searchable) => {
const looked = await Promise.all(
(await candidates(manifest, asked)).map(async ([id]) => {
const document = await files.loadDocument(manifest, id);
const whole = searchable(document);
const missing = asked.wanted.filter(({ phrase }) => !isNear(phrase, whole)).map(({ phrase }) => phrase);
const exact = asked.wanted.every(({ phrase }) => whole.includes(phrase));
const excluded = asked.unwanted.some(({ phrase }) => whole.includes(phrase));
return { document, id, missing, exact, excluded };
}),
);
const allowed = looked.filter(({ excluded }) => !excluded);
const exact = allowed.filter((each) => each.exact);
if (exact.length) return { results: exact, near: false };
const least = Math.min(...allowed.map(({ missing }) => missing.length));
const close = allowed.filter(({ missing }) => missing.length === least && least < asked.wanted.length);
return { results: close.slice(0, SHOWN), near: close.length > 0 };
};
globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, near: Object.freeze({ search }) });
})();
(() => {
"use strict";
const { text, postings } = sitegenSearch;
const { wholeList, wordsFrom, lookUp, worth, weight, placeOf, HEADLINE_BOOST } = postings;
const BLOCK = 1000; // candidates that lunr ranks at once
const FEW = 60; // candidates that are sooner checked against their texts than against another long list
const EVERYWHERE = 0.12; // of all documents: a term this frequent says little beside its neighbour
const OFTEN = 0.25; // of all documents: texts that lack such a term are few, and sooner looked at than its list
const WHOLE_WORD_BOOST = 3; // `110` as a word before `110` within 31100
const MOST_PREFIXED = 10; // words that a Latin word begins, considered in the ranking
const gather = async (manifest, asked, facets, thorough) => {
const terms = new Map();
const find = async (term) => {
if (!terms.has(term)) terms.set(term, lookUp(manifest, term));
return terms.get(term);
};
const all = (list) => Promise.all(list.map(find));
const prefixed = async (word) => {
const others = await wordsFrom(manifest, word, MOST_PREFIXED);
return all(others.filter((other) => other !== word));
};
const wordOf = async (word) => ({
word,
required: await all(thorough ? word.required : word.covering),
preferred: await all(word.preferred),
prefixed: (await Promise.all(word.preferred.filter((term) => text.length(term) > 2).map(prefixed))).flat(),
});
const [wanted, unwanted, chosen] = await Promise.all([
Promise.all(asked.wanted.map(wordOf)),
Promise.all(asked.unwanted.map(wordOf)),
all(facets),
]);
const strange = [...wanted, ...unwanted].some(({ required }) =>
required.some((found) => found.df === 0 && Array.from(found.term).some(text.isIdeograph)),
);
return { wanted, unwanted, chosen, strange };
};
const unique = (items) => [...new Set(items)];
const common = (ids, other) => {
const both = [];
for (let one = 0, two = 0; one < ids.length && two < other.length; ) {
if (ids[one] === other[two]) both.push(ids[one]);
if (ids[one] <= other[two]) one += 1;
else two += 1;
}
return both;
};
const without = (ids, other) => {
const taken = new Set(other);
return ids.filter((id) => !taken.has(id));
};
const candidatesOf = async (gathered, { whole = false } = {}) => {
const { wanted, unwanted, chosen } = gathered;
const terms = unique([...wanted.flatMap(({ required }) => required), ...chosen]);
if (terms.some((found) => found.df === 0)) return { ids: [], lists: new Map(), sure: true, best: null };
terms.sort((one, other) => one.hot - other.hot || one.df - other.df);
const [rarest] = terms;
if (!whole && rarest && rarest.hot && !chosen.length && !unwanted.length && (terms.length === 1 || rarest.share > OFTEN)) {
const sure = terms.length === 1 && wanted.every(({ word }) => word.sure);
const { known } = rarest;
return { ids: known.ids, lists: new Map([[rarest, known]]), sure, best: rarest };
}
return intersection(gathered, terms);
};
const intersection = async ({ wanted, unwanted, chosen }, terms) => {
const neighbours = new Map(wanted.flatMap((word) => word.required.map((found) => [found, word.required])));
const lists = new Map();
let ids = null;
let sure = [...wanted, ...unwanted].every(({ word }) => word.sure);
for (const found of terms) {
const near = (neighbours.get(found) || []).some((other) => other !== found && lists.has(other));
const frequent = found.share > (near ? EVERYWHERE : OFTEN);
if (found.hot && ids !== null && !chosen.includes(found) && (ids.length <= FEW || frequent)) {
sure = false;
continue;
}
const list = await wholeList(found, ids);
lists.set(found, list);
ids = ids === null ? list.ids : common(ids, list.ids);
if (!ids.length) break;
}
for (const { word, required } of unwanted) {
if (ids && ids.length && word.sure) ids = without(ids, (await wholeList(required[0], ids)).ids);
}
return { ids, lists, sure, best: null }; // `ids` null: no term says where to look
};
const clausesOf = ({ wanted }, lists) => {
const clause = (boost, presence) => (found) => {
const list = lists.get(found);
return { found, boost, list: list || found.known, required: presence && Boolean(list) };
};
const clauses = [
...wanted.flatMap(({ required }) => required.map(clause(1, true))),
...wanted.flatMap(({ preferred }) => preferred.map(clause(WHOLE_WORD_BOOST, false))),
...wanted.flatMap(({ prefixed }) => prefixed.map(clause(1, false))),
].filter(({ found }) => found.df > 0);
return [...new Map(clauses.reverse().map((each) => [each.found.term, each])).values()]; // the first of each term
};
const roughScores = (ids, clauses) =>
ids.map((id) =>
clauses.reduce((sum, { found, boost, list }) => {
const at = placeOf(list.ids, id);
return at === -1 ? sum : sum + boost * found.idf * worth(list, at);
}, 0),
);
const exactTerms = (index) => ({
intersect: (asked) => ({ toArray: () => asked.toArray().filter((term) => term in index) }),
});
const materialise = (ids, clauses) => {
const vectors = new Map();
const inverted = Object.create(null);
clauses.forEach(({ found, list }, number) => {
const entry = { _index: number, headline: Object.create(null), text: Object.create(null) };
const add = (field, id, score) => {
const name = `${field}/${id}`;
if (!vectors.has(name)) vectors.set(name, []);
vectors.get(name).push(number, Math.round(score * 1000) / 1000);
entry[field][id] = {};
};
for (const id of ids) {
const at = placeOf(list.ids, id);
if (at === -1) continue;
if (list.text[at]) add("text", id, found.idf * weight(list.text[at]));
if (list.headline[at]) add("headline", id, found.idf * HEADLINE_BOOST * weight(list.headline[at]));
}
inverted[found.term] = entry;
});
const index = lunr.Index.load({
version: lunr.version,
fields: ["headline", "text"],
fieldVectors: [...vectors],
invertedIndex: [],
pipeline: [],
});
Object.assign(index.invertedIndex, inverted);
index.tokenSet = exactTerms(inverted);
return index;
};
const rankBlock = (ids, clauses) => {
const { REQUIRED, OPTIONAL } = lunr.Query.presence;
const hits = materialise(ids, clauses).query((query) => {
clauses.forEach(({ found, boost, required }) =>
query.term(found.term, {
usePipeline: false,
wildcard: lunr.Query.wildcard.NONE,
presence: required ? REQUIRED : OPTIONAL,
boost,
}),
);
});
const scores = new Map(hits.map((hit) => [Number(hit.ref), hit.score]));
return [...ids].sort((one, other) => (scores.get(other) || 0) - (scores.get(one) || 0) || other - one);
};
function* inOrder(ids, clauses, sort) {
if (sort === "date" || !clauses.length) {
yield [...ids].reverse();
return;
}
const scores = ids.length > BLOCK ? roughScores(ids, clauses) : [];
const places = ids.map((_, place) => place);
if (scores.length) places.sort((one, other) => scores[other] - scores[one] || other - one);
for (let start = 0; start < ids.length; start += BLOCK) {
yield rankBlock(places.slice(start, start + BLOCK).map((place) => ids[place]).sort((a, b) => a - b), clauses);
}
}
globalThis.sitegenSearch = Object.freeze({
...sitegenSearch,
ranking: Object.freeze({ gather, candidatesOf, clausesOf, inOrder, common, without }),
});
})();
(() => {
"use strict";
const { text, parse, files, postings, ranking, near } = sitegenSearch;
const { gather, candidatesOf, clausesOf, inOrder, common, without } = ranking;
const PAGE = { small: 50, large: 10 }; // results at a time
const SETTLED = { small: 200, large: 12 }; // texts that are looked at to tell the exact number of results
const LOOKED_AT = { small: 400, large: 60 }; // texts, for the next results; an answer that needs more has gaps till then
const MOST_REFUTED = 4; // texts without the phrase, before the search is made narrower
const MOST_VALUES = 8; // names offered to narrow a search by, of each sort
const FACETS = Object.freeze({ place: "places", unit: "units", person: "people", kind: "kind" });
const UNDATED = "undated"; // the year of articles without a date, as addresses write it
let compared = new WeakMap(); // document → its text as it is compared
const searchable = (document) => {
if (!compared.has(document)) {
const { headline, text: blocks } = document;
compared.set(document, `${text.squash(headline)}\n${blocks.map(text.squash).join("")}`);
}
return compared.get(document);
};
const learnTraditional = async () => {
await files.loadTraditional();
compared = new WeakMap();
};
const holds = (wanted, unwanted, document) => {
const whole = searchable(document);
return wanted.every(({ phrase }) => whole.includes(phrase)) && !unwanted.some(({ phrase }) => whole.includes(phrase));
};
const yearsOf = ({ years, documents }) =>
years.map(([year, from], place) => ({
year: year || UNDATED,
from,
to: place + 1 < years.length ? years[place + 1][1] : documents,
}));
const facetTerms = (filters) =>
[...Object.keys(FACETS), "issue"].filter((key) => filters[key]).map((key) => `@${key}:${filters[key]}`);
const everyId = (manifest) => Array.from({ length: manifest.documents }, (_, id) => id);
const answerOf = async (manifest, query, { filters, sort }) => {
const asked = parse(query);
let thorough = files.isSmall(manifest);
let gathered = await gather(manifest, asked, facetTerms(filters), thorough);
if (gathered.strange && !text.knowsTraditional()) {
await learnTraditional().catch(() => null); // an answer without it is still an answer
if (text.knowsTraditional()) return answerOf(manifest, query, { filters, sort });
}
const size = files.isSmall(manifest) ? "small" : "large";
const year = filters.year && (yearsOf(manifest).find((each) => each.year === filters.year) || { from: 0, to: 0 });
const fits = (document) => holds(asked.wanted, asked.unwanted.filter(({ sure }) => scanned || !sure), document);
const lacks = (document) => asked.wanted.some((word) => word.required.some((term) => !searchable(document).includes(text.bare(term))));
const check = async (document) => {
const unclear = manifest.traditional && !text.knowsTraditional();
if (unclear && (asked.unwanted.length || lacks(document))) await learnTraditional();
return fits(document);
};
const inYear = (ids) => (year ? ids.filter((id) => id >= year.from && id < year.to) : ids);
let candidates = await candidatesOf(gathered, { whole: sort === "date" || Boolean(year) });
const scanned = candidates.ids === null; // no term says where to look: every text has to be looked at
let scope = inYear(candidates.ids || everyId(manifest));
const seen = new Set();
const refuted = new Set();
const found = []; // seen and not refuted, in order
const results = []; // those of `found` that the reader has been given
let waiting = scope.length; // of the scope, not seen yet
let queue = []; // those of them that come next
let coming = inOrder(scope, clausesOf(gathered, candidates.lists), sort);
const widen = async () => {
candidates = await candidatesOf(gathered, { whole: true });
scope = inYear(candidates.ids);
const rest = without(scope, seen);
waiting = rest.length;
queue = [];
coming = inOrder(rest, clausesOf(gathered, candidates.lists), sort);
};
const refine = async () => {
thorough = true;
gathered = await gather(manifest, asked, facetTerms(filters), thorough);
await widen();
};
const next = async () => {
while (!queue.length) {
const { value, done } = coming.next();
if (value) queue = value;
else if (done && candidates.best) await widen();
else return false;
}
return true;
};
const look = async (enough, most = Infinity) => {
let left = most;
for (let lacking = enough - found.length; lacking > 0 && left > 0 && (await next()); lacking = enough - found.length) {
const batch = queue.slice(0, Math.min(lacking, left));
const documents = await Promise.all(batch.map((id) => files.loadDocument(manifest, id)));
const fitting = await Promise.all(documents.map(check));
queue = queue.slice(batch.length);
waiting -= batch.length;
left -= batch.length;
documents.forEach((document, place) => {
seen.add(batch[place]);
if (fitting[place]) found.push({ document, id: batch[place] });
else refuted.add(batch[place]);
});
if (!thorough && !scanned && refuted.size > MOST_REFUTED) await refine();
}
};
const countAll = () => {
if (scanned) return found.length;
const unseen = candidates.best ? candidates.best.df - seen.size : waiting;
const share = candidates.sure || !seen.size ? 1 : found.length / seen.size;
return found.length + Math.round(unseen * share);
};
const complete = () => !candidates.best && waiting === 0;
const view = () => {
const done = complete();
return Object.freeze({
results: Object.freeze([...results]),
total: countAll(),
exact: (candidates.sure && !scanned) || done,
complete: done && results.length === found.length,
near: false,
empty: false,
shortened: asked.shortened,
wanted: asked.wanted,
more,
settle,
facets,
reaches,
});
};
const more = async () => {
await look(results.length + PAGE[size], LOOKED_AT[size]);
results.push(...found.slice(results.length, results.length + PAGE[size]));
return view();
};
const settle = async () => {
const limit = SETTLED[size];
if (!view().exact && !candidates.best && waiting <= limit) await look(Infinity, limit);
return view();
};
const allIds = async () => {
if (candidates.best) await widen();
const unseen = scanned ? [] : without(candidates.ids, seen);
return [...found.map(({ id }) => id), ...unseen].sort((one, other) => one - other);
};
const reaches = async (id) => {
if (candidates.best && !scope.includes(id)) await widen();
return scope.includes(id) && check(await files.loadDocument(manifest, id));
};
const facets = async () => {
const ids = await allIds();
const counted = yearsOf(manifest).map(({ year, from, to }) => ({
value: year,
count: ids.filter((id) => id >= from && id < to).length,
}));
const within = inYear(ids);
const values = await Promise.all(Object.keys(FACETS).map((key) => valuesOf(key, within)));
return Object.freeze({ year: counted, ...Object.fromEntries(values), exact: view().exact });
};
const valuesOf = async (key, within) => {
const seenNames = new Map();
for (const { document } of results) {
for (const name of [document[FACETS[key]]].flat()) seenNames.set(name, (seenNames.get(name) || 0) + 1);
}
const often = [...seenNames].sort((one, other) => other[1] - one[1]).map(([name]) => name);
const offered = filters[key] ? [filters[key]] : often.slice(0, MOST_VALUES);
const all = results.length === within.length;
const count = async (name) => (all ? seenNames.get(name) || 0 : common(within, await idsOf(`@${key}:${name}`, within)).length);
const counted = offered.map(async (value) => ({ value, count: await count(value) }));
return [key, (await Promise.all(counted)).sort((one, other) => other.count - one.count)];
};
const idsOf = async (term, within) => (await postings.wholeList(await postings.lookUp(manifest, term), within)).ids;
return more();
};
const fixed = (asked, fields) => {
const itself = Object.freeze({
results: [],
total: 0,
exact: true,
complete: true,
near: false,
empty: false,
shortened: asked.shortened,
wanted: asked.wanted,
more: async () => itself,
settle: async () => itself,
facets: async () => null,
reaches: async () => false,
...fields,
});
return itself;
};
const answer = async (query, { filters = {}, sort = "relevance" }) => {
const manifest = await files.loadManifest();
const asked = parse(query);
const found = await answerOf(manifest, query, { filters, sort });
if (found.total || !found.complete) return found;
if (Object.values(filters).some(Boolean)) {
const unfiltered = await answer(query, {});
return fixed(asked, { elsewhere: unfiltered.near ? 0 : unfiltered.total });
}
const close = await near.search(manifest, asked, searchable);
return fixed(asked, { ...close, total: close.results.length });
};
const find = async (query, options = {}) => {
const asked = parse(query);
if (!asked.wanted.length) return fixed(asked, { empty: true });
try {
return await answer(query, options);
} catch (problem) {
if (problem.reason !== "missing" || !(await files.refresh())) throw problem;
return answer(query, options);
}
};
globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, find });
})();
(() => {
"use strict";
const { mapped, hitsOf } = sitegenSearch.matching;
const SNIPPET_LENGTH = 80; // characters as a reader counts them
const SNIPPET_LEAD = 12; // of these at most, before the first hit
const densest = (hits) => {
let best = { start: 0, worth: 0 };
hits.forEach((hit, number) => {
const start = Math.max(0, hit.start - SNIPPET_LEAD);
const seen = new Set();
let shown = 0;
for (let next = number; next < hits.length && hits[next].start < start + SNIPPET_LENGTH; next += 1) {
if (hits[next].end <= start + SNIPPET_LENGTH || next === number) {
seen.add(hits[next].phrase);
shown += 1;
}
}
const worth = seen.size * SNIPPET_LENGTH + shown;
if (worth > best.worth) best = { start, worth };
});
return best.start;
};
const piecesOf = ({ characters }, hits, start, end) => {
const marks = new Map();
for (const hit of hits) {
for (let place = hit.start; place < hit.end; place += 1) marks.set(place, hit.wrong.includes(place));
}
const pieces = [];
for (let place = start; place < end; place += 1) {
const [hit, wrong] = [marks.has(place), marks.get(place) === true];
const last = pieces[pieces.length - 1];
if (last && last.hit === hit && last.wrong === wrong) last.text += characters[place];
else pieces.push({ text: characters[place], hit, wrong });
}
return pieces;
};
const phrasesOf = ({ wanted }) => wanted.map(({ phrase }) => phrase);
const snippet = (document, answer) => {
const map = mapped(document.text.join(" "));
const hits = hitsOf(phrasesOf(answer), map, answer.near);
const end = Math.min(map.characters.length, densest(hits) + SNIPPET_LENGTH);
const start = Math.max(0, end - SNIPPET_LENGTH);
const pieces = piecesOf(map, hits, start, end);
if (start > 0) pieces.unshift({ text: "…", hit: false, wrong: false });
if (end < map.characters.length) pieces.push({ text: "…", hit: false, wrong: false });
return pieces;
};
const marked = (shown, answer) => {
const map = mapped(shown);
return piecesOf(map, hitsOf(phrasesOf(answer), map, answer.near), 0, map.characters.length);
};
globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, snippet, marked });
})();
(() => {
"use strict";
const { text, files } = sitegenSearch;
const MOST = 8;
const MOST_KEYS = 4;
const SYLLABLE = /^(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?[aeiouv]{1,3}(?:ng?|r)?$/;
const keysOf = (typed) => {
const keys = [typed.slice(0, 2)]; // as initials
for (let end = 1; end <= Math.min(6, typed.length); end += 1) {
if (SYLLABLE.test(typed.slice(0, end))) keys.push(typed[0] + (typed[end] || ""));
}
return [...new Set(keys)];
};
const suggest = async (given) => {
const typed = text.fold(String(given).slice(0, 100)).replace(/[\s'’]+/g, "");
if (!/^[a-z]{2,30}$/.test(typed)) return [];
const known = new Set((await files.file("suggest/keys.js")).split(" "));
const keys = keysOf(typed).filter((key) => known.has(key)).slice(0, MOST_KEYS);
const lists = await Promise.all(keys.map((key) => files.file(`suggest/${key}.js`)));
const fitting = lists.flat().filter(([, pinyin, initials]) => pinyin.startsWith(typed) || initials.startsWith(typed));
return fitting
.sort((one, other) => other[4] - one[4])
.slice(0, MOST)
.map(([name, , , what, count]) => Object.freeze({ text: name, what, count }));
};
globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, suggest });
})();
