namespace FlowWatch.Functions.Http.Answers;

/// <summary>An answer that is being worked on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Question">The question.</param>
/// <param name="Status">Always <c>running</c>: once it is there the same place gives the answer itself.</param>
/// <param name="AskedAt">When it was asked.</param>
public sealed record AnswerItem(string Id, string Question, string Status, DateTimeOffset AskedAt);
