"""What happens in the world as server-sent events, so that the page need not ask."""

import asyncio
import json

from aiohttp import web

from sandbox.feed import Feed, Json

BREATH = 15  # seconds between the comments that keep an idle stream open
KEPT = 500  # a page that missed more than this reads everything anew


class EventStream:
    def __init__(self, feed: Feed, stopping: asyncio.Event) -> None:
        self._feed = feed
        self._stopping = stopping

    async def open(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        await response.write(b": here\n\n")
        seen = _last_seen(request, self._feed.position)
        if not self._feed.position - KEPT <= seen <= self._feed.position:
            seen = self._feed.position
            await response.write(_event(seen, {"type": "restarted"}))  # makes the page read everything anew
        while not self._stopping.is_set():
            news = self._feed.since(seen)
            for number, happening in news:
                await response.write(_event(number, happening))
            seen = news[-1][0] if news else seen
            if self._feed.position == seen and not await self._news_within(BREATH):
                await response.write(b": still here\n\n")
        return response

    async def _news_within(self, seconds: float) -> bool:
        waiting = [asyncio.ensure_future(wait) for wait in (self._feed.news(), self._stopping.wait())]
        try:
            done, _ = await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return bool(done)
        finally:
            for task in waiting:
                task.cancel()


def _last_seen(request: web.Request, otherwise: int) -> int:
    given = request.headers.get("Last-Event-ID", "")
    return int(given) if given.isdecimal() else otherwise


def _event(number: int, happening: Json) -> bytes:
    return f"id: {number}\ndata: {json.dumps(happening, ensure_ascii=False)}\n\n".encode()
