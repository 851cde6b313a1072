// video.js: plays a video of another host inside the page once the visitor agrees, and takes our own video to the second
// that a link names (#video-95, or ?t=95). Without it there is a link to the host, and the server sets the second.
import { agreed, send } from "./choices.js";

for (const gate of document.querySelectorAll("[data-player]")) open(gate);
const video = document.querySelector("video.video-player");
if (video) follow(video);

function open(gate) {
  const { player, title, version, choose } = gate.dataset;
  const known = version && agreed("media", version);
  for (const part of gate.querySelectorAll("[data-video-ask]")) part.hidden = known;
  for (const part of gate.querySelectorAll("[data-video-agreed]")) part.hidden = !known;
  gate.querySelector("[data-video-play]").hidden = false;
  gate.querySelector("button").addEventListener("click", () => {
    const remember = !known && gate.querySelector("input")?.checked;
    // The video plays either way; when the answer can't be kept, the next video asks again.
    if (remember) send(choose, { offered: "media", agreed: "media", answer: "chosen" }).catch(() => {});
    play(gate, player, title);
  });
}

function play(gate, player, title) {
  const frame = document.createElement("iframe");
  frame.className = "video-frame";
  frame.title = title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // YouTube refuses to play for pages that don't say which site they are on.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = player;
  gate.replaceWith(frame);
  frame.focus();
}

function follow(video) {
  const asked = location.hash.match(/^#video-(\d+)$/) ?? location.search.match(/[?&]t=(\d+)/);
  if (asked) seek(video, asked[1]);
  addEventListener("hashchange", () => {
    const asked = location.hash.match(/^#video-(\d+)$/);
    if (!asked) return;
    seek(video, asked[1]);
    video.play().catch(() => {}); // a browser may want a click on the video itself
  });
}

function seek(video, second) {
  video.currentTime = Number(second);
  if (location.hash.startsWith("#video-")) video.scrollIntoView({ block: "center" });
  video.focus({ preventScroll: true });
}
