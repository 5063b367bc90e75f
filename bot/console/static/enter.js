"use strict";
// The secret stands behind the # of the address: no server, log or other page ever gets it from there.
const form = document.getElementById("enter");
const hash = location.hash.slice(1);
const launch = new URLSearchParams(hash);
const found = {
  secret: /^[\w-]+$/.test(hash) ? hash : "",
  launch: launch.get("tgWebAppData") || "",
  theme: launch.get("tgWebAppThemeParams") || "",
};
history.replaceState(null, "", location.pathname);
for (const field of form.querySelectorAll("[data-from]")) field.value = found[field.dataset.from];
if (found.secret || found.launch) form.requestSubmit();
