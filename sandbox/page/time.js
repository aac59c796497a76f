/** Times as people in 石柱 read them. China keeps one offset all year, so a wall clock is the instant plus eight hours,
 *  held in a Date that is read with its UTC methods only. */
const OFFSET = 8 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;
const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

export const wallClock = (instant) => new Date(instant.getTime() + OFFSET);
export const wallOfMessage = (message) => wallClock(new Date(message.date * 1000));

const two = (number) => String(number).padStart(2, "0");
const monthDay = (wall) => `${wall.getUTCMonth() + 1}月${wall.getUTCDate()}日`;

export const weekday = (wall) => WEEKDAYS[wall.getUTCDay()];
export const isoDay = (wall) => wall.toISOString().slice(0, 10);
export const hourMinute = (wall) => `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
/** "2025-06-20T09:00", what the server and <input type="datetime-local"> take. */
export const isoMinute = (wall) => `${isoDay(wall)}T${hourMinute(wall)}`;
export const longTime = (wall) => `${isoDay(wall)} ${weekday(wall)} ${hourMinute(wall)}`;
export const shortTime = (wall) => `${monthDay(wall)} ${weekday(wall)} ${hourMinute(wall)}`;

export function dayTitle(wall, nowWall) {
  const year = wall.getUTCFullYear() === nowWall.getUTCFullYear() ? "" : `${wall.getUTCFullYear()}年`;
  return `${year}${monthDay(wall)} ${weekday(wall)}`;
}

/** The jumps worth offering from `now`: [{ title, wall }], all at nine, when the bot says good morning. */
export function jumps(now) {
  const tomorrow = nineOn(now.getTime() + DAY);
  const offered = [{ title: "明天", wall: tomorrow }];
  const weekdayNext = nextWeekday(tomorrow);
  if (weekdayNext.getTime() !== tomorrow.getTime()) offered.push({ title: "下个工作日", wall: weekdayNext });
  // Around the 25th a quarter that falls behind is talked about.
  offered.push({ title: "", wall: next25th(now) });
  offered.push({ title: "一周后", wall: nineOn(now.getTime() + 7 * DAY) });
  return offered.map(({ title, wall }) => ({ wall, title: `${title || monthDay(wall)} 09:00`, detail: dayTitle(wall, now) }));
}

function nineOn(time) {
  const day = new Date(time);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 9));
}

/** Only weekends are known here; the bot knows the public holidays. */
function nextWeekday(day) {
  return [0, 6].includes(day.getUTCDay()) ? nextWeekday(new Date(day.getTime() + DAY)) : day;
}

function next25th(now) {
  const month = now.getUTCMonth() + (now.getUTCDate() >= 25 ? 1 : 0);
  return new Date(Date.UTC(now.getUTCFullYear(), month, 25, 9));
}
