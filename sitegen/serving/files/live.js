// The preview's own script: no file of a site has it. Reloads the page when what it shows has changed, shows the findings
// over it, and on the proof sheet writes a correction at a click.
(() => {
  "use strict";
  const { token, page, path } = document.currentScript.dataset;
  const inProof = path.startsWith("proof/") && path.endsWith(".html");
  const OPEN = "sitegen-findings";
  const JUST = "sitegen-just";  // that this page was loaded anew after a correction
  let state = null;
  let panel = null;
  let sending = false;  // a correction is on its way: its answer loads the page anew, and says what was done

  const ask = (name, given) =>
    fetch(`/_serve/${name}`, {
      cache: "no-store",
      headers: { "X-Sitegen-Token": token, ...(given && { "Content-Type": "application/json" }) },
      ...(given && { method: "POST", body: JSON.stringify(given) }),
    });

  const make = (name, text = "", attributes = {}) => {
    const node = document.createElement(name);
    node.textContent = text;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // The panel.

  const recall = (name) => {
    try {
      return sessionStorage.getItem(name) || "";
    } catch {
      return "";  // a browser that keeps nothing asks again on the next page
    }
  };

  const remember = (name, value) => {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // As above.
    }
  };

  const just = recall(JUST);
  remember(JUST, "");

  const begin = () => {
    const host = make("sitegen-findings", "", { role: "complementary", "aria-label": state.words.panel });
    const shadow = host.attachShadow({ mode: "open" });
    const details = make("details");
    const toast = make("div", "", { role: "status" });
    shadow.append(make("link", "", { rel: "stylesheet", href: "/_serve/live.css" }), toast, details);
    document.body.append(host);
    details.addEventListener("toggle", () => panel.byUs || remember(OPEN, details.open ? "open" : "shut"));
    panel = { host, details, toast, byUs: false };
  };

  const setFinding = (finding) => {
    const item = make("li", "", finding.here ? { class: "here" } : {});
    item.append(make("b", finding.label, { class: finding.severity }), " ", finding.message);
    const place = make("p", "", { class: "place" });
    place.append(finding.href ? make("a", finding.place, { href: finding.href }) : finding.place);
    item.append(place);
    if (finding.excerpt) item.append(make("p", finding.excerpt, { class: "excerpt" }));
    if (finding.hint) item.append(make("p", finding.hint, { class: "hint" }));
    return item;
  };

  const setDone = () => {
    const done = make("p", `${state.done} `, { class: "done" });
    const undo = make("button", state.words.undo, { type: "button" });
    undo.addEventListener("click", () => send("undo", {}, undo));
    done.append(undo);
    return done;
  };

  const setBody = () => {
    const { words } = state;
    const body = make("div", "", { class: "body" });
    const ways = make("nav");
    if (inProof) ways.append(make("a", words.to_site, { href: "/" }));
    else if (state.proof) ways.append(make("a", words.this_page, { href: state.proof }));
    ways.append(make("a", words.to_proof, { href: "/proof/" }));
    body.append(ways);
    if (state.stale) body.append(make("p", words.stale, { class: "stale" }));
    if (state.done && !just) body.append(setDone());
    const list = make("ol");
    list.append(...state.findings.map(setFinding));
    body.append(list);
    if (state.more) body.append(make("p", state.more));
    body.append(make("p", state.whole, { class: "whole" }));
    return body;
  };

  const show = () => {
    if (!panel) begin();
    const [errors, warnings] = state.counts;
    const summary = make("summary");
    summary.append(make("span", state.words.panel));
    if (errors) summary.append(make("span", `${errors} ✕`, { class: "error" }));
    if (warnings) summary.append(make("span", `${warnings} ⚠`, { class: "warning" }));
    if (!errors && !warnings) summary.append(make("span", state.words.none, { class: "fine" }));
    panel.host.lang = state.language === "zh" ? "zh-Hans" : state.language;
    panel.details.replaceChildren(summary, setBody());
    panel.toast.replaceChildren(...(just && state.done ? [setDone()] : []));
    const wanted = recall(OPEN);
    panel.byUs = true;
    panel.details.open = wanted ? wanted === "open" : errors > 0;
    setTimeout(() => { panel.byUs = false; });
  };

  // What has changed.

  const look = async () => {
    const answer = await ask(`state?at=${encodeURIComponent(path)}`);
    if (!answer.ok) {
      location.reload();  // another preview answers here by now, with a token of its own
      return;
    }
    const told = await answer.json();
    if (sending) return;
    state = told;
    if (state.page !== page) {
      location.reload();
      return;
    }
    show();
    if (inProof) offer();
  };

  let events = null;
  const listen = () => {
    if (events || document.hidden) return;
    events = new EventSource("/_serve/events");
    events.onmessage = () => look().catch(() => {});
  };
  const rest = () => {
    events?.close();  // a browser opens six connections to a host at most, and tabs that nobody sees would take them
    events = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  // Corrections.

  const say = (text, near) => {
    const said = near.parentNode.querySelector(".refused") || make("p", "", { class: "refused", role: "alert" });
    said.textContent = text;
    near.after(said);
  };

  const send = async (name, given, button) => {
    const before = button.textContent;
    button.disabled = true;
    button.textContent = state.words.writing;
    sending = true;
    try {
      const answer = await ask(name, given);
      const told = await answer.json();
      if (answer.ok) {
        const line = button.closest?.(".line");
        if (line) history.replaceState(null, "", `#${line.id}`);
        remember(JUST, name);
        location.reload();
        return;
      }
      say(told.refused.join(" "), button);
    } catch {
      say(state.words.gone, button);
    }
    sending = false;
    button.disabled = false;
    button.textContent = before;
    await look().catch(() => {});  // for what was not shown meanwhile
  };

  const named = (file) => state.words.write.replace("{file}", file.split("/").pop());

  // What the sheet leaves blank, each with a field to fill it in.
  const BLANK = /YYYY-MM-DD|…|\bN\b/g;

  const offerYaml = (yaml) => {
    if (yaml.querySelector(".write") || yaml.dataset.front !== undefined) return;
    const button = make("button", named(yaml.dataset.file), { type: "button", class: "write" });
    const code = yaml.querySelector("code");
    const fields = (code.textContent.match(BLANK) || []).map((blank) => {
      const shown = blank === "…" ? state.words.reason : blank;
      const field = make("input", "", { "aria-label": `${state.words.fill_in}: ${shown}`, placeholder: shown, class: "blank" });
      field.dataset.blank = blank;
      yaml.append(field);
      return field;
    });
    button.addEventListener("click", () => {
      const values = fields.map((field) => field.value.trim() || field.dataset.blank);
      const filled = code.textContent.replace(BLANK, () => quoted(values.shift()));
      send("correct", { file: yaml.dataset.file, seen: state.seen, yaml: filled }, button);
    });
    yaml.append(button);
  };

  const quoted = (value) => (/^[\w-]+$/.test(value) || value === "…" ? value : JSON.stringify(value));

  // Words of a line as they stand in the bulletin: what was edited is shown as before and after.
  const source = (text) => {
    const copy = text.cloneNode(true);
    copy.querySelectorAll("ins").forEach((node) => node.remove());
    return copy.textContent;
  };

  // What was changed of a line, in as few characters as say so; words that only came or went take one beside them along.
  const difference = (old, now) => {
    let start = 0;
    while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
    let end = 0;
    while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
    if (old.length - end === start || now.length - end === start) start > 0 ? (start -= 1) : (end -= 1);
    return { quote: old.slice(start, old.length - end), replace: now.slice(start, now.length - end) };
  };

  const field = (form, word, name, tag = "input") => {
    const label = make("label", `${word} `);
    const input = make(tag, "", { name });
    label.append(input);
    form.append(label);
    return input;
  };

  const offerWords = (fix) => {
    if (fix.querySelector("form")) return;
    const { words } = state;
    const line = fix.closest(".line");
    const old = source(line.querySelector(".text"));
    const form = make("form", "", { class: "misread" });
    const now = field(form, words.misread, "now", "textarea");
    now.value = old;
    now.lang = line.querySelector(".text").lang || document.documentElement.lang;
    const kind = field(form, words.reason, "kind", "select");
    kind.append(make("option", words.silent, { value: "" }), make("option", words.public, { value: "correction" }));
    const more = make("div", "", { hidden: "" });
    const day = field(more, words.day, "date");
    const note = field(more, words.note, "note");
    day.placeholder = "YYYY-MM-DD";
    form.append(more);
    kind.addEventListener("change", () => { more.hidden = !kind.value; });
    const { file } = fix.querySelector(".yaml").dataset;
    const button = make("button", named(file), { class: "write" });
    form.append(button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (now.value === old) {
        now.focus();
        return;
      }
      const given = { file, seen: state.seen, line: line.dataset.line, ...difference(old, now.value) };
      if (kind.value) Object.assign(given, { kind: kind.value, date: day.value.trim(), note: note.value.trim() });
      send("correct", given, button);
    });
    fix.querySelector(".fix-body").append(form);
  };

  const offer = () => {
    document.querySelectorAll(".yaml").forEach(offerYaml);
    document.querySelectorAll(".fix[open]").forEach(offerWords);
  };

  if (inProof) {
    document.head.append(make("link", "", { rel: "stylesheet", href: "/_serve/desk.css" }));
    document.addEventListener("toggle", (event) => {
      if (state && event.target.matches?.(".fix[open]")) offerWords(event.target);
    }, true);
  }

  listen();
})();
