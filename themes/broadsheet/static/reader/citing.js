// The reference of an article for programs that keep references, made of what the page tells machines.
(() => {
  "use strict";

  const block = document.querySelector('script[type="application/ld+json"]');
  const forms = document.querySelector(".cite-forms");
  if (!block || !forms) return;
  const article = JSON.parse(block.textContent);
  const paper = article.isPartOf.isPartOf.name;
  const authors = (article.author || []).map(({ name }) => name);
  const day = article.datePublished || "";
  const url = article.mainEntityOfPage;
  const key = new URL(url).pathname.replace(/\.html$/, "").split("/").slice(-4).join("-");

  // What is not known is left out.
  const ris = () => {
    const lines = [
      ["TY", "NEWS"],
      ...authors.map((name) => ["AU", name]),
      ["TI", article.headline],
      ["T2", paper],
      ["DA", day.replaceAll("-", "/")],
      ["PY", day.slice(0, 4)],
      ["SP", article.printPage],
      ["SE", article.printSection],
      ["PB", article.publisher.name],
      ["LA", article.inLanguage],
      ["UR", url],
    ];
    const known = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`);
    return `${known.join("")}ER  - \r\n`;
  };

  const bibtex = () => {
    const safe = (text) => text.replace(/[\\{}]/g, "").replace(/[#$%&_]/g, "\\$&");
    const [year, month, date] = day.split("-");
    const fields = {
      author: authors.map((name) => `{${safe(name)}}`).join(" and "),
      title: `{${safe(article.headline)}}`,
      journal: safe(paper),
      year,
      month: month && String(Number(month)),
      day: date && String(Number(date)),
      pages: article.printPage,
      langid: article.inLanguage,
      url,
    };
    const known = Object.entries(fields).filter(([, value]) => value);
    const lines = known.map(([name, value]) => `  ${name} = {${value}},\n`);
    return `@article{${key},\n${lines.join("")}}\n`;
  };

  const csl = () => {
    const item = {
      id: key,
      type: "article-newspaper",
      title: article.headline,
      author: authors.length ? authors.map((literal) => ({ literal })) : undefined,
      "container-title": paper,
      issued: day ? { "date-parts": [day.split("-").map(Number)] } : undefined,
      page: article.printPage,
      section: article.printSection,
      publisher: article.publisher.name,
      language: article.inLanguage,
      URL: url,
    };
    return `${JSON.stringify([item], null, 1)}\n`;
  };

  const writers = {
    ris: [ris, "application/x-research-info-systems"],
    bib: [bibtex, "application/x-bibtex"],
    json: [csl, "application/vnd.citationstyles.csl+json"],
  };

  forms.addEventListener("click", ({ target }) => {
    const { form } = target.dataset;
    if (!form) return;
    const [write, type] = writers[form];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([write()], { type }));
    link.download = `${key}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  forms.hidden = false;
})();
