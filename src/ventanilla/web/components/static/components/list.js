// Rows that keys move through and select, and the news of the list: asked for every few seconds while somebody
// looks, at the price of a 304; what is focused, selected or read stays where it is.
import { on, say } from "./keys.js"

const EVERY = 10000
const KEPT = "desk-list"
const list = () => document.getElementById("list")
const rows = (root = document) => [...root.querySelectorAll("[data-row]")]
const current = () => document.activeElement?.closest("[data-row]")
const enter = (row) => row?.querySelector(".title a, a")?.focus()
const picks = () => [...document.querySelectorAll("[data-pick]")]

// ── rows
function step(by) {
  const all = rows()
  if (!all.length) return false
  const at = all.indexOf(current())
  enter(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))])
}
on("j", () => step(1))
on("k", () => step(-1))
on("o", () => current()?.querySelector(".title a, a")?.click() ?? false)
on("t", () => {
  const button = current()?.querySelector("[data-take]")
  return button ? button.click() : false
})

// ── selecting
let last
function told() {
  const place = document.querySelector("[data-picked]")
  if (!place) return
  place.dataset.none ??= place.textContent
  const n = picks().filter((one) => one.checked).length
  place.closest(".bulk").classList.toggle("idle", !n)
  place.textContent = n ? (n === 1 ? place.dataset.one : place.dataset.many.replace("#", n)) : place.dataset.none
  return place.textContent
}
on("x", () => {
  const pick = current()?.querySelector("[data-pick]")
  if (!pick) return false
  pick.checked = !pick.checked
  last = pick
  say(told())
})
addEventListener("click", ({ target, shiftKey }) => {
  const pick = target.closest?.("[data-pick]")
  if (!pick) return
  const all = picks()
  const [from, to] = [all.indexOf(last), all.indexOf(pick)].sort((a, b) => a - b)
  if (shiftKey && from >= 0) all.slice(from, to + 1).forEach((one) => (one.checked = pick.checked))
  last = pick
  told()
})
document.getElementById("bulk")?.addEventListener("submit", () => {
  const own = current()?.querySelector("[data-pick]")
  if (own && !picks().some((one) => one.checked)) own.checked = true
})
addEventListener("pageshow", told)

// ── where one goes from a ticket: its neighbours in the list from which one came, and the views beside that list
const here = location.pathname
const stored = () => JSON.parse(sessionStorage.getItem(KEPT) || "null")
function keep() {
  const urls = rows().map((row) => row.querySelector(".title a")?.getAttribute("href"))
  const views = [...document.querySelectorAll("#rail [data-key]")].map((link) => [link.dataset.key, link.getAttribute("href")])
  sessionStorage.setItem(KEPT, JSON.stringify({ urls, views, from: location.pathname + location.search }))
}
function neighbour(by) {
  const held = stored()
  const at = held ? held.urls.findIndex((url) => here.startsWith(url)) : -1
  const url = held?.urls[at + by]
  if (at < 0 || list()) return false
  location.assign(url || held.from)
}
on("]", () => neighbour(1))
on("[", () => neighbour(-1))
on("u", () => {
  const held = stored()
  if (list() || !held) return false
  location.assign(held.from)
})

if (!list()) for (const [key, url] of stored()?.views || []) on(key, () => location.assign(url))

// ── news
let etag = list()?.dataset.etag
let waiting // the page as it is now, until somebody wants to see it
let asked = 0
let over = false
const notice = document.getElementById("news")

function tell(what, link = true) {
  if (!notice) return
  notice.querySelector("[data-words]").textContent = what
  notice.querySelector("[data-refresh]").hidden = !link
  notice.hidden = false
}

const counted = (n) => (n === 1 ? notice.dataset.one : notice.dataset.many.replace("#", n))
const idle = () => scrollY < 100 && !current() && !picks().some((one) => one.checked)

function replace() {
  const held = current()?.dataset.row
  const picked = new Set(picks().filter((one) => one.checked).map((one) => one.value))
  list().replaceWith(waiting.getElementById("list"))
  picks().forEach((one) => (one.checked = picked.has(one.value)))
  if (held) enter(rows().find((row) => row.dataset.row === held) || rows()[0])
  if (notice) notice.hidden = true
  waiting = undefined
  told()
  keep()
}

function numbers(page) {
  const [old, fresh] = [document, page].map((one) => [...one.querySelectorAll("#rail a")])
  fresh.forEach((link) => {
    const same = old.find((one) => one.getAttribute("href") === link.getAttribute("href"))
    const [before, now] = [same, link].map((one) => one?.querySelector(".num"))
    if (before && now && before.textContent !== now.textContent) before.replaceWith(now.cloneNode(true))
  })
}

// A row that is still there says what it says now, cell by cell, but for the cell in which somebody is.
function refresh(row, fresh) {
  ;[...row.cells].forEach((cell, n) => {
    const now = fresh.cells[n]
    if (!now || cell.contains(document.activeElement) || cell.matches(".pick")) return
    if (cell.textContent !== now.textContent) cell.innerHTML = now.innerHTML
  })
}

function arrived(page) {
  numbers(page)
  const fresh = new Map(rows(page).map((row) => [row.dataset.row, row]))
  const held = new Set(rows().map((row) => row.dataset.row))
  const news = [...fresh.keys()].filter((code) => !held.has(code)).length
  const gone = [...held].filter((code) => !fresh.has(code)).length
  waiting = page
  if (idle()) {
    replace()
    if (news) say(counted(news))
    return
  }
  rows().forEach((row) => {
    const now = fresh.get(row.dataset.row)
    row.classList.toggle("gone", !now)
    if (now) refresh(row, now)
  })
  if (!news && !gone) return
  tell(news ? counted(news) : notice.dataset.changed)
  say(notice.querySelector("[data-words]").textContent)
}

async function look() {
  if (document.hidden || over || !list()) return
  asked = Date.now()
  let answer
  try {
    answer = await fetch(list().dataset.news, { headers: { "If-None-Match": etag }, redirect: "manual", cache: "no-store" })
  } catch {
    return // no connection: the next time comes
  }
  if (answer.type === "opaqueredirect" || answer.status === 404) {
    over = true
    tell(answer.status === 404 ? notice.dataset.lost : notice.dataset.ended)
    return say(notice.querySelector("[data-words]").textContent)
  }
  if (answer.status !== 200) return
  etag = answer.headers.get("ETag")
  arrived(new DOMParser().parseFromString(await answer.text(), "text/html"))
}

if (list()) {
  keep()
  document.querySelector("[data-refresh]")?.addEventListener("click", (event) => {
    if (!waiting || over) return
    event.preventDefault()
    replace()
  })
  setInterval(look, EVERY + Math.random() * 1000)
  document.addEventListener("visibilitychange", () => Date.now() - asked > EVERY && look())
}
