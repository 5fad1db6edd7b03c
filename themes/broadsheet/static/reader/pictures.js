/* Opens a picture over its page, with its words below; Escape, a click or the button closes it. Without this script the
   same link leads to the picture's file. */
(() => {
  const { close } = document.currentScript.dataset;

  const open = (link, shown) => {
    const dialog = document.createElement("dialog");
    const button = document.createElement("button");
    const image = document.createElement("img");
    const words = document.createElement("p");
    const caption = link.closest("figure")?.querySelector("figcaption");
    dialog.className = "lightbox";
    dialog.setAttribute("aria-label", shown.alt);
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", close);
    image.src = link.href;
    image.alt = shown.alt;
    image.width = shown.getAttribute("width"); // as it will be, so that nothing jumps when it comes
    image.height = shown.getAttribute("height");
    words.textContent = caption?.textContent ?? shown.alt;
    if (!caption) words.setAttribute("aria-hidden", "true"); // the picture says it
    dialog.append(button, image, words);
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.picture");
    const shown = link?.querySelector("img"); // a picture on another host is a link of words
    if (!shown || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link, shown);
  });
})();
