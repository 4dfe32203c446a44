// What an editor is told when an article could not be checked: what it is, what to do, and when it is tried again.

import { Away, KeyNeeded, Refused } from "./service.js";

const STAYS = "Your text stays here";

export function explained(error, tries) {
  const later = Math.min(30, 2 ** tries);
  if (error instanceof KeyNeeded) return { says: `A key is needed to check the article. ${STAYS}.`, button: "Enter the key" };
  if (error instanceof Away) {
    return { says: `The service does not answer. ${STAYS}, and is checked as soon as it does.`, button: "Check now", seconds: later };
  }
  if (!(error instanceof Refused)) return { says: `This page failed: ${error.message}. ${STAYS}.`, button: "Check again" };
  if (error.status === 503) {
    return { says: `The service has too much to do. ${STAYS}, and is checked in a moment.`, button: "Check now", seconds: Math.max(error.seconds, later) };
  }
  if (error.status === 413) return { says: `The article is longer than this service takes: ${error.message}. ${STAYS}; check it in parts.` };
  if (error.status >= 500) return { says: `The service failed: ${error.message}. ${STAYS}.`, button: "Check again" };
  return { says: `The service refused: ${error.message}. ${STAYS}.`, button: "Check again" };
}
