// Buttons that copy the address of a feed.
(() => {
  "use strict";

  const { copied, failed } = document.currentScript.dataset;
  const told = document.querySelector("[data-told]");

  // Where the clipboard is closed to scripts (http:, some file:), the address is selected, to be copied by hand.
  const select = (button) => {
    const shown = button.parentElement.querySelector("code") || button.parentElement.querySelector("a");
    getSelection().selectAllChildren(shown);
    return shown.textContent === button.dataset.copy && document.execCommand("copy");
  };

  const copy = async (button) => {
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      isCopied = true;
    } catch {
      isCopied = select(button);
    }
    told.textContent = isCopied ? copied.replace("{address}", button.dataset.copy) : failed;
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
})();
