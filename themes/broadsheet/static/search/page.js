// The search page: reads the box and ?q=, loads the index when it is first needed, shows results.
// Scripts are added as plain elements: on a page opened from a disk, fetch, modules and integrity attributes fail.
(() => {
  "use strict";

  const TYPING_PAUSE = 150; // milliseconds
  const SNIPPETS_AT_ONCE = 50; // the other results get theirs when they come near the reader's eyes
  const BOX = 'form[role="search"] input[name="q"], search input[name="q"]';

  const region = document.querySelector("[data-search-state]");
  const list = document.getElementById("results");
  const box =
    (region && region.querySelector(BOX)) || document.querySelector(`main :is(${BOX})`) || document.querySelector(BOX);
  if (!region || !list || !box) return;
  const status = document.querySelector("[data-search-status]");
  const said = (name, fallback = "") => region.dataset[name] || fallback;

  let pause = 0;
  let turn = 0; // an answer that is no longer the latest is dropped
  const scripts = new Map();

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const show = (state, message, hits = []) => {
    region.dataset.searchState = state;
    region.setAttribute("aria-busy", String(state === "loading"));
    if (status) status.textContent = message;
    retry.hidden = state !== "failed";
    soon.disconnect();
    list.replaceChildren(...hits.map(resultOf));
    [...list.children].forEach((item, place) => (place < SNIPPETS_AT_ONCE ? fill(item) : soon.observe(item)));
  };

  const loadScript = (source) => {
    if (!scripts.has(source)) {
      scripts.set(
        source,
        new Promise((loaded, failed) => {
          const script = document.createElement("script");
          script.addEventListener("load", loaded);
          script.addEventListener("error", () => {
            script.remove();
            failed(new Error(source));
          });
          script.src = source;
          document.head.append(script);
        }),
      );
    }
    return scripts.get(source);
  };

  const load = async () => {
    try {
      await Promise.all(["lunr", "index", "documents"].map((name) => loadScript(said(name))));
      if (!sitegenSearch.ready()) throw new Error("incomplete");
    } catch (problem) {
      scripts.clear(); // so that another attempt asks for the files again
      throw problem;
    }
  };

  const snippets = new WeakMap(); // of a list item: what its snippet is made of

  const fill = (item) => {
    const { found, query } = snippets.get(item);
    for (const { text, hit } of sitegenSearch.snippet(found, query)) {
      item.lastChild.append(hit ? make("mark", "", text) : text);
    }
  };

  const soon = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        soon.unobserve(target);
        fill(target);
      }
    },
    { rootMargin: "800px" },
  );

  const resultOf = ({ document: found, query }) => {
    const item = make("li");
    const link = make("a", "", found.title);
    link.href = said("root") + found.href;
    item.append(link, make("p", "meta", [found.date, found.page].filter(Boolean).join(" · ")), make("p", "snippet"));
    snippets.set(item, { found, query });
    return item;
  };

  const retry = make("button", "", said("retry", "↻"));
  retry.type = "button";
  retry.hidden = true;
  retry.dataset.searchRetry = "";
  retry.addEventListener("click", () => {
    box.focus();
    answer();
  });
  (status || list).after(retry);

  const showFound = (query) => {
    const { total, results, shortened } = sitegenSearch.find(query);
    const count = said(total ? "count" : "none").replace("{n}", String(total));
    const message = shortened ? `${count} ${said("shortened")}`.trim() : count;
    show(total ? "ready" : "none", message, results.map((hit) => ({ ...hit, query })));
  };

  // Chromium and Safari refuse many changes of the address in a short time; the search works without them.
  const remember = (query) => {
    try {
      const address = new URL(location.href);
      if (query.trim()) address.searchParams.set("q", sitegenSearch.shorten(query));
      else address.searchParams.delete("q");
      history.replaceState(history.state, "", address);
    } catch {
      // Only the address stays behind.
    }
  };

  const answer = async () => {
    clearTimeout(pause);
    const mine = (turn += 1);
    const query = box.value;
    remember(query);
    try {
      if (!sitegenSearch.text.squash(sitegenSearch.shorten(query))) {
        show("idle", query.trim() ? said("hint") : said("idle"));
        return;
      }
      if (!sitegenSearch.ready()) {
        show("loading", said("loading"));
        await load();
      }
      if (mine === turn) showFound(query);
    } catch {
      if (mine === turn) show("failed", said("failed"));
    }
  };

  // Without a query in the address, the box keeps what was typed before this script ran.
  const readAddress = () => {
    box.value = new URLSearchParams(location.search).get("q") || box.value;
    answer();
  };

  const answerSoon = () => {
    clearTimeout(pause);
    pause = setTimeout(answer, TYPING_PAUSE);
  };

  box.addEventListener("input", (event) => {
    // While an input method composes, the box holds pinyin letters and not what is meant.
    if (!event.isComposing) answerSoon();
  });
  box.addEventListener("compositionstart", () => clearTimeout(pause));
  box.addEventListener("compositionend", answerSoon);
  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });

  const enter = () => {
    box.focus();
    box.select();
  };

  const clear = () => {
    box.value = "";
    box.focus();
    answer();
  };

  const moveBy = (step) => {
    const links = [...list.querySelectorAll("li > a:first-of-type")];
    const next = links.indexOf(document.activeElement) + step;
    if (next < 0) box.focus();
    else if (links[next]) links[next].focus();
  };

  const isTyping = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

  addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = event.target === box || list.contains(event.target);
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

  addEventListener("popstate", readAddress);
  readAddress();
})();
