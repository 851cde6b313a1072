// paste-lists.js: Word keeps a list as paragraphs that say in their style how deep they are; these become lists.
// paste.js has moved all style attributes to data-style.

const ITEM = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const MARKER = "[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]";
const NUMBERED = /^\s*\(?(?:\d+|[a-z]{1,2}|[ivxlc]+)[.)]/i;

/** Replace Word's list paragraphs in `root` by nested ul and ol elements. */
export function makeLists(root) {
  let open = [];
  for (const paragraph of root.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")) {
    const found = ITEM.exec(paragraph.dataset.style ?? "");
    if (!found || !paragraph.isConnected) continue;
    const numbered = takeMarker(paragraph);
    // A numbered heading is a heading.
    if (paragraph.matches("h1, h2, h3, h4, h5, h6")) continue;
    if (!follows(open[0], paragraph)) open = [];
    open = place(paragraph, { group: found[1], level: Number(found[2]), numbered }, open);
  }
}

// Take out the bullet or number that Word wrote as text; tell whether it was a number.
function takeMarker(paragraph) {
  const marker = paragraph.querySelector(MARKER);
  const numbered = NUMBERED.test(marker?.textContent ?? "");
  marker?.remove();
  return numbered;
}

function follows(list, paragraph) {
  return list && list.nextElementSibling === paragraph;
}

// `open` holds the lists that the paragraph may belong to, outermost first.
function place(paragraph, { group, level, numbered }, open) {
  const lists = open.slice(0, level);
  const name = numbered ? "ol" : "ul";
  const last = lists.at(-1);
  if (lists.length === level && (last.localName !== name || (level === 1 && last.dataset.group !== group))) lists.pop();
  while (lists.length < level) lists.push(newList(name, group, lists.at(-1), paragraph));
  lists.at(-1).append(itemFrom(paragraph));
  return lists;
}

function newList(name, group, parent, paragraph) {
  const list = paragraph.ownerDocument.createElement(name);
  list.dataset.group = group;
  if (!parent) paragraph.before(list);
  else (parent.lastElementChild ?? parent.appendChild(paragraph.ownerDocument.createElement("li"))).append(list);
  return list;
}

function itemFrom(paragraph) {
  const item = paragraph.ownerDocument.createElement("li");
  item.append(...paragraph.childNodes);
  paragraph.remove();
  return item;
}
