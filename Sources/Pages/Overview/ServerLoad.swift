public import struct Foundation.Date

/// How many connections and streams a server holds at a moment.
public struct ServerLoad: Sendable {
  public var at: Date
  public var connections: Int
  public var streams: Int

  public init(at: Date, connections: Int, streams: Int) {
    (self.at, self.connections, self.streams) = (at, connections, streams)
  }
}
