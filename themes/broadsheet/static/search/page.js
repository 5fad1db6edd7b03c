// The search page: reads the box and the address, asks the engine, shows its answer and keeps the address in step, so that
// it can be sent to somebody and the back button works. Needs loading.js and results.js before it.
(() => {
  "use strict";

  const TYPING_PAUSE = 150; // milliseconds
  const LONGEST_PAINT = 500; // milliseconds
  const FILTERS = ["year", "from", "to", "page", "section", "place", "unit", "person", "kind", "issue"];
  const AHEAD = 200; // pixels below the screen, in which the end of the list brings the next results

  const region = document.querySelector("[data-search-state]");
  const list = document.getElementById("results");
  const box = document.querySelector('main form input[name="q"]');
  if (!region || !list || !box) return;
  const part = (name) => region.querySelector(`[data-search-${name}]`);
  const words = region.dataset;
  const { make, button, filled, grouped, resultOf } = sitegenSearch.shown;
  const [status, sorts, chips, offers, panel, retry, further, help] = [
    "status", "sort", "chosen", "offers", "filters", "retry", "more", "help",
  ].map(part);

  let filters = {};
  let sort = "relevance";
  let answer = null;
  let pause = 0;
  let turn = 0; // an answer that is no longer the latest is dropped
  let outdated = false;
  let left = null; // {shown, at, open}: where the reader was when he went to a result
  let extras = null; // promise of what is offered beside the results

  // Showing.

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
    const shown = { root: words.root, query: box.value, near: words.nearMark, lacking: words.lacking, between: words.between };
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
      await loadExtras(); // what counts is among them
      const facets = mine === turn && (await inTurn(answer.facets));
      if (mine !== turn || !facets) return;
      answer = await inTurn(answer.settle); // the number of results may be known better now
      if (mine !== turn) return;
      showAnswer();
      const choices = { filters, narrow, nameOf };
      sitegenSearch.showFacets(panel, facets, choices);
      sitegenSearch.showMonths(panel, await sitegenSearch.files.loadManifest(), choices);
    } catch (problem) {
      if (mine === turn) fail(problem);
    }
  };

  // What stands stays: it was found, whatever did not come after it.
  const fail = (problem, found = answer) => {
    outdated = Boolean(problem && problem.reason === "outdated");
    if (!found) forget();
    show("failed", outdated ? words.outdated : words.failed);
  };

  // Asking.

  // What makes an answer more exact or longer works on the same queue of texts, so one waits for the other.
  let working = Promise.resolve();
  const inTurn = (work) => {
    const result = working.then(work);
    working = result.catch(() => null);
    return result;
  };

  // What is only good to know is loaded after the results were seen. A page in the background paints nothing.
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
    if (!sitegenSearch.parse(query).wanted.length && !sitegenSearch.hasRadical(query)) {
      forget();
      show("idle", query.trim() ? words.hint : words.idle);
      offer([]);
      loadExtras().catch(() => null); // the keys are among them
      return;
    }
    let first = null;
    try {
      if (!answer) show("loading", words.loading);
      region.setAttribute("aria-busy", "true");
      first = await sitegenSearch.find(query, { filters, sort });
      if (mine !== turn) return;
      forget();
      answer = first;
      working = Promise.resolve();
      showAnswer();
      await comeBack(mine);
      await painted();
      if (mine !== turn) return;
      const settled = await inTurn(first.settle);
      if (mine !== turn) return;
      answer = settled;
      showAnswer();
      showFacets();
      offer(await offersOf(query, settled).catch(() => []), mine);
    } catch (problem) {
      if (mine === turn) fail(problem, first);
    }
  };

  const loadExtras = () => {
    extras = extras || sitegenSearch.scriptLoader("")(words.more);
    extras.catch(() => (extras = null));
    return extras;
  };

  const offersOf = async (query, found) => {
    await loadExtras();
    return sitegenSearch.offers(query, found, words);
  };

  // Who comes back from a result finds as many as he had, and his place among them.
  const comeBack = async (mine) => {
    if (!left) return;
    const { shown, at, open } = left;
    left = null;
    while (mine === turn && !answer.complete && list.children.length < shown) {
      answer = await inTurn(answer.more);
      if (mine === turn) showAnswer();
    }
    panel.open = open;
    await showFacets();
    if (mine === turn) scrollTo(0, at);
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

  // Only where the reader moves: on a large screen the end may be in sight from the first, and he has asked for nothing.
  // Nor where he is asked whether to try again.
  const readOn = () => {
    if (!further.hidden && retry.hidden && further.getBoundingClientRect().top < innerHeight + AHEAD) fetchMore();
  };

  const narrow = (key, value) => {
    filters = { ...filters, [key]: value };
    ask({ remember: "push" });
  };

  const offer = (suggestions, mine = turn) => {
    if (mine !== turn) return;
    offers.hidden = suggestions.length === 0;
    offers.replaceChildren(
      make("li", "count", offers.getAttribute("aria-label")),
      ...suggestions.map(({ text, note, href }) => {
        const take = () => {
          box.value = text;
          box.focus();
          ask({ remember: "push" });
        };
        const counted = make("span", "count", note);
        if (!href) return make("li", "", button("offer", null, take, text, " ", counted));
        const link = make("a", "offer", text);
        link.href = href;
        return make("li", "", link);
      }),
    );
  };

  // The address.

  const keep = (how) => {
    const address = new URL(location.href);
    const state = { q: sitegenSearch.shorten(box.value).trim(), ...filters, sort: sort === "date" ? sort : "" };
    for (const name of ["q", ...FILTERS, "sort"]) {
      if (state[name]) address.searchParams.set(name, state[name]);
      else address.searchParams.delete(name);
    }
    if (address.href === location.href) return; // to say it once more takes a phone as long as a search
    // Chromium and Safari refuse many changes of the address in a short time; the search works without them.
    try {
      if (how === "push") history.pushState(null, "", address);
      else if (how !== "not") history.replaceState(history.state, "", address);
    } catch {
      // Only the address stays behind.
    }
  };

  // Without a query in the address, the box keeps what was typed before this script ran.
  const readAddress = (typed = "") => {
    const given = new URLSearchParams(location.search);
    box.value = given.get("q") || typed;
    filters = Object.fromEntries(FILTERS.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
    sort = given.get("sort") === "date" ? "date" : "relevance";
    if (filters.issue && !box.value) box.focus();
    left = history.state && history.state.shown ? history.state : null;
    ask({ remember: "not" });
  };

  // What the reader does.

  box.addEventListener("input", (event) => {
    // While an input method composes, the box holds pinyin letters and not what is meant.
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
  list.addEventListener("click", () => {
    history.replaceState({ shown: list.children.length, at: scrollY, open: panel.open }, "");
  });
  addEventListener("scroll", readOn, { passive: true });
  panel.addEventListener("toggle", showFacets);
  for (const choice of sorts.querySelectorAll("button")) {
    choice.addEventListener("click", () => {
      sort = choice.dataset.sort;
      ask({ remember: "push" });
    });
  }

  addEventListener("popstate", () => readAddress());
  readAddress(box.value);
  if (location.hash === `#${box.id}`) box.focus(); // whoever came by the key for the search
})();
