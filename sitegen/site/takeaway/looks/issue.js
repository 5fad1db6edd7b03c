// Searches the issue in this file: every word has to stand in an article; what is found is marked.
(() => {
  const form = document.querySelector("search");
  const input = form.querySelector("input");
  const told = form.querySelector("output");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const articles = [...document.querySelectorAll("article")].map((article) => ({
    article,
    text: fold(article.textContent),
    link: document.querySelector(`nav a[href="#${CSS.escape(article.id)}"]`),
  }));
  const sections = [...document.querySelectorAll("main > section")];

  function mark(words) {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const { article } of words.length ? articles : []) {
      if (article.hidden) continue;
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        for (const word of words) {
          for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, Math.min(node.data.length, at + word.length));
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("hit", new Highlight(...ranges));
  }

  function search() {
    const words = fold(input.value).split(/\s+/u).filter(Boolean);
    let found = 0;
    for (const { article, text, link } of articles) {
      const hit = words.every((word) => text.includes(word));
      article.hidden = !hit;
      if (link) link.parentElement.hidden = !hit;
      if (hit) found += 1;
    }
    for (const section of sections) section.hidden = words.length > 0 && !section.querySelector("article:not([hidden])");
    told.textContent = words.length ? told.dataset.found.replace("{n}", found) : "";
    mark(words);
  }

  form.hidden = false;
  input.addEventListener("input", search);
  search();
})();
