// paste.js: what was copied from Word, Google Docs, LibreOffice or a web page, without its looks.
import { makeLists } from "./paste-lists.js";
import { pictureKey } from "./figure-node.js";

const KEPT = new Set([
  "P", "H2", "H3", "H4", "UL", "OL", "LI", "BLOCKQUOTE", "HR", "BR", "A", "STRONG", "EM", "SUB", "SUP",
  "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "FIGURE", "FIGCAPTION", "IMG",
]);
const ATTRIBUTES = { A: ["href"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"], IMG: ["src"], OL: ["start"] };
const WORDLESS = "script, style, meta, link, title, xml, template, iframe, object, svg, noscript, colgroup, col, input, select, textarea, button, " +
  ".msocomanchor, .MsoCommentReference, a[href^='#_msocom'], [id^=_com_], [data-style*='mso-element:comment-list'], [data-style*='mso-hide:all'], [data-style*='display:none']";
const RENAMED = { B: "strong", I: "em", H5: "h4", H6: "h4", DIV: "p", SECTION: "p", ARTICLE: "p" };
const BLOCKS = "p, h2, h3, h4, ul, ol, table, blockquote, figure";

/** Return the HTML `html` from a clipboard with headings, lists, links and tables, and nothing else of its form. */
export function cleanPasted(html) {
  // A copy from an editor of ours is clean, and says how deep it was cut out.
  if (html.includes("data-pm-slice")) return html;
  const { body } = new DOMParser().parseFromString(withoutStyle(html), "text/html");
  dropComments(body);
  body.querySelectorAll(WORDLESS).forEach((element) => element.remove());
  makeLists(body);
  body.querySelectorAll("[data-style]").forEach(styleToElement);
  lowerHeadings(body);
  [...body.querySelectorAll("*")].reverse().forEach(rename);
  [...body.querySelectorAll("*")].reverse().forEach(keepOrUnwrap);
  body.querySelectorAll("a").forEach(cleanLink);
  body.querySelectorAll("thead td").forEach((cell) => replace(cell, "th"));
  body.querySelectorAll(":is(ul, ol) > :is(ul, ol)").forEach(nestInItem);
  cleanSpaces(body);
  dropEmpty(body);
  return body.innerHTML;
}

// Our policy holds in a parsed document too: a style there would be refused, and reported once for each.
function withoutStyle(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style\s*=/gi, "$1data-style="));
}

function dropComments(body) {
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach((comment) => comment.remove());
}

// Google Docs says bold and italic by style, and wraps all of it in a <b> that isn't bold.
function styleToElement(element) {
  const weight = styled(element, "font-weight");
  const slant = styled(element, "font-style");
  const shift = styled(element, "vertical-align");
  if (element.matches("b, strong") && /^(normal|400)$/.test(weight)) return unwrap(element);
  if (element.matches("i, em") && slant === "normal") return unwrap(element);
  if (!element.matches("span, font")) return;
  if (/^(bold|[6-9]00)$/.test(weight)) wrapContent(element, "strong");
  if (slant === "italic") wrapContent(element, "em");
  if (/^su(b|per)$/.test(shift)) wrapContent(element, shift.slice(0, 3));
}

function styled(element, property) {
  return new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([\\w-]+)`, "i").exec(element.dataset.style)?.[1].toLowerCase() ?? "";
}

// A page's title is its only h1: a text that has some moves down a level as a whole.
function lowerHeadings(body) {
  body.querySelectorAll("p.MsoTitle").forEach((title) => replace(title, "h1"));
  if (!body.querySelector("h1")) return;
  for (const level of [4, 3, 2, 1]) {
    body.querySelectorAll(`h${level}`).forEach((heading) => replace(heading, `h${Math.min(level + 1, 4)}`));
  }
}

function rename(element) {
  const name = RENAMED[element.tagName];
  if (name === "p" && element.querySelector(`${BLOCKS}, h1, div`)) unwrap(element);
  else if (name) replace(element, name);
}

function keepOrUnwrap(element) {
  if (element.tagName === "IMG" && !pictureKey(element)) return element.remove();
  if (!KEPT.has(element.tagName)) return unwrap(element);
  const allowed = ATTRIBUTES[element.tagName] ?? [];
  for (const { name } of [...element.attributes]) if (!allowed.includes(name)) element.removeAttribute(name);
}

// Bookmarks and links into Word's own file lead nowhere here; Google sends every link by itself.
function cleanLink(link) {
  const href = link.getAttribute("href") ?? "";
  if (!href || href.startsWith("#") || href.startsWith("file:")) return unwrap(link);
  const target = /^https:\/\/www\.google\.com\/url\?/.test(href) && new URL(href).searchParams.get("q");
  if (target) link.setAttribute("href", target);
}

// Google Docs puts a nested list beside the item that it belongs to.
function nestInItem(list) {
  if (list.previousElementSibling?.tagName === "LI") list.previousElementSibling.append(list);
}

// Word and Google Docs pad with no-break spaces; one between two words was meant.
function cleanSpaces(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    node.data = node.data.replace(/[ \t\r\n]+/g, " ").replace(/(?<![^\s\u00a0])\u00a0+|\u00a0+(?![^\s\u00a0])/g, " ").replace(/ {2,}/g, " ");
  }
}

function dropEmpty(body) {
  body.querySelectorAll("br").forEach((br) => { if (br.parentElement === body || !br.nextSibling) br.remove(); });
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    if (!element.matches("br, hr, img, td, th, tr") && !element.textContent.trim() && !element.querySelector("img, hr, td, th")) element.remove();
  }
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function replace(element, name) {
  const other = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) {
    other.setAttribute(attribute, value);
  }
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function wrapContent(element, name) {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}
