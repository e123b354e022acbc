"use strict";
(() => {
  const words = document.currentScript.dataset;
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const FEW_ROWS = 8;

  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const text = (cell) => cell.textContent.trim();
  const number = (cell) => Number(cell.dataset.value);
  const compare = {
    number: (left, right) => number(left) - number(right),
    day: (left, right) => (left.dataset.value < right.dataset.value ? -1 : left.dataset.value > right.dataset.value),
    text: (left, right) => collator.compare(text(left), text(right)),
  };
  const ways = { number: compare.number, percent: compare.number, date: compare.day };

  /* Rows in the order of a column. What has nothing to be compared by comes last in both directions. */
  const ordered = (rows, place, kind, sign) => {
    const isKnown = (row) => (kind in ways ? "value" in row.cells[place].dataset : text(row.cells[place]) !== "");
    const way = ways[kind] ?? compare.text;
    const known = rows.filter(isKnown).sort((one, other) => sign * way(one.cells[place], other.cells[place]));
    return [...known, ...rows.filter((row) => !isKnown(row))];
  };

  const sortable = (table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const headings = [...table.tHead.rows[0].cells];
    const sort = (heading, order) => {
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      if (order) heading.setAttribute("aria-sort", order);
      table.classList.toggle("is-sorted", Boolean(order));
      const place = headings.indexOf(heading);
      const kind = heading.classList[0];
      body.append(...(order ? ordered(original, place, kind, order === "ascending" ? 1 : -1) : original));
    };
    const next = { ascending: "descending", descending: null };
    for (const heading of headings.filter((cell) => cell.tagName === "TH")) {
      const button = make("button", { type: "button" }, ...heading.childNodes);
      button.addEventListener("click", () => {
        const order = heading.getAttribute("aria-sort");
        sort(heading, order in next ? next[order] : "ascending");
      });
      heading.append(button);
    }
    table.tHead.dataset.label = words.sort;
    table.classList.add("is-sortable");
  };

  const filterable = (table, region) => {
    const rows = [...table.tBodies[0].rows];
    const texts = new Map(rows.map((row) => [row, fold([...row.cells].map(text).join(" "))]));
    const name = make("span", { className: "unseen" }, `: ${text(table.caption)}`);
    const box = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const count = make("output", {});
    const show = () => {
      const wanted = fold(box.value).split(" ");
      for (const row of rows) row.hidden = !wanted.every((word) => texts.get(row).includes(word));
      const numbers = { shown: rows.filter((row) => !row.hidden).length, count: rows.length };
      count.textContent = words.shown.replace(/\{(\w+)\}/g, (_, key) => numbers[key].toLocaleString(language));
    };
    box.addEventListener("input", show);
    region.before(make("div", { className: "filter" }, make("label", {}, words.filter, name, box), count));
    show();
  };

  /* Regions that do not show all of a table can be moved by keys. */
  const scrollable = (table, region) => {
    if (region.scrollWidth <= region.clientWidth || region.tabIndex === 0) return;
    region.tabIndex = 0;
    region.setAttribute("role", "region");
    region.setAttribute("aria-labelledby", table.caption.id);
  };

  for (const table of document.querySelectorAll("main table")) {
    const region = table.parentElement;
    if (table.tBodies[0].rows.length > 1) sortable(table);
    if (table.tBodies[0].rows.length > FEW_ROWS) filterable(table, region);
    new ResizeObserver(() => scrollable(table, region)).observe(region);
  }
})();
