// From a message of the sandbox's JSON to DOM nodes. User text only ever becomes text nodes.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name === "dataset") Object.assign(made.dataset, value);
    else if (name.startsWith("aria-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

function safeUrl(url) {
  try {
    const parsed = new URL(url, "http://localhost");
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(parsed.protocol) ? url : null;
  } catch {
    return null;
  }
}

function link(url, inner) {
  const href = safeUrl(url);
  return href
    ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...inner)
    : element("span", {}, ...inner);
}

function entityNode(entity, text, inner, acts) {
  if (SIMPLE[entity.type]) {
    const node = element(SIMPLE[entity.type], {}, ...inner);
    if (entity.type === "code") node.onclick = () => acts.copy(text);
    return node;
  }
  switch (entity.type) {
    case "text_link": return link(entity.url, inner);
    case "url": return link(text, inner);
    case "bot_command": return element("button", { className: "command", type: "button", onclick: () => acts.say(text) }, ...inner);
    case "blockquote": return element("blockquote", {}, ...inner);
    case "expandable_blockquote": {
      const node = element("blockquote", { className: "expandable" }, ...inner);
      node.onclick = () => node.classList.toggle("open");
      return node;
    }
    case "spoiler": {
      const node = element("span", { className: "spoiler" }, ...inner);
      node.onclick = () => node.classList.add("open");
      return node;
    }
    default: return element("span", {}, ...inner);
  }
}

// Entities count UTF-16 units, as JavaScript's strings do. A quote is a block: the line break after it ends the quote.
export function formatted(text, entities, acts, start = 0, end = text.length) {
  const nodes = [];
  let position = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < position || stop <= entity.offset) continue;
    nodes.push(text.slice(position, entity.offset));
    const within = entities.slice(index + 1).filter((other) => other.offset + other.length <= stop);
    const inner = formatted(text, within, acts, entity.offset, stop);
    nodes.push(entityNode(entity, text.slice(entity.offset, stop), inner, acts));
    position = stop + (entity.type.endsWith("blockquote") && stop < end && text[stop] === "\n" ? 1 : 0);
  }
  nodes.push(text.slice(position, end));
  return nodes;
}

function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(0)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function veil(node, spoiler) {
  if (!spoiler) return node;
  node.classList.add("veiled");
  node.addEventListener("click", (event) => {
    if (node.classList.contains("veiled")) event.preventDefault();
    node.classList.remove("veiled");
  }, { once: true });
  return node;
}

// Reserve the room before the bytes are here, so that the chat does not jump.
function sized(node, { width, height }) {
  if (!width || !height) return node;
  const room = Math.min(420, window.innerHeight * 0.5);
  node.style.aspectRatio = `${width} / ${height}`;
  node.style.width = `${Math.round(Math.min(Math.max(width, 160), (room * width) / height))}px`;
  return node;
}

export function mediaNode(media, acts) {
  if (media.kind === "photo" || media.kind === "sticker" || (media.kind === "animation" && media.type === "image/gif")) {
    const image = element("img", { className: "media", src: media.url, alt: media.kind });
    image.addEventListener("load", acts.settled);
    image.addEventListener("click", () => image.classList.contains("veiled") || window.open(media.url, "_blank", "noopener"));
    return veil(sized(image, media), media.spoiler);
  }
  if (media.kind === "video" || media.kind === "animation" || media.kind === "video_note") {
    const looped = media.kind === "animation";
    const video = element("video", {
      className: "media", src: media.url, poster: media.poster, controls: !looped, loop: looped, muted: looped,
      autoplay: looped, playsInline: true, preload: "metadata",
    });
    video.addEventListener("loadedmetadata", acts.settled);
    return veil(sized(video, media), media.spoiler);
  }
  if (media.kind === "audio" || media.kind === "voice") {
    const name = [media.performer, media.title].filter(Boolean).join(" — ") || (media.kind === "voice" ? "Voice message" : media.name);
    return element("div", { className: "media track" }, element("b", { textContent: name }),
      element("audio", { src: media.url, controls: true, preload: "metadata" }));
  }
  return element("a", { className: "media document", href: `${media.url}?download`, download: media.name },
    element("span", { className: "avatar", textContent: "↓" }),
    element("span", {}, media.name, element("small", { textContent: sizeText(media.size) })));
}

