using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;

namespace FlowWatch.Functions.Hosting;

/// <summary>What came of a question within the time of a request: one of these.</summary>
/// <typeparam name="T">What an answer is.</typeparam>
/// <param name="Answer">The answer, or why there is none.</param>
/// <param name="Record">It takes longer: where it will be.</param>
public sealed record DeskAnswer<T>(Fact<T>? Answer, AnswerRecord? Record)
    where T : class
{
    /// <summary>Whether it was refused: too many are being answered.</summary>
    public bool IsRefused => Answer is null && Record is null;
}
