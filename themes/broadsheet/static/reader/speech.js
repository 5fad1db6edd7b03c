// Reads an article aloud, sentence by sentence, and shows which. Nothing is paused within a sentence: browsers differ too
// much in that, and a sentence heard from its beginning is the better place to go on.
(() => {
  "use strict";

  const { words, tell, sentences, spoken } = globalThis.sitegenReader;
  const NAME = "reading-aloud";
  const SILENCE = 5000; // milliseconds after which nothing will come
  const TEXTS = ".article-head :is(.kicker, .headline, .deck), .article-body [id][data-kind]:not(.table)";
  const article = document.querySelector("article.alone");
  const button = document.querySelector("[data-tool=listen]");
  const voices = globalThis.speechSynthesis;
  if (!voices || !article || !button) return;
  const language = words.language.startsWith("zh") ? "zh" : words.language.split("-")[0];

  const fits = ({ lang }) => lang.toLowerCase().startsWith(language) || (language === "zh" && /^(cmn|yue)/i.test(lang));
  const fitting = () => voices.getVoices().filter(fits);
  // A list of voices without one that fits is an answer; an empty one is none yet.
  const look = () => button.classList.toggle("lacking", voices.getVoices().length > 0 && !fitting().length);

  const rangeOf = (nodes, { from, to }) => {
    const at = (place, isEnd) => nodes.find((node) => (isEnd ? place <= node.to : place < node.to)) || nodes[nodes.length - 1];
    const [first, last] = [at(from, false), at(to, true)];
    const range = document.createRange();
    range.setStart(first.node, from - first.from);
    range.setEnd(last.node, to - last.from);
    return range;
  };

  const textOf = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let length = 0;
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      nodes.push({ node: walker.currentNode, from: length, to: length + data.length });
      length += data.length;
    }
    return { nodes, text: nodes.map(({ node }) => node.data).join("") };
  };

  const piecesOf = (element) => {
    const { nodes, text } = textOf(element);
    return sentences(text)
      .map((piece) => ({ element, said: spoken(piece.text), range: rangeOf(nodes, piece) }))
      .filter(({ said }) => /[\p{L}\p{N}]/u.test(said));
  };

  const highlight = globalThis.CSS && CSS.highlights && globalThis.Highlight;
  const show = (piece) => {
    if (highlight) {
      if (piece) CSS.highlights.set(NAME, new Highlight(piece.range));
      else CSS.highlights.delete(NAME);
      return;
    }
    for (const element of article.querySelectorAll(`.${NAME}`)) element.classList.remove(NAME);
    if (piece) piece.element.classList.add(NAME);
  };

  let [pieces, now, turn, watch] = [[], 0, 0, 0];
  let player = null;
  let utterance = null; // kept, or Chrome may lose it and its events

  const isSeen = ({ range }) => {
    const { top, bottom } = range.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  // The page follows the voice, unless the reader has scrolled away from it.
  const follow = (before, piece) => {
    if ((before && !isSeen(before)) || isSeen(piece)) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { top } = piece.range.getBoundingClientRect();
    scrollBy({ top: top - innerHeight / 3, behavior: isCalm ? "auto" : "smooth" });
  };

  const silence = () => {
    turn += 1;
    clearTimeout(watch);
    if (voices.speaking || voices.pending) voices.cancel();
  };

  const stop = () => {
    silence();
    show(null);
    if (!player) return;
    const isInside = player.bar.contains(document.activeElement);
    player.bar.remove();
    player = null;
    if (isInside) button.focus({ preventScroll: true });
  };

  const fail = () => {
    stop();
    tell(words.listenFailed);
  };

  const speak = (number) => {
    if (number >= pieces.length) return stop();
    const [piece, mine] = [pieces[number], (turn += 1)];
    follow(pieces[now], piece);
    now = number;
    show(piece);
    player.count.textContent = words.listenCount.replace("{i}", number + 1).replace("{n}", pieces.length);
    utterance = new SpeechSynthesisUtterance(piece.said);
    const chosen = fitting();
    utterance.voice = chosen.find(({ localService }) => localService) || chosen[0] || null;
    utterance.lang = utterance.voice ? utterance.voice.lang : language === "zh" ? "zh-CN" : words.language;
    clearTimeout(watch);
    watch = setTimeout(() => mine === turn && fail(), SILENCE);
    utterance.onstart = () => clearTimeout(watch);
    utterance.onend = () => mine === turn && speak(number + 1);
    // Some browsers report the end of the sentence before to the one behind it.
    utterance.onerror = ({ error }) => mine === turn && !/interrupted|canceled/.test(error) && fail();
    return voices.speak(utterance);
  };

  const isPaused = () => player.pause.textContent === words.listenResume;
  const pause = () => {
    if (isPaused()) {
      player.pause.textContent = words.listenPause;
      speak(now);
    } else {
      player.pause.textContent = words.listenResume;
      silence();
    }
  };

  const make = (name, text, action) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (name === "button") {
      element.type = "button";
      element.addEventListener("click", action);
    }
    return element;
  };

  const open = () => {
    const bar = make("div", "");
    player = { bar, count: make("span", ""), pause: make("button", words.listenPause, pause) };
    bar.className = "hits player";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.listenPlayer);
    bar.append(player.count, player.pause, make("button", words.listenStop, stop));
    bar.addEventListener("keydown", (event) => event.key === "Escape" && stop());
    document.body.append(bar);
    player.pause.focus({ preventScroll: true });
  };

  const start = () => {
    pieces = [...article.querySelectorAll(TEXTS)].flatMap(piecesOf);
    if (!pieces.length) return;
    silence();
    now = 0;
    if (!player) open();
    speak(0);
  };

  button.addEventListener("click", () => (player ? pause() : start()));
  addEventListener("pagehide", stop);
  if (voices.addEventListener) voices.addEventListener("voiceschanged", look);
  look();
  document.documentElement.dataset.speech = "ready";
})();
