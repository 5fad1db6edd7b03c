/* The page for readers without a net: names the page that they wanted, and lists what their browser keeps. */
(async () => {
  const list = document.querySelector("[data-kept]");
  const { paper, heading } = list.dataset;
  const base = new URL(".", location);
  const wanted = new URL(location.hash.slice(1) || base.pathname, location);
  const again = document.querySelector("[data-again]");
  if (wanted.origin === location.origin) again.href = wanted.href;

  /* A device often says that it is on line before it is, or while the host is not to be had. */
  const look = async () => {
    if (document.hidden || !navigator.onLine) return;
    const answer = await fetch(again.href, { method: "HEAD", cache: "no-store" }).catch(() => undefined);
    if (answer && answer.status < 500) again.click();
  };
  addEventListener("online", look);
  setInterval(look, 5000);

  const names = (await caches.keys()).filter((name) => name.startsWith(`sitegen:${base.pathname}:`));
  const pages = new Map();
  for (const name of names) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (url.endsWith(".html") && url !== location.href.split("#")[0]) pages.set(url, cache);
    }
  }
  const links = [];
  for (const [url, cache] of pages) {
    const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
    const item = document.createElement("li");
    const link = document.createElement("a");
    const day = page.querySelector(".meta time");
    link.href = url;
    link.textContent = page.title.replace(` · ${paper}`, "");
    item.append(link);
    if (day) {
      const note = document.createElement("span");
      note.className = "count";
      note.textContent = day.textContent;
      item.append(" ", note);
    }
    links.push([url, item]);
  }
  links.sort(([a], [b]) => (a < b ? 1 : -1));
  list.append(...links.map(([, item]) => item));
  document.getElementById(heading).hidden = list.hidden = !links.length;
})().catch(() => {});
