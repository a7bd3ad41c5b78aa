import EventLoop

/// Something that others wait for until it is opened.
@Loop final class Gate {
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var isOpen = false
  private(set) var entered = 0
  nonisolated init() {}

  func pass() async {
    entered += 1
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
  }

  func open() {
    isOpen = true
    for one in waiting { one.resume() }
    waiting = []
  }
}
