internal import EventLoop
internal import Foundation
internal import HTTP
internal import Pages

/// How many connections and streams this server held, minute by minute, for a day. It is this server's alone and ends
/// with it: of others, their own pages tell.
@Loop final class LoadHistory {
  weak var server: HTTPServer?
  private(set) var beats: [ServerLoad] = []
  private var timer: LoopTimer?

  private static let most = 24 * 60

  /// Which server it is, where there are several: its machine and port.
  var name: String {
    let port = server?.address.port ?? 0
    return "\(ProcessInfo.processInfo.hostName):\(port)"
  }

  var now: ServerLoad {
    let load = server?.load ?? (connections: 0, streams: 0)
    return ServerLoad(at: Date(), connections: load.connections, streams: load.streams)
  }

  func start() {
    beat()
    timer = LoopTimer(every: .seconds(60)) { [weak self] in self?.beat() }
  }

  func stop() { timer = nil }

  private func beat() {
    beats.append(now)
    if beats.count > Self.most { beats.removeFirst(beats.count - Self.most) }
  }
}
