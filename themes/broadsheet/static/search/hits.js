// On an article's page: marks what a search was for (?q=), goes to the first hit and lets the reader step through them.
// Loaded by arriving.js, for who comes with ?q= alone.
(() => {
  "use strict";

  const own = document.currentScript;
  const { words } = globalThis.sitegenReader;
  const query = new URLSearchParams(location.search).get("q");
  const article = document.querySelector("article.alone");
  if (!query || !article) return;
  const folder = own.src.slice(0, own.src.lastIndexOf("/") + 1);
  // Headline and text are two texts: no hit reaches from one into the other. Words of the site's own are left out.
  const TEXTS = [".kicker, .headline, .series, .deck", ".continued, .byline, .run-in-line, [id][data-kind], .credit, .jump"];
  const [ALL, NOW] = ["search-hits", "search-hit"];

  const load = (source) =>
    new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.addEventListener("load", loaded);
      script.addEventListener("error", failed);
      script.src = source;
      document.head.append(script);
    });

  // Text nodes of the elements, in order, with where each begins in all of them joined.
  const nodesOf = (selector) => {
    const nodes = [];
    let length = 0;
    for (const element of article.querySelectorAll(selector)) {
      if (element.parentElement.closest(selector) || element.closest(".margins")) continue;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        nodes.push({ node: walker.currentNode, from: length });
        length += walker.currentNode.data.length;
      }
    }
    return nodes;
  };

  const rangesIn = (selector, phrases, close) => {
    const nodes = nodesOf(selector);
    const map = sitegenSearch.matching.mapped(nodes.map(({ node }) => node.data).join(""));
    const offsets = [0];
    for (const character of map.characters) offsets.push(offsets[offsets.length - 1] + character.length);
    const point = (place, after) => {
      const at = offsets[place];
      const holder = nodes.filter(({ from }) => (after ? from < at : from <= at)).pop();
      return [holder.node, at - holder.from];
    };
    return sitegenSearch.matching.hitsOf(phrases, map, close).map(({ start, end }) => {
      const range = document.createRange();
      range.setStart(...point(start, false));
      range.setEnd(...point(end, true));
      return range;
    });
  };

  const find = async () => {
    const phrases = sitegenSearch.parse(query).wanted.map(({ phrase }) => phrase);
    const search = (close) => TEXTS.flatMap((selector) => rangesIn(selector, phrases, close));
    const exact = search(false);
    if (exact.length) return exact;
    if (!sitegenSearch.nearest) await load(`${folder}search-near.js`);
    return search(true);
  };

  const findSimplified = async () => {
    sitegenSearch.connect(sitegenSearch.scriptLoader(new URL("search/", new URL(words.search, location.href)).href));
    await sitegenSearch.files.loadTraditional();
    return find();
  };

  // Marks without a change of the document where the browser can; else by <mark>, from the last hit to the first, as
  // wrapping one would move those behind it.
  const markAll = (ranges) => {
    if (globalThis.CSS && CSS.highlights) {
      CSS.highlights.set(ALL, new Highlight(...ranges));
      return {
        element: (number) => ranges[number].startContainer.parentElement,
        choose: (number) => CSS.highlights.set(NOW, new Highlight(ranges[number])),
        clear: () => [ALL, NOW].forEach((name) => CSS.highlights.delete(name)),
      };
    }
    const marks = [...ranges].reverse().map((range) => {
      const mark = document.createElement("mark");
      mark.append(range.extractContents());
      range.insertNode(mark);
      return mark;
    });
    marks.reverse();
    return {
      element: (number) => marks[number],
      choose: (number) => marks.forEach((mark, place) => mark.classList.toggle("now", place === number)),
      clear: () => marks.forEach((mark) => mark.replaceWith(...mark.childNodes)),
    };
  };

  const showBar = (ranges) => {
    const marks = markAll(ranges);
    const bar = document.createElement("div");
    const count = document.createElement("span");
    let now = 0;
    const go = (number) => {
      now = (number + ranges.length) % ranges.length;
      marks.choose(now);
      count.textContent = words.hitsCount.replace("{i}", now + 1).replace("{n}", ranges.length);
      marks.element(now).scrollIntoView({ block: "center" });
    };
    const button = (name, sign, action) => {
      const element = document.createElement("button");
      element.type = "button";
      element.textContent = sign;
      element.setAttribute("aria-label", name);
      element.title = name;
      element.addEventListener("click", action);
      return element;
    };
    const close = () => {
      marks.clear();
      bar.remove();
      const address = new URL(location.href);
      address.searchParams.delete("q");
      history.replaceState(history.state, "", address);
    };
    bar.className = "hits";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", words.hitsLabel);
    count.setAttribute("role", "status");
    bar.append(
      count,
      button(words.hitsPrevious, "↑", () => go(now - 1)),
      button(words.hitsNext, "↓", () => go(now + 1)),
      button(words.hitsClose, "×", close),
    );
    bar.addEventListener("keydown", (event) => event.key === "Escape" && close());
    document.body.append(bar);
    go(0);
  };

  const start = async () => {
    try {
      await load(`${folder}search.js`);
      const found = await find();
      const ranges = found.length ? found : await findSimplified();
      if (ranges.length) showBar(ranges);
    } catch {
      // The article can be read without its marks.
    }
  };
  start();
})();
