// The chat page: holds the state of one person's client and keeps it live over server-sent events.
import { drawAlbum } from "./album.js";
import { GroupDialog } from "./group.js";
import { InlineStrip } from "./inline.js";
import { element, messageNode, timeNode } from "./render.js";
import { StarDialogs } from "./stars.js";

const at = (id) => document.getElementById(id);
const state = { me: null, bot: null, people: [], chats: [], messages: new Map(), revision: 0, chat: null, topic: 0,
  reply: null, editing: null, files: [], unread: new Map(), source: null, drafts: new Map() };

const chatNow = () => state.chats.find((chat) => chat.id === state.chat);
const messagesOf = (id) => state.messages.get(id) || state.messages.set(id, new Map()).get(id);
const lastOf = (id) => [...messagesOf(id).values()].at(-1);

async function post(path, body) {
  const form = body instanceof FormData;
  const answer = await fetch(path, { method: "POST", body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const here = (more = {}) => ({ person: state.me.id, chat: state.chat, topic: state.topic || null, ...more });

// --- toasts and alerts ---------------------------------------------------------------------------------------------

let toastTimer = 0;
function toast(text) {
  at("toast").textContent = text;
  at("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { at("toast").hidden = true; }, 4000);
}

function alertBox(text) {
  at("alert-text").textContent = text;
  at("alert").showModal();
}

// --- what messages can do ------------------------------------------------------------------------------------------

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    alertBox(text);
  }
}

const [CURRENT, CHOSEN, OTHER] = ["switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "switch_inline_query"];

const acts = {
  copy,
  say: (text) => sendText(text),
  jump(id) {
    const node = at("messages").querySelector(`[data-message-id="${id}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  },
  reply(message) { state.editing = null; state.reply = message; showContext(); at("composer").focus(); },
  edit(message) { state.reply = null; state.editing = message; at("composer").value = message.text; fit(); showContext(); at("composer").focus(); },
  async remove(message) {
    await post("/sandbox/delete", here({ message: message.id })).catch((problem) => toast(problem.message));
  },
  async react(message) {
    await post("/sandbox/react", here({ message: message.id })).catch((problem) => toast(problem.message));
  },
  async forward(message) {
    await post("/sandbox/forward", here({ message: message.id })).catch((problem) => toast(problem.message));
  },
  async tap(message, row, column, button) {
    const cell = message.buttons[row][column];
    if (CHOSEN in cell || OTHER in cell) return chooseChat(cell);
    if (CURRENT in cell) return putInline(cell[CURRENT]);
    if (cell.pay) return till.ask(message.invoice, { chat: message.chat, message: message.id });
    button.classList.add("waiting");
    try {
      const answer = await post("/sandbox/tap", here({ message: message.id, row, column }));
      if (answer.copied !== null) await copy(answer.copied);
      else if (answer.invoice) till.ask(answer.invoice, { link: answer.url });
      else if (answer.url) openLink(answer.url);
      else if (answer.alert) alertBox(answer.text);
      else if (answer.text) toast(answer.text);
    } catch (problem) {
      toast(problem.message.includes("did not answer") ? "The bot does not answer" : problem.message);
    } finally {
      button.classList.remove("waiting");
    }
    return null;
  },
  settled() { if (stuck) toEnd(); },
};

function openLink(url) {
  const target = new URL(url.includes(":") ? url : `https://${url}`);
  const ours = target.hostname === "t.me" && target.pathname.slice(1).toLowerCase() === state.bot.username.toLowerCase();
  if (!ours && ["http:", "https:"].includes(target.protocol)) window.open(target, "_blank", "noopener");
  if (ours) openChat(state.me.id);
}

// --- inline mode ---------------------------------------------------------------------------------------------------

function putInline(words) {
  at("composer").value = `@${state.bot.username} ${words}`;
  fit();
  at("composer").focus();
}

// A client's "send to…": the chats that the button allows. The only private chat here is the bot's own.
function chooseChat(cell) {
  const allowed = cell[CHOSEN] || { allow_bot_chats: true, allow_group_chats: true };
  const fits = (chat) => !chat.migratedTo && (chat.kind === "private" ? allowed.allow_bot_chats || allowed.allow_user_chats : allowed.allow_group_chats);
  const words = cell[OTHER] ?? allowed.query ?? "";
  at("choose-chats").replaceChildren(...state.chats.filter(fits).map((chat) => element("button", {
    className: "chat", type: "button", dataset: { chatId: chat.id },
    onclick: () => { at("choose").close(); openChat(chat.id); putInline(words); },
  }, element("span", { className: "avatar", dataset: { kind: chat.kind }, textContent: LETTERS(chat.title) }), element("span", {}, element("b", { textContent: chat.title })))));
  at("choose").showModal();
}

const strip = new InlineStrip(at("inline"), {
  ask: (query, offset) => post("/sandbox/inline", here({ query, offset })),
  async choose(result) {
    at("composer").value = "";
    fit();
    await post("/sandbox/choose", here({ result })).catch((problem) => toast(problem.message));
  },
  async open(parameter) {
    at("composer").value = "";
    openChat(state.me.id);
    await sendText(`/start ${parameter}`);
  },
});

function inlineWords(text) {
  const [, name, words] = text.match(/^@(\w+)\s([\s\S]*)$/) || [];
  return name?.toLowerCase() === state.bot.username.toLowerCase() ? words : null;
}

// --- Stars ---------------------------------------------------------------------------------------------------------

const changeHoldings = (path, body) => post(path, { person: state.me.id, ...body }).catch((problem) => toast(problem.message));
const till = new StarDialogs(at("stars"), {
  pay: (what) => post("/sandbox/pay", { person: state.me.id, ...what }),
  buy: (amount) => changeHoldings("/sandbox/stars", { amount }),
  change: (subscription, deed) => changeHoldings("/sandbox/subscription", { subscription, do: deed }),
});
at("holdings").onclick = () => till.open();
at("messages").addEventListener("click", async (event) => {
  const link = event.target.closest("a")?.href || "";
  if (!/^https?:\/\/t\.me\/(\$|invoice\/)/.test(link)) return;
  event.preventDefault();
  try {
    till.ask(await post("/sandbox/invoice", { person: state.me.id, link }), { link });
  } catch (problem) { toast(problem.message); }
});

function drawHoldings(holdings) {
  at("holdings").textContent = `⭐${holdings.stars}`;
  till.refresh(holdings);
}

// --- groups --------------------------------------------------------------------------------------------------------

const crew = new GroupDialog(at("group"), {
  async act(body) {
    try {
      const { chat } = await post("/sandbox/group", here(body));
      if (chat !== state.chat) { crew.dialog.close(); await load(state.me.id); openChat(chat); }
    } catch (problem) { toast(problem.message); }
  },
  async make(body) {
    try {
      const { chat } = await post("/sandbox/groups", { person: state.me.id, ...body });
      await load(state.me.id);
      openChat(chat);
    } catch (problem) { toast(problem.message); }
  },
  speak: (person) => load(person),
});
at("found").onclick = () => crew.found();
at("who").onclick = () => { if (chatNow().members.length) crew.open(chatNow(), state.me.id); };

// --- scrolling -----------------------------------------------------------------------------------------------------

let stuck = true;
function toEnd() {
  const list = at("messages");
  list.scrollTop = list.scrollHeight;
}
at("messages").addEventListener("scroll", () => {
  const list = at("messages");
  stuck = list.scrollHeight - list.scrollTop - list.clientHeight < 90;
  at("newest").hidden = stuck;
});
at("newest").onclick = () => { stuck = true; toEnd(); };
new ResizeObserver(() => stuck && toEnd()).observe(at("messages"));

// --- drawing -------------------------------------------------------------------------------------------------------

const LETTERS = (name) => [...name][0]?.toUpperCase() || "?";
const ACTIONS = { typing: "is typing", upload_photo: "is sending a photo", upload_video: "is sending a video", record_video: "is recording a video",
  upload_voice: "is sending a voice message", record_voice: "is recording", upload_document: "is sending a file" };

function drawPeople() {
  at("people").replaceChildren(...state.people.map((person) => element("button", {
    type: "button", role: "tab", "aria-selected": String(person.id === state.me.id), dataset: { person: person.id },
    onclick: () => load(person.id),
  }, person.name, element("small", { textContent: person.language || "" }))));
  at("me").textContent = `as ${state.me.name}`;
}

function drawChats() {
  at("chats").replaceChildren(...state.chats.filter((chat) => !chat.migratedTo).map((chat) => {
    const last = lastOf(chat.id);
    const words = last ? last.service || last.text || last.invoice?.title || last.media?.kind || "" : "No messages yet";
    const unread = state.unread.get(chat.id);
    return element("button", { className: "chat", type: "button", "aria-current": String(chat.id === state.chat), dataset: { chatId: chat.id }, onclick: () => openChat(chat.id) },
      element("span", { className: "avatar", dataset: { kind: chat.kind }, textContent: LETTERS(chat.title) }),
      element("span", {}, element("b", { textContent: chat.title }), element("i", { textContent: words })),
      unread ? element("span", { className: "badge", textContent: unread }) : null);
  }));
}

function drawHeader() {
  const chat = chatNow();
  at("title").textContent = chat.title;
  at("avatar").textContent = LETTERS(chat.title);
  at("avatar").dataset.kind = chat.kind;
  at("subtitle").textContent = chat.action ? `${state.bot.name} ${ACTIONS[chat.action] || "is busy"}…` : chat.kind === "private" ? "bot" : `${chat.people} members`;
  at("subtitle").classList.toggle("active", Boolean(chat.action));
  at("topics").hidden = chat.kind !== "forum";
  at("topics").replaceChildren(...[{ id: 0, name: "General" }, ...chat.topics].map((topic) => element("button", {
    type: "button", textContent: topic.name, "aria-pressed": String(topic.id === state.topic),
    onclick: () => { state.topic = topic.id; drawHeader(); drawMessages(); },
  })));
  const pinned = chat.pinned && messagesOf(chat.id).get(chat.pinned);
  at("pinned").hidden = !pinned;
  if (pinned) {
    at("pinned").textContent = `Pinned: ${pinned.text || pinned.media?.kind || ""}`;
    at("pinned").onclick = () => acts.jump(pinned.id);
  }
  at("menu").hidden = !chat.commands.length;
  at("who").disabled = !chat.members.length;
  crew.refresh(chat, state.me.id);
}

const isHere = (message) => message.chat === state.chat && (message.topic || 0) === state.topic;
const rendered = (message, oldMedia) => messageNode(message, { me: state.me.id, inGroup: chatNow().kind !== "private", acts, oldMedia });

function append(message) {
  if (!message.album) return at("messages").append(rendered(message));
  if (!albumHome(message.album)) at("messages").append(element("div", { dataset: { album: message.album } }));
  return redrawAlbum(message);
}

const albumHome = (album) => at("messages").querySelector(`[data-album="${album}"]`);

function redrawAlbum(message) {
  const home = albumHome(message.album);
  const items = [...messagesOf(message.chat).values()].filter((other) => other.album === message.album);
  if (!items.length) return home?.remove();
  return home && drawAlbum(home, items, { mine: items[0].sender === state.me.id, meta: timeNode(items[0]), acts });
}

function drawMessages() {
  at("messages").replaceChildren();
  for (const message of messagesOf(state.chat).values()) if (isHere(message)) append(message);
  stuck = true;
  toEnd();
  drawEmpty();
  drawKeyboard();
}

function drawEmpty() {
  const empty = chatNow().kind === "private" && !messagesOf(state.chat).size;
  at("empty").hidden = !empty;
  const appears = at("line").hidden && !empty;
  at("line").hidden = empty;
  if (appears) fit();
  at("about").textContent = state.bot.about || `This is ${state.bot.name}. Press Start to talk to it.`;
}

function drawKeyboard() {
  const latest = [...messagesOf(state.chat).values()].findLast((message) => message.bot && isHere(message));
  at("keyboard").hidden = !latest?.keyboard;
  at("keyboard").replaceChildren(...(latest?.keyboard || []).map((row) => element("div", { className: "row" },
    ...row.map((cell) => element("button", { type: "button", textContent: cell.text, onclick: () => sendText(cell.text) })))));
}

function showContext() {
  const target = state.reply || state.editing;
  at("context").hidden = !target;
  at("composer").placeholder = (state.reply?.forceReply && state.reply.placeholder) || "Message";
  if (target) at("context-text").textContent = `${state.editing ? "Edit" : `Reply to ${target.name}`}: ${target.text || target.media?.kind || ""}`;
}

// --- changes from the server ---------------------------------------------------------------------------------------

function take(message) {
  const kept = messagesOf(message.chat);
  const node = message.chat === state.chat ? at("messages").querySelector(`[data-message-id="${message.id}"]`) : null;
  if (message.deleted) {
    const album = kept.get(message.id)?.album;
    kept.delete(message.id);
    if (album && node) redrawAlbum({ chat: message.chat, album });
    else node?.remove();
  } else {
    const old = kept.get(message.id);
    kept.set(message.id, message);
    if (node && message.album) redrawAlbum(message);
    else if (node) {
      const same = old?.media && message.media && old.media.url === message.media.url;
      node.replaceWith(rendered(message, same ? node.querySelector(".media") : null));
    } else if (!old) arrive(message);
  }
  drawChats();
  if (message.chat === state.chat) { drawEmpty(); drawKeyboard(); if (stuck) toEnd(); }
}

function arrive(message) {
  const mine = message.sender === state.me.id;
  if (isHere(message)) {
    if (mine) stuck = true;
    append(message);
    const named = message.entities.some((entity) => entity.url === `tg://user?id=${state.me.id}`);
    const meant = !message.selective || message.chat === state.me.id || named || message.replyTo?.sender === state.me.id;
    if (message.forceReply && meant && !mine) acts.reply(message);
  } else if (!mine && message.chat !== state.chat) state.unread.set(message.chat, (state.unread.get(message.chat) || 0) + 1);
}

function listen() {
  state.source?.close();
  const source = new EventSource(`/sandbox/events?person=${state.me.id}&since=${state.revision}`);
  let lost = false;
  source.onmessage = (event) => {
    const change = JSON.parse(event.data);
    if (change.reload) return load(state.me.id);
    if (change.message) take(change.message);
    if (change.holdings) drawHoldings(change.holdings);
    if (change.chats) {
      state.chats = change.chats;
      if (!chatNow()) { crew.dialog.close(); return openChat(state.me.id); }
      drawChats();
      drawHeader();
    }
    return null;
  };
  source.onerror = () => { lost = true; };
  source.onopen = () => { if (lost) load(state.me.id); };
  state.source = source;
}

async function load(person) {
  const wanted = person ? `?person=${person}` : "";
  const fresh = await (await fetch(`/sandbox/state${wanted}`)).json();
  const samePerson = state.me?.id === fresh.me.id;
  Object.assign(state, { me: fresh.me, bot: fresh.bot, people: fresh.people, chats: fresh.chats, revision: fresh.revision });
  state.messages = new Map();
  for (const message of fresh.messages) messagesOf(message.chat).set(message.id, message);
  if (!samePerson) state.unread.clear();
  drawPeople();
  drawHoldings(fresh.holdings);
  const stays = chatNow() && (samePerson || state.chat < 0);
  openChat(stays ? state.chat : state.me.id, { quiet: true });
  listen();
}

function openChat(id, { quiet = false } = {}) {
  if (state.chat !== id) {
    state.drafts.set(state.chat, at("composer").value);
    Object.assign(state, { chat: id, topic: 0, reply: null, editing: null });
    at("composer").value = state.drafts.get(id) || "";
  }
  state.unread.delete(id);
  if (!quiet) at("app").classList.remove("list");
  location.hash = `person=${state.me.id}&chat=${id}`;
  drawChats();
  drawHeader();
  drawMessages();
  showContext();
  fit();
}

// --- writing -------------------------------------------------------------------------------------------------------

async function sendText(text) {
  const body = here({ text, replyTo: state.reply?.id });
  state.reply = null;
  showContext();
  await post("/sandbox/send", body).catch((problem) => toast(problem.message));
}

async function sendFiles(caption) {
  const form = new FormData();
  const fields = here({ caption, replyTo: state.reply?.id, as: at("as-file").checked ? "document" : "" });
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  for (const file of state.files) form.append("file", file, file.name);
  setFiles([]);
  state.reply = null;
  showContext();
  await post("/sandbox/upload", form).catch((problem) => toast(problem.message));
}

async function submit() {
  const text = at("composer").value.trim();
  const editing = state.editing;
  if (!text && !state.files.length) return;
  at("composer").value = "";
  fit();
  if (editing) {
    state.editing = null;
    showContext();
    await post("/sandbox/edit", here({ message: editing.id, text })).catch((problem) => toast(problem.message));
  } else if (state.files.length) await sendFiles(text);
  else await sendText(text);
}

function setFiles(files) {
  state.files = files;
  at("files").hidden = !files.length;
  at("files-text").textContent = files.map((file) => file.name).join(", ");
  fit();
}

function fit() {
  const box = at("composer");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 170)}px`;
  at("send").disabled = !box.value.trim() && !state.files.length;
  showCommands(/^\/\w*$/.test(box.value) ? box.value.slice(1) : null);
  strip.typed(inlineWords(box.value));
}

function showCommands(prefix) {
  const found = prefix === null ? [] : chatNow().commands.filter((item) => item.command.startsWith(prefix));
  at("commands").hidden = !found.length;
  at("commands").replaceChildren(...found.map((item, index) => element("button", {
    type: "button", role: "option", className: index === 0 && prefix ? "chosen" : "",
    onclick: () => { at("composer").value = ""; fit(); sendText(`/${item.command}`); },
  }, element("b", { textContent: `/${item.command}` }), element("span", { textContent: item.description }))));
}

at("send").onclick = submit;
at("start").onclick = () => sendText("/start");
at("back").onclick = () => at("app").classList.add("list");
at("menu").onclick = () => { const open = at("commands").hidden; showCommands(open ? "" : null); };
at("attach").onclick = () => at("file").click();
at("file").onchange = () => { setFiles([...at("file").files]); at("file").value = ""; at("composer").focus(); };
at("files-cancel").onclick = () => setFiles([]);
at("context-cancel").onclick = () => { if (state.editing) at("composer").value = ""; state.reply = state.editing = null; showContext(); fit(); };
at("composer").addEventListener("input", fit);
at("composer").addEventListener("keydown", (event) => {
  if (event.key === "Escape") at("context-cancel").click();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
at("composer").addEventListener("paste", (event) => {
  const files = [...event.clipboardData.files];
  if (files.length) { event.preventDefault(); setFiles(files); }
});
document.addEventListener("click", (event) => { if (!event.target.closest("footer")) at("commands").hidden = true; });
at("room").addEventListener("dragover", (event) => event.preventDefault());
at("room").addEventListener("drop", (event) => { event.preventDefault(); setFiles([...event.dataTransfer.files]); });

const asked = new URLSearchParams(location.hash.slice(1));
state.chat = Number(asked.get("chat")) || null;
load(asked.get("person")).catch(() => load(null)).then(() => { document.body.dataset.ready = "true"; });