function quoted(reply, acts) {
  return element("button", { className: "quoted", type: "button", onclick: () => acts.jump(reply.id) },
    element("b", { textContent: reply.name }),
    element("span", { textContent: reply.gone ? "Deleted message" : reply.text }));
}

function invoiceNode(invoice) {
  return element("div", { className: "invoice" }, element("b", { textContent: invoice.title }),
    element("span", { textContent: invoice.description }), element("span", { className: "stars", textContent: `⭐${invoice.amount}` }));
}

const MARKS = { url: "↗", copy_text: "", switch_inline_query: "➦", switch_inline_query_chosen_chat: "➦", switch_inline_query_current_chat: "@" };

function buttonRows(message, acts) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((cells, row) => element("div", { className: "row" }, ...cells.map((cell, column) => {
    const kind = Object.keys(MARKS).find((name) => name in cell);
    const button = element("button", {
      className: "inline-button", type: "button", title: cell.text,
      dataset: { row, column, data: cell.callback_data || "", style: cell.style || "" },
    }, cell.pay ? cell.text.replace("XTR", "⭐") : cell.text, kind ? element("span", { className: "mark", dataset: { kind }, textContent: MARKS[kind] }) : null);
    button.onclick = () => acts.tap(message, row, column, button);
    return button;
  })));
  return element("div", { className: message.text.length < 60 && !message.media ? "buttons narrow" : "buttons" }, ...rows);
}

function tools(message, mine, acts) {
  const made = [element("button", { type: "button", title: "Reply", "aria-label": "Reply", textContent: "↩", onclick: () => acts.reply(message) })];
  made.push(element("button", { type: "button", title: "React", "aria-label": "React", textContent: "👍", onclick: () => acts.react(message) }));
  if (message.media || message.invoice) {
    made.push(element("button", { type: "button", title: "Forward", "aria-label": "Forward", textContent: "↪", onclick: () => acts.forward(message) }));
  }
  if (mine) {
    made.push(element("button", { type: "button", title: "Edit", "aria-label": "Edit", textContent: "✎", onclick: () => acts.edit(message) }));
    made.push(element("button", { type: "button", title: "Delete", "aria-label": "Delete", textContent: "✕", onclick: () => acts.remove(message) }));
  }
  return element("div", { className: "tools" }, ...made);
}

export function timeNode(message) {
  const time = new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return element("span", { className: "meta", textContent: (message.edited ? "edited " : "") + time });
}

export function messageNode(message, { me, inGroup, acts, oldMedia }) {
  const dataset = { messageId: message.id, kind: message.service ? "service" : message.invoice ? "invoice" : message.media?.kind || "text" };
  if (message.service) {
    return element("div", { className: "message", dataset }, element("span", { className: "service", textContent: message.service }));
  }
  const mine = message.sender === me;
  const media = message.media ? oldMedia || mediaNode(message.media, acts) : null;
  const text = message.text
    ? element("div", { className: "text", dir: "auto" }, ...formatted(message.text, message.entities, acts)) : null;
  const meta = timeNode(message);
  const body = message.captionAbove ? [text, media] : [media, text];
  if (text) text.append(meta);
  const bubble = element("div", { className: "bubble" },
    inGroup && !mine ? element("span", { className: "sender", textContent: message.name }) : null,
    message.forwarded ? element("span", { className: "forwarded", textContent: `Forwarded from ${message.forwarded}` }) : null,
    message.via ? element("span", { className: "forwarded", textContent: `via @${message.via}` }) : null,
    message.alone ? element("span", { className: "forwarded", textContent: "👁 Only you can see this" }) : null,
    message.replyTo ? quoted(message.replyTo, acts) : null,
    message.invoice ? invoiceNode(message.invoice) : null,
    ...body, text ? null : meta,
    message.reactions.length ? element("span", { className: "reactions", textContent: message.reactions.join(" ") }) : null);
  bubble.classList.toggle("has-media", Boolean(media));
  const pictured = ["IMG"].includes(media?.tagName);
  bubble.classList.toggle("media-only", pictured && !text);
  const node = element("div", { className: mine ? "message mine" : "message", dataset },
    bubble, buttonRows(message, acts), tools(message, mine, acts));
  return node;
}
