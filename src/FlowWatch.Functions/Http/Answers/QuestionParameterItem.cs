namespace FlowWatch.Functions.Http.Answers;

/// <summary>A parameter of a question.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Kind">What its text must be: <c>address</c>, <c>network</c>, <c>number</c>, <c>length</c>, <c>instant</c>, <c>choice</c>, <c>text</c>, <c>flag</c>.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Default">What stands in where it is not given.</param>
/// <param name="Words">The words of a choice.</param>
public sealed record QuestionParameterItem(string Name, string Description, string Kind, bool IsRequired, string? Default, IReadOnlyList<string> Words);
