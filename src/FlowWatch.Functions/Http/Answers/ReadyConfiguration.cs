namespace FlowWatch.Functions.Http.Answers;

/// <summary>Whether the configuration can be used.</summary>
/// <param name="IsUsable">Whether work can begin with it.</param>
/// <param name="Targets">Targets that are watched.</param>
/// <param name="LeftOut">Targets that are left out, because something is wrong with them.</param>
/// <param name="Problems">Everything that cannot be used, with its place.</param>
/// <param name="Notes">What can be used and is worth a look.</param>
public sealed record ReadyConfiguration(bool IsUsable, int Targets, IReadOnlyList<string> LeftOut, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
