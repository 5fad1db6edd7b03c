// The box above an index: of all its names shows those that fit what is typed, in characters, in pinyin or by initials.
(() => {
  "use strict";

  const filter = document.querySelector("[data-names]");
  if (!filter) return;
  const [box, told, list] = ["input", "[role=status]", "ul"].map((part) => filter.querySelector(part));
  const others = document.querySelectorAll("main .letters, main .index-groups");
  const words = filter.dataset;
  const MOST = 200; // names at once

  let names = null; // [[name, its syllables, href, how many articles]]
  let asked = false;

  const load = () => {
    if (asked) return;
    asked = true;
    globalThis.sitegenNames = (given) => {
      names = given.map(([name, said, ...rest]) => [name, said.split(" "), ...rest]);
      show();
    };
    const script = document.createElement("script");
    script.src = words.names;
    script.onerror = () => {
      asked = false; // the next letter asks again
      told.textContent = words.failed;
    };
    document.head.append(script);
  };

  const folded = (text) => text.normalize("NFKD").replace(/[\s'’·\p{M}]+/gu, "").toLowerCase();

  // Each syllable from `at` on may be typed whole or by its first letters: liubo, lbo, lb.
  const sounds = (typed, syllables, at) => {
    if (!typed) return true;
    const syllable = syllables[at] || "";
    for (let length = Math.min(typed.length, syllable.length); length > 0; length -= 1) {
      if (typed.startsWith(syllable.slice(0, length)) && sounds(typed.slice(length), syllables, at + 1)) return true;
    }
    return false;
  };

  // How well a name fits: 0 where it begins with these characters or whole syllables, 1 with the beginning of its sound, 2
  // with initials, 3 where it has them further on; -1: not at all. So `chen` gives 陈 before 程 before 曹恨.
  const place = (typed, [name, syllables]) => {
    const at = folded(name).indexOf(typed);
    const last = at < 0 ? -1 : 3;
    if (at === 0) return 0;
    if (!/^[a-z0-9]+$/.test(typed)) return last;
    if (syllables.some((_, end) => syllables.slice(0, end + 1).join("") === typed)) return 0;
    if (syllables.join("").startsWith(typed)) return 1;
    const from = syllables.findIndex((_, start) => sounds(typed, syllables, start));
    return from === -1 ? last : from === 0 ? 2 : 3;
  };

  const entry = ([name, , href, count]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const counted = document.createElement("span");
    link.href = href;
    link.textContent = name;
    counted.className = "count";
    counted.textContent = count;
    item.append(link, " ", counted);
    return item;
  };

  const messageOf = (number) => {
    if (!number) return words.none;
    return (number > MOST ? words.first : words.found).replace("{n}", number).replace("{m}", MOST);
  };

  const show = () => {
    const typed = folded(box.value.slice(0, 40));
    if (typed && !names) {
      load();
      return;
    }
    for (const other of others) other.hidden = Boolean(typed);
    list.hidden = !typed;
    const fitting = typed ? names.map((each) => [place(typed, each), each]).filter(([at]) => at >= 0) : [];
    fitting.sort(([one], [other]) => one - other);
    list.replaceChildren(...fitting.slice(0, MOST).map(([, each]) => entry(each)));
    told.textContent = typed ? messageOf(fitting.length) : "";
  };

  filter.hidden = false;
  box.addEventListener("focus", load);
  box.addEventListener("input", (event) => {
    if (!event.isComposing) show();
  });
  box.addEventListener("compositionend", show);
  // Who comes back finds what he had typed.
  list.addEventListener("click", () => history.replaceState({ name: box.value }, ""));
  box.value = (history.state && history.state.name) || box.value;
  if (box.value) show();
})();
