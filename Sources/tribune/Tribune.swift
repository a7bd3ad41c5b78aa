@main struct Tribune {
  static func main() async {}
}
