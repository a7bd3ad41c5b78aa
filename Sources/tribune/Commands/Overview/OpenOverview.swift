import API

/// `tribune summit overview`
enum OpenOverview {
  static let command = Command(
    name: "overview",
    summary: "a link to look at how the summit fares, in a browser",
    details: """
      Questions and upvotes a minute, who is there, what waits and what is owed, as plots. The link works once, for ten \
      minutes; the browser that opens it may look for twelve hours, and do nothing else. Revoking your token ends that.
      """,
    arguments: [Shared.summitArgument],
    options: [Shared.summit, Shared.json],
    examples: [Example("For the screen in the control room.", "tribune summit overview imedia-2017")],
    alsoCalled: ["dashboard", "monitor", "stats"],
    run: { call, shell in
      let here = try await call.summit(call[optional: Shared.summitArgument], in: shell)
      let reply: Client.Reply<OverviewLink> = try await here.client.reply(
        here.client.send("POST", here.path + ["overview-links"]))
      if call[Shared.json] { return shell.write(json: reply.json) }
      shell.output.line(reply.value.url.shown)
      shell.say("Works once, until \(reply.value.expiresAt.dayAndClock): it may look, and do nothing else.")
    })
}
