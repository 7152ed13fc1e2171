namespace FlowWatch.Functions.Http.Answers;

/// <summary>A question that can be asked.</summary>
/// <param name="Id">Its id, the last part of its path.</param>
/// <param name="Title">A few words.</param>
/// <param name="Answers">What its answer tells.</param>
/// <param name="Subject"><c>traffic</c>, <c>findings</c>, <c>pipeline</c> or <c>archive</c>.</param>
/// <param name="Path">Where it is asked.</param>
/// <param name="Parameters">What may be filled in, beside <c>target</c>, <c>format</c> and <c>explain</c>.</param>
public sealed record QuestionItem(string Id, string Title, string Answers, string Subject, string Path, IReadOnlyList<QuestionParameterItem> Parameters);
