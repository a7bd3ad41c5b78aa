import API
import Foundation

private enum Fields {
  static let affiliation = Option("affiliation", "NAME", .text, "what they speak for")
  static let biography = Option("biography", "TEXT", .text, "a few sentences about them")
}

/// `tribune speaker add`
enum AddSpeaker {
  private static let name = Argument("NAME", .text, "their name, as it is shown")
  private static let slug = Option(
    "slug", "SLUG", .slug, "their name in addresses; from the name unless given")

  static let command = Command(
    name: "add",
    summary: "add a speaker to the summit",
    arguments: [name],
    options: [Fields.affiliation, Fields.biography, slug, Shared.summit, Shared.json],
    examples: [
      Example("A late addition.", "tribune speaker add \"Camille Duval\" --affiliation \"Maison Duval\"")
    ],
    alsoCalled: ["new", "create"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let speaker = try NewSpeaker(
        slug: call[slug], name: call[name], affiliation: call[Fields.affiliation],
        biography: call[Fields.biography])
      let reply: Client.Reply<Speaker> = try await here.client.send(
        "POST", here.path + ["speakers"], body: speaker)
      shell.report("Added \(reply.value.name) as \(reply.value.slug).", reply, call) { $0.details }
    })
}

/// `tribune speaker edit`
enum EditSpeaker {
  private static let name = Option("name", "NAME", .text, "their name, as it is shown")

  static let command = Command(
    name: "edit",
    summary: "change what is said about a speaker",
    details: "What is not named stays.",
    arguments: [Shared.speakerArgument],
    options: [name, Fields.affiliation, Fields.biography, Shared.summit, Shared.json],
    examples: [Example("The accent was missing.", "tribune speaker edit rene-morel --name \"René Morel\"")],
    alsoCalled: ["set", "change", "update", "rename"],
    run: { call, shell in
      guard call.changesSomething else { throw call.misuse("Say what to change, such as --name.") }
      let here = try await call.summit(in: shell)
      let slug = try call[Shared.speakerArgument]
      var change = SpeakerChange()
      change.name = try call[name]
      change.affiliation = try call[Fields.affiliation]
      change.biography = try call[Fields.biography]
      let reply = try await here.change(speaker: slug, change)
      shell.report("Changed \(reply.value.name).", reply, call) { $0.details }
    })
}
