import API
import Foundation

/// `tribune speaker …`
enum SpeakerCommands {
  static let command = Command(
    name: "speaker",
    summary: "those on stage",
    details: "Which session somebody speaks in is said with: tribune session edit SESSION --speakers A,B",
    examples: [
      Example("Who there is.", "tribune speaker list"),
      Example("One more.", "tribune speaker add \"Camille Duval\" --affiliation \"Maison Duval\""),
    ],
    alsoCalled: ["person", "people"],
    subcommands: [
      ListSpeakers.command, ShowSpeaker.command, AddSpeaker.command, EditSpeaker.command,
      RemoveSpeaker.command,
    ])
}

/// `tribune speaker list`
enum ListSpeakers {
  static let command = Command(
    name: "list",
    summary: "the speakers of the summit",
    options: [Shared.summit, Shared.json],
    examples: [Example("All of them.", "tribune speaker list")],
    alsoCalled: ["ls", "index"],
    run: { call, shell in
      let speakers = try await call.summit(in: shell).speakers()
      if call[Shared.json] { return shell.write(json: speakers.json) }
      if speakers.elements.isEmpty { return shell.say("There are no speakers yet.") }
      var table = Table("SPEAKER", "NAME", "AFFILIATION")
      for speaker in speakers.elements {
        table.add(Table.Cell(speaker.slug), Table.Cell(speaker.name), Table.Cell(speaker.affiliation ?? ""))
      }
      shell.output.write(table)
    })
}

/// `tribune speaker show`
enum ShowSpeaker {
  static let command = Command(
    name: "show",
    summary: "one speaker in full",
    arguments: [Shared.speakerArgument],
    options: [Shared.summit, Shared.json],
    examples: [Example("Who is that again?", "tribune speaker show tom-cochran")],
    alsoCalled: ["view", "get", "info"],
    run: { call, shell in
      let reply = try await call.summit(in: shell).speaker(try call[Shared.speakerArgument])
      shell.show(reply, call) { $0.details }
    })
}

/// `tribune speaker remove`
enum RemoveSpeaker {
  static let command = Command(
    name: "remove",
    summary: "remove a speaker from the summit",
    arguments: [Shared.speakerArgument],
    options: [Shared.dryRun, Shared.yes, Shared.summit],
    examples: [Example("Listed twice.", "tribune speaker remove tom-cochran-2")],
    alsoCalled: ["rm", "delete", "del"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let slug = try call[Shared.speakerArgument]
      let speaker = try await here.speaker(slug).value
      if call[Shared.dryRun] { return shell.say("Nothing was changed. \(speaker.name) would be removed.") }
      try shell.confirmDestruction("Remove \(speaker.name) from \(here.slug)?", for: call)
      try await here.client.send("DELETE", here.path + ["speakers", slug])
      shell.say("\(speaker.name) is removed.")
    })
}

extension Speaker {
  var details: Details {
    var details = Details()
    details.add("Speaker", slug)
    details.add("Name", name, .strong)
    details.add("Affiliation", affiliation)
    details.add("Biography", biography)
    return details
  }
}
