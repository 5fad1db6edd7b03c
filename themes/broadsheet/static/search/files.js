// The files of the index: asked for when needed, once; docs/search-format.md says what lies in them.
// Needs tokens.js before it. How a file is loaded is given to `connect`, in a browser by adding a <script>, and how
// near.js is.
(() => {
  "use strict";

  const { RULES, learnTraditional, knowsTraditional } = sitegenSearch.text;

  const FORMAT = 4;
  const SMALL_EDITION = 1000; // articles; in larger ones every file that is looked at costs the reader too much
  const MANIFEST = "manifest.js";

  const unconnected = () => Promise.reject(new Error("not connected"));
  let load = unconnected;
  let loadOther = unconnected; // the scripts for a query that nothing fits
  const received = new Map();
  const asked = new Map(); // path → promise of its data

  // `reason`: "missing" for a file that did not load, "outdated" for an index that needs a newer client than this one.
  const failure = (reason, what) => Object.assign(new Error(`${reason}: ${what}`), { reason });

  const receive = (path, data) => received.set(path, data);

  const connect = (loader, near = unconnected) => {
    load = loader;
    loadOther = near;
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

  const loadManifest = async () => {
    const manifest = await file(MANIFEST);
    if (manifest.format !== FORMAT || manifest.tokens !== RULES) throw failure("outdated", MANIFEST);
    return manifest;
  };

  // A manifest from a cache may name files that a new build has replaced. Tells whether a fresh one is another.
  const refresh = async () => {
    const old = await file(MANIFEST).catch(() => null);
    asked.clear();
    const fresh = await file(MANIFEST, `${MANIFEST}?${Date.now()}`).catch(() => null);
    return fresh !== null && JSON.stringify(fresh) !== JSON.stringify(old);
  };

  const loadTraditional = async () => {
    if (!knowsTraditional()) learnTraditional(await file("traditional.js"));
  };

  const loadNear = async () => {
    if (sitegenSearch.near) return;
    await loadOther().catch(() => {
      throw failure("missing", "near.js");
    });
  };

  const isSmall = (manifest) => manifest.documents <= SMALL_EDITION;

  // Some neighbours lie in one file: as many as `together` says, in the mean.
  const loadDocument = async (manifest, id) => {
    const [name, first, together] = manifest.texts.filter(([, start]) => start <= id).pop();
    const number = Math.floor((id - first) / together);
    const at = id - first - Math.ceil(number * together);
    const [href, headline, title, text, blocks, date, page, kind, people, places, units, section, ends] = (await file(`d/${name}/${number}.js`))[at];
    return { href, headline, title, text, blocks, date, page, kind, people, places, units, section, ends };
  };

  // In a page: scripts as plain elements, as fetch, modules and integrity attributes fail on a page from a disk.
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
    files: Object.freeze({ file, loadManifest, refresh, loadTraditional, loadDocument, loadNear, isSmall }),
  });
})();
