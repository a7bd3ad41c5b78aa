public import API
internal import EventLoop
public import HTTP
public import Storage

// The streams of sessions and rooms.
extension LiveSessions {
  /// A stream of `snapshot` events, the newest at once, of announcements, and of what is on in the session's room. Nil
  /// when there is no such session.
  public func stream(
    of session: Petitions.Session.ID, in summit: SummitRecord
  ) async throws -> EventStream? {
    let stream = EventStream()
    let looked = channel(of: session, in: summit)
    stream.onEnd = { [weak self, weak stream] in
      guard let self, let stream else { return }
      remove(stream, from: session, in: summit)
      dropEmptyRooms()
    }
    // It looks on before anything was read, so that a change meanwhile reaches it too.
    looked.addListening(stream)
    do {
      if try await looked.prepare() { return stream }
    } catch {
      stream.close()
      throw error
    }
    stream.close()
    return nil
  }

  /// What a new stream of the session would be told first. Nil when there is no such session.
  public func state(
    of session: Petitions.Session.ID, at room: RoomRecord?, in summit: SummitRecord
  ) async throws -> API.LiveState? {
    guard let snapshot = try await snapshot(of: session, in: summit, .current) else { return nil }
    var now: API.RoomNow?
    if let room { now = API.RoomNow(try await state(of: room, in: summit), in: summit) }
    let news = try await news(of: session, in: summit)
    return API.LiveState(
      room: now, snapshot: snapshot, announcements: news.compactMap(\.announced),
      withdrawals: news.compactMap(\.withdrawn))
  }

  /// The same of a stream that follows the room all day.
  public func state(followingRoom room: RoomRecord, in summit: SummitRecord) async throws -> API.LiveState {
    let now = try await state(of: room, in: summit)
    if let session = now.session, let state = try await state(of: session.id, at: room, in: summit) {
      return state
    }
    return API.LiveState(
      room: API.RoomNow(now, in: summit), snapshot: nil, announcements: [], withdrawals: [])
  }

  /// A stream that follows a room all day: a `room` event says what is on, and then come the events of that session.
  public func stream(followingRoom room: RoomRecord, in summit: SummitRecord) async throws -> EventStream {
    let stream = EventStream()
    let place = channel(of: room.id, in: summit)
    stream.onEnd = { [weak self, weak stream] in
      guard let self, let stream else { return }
      place.remove(stream)
      dropEmptyRooms()
    }
    place.lead(stream)
    do { try await place.prepare() } catch {
      stream.close()
      throw error
    }
    return stream
  }
}
