/* Keeps the newest issue and every page read for readers without a net. What the net answers is always shown before
   what is kept; only a net that is gone, broken or slow gives way. One reader's browser holds this, no server does. */
const site = {{ worker | tojson }};

const root = new URL("./", location);
const name = `sitegen:${root.pathname}:`; // other papers may stand on the same host
const ISSUE = `${name}issue:${site.build}`; // of one build as a whole, gone with the next
const READ = `${name}read`;
const PICTURES = `${name}pictures`;
const SLOW = 4000; // milliseconds after which a kept page is shown while the net is still asked
const MOST_READ = 200;
const MOST_PICTURES = 100;

const within = (address) => new URL(address, root);

/* A page has one name, however a host words its address: 2024/03/22/ is its index.html, 07-19 is 07-19.html. */
const pageAt = (url) => {
  const { origin, pathname } = new URL(url);
  const file = pathname.slice(pathname.lastIndexOf("/") + 1);
  return origin + pathname + (file === "" ? "index.html" : file.includes(".") ? "" : ".html");
};

/* A browser refuses a kept answer to a navigation that came by a redirect, so the copy forgets that. */
const plain = async (response) =>
  response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;

const bound = async (cache, most) => {
  const keys = await cache.keys(); // in the order in which they were put
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
};

const keep = async (where, key, response, most) => {
  const cache = await caches.open(where);
  await cache.delete(key); // what is read again is the newest
  await cache.put(key, await plain(response));
  await bound(cache, most);
};

const kept = async (key) => {
  for (const where of [READ, ISSUE]) {
    const found = await (await caches.open(where)).match(key);
    if (found) return found;
  }
  return undefined;
};

const fetchIssue = async () => {
  const cache = await caches.open(ISSUE);
  const add = async (address) => {
    const response = await fetch(within(address), { cache: "no-cache" });
    if (!response.ok) throw new Error(address);
    await cache.put(within(address), await plain(response));
  };
  await Promise.all(site.needed.map(add));
  if (navigator.connection?.saveData) return;
  for (const address of site.issue) await add(address).catch(() => {}); // one at a time: the reader comes first
};

const takeOver = async () => {
  const names = await caches.keys();
  const old = names.filter((other) => other.startsWith(name) && ![ISSUE, READ, PICTURES].includes(other));
  await Promise.all(old.map((other) => caches.delete(other)));
  const [issue, read] = await Promise.all([caches.open(ISSUE), caches.open(READ)]);
  for (const key of await read.keys()) {
    const newer = await issue.match(key);
    if (newer) await read.put(key, newer);
  }
  await clients.claim();
};

const isRead = (key) => ![site.offline, ...site.unkept].some((address) => within(address).href === key);

/* Ask the net for a page, and keep what it says: the page, or that there is none any more. */
const askForPage = async (url) => {
  const key = pageAt(url);
  const response = await fetch(url, { cache: "no-cache", redirect: "manual" });
  if (response.ok && isRead(key)) await keep(READ, key, response.clone(), MOST_READ);
  if (response.status === 404 || response.status === 410) await (await caches.open(READ)).delete(key);
  if (response.status >= 500) throw new Error(response.statusText);
  return response;
};

const later = (answer) => new Promise((done) => setTimeout(done, SLOW, answer));

/* The page came too late and a kept one was shown: its window is told if that one is out of date. */
const tellIfNewer = async (asked, shown, id) => {
  const response = await asked.catch(() => undefined);
  if (!response?.ok || (await response.clone().text()) === (await shown.text())) return;
  (await clients.get(id))?.postMessage("newer");
};

const showPage = async (event) => {
  const { url } = event.request;
  const key = pageAt(url);
  const copy = await kept(key);
  const asked = askForPage(url);
  event.waitUntil(asked.catch(() => {}));
  try {
    const first = await (copy ? Promise.race([asked, later()]) : asked);
    if (first) return first;
    event.waitUntil(tellIfNewer(asked, copy.clone(), event.resultingClientId));
    return copy;
  } catch {
    if (copy) return copy;
    const offline = within(site.offline);
    offline.hash = new URL(url).pathname; // the page for those without a net says what it stands for
    return Response.redirect(offline);
  }
};

/* Style sheets and scripts: of the net, or those of the build that this worker came with; never some of each kept. */
const showPart = async (request) => {
  const copy = await (await caches.open(ISSUE)).match(request);
  const asked = fetch(request);
  if (!copy) return asked;
  return Promise.race([asked, later(copy)]).then((answer) => (answer.ok ? answer : copy), () => copy);
};

/* The address of a picture is made of its bytes: a kept one is never out of date. */
const showPicture = async (event) => {
  const copy = await (await caches.open(PICTURES)).match(event.request);
  if (copy) return copy;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(PICTURES, event.request, response.clone(), MOST_PICTURES).catch(() => {}));
  return response;
};

addEventListener("install", (event) => event.waitUntil(fetchIssue().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const isPage = request.mode === "navigate";
  if (request.method !== "GET" || !request.url.startsWith(root.href)) return;
  const path = request.url.slice(root.href.length);
  if (isPage) event.respondWith(showPage(event));
  else if (path.startsWith(site.pictures)) event.respondWith(showPicture(event));
  else if (site.needed.includes(path)) event.respondWith(showPart(request));
});

/* A reader's first page came before this worker: it asks to be kept, with the pictures on it. */
addEventListener("message", (event) => {
  const { page, pictures } = event.data;
  const isOurs = (url) => url.startsWith(root.href);
  if (!isOurs(page)) return;
  const keepPicture = async (url) => keep(PICTURES, url, await fetch(url), MOST_PICTURES);
  event.waitUntil(Promise.allSettled([askForPage(page), ...pictures.filter(isOurs).map(keepPicture)]));
});
