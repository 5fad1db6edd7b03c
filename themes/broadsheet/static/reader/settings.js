// What the reader chooses: colours, size of type, large print. preferences.js sets it on the next page; here the buttons.
// Also what the other tools share: their words, and a line that tells what was done.
(() => {
  "use strict";

  const root = document.documentElement;
  const words = document.currentScript.dataset;
  const line = document.querySelector("[data-told]");
  const panel = document.querySelector(".settings");
  const choices = document.querySelectorAll("[data-choose]");
  const SHOWN = 4000; // milliseconds
  let fading = 0;

  const tell = (text) => {
    line.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => (line.textContent = ""), SHOWN);
  };

  const reflect = () => {
    for (const button of choices) {
      const pressed = (root.dataset[button.dataset.choose] || "") === button.dataset.value;
      button.setAttribute("aria-pressed", String(pressed));
    }
  };

  const choose = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(`reader-${name}`, value);
      else localStorage.removeItem(`reader-${name}`);
    } catch {
      // Then it holds for this page only.
    }
    reflect();
  };

  for (const button of choices) {
    const { choose: name, value } = button.dataset;
    button.addEventListener("click", () => choose(name, name === "large" && root.dataset.large ? "" : value));
  }

  if (panel) {
    const isElsewhere = (event) => panel.open && !panel.contains(event.target);
    addEventListener("pointerdown", (event) => isElsewhere(event) && (panel.open = false));
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !panel.contains(event.relatedTarget)) panel.open = false;
    });
  }

  addEventListener("pageshow", reflect); // preferences.js, which came first, has set what was chosen meanwhile

  globalThis.sitegenReader = { words, tell };
  reflect();
  root.dataset.reader = "ready";
})();
