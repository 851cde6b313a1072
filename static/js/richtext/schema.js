// schema.js: what a text in the editor may hold; the same as content/texts/allowlist.py lets through.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Extension, Gapcursor, HardBreak, Heading, HorizontalRule, Italic,
  Link, ListItem, Mark, OrderedList, Paragraph, Plugin, Subscript, Superscript, Table, TableCell, TableHeader,
  TableRow, Text, UndoRedo,
} from "../../django_prose_editor/editor.js";
import { Figure } from "./figure-node.js";
import { cleanPasted } from "./paste.js";

export function extensionsFor({ label, describedBy, previews, open }) {
  return [
    Document, Paragraph, Text, HardBreak, HorizontalRule, UndoRedo, Dropcursor, Gapcursor,
    Heading.configure({ levels: [2, 3, 4] }),
    Bold, Italic, Subscript, Superscript, Language, LanguageOfBlocks,
    BulletList, OrderedList, ListItem, Blockquote,
    PlainLink.configure({ protocols: ["smartup"], openOnClick: false, autolink: true, defaultProtocol: "https",
      HTMLAttributes: { target: null, rel: null, class: null } }),
    Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
    Figure.configure({ previews }),
    shortcuts(open), CleanPaste, named(label, describedBy),
  ];
}

// The library's own link opens a dialog of its own on Ctrl+K, and keeps a title.
const PlainLink = Link.extend({
  addAttributes() {
    return { href: { default: null }, hreflang: { default: null } };
  },
  addKeyboardShortcuts: () => ({}),
});

const Language = Mark.create({
  name: "language",
  addAttributes: () => ({ lang: { default: null } }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

const LanguageOfBlocks = Extension.create({
  name: "languageOfBlocks",
  addGlobalAttributes: () => [{ types: ["paragraph", "blockquote"], attributes: { lang: { default: null } } }],
});

const CleanPaste = Extension.create({ name: "cleanPaste", transformPastedHTML: cleanPasted });

function shortcuts(open) {
  return Extension.create({
    name: "shortcuts",
    addKeyboardShortcuts: () => ({
      "Mod-k": () => { open("link"); return true; },
    }),
  });
}

// The label's `for` points to the textarea, which is hidden now.
function named(label, describedBy) {
  const attributes = { role: "textbox", "aria-multiline": "true" };
  if (label) attributes["aria-labelledby"] = label.id;
  if (describedBy) attributes["aria-describedby"] = describedBy;
  return Extension.create({
    name: "named",
    addProseMirrorPlugins: () => [new Plugin({ props: { attributes } })],
  });
}
