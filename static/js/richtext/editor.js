// editor.js: makes each textarea[data-richtext] an editor with a toolbar. Without it, the textarea shows the HTML.
import { createTextareaEditor, initializeEditors } from "../../django_prose_editor/editor.js";
import { FigureDialog } from "./figure.js";
import { LinkDialog } from "./link.js";
import { extensionsFor } from "./schema.js";
import { Toolbar } from "./toolbar.js";

// The editor wants to add a style element, which our policy forbids and the console would report. It adds none where
// one is marked so; this one has the name alone, of a namespace in which it means nothing to a browser. The rules
// stand in css/admin/richtext.css.
const inert = document.createElementNS("urn:smartup:nothing", "style");
inert.setAttribute("data-tiptap-style", "");
document.head.append(inert);

initializeEditors(edit, "textarea[data-richtext]");

function edit(textarea) {
  const parts = textarea.parentElement.querySelector("template[data-richtext-parts]").content.cloneNode(true);
  const dialogs = {};
  const label = labelOf(textarea);
  const editor = createTextareaEditor(textarea, extensionsFor({
    label,
    describedBy: textarea.getAttribute("aria-describedby"),
    previews: textarea.dataset.pictures,
    open: (name) => dialogs[name]?.open(),
  }));
  label?.addEventListener("click", () => editor.commands.focus());
  dialogs.link = new LinkDialog(editor, parts.querySelector("[data-dialog=link]"), textarea.dataset.targets);
  dialogs.figure = new FigureDialog(editor, parts.querySelector("[data-dialog=figure]"), textarea.dataset.pictures);
  const toolbar = parts.querySelector("[role=toolbar]");
  editor.view.dom.before(toolbar);
  new Toolbar(editor, toolbar, dialogs);
  return editor;
}

function labelOf(textarea) {
  const label = textarea.labels[0];
  if (label) label.id ||= `${textarea.id}-label`;
  return label;
}
