// What a reader takes along from an article: its reference, the link to a paragraph, a print, a share.
(() => {
  "use strict";

  const { words, tell } = globalThis.sitegenReader;
  const column = document.querySelector("article.alone .article-column");
  if (!column) return;
  const canonical = document.querySelector("link[rel=canonical]");
  const address = () => (canonical ? canonical.href : location.href.replace(/[?#].*/, ""));

  // Where the clipboard is closed to scripts (http:, some file:), a selection may still be copied.
  const copyOld = (text) => {
    const field = document.createElement("textarea");
    field.className = "visually-hidden";
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  };

  const copy = async (text, told, button) => {
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(text);
      isCopied = true;
    } catch {
      isCopied = copyOld(text);
      button.focus({ preventScroll: true });
    }
    tell(isCopied ? told : words.copyFailed);
  };

  const today = () => {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  };

  const on = (name, action) => {
    const button = document.querySelector(`[data-tool=${name}]`);
    if (button) button.addEventListener("click", () => action(button));
  };

  // The place for the day of access is the bracket right before the address.
  on("cite", (button) => {
    const entry = button.dataset.citation.replace(/\[[^[\]]*\](?=\. https?:)/, `[${today()}]`);
    copy(entry, words.copiedCitation, button);
  });
  on("print", () => print());
  on("share", () => navigator.share({ title: document.title, url: address() }).catch(() => {}));

  // One mark for all paragraphs, in the white of the first line's indent: it goes to the one under the pointer. Keys reach
  // it with one stop, behind the text; there the arrows take it from paragraph to paragraph.
  const paragraphs = [...column.querySelectorAll("p[data-kind=paragraph][id]")];
  if (!paragraphs.length) return;
  const mark = document.createElement("button");
  let now = 0;

  const moveTo = (number) => {
    now = Math.max(0, Math.min(number, paragraphs.length - 1));
    const place = paragraphs[now].getBoundingClientRect();
    mark.style.top = `${place.top - column.getBoundingClientRect().top}px`;
    mark.setAttribute("aria-label", words.copyParagraph.replace("{n}", now + 1));
  };

  // Whoever comes with keys finds the mark where the screen is, not where it stood last.
  const meet = () => {
    const isOnScreen = ({ top }) => top >= 0 && top < innerHeight;
    const first = paragraphs.findIndex((paragraph) => isOnScreen(paragraph.getBoundingClientRect()));
    const isKept = mark.classList.contains("near") || first < 0;
    moveTo(isKept ? now : first);
    mark.scrollIntoView({ block: "nearest" });
  };

  const step = (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveTo(now + by);
    mark.scrollIntoView({ block: "nearest" });
  };

  // Where the edition says who wants to know: a letter with the place and the words, as an editor's overlay has them.
  const report = document.createElement("a");
  const letter = () => {
    const paragraph = paragraphs[now];
    const chosen = getSelection();
    const text = paragraph.contains(chosen.anchorNode) && String(chosen).trim();
    const quote = JSON.stringify(text || paragraph.textContent.trim().slice(0, 40));
    const place = `${address()}#${paragraph.id}`;
    const line = words.reportLine.replace("{n}", paragraph.dataset.lines);
    const body = `${place}\n\n# ${line}\ncorrections:\n  - {quote: ${quote}, replace: ""}\n`;
    const title = `${words.reportTitle} ${new URL(place).pathname.replace(/^\/|\.html$/g, "")}`;
    const isMail = !words.misreadings.startsWith("http");
    const query = [isMail ? "subject" : "title", title, "body", body].map(encodeURIComponent);
    const joined = `${query[0]}=${query[1]}&${query[2]}=${query[3]}`;
    const begins = words.misreadings.includes("?") ? "&" : "?";
    return `${isMail ? "mailto:" : ""}${words.misreadings}${begins}${joined}`;
  };
  report.className = "told report";
  report.textContent = words.report;
  const offer = () => {
    report.href = letter();
    mark.after(report); // not before: a link without an address leads nowhere, as those who crawl pages say
    report.hidden = false;
    setTimeout(() => (report.hidden = !report.matches(":hover, :focus")), 10000);
  };
  report.addEventListener("blur", () => (report.hidden = true));

  mark.type = "button";
  mark.className = "paragraph-mark";
  mark.textContent = "¶";
  mark.addEventListener("click", () => {
    if (words.misreadings) offer();
    copy(`${address()}#${paragraphs[now].id}`, words.copiedLink, mark);
  });
  mark.addEventListener("focus", meet);
  mark.addEventListener("keydown", step);
  column.addEventListener("pointerover", ({ target }) => {
    const number = paragraphs.indexOf(target.closest("p[data-kind=paragraph]"));
    if (number >= 0) moveTo(number);
    mark.classList.toggle("near", number >= 0 || target === mark);
  });
  column.addEventListener("pointerleave", () => mark.classList.remove("near"));
  column.append(mark);
})();
