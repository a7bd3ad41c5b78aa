/// Why a rule refuses an act now. The raw value is the stable `code` of the API's problem.
public enum Refusal: String, Error, CaseIterable, Sendable {
  case attendeeUnknown = "attendee_unknown"
  case questionNotFound = "question_not_found"
  case questionNotPublished = "question_not_published"
  case summitClosed = "summit_closed"
  case sessionCancelled = "session_cancelled"
  case boxScheduled = "box_scheduled"
  case boxPaused = "box_paused"
  case boxClosed = "box_closed"
  case arrivedTooLate = "arrived_too_late"
  case wordingLocked = "wording_locked"
  case promiseLatched = "promise_latched"
  case stateForbids = "state_forbids"
  case nothingToRestore = "nothing_to_restore"
}
