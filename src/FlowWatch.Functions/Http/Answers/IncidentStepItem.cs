namespace FlowWatch.Functions.Http.Answers;

/// <summary>One step of an incident.</summary>
/// <param name="At">When.</param>
/// <param name="What">What happened: <c>seen</c>, <c>worsened</c>, <c>acknowledge</c>, <c>resolve</c>, <c>quiet</c> or <c>reopen</c>.</param>
/// <param name="Status">The status after it.</param>
/// <param name="By">Who: <c>flowwatch</c>, or a person as they called themselves.</param>
/// <param name="Note">Why; null where nothing was said.</param>
public sealed record IncidentStepItem(DateTimeOffset At, string What, string Status, string By, string? Note);
