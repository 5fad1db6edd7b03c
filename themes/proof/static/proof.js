// Two-way highlighting, moving between lines, copying. Without it, the links and :target do the work.
(function () {
  "use strict";

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  // What belongs together: a line names its pieces, so a piece's lines are those that name it.
  var linesOf = {};
  all(".line").forEach(function (line) {
    line.dataset.pieces.split(" ").filter(Boolean).forEach(function (id) {
      (linesOf[id] = linesOf[id] || []).push(line);
    });
  });

  function counterparts(part) {
    if (part.matches(".line")) {
      return part.dataset.pieces.split(" ").map(function (id) {
        return document.getElementById(id);
      }).filter(Boolean);
    }
    var ids = [part.id].concat(all(".run-in", part).map(function (run) { return run.id; }));
    return [].concat.apply([], ids.map(function (id) { return linesOf[id] || []; }));
  }

  function light(part, follow) {
    var others = counterparts(part);
    all(".lit").forEach(function (lit) { lit.classList.remove("lit"); });
    [part].concat(others).forEach(function (other) { other.classList.add("lit"); });
    if (follow && others.length) {
      others[0].scrollIntoView({ block: "nearest" });
    }
  }

  function partAt(node) {
    return node.closest(".line, .piece");
  }

  document.addEventListener("focusin", function (event) {
    var part = partAt(event.target);
    if (part) {
      light(part, false);
    }
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".no, .from a");
    var part = partAt(event.target);
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      // Both sides stay in sight: the browser's own jump would put the other one at the top.
      event.preventDefault();
      light(part, false);
      var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) {
        target.scrollIntoView({ block: "nearest" });
      }
    } else if (part && !event.target.closest("a, button, summary, select, pre")) {
      light(part, false);
    }
  });

  function lightTarget() {
    var target = document.querySelector(".line:target, .piece:target");
    if (target) {
      light(target, false);
    }
  }

  window.addEventListener("hashchange", lightTarget);
  lightTarget();

  document.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches(".no") || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    var numbers = all(".no");
    var next = numbers[numbers.indexOf(event.target) + step];
    if (next) {
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.closest(".line").scrollIntoView({ block: "nearest" });
      light(next.closest(".line"), true);
    }
  });

  // Copying. Where the browser gives no clipboard, as on some pages opened from a disk, the text is left selected.
  function select(node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function tell(button, word) {
    var before = button.dataset.before || button.textContent;
    button.dataset.before = before;
    button.textContent = word;
    button.classList.add("done");
    window.clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = window.setTimeout(function () {
      button.textContent = before;
      button.classList.remove("done");
    }, 2500);
  }

  function copyBySelection(button, code) {
    select(code);
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    tell(button, done ? document.body.dataset.copied : document.body.dataset.selected);
  }

  all(".copy").forEach(function (button) {
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      var code = button.parentNode.querySelector("code");
      if (!navigator.clipboard || !navigator.clipboard.writeText) {
        copyBySelection(button, code);
        return;
      }
      navigator.clipboard.writeText(code.textContent + "\n").then(
        function () { tell(button, document.body.dataset.copied); },
        function () { copyBySelection(button, code); }
      );
    });
  });

  // The list of roles is put into a line's help when it is opened, and writes the one chosen into the YAML.
  document.addEventListener("toggle", function (event) {
    var fix = event.target;
    if (!fix.matches(".fix") || !fix.open || fix.querySelector("select")) {
      return;
    }
    var list = document.getElementById("roles").content.querySelector("select").cloneNode(true);
    var code = fix.querySelector("code");
    list.value = fix.dataset.now;
    list.addEventListener("change", function () {
      code.textContent = code.textContent.replace(/role: .*/, "role: " + list.value);
    });
    fix.querySelector(".choose").append(" ", list);
  }, true);
})();
