// A sign every ten seconds, less often while nobody looks; answered with 304 while nothing changed.
import { countDown } from "./countdown.js"
import { writes } from "./draft.js"

const every = 10000
const hidden = 30000

export function watch(line) {
  if (!line) return
  const address = new URL(line.dataset.presence, location.href)
  const seen = line.dataset.seen.split(":")[0]
  let tag = ""
  let waiting = [...document.querySelectorAll("[data-waiting]")].map((one) => one.id.replace("waiting-", "")).join(",")
  let timer

  async function sign() {
    clearTimeout(timer)
    address.search = new URLSearchParams({ seen, ...(writes() && { writing: 1 }) })
    try {
      const answer = await fetch(address, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", redirect: "manual" })
      if (answer.status === 200) {
        tag = answer.headers.get("ETag")
        line.innerHTML = await answer.text()
        const now = answer.headers.get("X-Waiting") || ""
        if (now !== waiting) await renew()
        waiting = now
      }
    } catch {
      // Without a connection there is nobody to tell; the next sign comes anyway.
    }
    timer = setTimeout(sign, document.hidden ? hidden : soon())
  }

  // While something is about to leave, one looks more often.
  const soon = () => (document.querySelector("[data-countdown][data-due]") ? 2000 : every)

  addEventListener("visibilitychange", () => document.hidden || sign())
  sign()
}

// The conversation as it is now, in its place; what is being written is not touched.
async function renew() {
  const answer = await fetch(location.pathname, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" })
  if (answer.status !== 200) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const fresh = page.getElementById("talk")
  const talk = document.getElementById("talk")
  if (!fresh || !talk) return
  talk.replaceWith(document.adoptNode(fresh))
  const mark = page.querySelector("[name=seen]")
  if (mark) for (const mine of document.querySelectorAll("[name=seen]")) mine.value = mark.value
  countDown(document)
}
