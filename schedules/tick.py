"""The timer: one tick a minute. It only wakes us up; the database knows what is due."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def every_minute(work: Callable[[], Awaitable[None]]) -> AsyncIOScheduler:
    """Starts ticking; a tick that was missed, however long ago, is made up for once."""
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
    scheduler.add_job(work, "interval", minutes=1, max_instances=1)
    scheduler.start()
    return scheduler
