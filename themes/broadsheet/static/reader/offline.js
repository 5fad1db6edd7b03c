/* Asks the browser to keep this paper for readers without a net, once the page is there. A disk needs no such thing, and
   where it cannot be had nothing is lost, so nothing is said. */
(() => {
  const { worker, newer } = document.currentScript.dataset;
  const container = navigator.serviceWorker;
  if (!location.protocol.startsWith("http") || !container) return;

  const showNewer = () => {
    if (scrollY < 100) {
      location.reload();
      return;
    }
    const bar = document.createElement("p");
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = newer;
    bar.className = "newer";
    bar.setAttribute("role", "status");
    bar.append(link);
    document.querySelector("main").prepend(bar);
  };

  const begin = async () => {
    const isFirst = !container.controller;
    await container.register(worker, { updateViaCache: "none" });
    const { active } = await container.ready;
    if (!isFirst) return;
    const pictures = [...document.images].map((image) => image.currentSrc).filter(Boolean);
    active.postMessage({ page: location.href.split("#")[0], pictures });
  };

  container.addEventListener("message", ({ data }) => {
    if (data === "newer") showNewer();
  });
  addEventListener("load", () => begin().catch(() => {}));
})();
