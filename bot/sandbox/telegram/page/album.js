// Several messages sent at once, drawn as one: a mosaic of pictures and videos, or a list of tracks or files.
import { element, formatted, mediaNode } from "./render.js";

const ROWS = { 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 2, 3, 3] };

function spans(count) {
  return (ROWS[count] || [1]).flatMap((row) => Array(row).fill(6 / row));
}

function lasting(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tile(message, media, span) {
  media.removeAttribute("style");
  const isClip = media.tagName === "VIDEO";
  if (isClip) media.controls = false;
  const node = element("div", { className: "tile", title: message.text, dataset: { messageId: message.id, kind: message.media.kind, span } }, media,
    isClip ? element("span", { className: "clip", textContent: `▶ ${lasting(message.media.duration)}` }) : null);
  if (isClip) media.onclick = () => { media.controls = true; media.play(); node.querySelector(".clip")?.remove(); };
  return node;
}

function line(message, media, acts) {
  return element("div", { className: "entry", dataset: { messageId: message.id, kind: message.media.kind } }, media,
    message.text ? element("div", { className: "text", dir: "auto" }, ...formatted(message.text, message.entities, acts)) : null);
}

// Draws the album's messages into `home`. Telegram shows a caption below an album only when a single item has one.
export function drawAlbum(home, messages, { mine, meta, acts }) {
  const old = new Map([...home.querySelectorAll("[data-message-id]")].map((node) => [Number(node.dataset.messageId), node.querySelector(".media")]));
  const medium = (message) => {
    const kept = old.get(message.id);
    return kept?.dataset.url === message.media.url ? kept : mediaNode(message.media, acts);
  };
  const listed = ["audio", "document"].includes(messages[0].media.kind);
  const places = spans(messages.length);
  const items = messages.map((message, index) => {
    const media = medium(message);
    media.dataset.url = message.media.url;
    return listed ? line(message, media, acts) : tile(message, media, places[index]);
  });
  const worded = messages.filter((message) => message.text);
  const caption = !listed && worded.length === 1
    ? element("div", { className: "text", dir: "auto" }, ...formatted(worded[0].text, worded[0].entities, acts), meta) : null;
  home.className = mine ? "message album mine" : "message album";
  home.replaceChildren(element("div", { className: "bubble has-media" },
    element("div", { className: listed ? "entries" : "mosaic" }, ...items), caption, caption ? null : meta));
}
